"""The page of `kiwame eval`, opened from a file without a network, light and dark."""

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from kiwame.service import cli
from tests.browser import axe

CASES = Path(__file__).parents[1] / "cases" / "traps.jsonl"
WRONG = {"id": "w", "type": "httpx.ReadTimeout", "message": "<b>timed out</b>", "category": "code_bug", "reason": None}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_opens_offline_and_everybody_can_use_it(
    look: Literal["light", "dark"], browser: Browser, tmp_path: Path
) -> None:
    cases, page = tmp_path / "cases.jsonl", tmp_path / "page.html"
    cases.write_bytes(CASES.read_bytes() + json.dumps(WRONG).encode())
    assert cli.main(["eval", str(cases), "--against", "rules", "--html", str(page)]) == 0
    complaints: list[str] = []
    asked: list[str] = []
    with browser.new_context(color_scheme=look, offline=True) as context:
        shown = context.new_page()
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto(page.as_uri())
        shown.locator("details", has_text="<b>timed out</b>").locator("summary").first.click()
        assert shown.get_by_role("img", name="Reliability diagram").is_visible()
        assert shown.locator("details[open] table").first.is_visible()
        width = shown.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        found = axe.findings(shown)
    assert (complaints, asked, found) == ([], [page.as_uri()], [])
    assert width[0] <= width[1]
