"""What the documents say is what the code does: fresh reference pages, every route named, a README of one screen."""

import re

import pytest
from tools import reference

from tests.house.source_tree import ROOT, relative, tracked

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
DOORS = (
    "/api/{project}/envelope",
    "/api/{project}/store",
    "/webhooks/sentry",
    "/stream",
    "/healthz",
    "/readyz",
    "/metrics",
)
MARKDOWN = [relative(path) for path in tracked() if path.suffix == ".md"]


@pytest.mark.parametrize("name", reference.PAGES)
def test_reference_pages_are_fresh(name: str) -> None:
    written = (reference.FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert written == reference.WRITTEN + reference.PAGES[name](), "run: make reference"


def test_every_door_is_documented() -> None:
    text = (ROOT / "docs/reference/doors.md").read_text(encoding="utf-8")
    assert [door for door in DOORS if door not in text] == []


def test_the_readme_is_one_screen() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60
    assert {"make demo", "make test"} <= {" ".join(line.split()[:2]) for line in lines}


@pytest.mark.parametrize("name", MARKDOWN)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    page = ROOT / name
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []
