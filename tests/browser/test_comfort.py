"""What the script adds, and what is kept: chosen languages, news that never jump, times that go on, choosing all."""

import pytest
from playwright.sync_api import expect

from kiwame.playbooks.languages import LANGUAGES
from kiwame.web.pages.language import NAMES
from kiwame.web.pages.words import Words
from tests.browser.conftest import Visit
from tests.browser.sending import Application, issue_of
from tests.browser.watching import Sight
from tests.e2e.running import Serving


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_chosen_language_is_kept(told: Serving, visit: Visit, script: bool) -> None:
    page = visit(told.url, Sight(language="en", script=script)).open("/?severity=high")
    for language in ("ja", "zh", "en"):
        page.locator(".bar .menu summary").click()
        page.get_by_role("button", name=NAMES[language]).click()
        expect(page.locator("html")).to_have_attribute("lang", Words(language).tag)
        assert page.url.endswith("/?severity=high"), "the same page"
    page.locator(".bar .menu summary").click()
    page.get_by_role("button", name=NAMES["zh"]).click()
    page.goto(f"{told.url}/issues/1")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_issues_are_told_and_nothing_moves(
    stories: Serving, shop: Application, visit: Visit, language: str
) -> None:
    issue_of(stories, shop.meet("openai-dns", f"there before {language}"))
    visitor = visit(stories.url, Sight(language=language))
    page = visitor.context.new_page()
    page.clock.install()
    page.goto(stories.url)
    before = page.locator(".issues .what > a").all_inner_texts()
    expect(page.locator(".news")).to_be_hidden()
    new = issue_of(stories, shop.meet("openai-out-of-credit", f"news {language}"))
    page.clock.run_for(21_000)
    expect(page.locator(".news a")).to_be_visible()
    assert page.locator(".news a").inner_text() != ""
    assert page.locator(".issues .what > a").all_inner_texts() == before, "no row moved"
    page.locator(".news a").click()
    expect(page.locator(f"tr[data-id='{new}']")).to_be_visible()


def test_times_go_on(stories: Serving, shop: Application, visit: Visit) -> None:
    issue = issue_of(stories, shop.meet("openai-dns", "times"))
    page = visit(stories.url).context.new_page()
    page.clock.install()
    page.goto(stories.url)
    time = page.locator(f"tr[data-id='{issue}'] time").first
    before = time.inner_text()
    page.clock.run_for(5 * 60_000)
    expect(time).not_to_have_text(before)
    expect(time).to_contain_text("5 min")


def test_all_on_this_page_are_chosen_at_once(told: Serving, visit: Visit) -> None:
    page = visit(told.url).open("/")
    boxes = page.locator(".issues tbody input[type=checkbox]")
    every = page.locator("[data-select-all]")
    every.check()
    assert all(box.is_checked() for box in boxes.all())
    boxes.first.uncheck()
    assert every.evaluate("one => one.indeterminate")
    expect(page.locator("[data-count]")).to_contain_text(str(boxes.count() - 1))
    every.check()
    every.uncheck()
    assert not any(box.is_checked() for box in boxes.all())
