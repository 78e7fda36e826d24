"""What the browser tests saw, written down for people: axe's findings and the complaints, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.axe import Finding, grave
from tests.browser.watching import Watched

FOLDER = Path(__file__).resolve().parents[2] / ".build" / "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One page that axe looked at."""

    page: str
    sight: str
    found: Sequence[Finding]


@dataclass(slots=True, kw_only=True)
class Report:
    """Everything seen in one run."""

    watched: Watched = field(default_factory=Watched)
    looked: list[Looked] = field(default_factory=list)

    def text(self) -> str:
        """As Markdown."""
        violations = [complaint for complaint in self.watched.complaints if complaint.kind == "csp"]
        others = [complaint for complaint in self.watched.complaints if complaint.kind != "csp"]
        found = [finding for looked in self.looked for finding in looked.found]
        lines = [
            "# What the browser tests saw\n",
            f"- documents loaded under the pages' own Content-Security-Policy: {self.watched.documents}",
            f"- violations of it: {len(violations)}",
            f"- other complaints (console errors, exceptions, dialogs, requests): {len(others)}",
            f"- pages that axe looked at: {len(self.looked)}",
            f"- its serious or critical findings: {len(grave(found))}",
            f"- its minor or moderate findings: {len(found) - len(grave(found))}\n",
        ]
        lines += [f"    {each.kind} at {each.page}: {each.text}\n" for each in [*violations, *others]]
        lines += ["| page | how | axe's findings |", "| --- | --- | --- |"]
        lines += [f"| {each.page} | {each.sight} | {_findings(each.found)} |" for each in self.looked]
        return "\n".join([*lines, ""])

    def write(self) -> None:
        """Into .build/browser/report.md."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "report.md").write_text(self.text(), encoding="utf-8")


def _findings(found: Sequence[Finding]) -> str:
    return "; ".join(f"{each.impact} {each.rule} at `{each.element}`" for each in found) or "none"
