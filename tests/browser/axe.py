"""axe-core's rules on a page: what makes it hard or impossible to use for somebody."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[1] / "node" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = frozenset({"serious", "critical"})
_RUN = """async () => (await axe.run(document, {preload: false, resultTypes: ["violations"]})).violations.flatMap(
  rule => rule.nodes.map(node => [rule.id, node.impact || rule.impact || "", node.target.join(" "),
    node.failureSummary || rule.help]))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One element that breaks a rule; `impact` is minor, moderate, serious or critical."""

    rule: str
    impact: str
    element: str
    why: str


@cache
def _source() -> str:
    assert SOURCE.exists(), "axe-core is not installed: python -m tests.setup.services"
    return SOURCE.read_text(encoding="utf-8")


def findings(page: Page) -> list[Finding]:
    """Everything that axe finds on the page as it stands. It comes in by the debugger: the page's policy holds."""
    page.evaluate(_source())
    found = page.evaluate(_RUN)
    return [Finding(rule=rule, impact=impact, element=element, why=why) for rule, impact, element, why in found]


def grave(found: list[Finding]) -> list[Finding]:
    """Those that must not be."""
    return [each for each in found if each.impact in GRAVE]
