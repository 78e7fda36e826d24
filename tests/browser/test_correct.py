"""The story of a wrong verdict: corrected in two clicks, kept in the trail; nobody's change is lost in another's."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from kiwame.core.taxonomy import Owner, Severity
from kiwame.decide.severity import severity
from kiwame.playbooks.languages import LANGUAGES
from kiwame.store.engine import open_store
from kiwame.web.pages.words import Words
from tests.browser.conftest import Visit
from tests.browser.sending import Application, issue_of
from tests.browser.watching import WAYS, Sight
from tests.e2e.running import Serving


@pytest.fixture(autouse=True)
def untaught(stories: Serving) -> Iterator[None]:
    """What one story corrects must not judge the next one's issues."""
    yield
    with closing(open_store(stories.folder / "kiwame.sqlite", severity=severity, create=False)) as store:
        for lesson in store.lessons.all():
            store.lessons.forget(lesson.issue)


def correct(page: Page, words: Words, **choices: str) -> None:
    """Open the form, choose, send."""
    page.get_by_text(words.say("Wrong?"), exact=True).click()
    for name, value in choices.items():
        page.locator(f"select[name={name}]").select_option(value)
    page.get_by_role("button", name=words.say("Correct it")).click()


@pytest.mark.parametrize(("language", "script"), WAYS)
def test_a_verdict_is_corrected_in_two_clicks(
    stories: Serving, shop: Application, visit: Visit, language: str, script: bool
) -> None:
    words = Words(language)
    issue = issue_of(stories, shop.meet("bug-key-error", f"correct {language} {script}"))
    page = visit(stories.url, Sight(language=language, script=script)).open(f"/issues/{issue}")
    expect(page.locator(".answer .tag")).to_have_text("code_bug / unhandled_exception")
    correct(page, words, reason="configuration", owner="operator", severity="low")
    expect(page.locator("p.said")).to_contain_text(words.say("Corrected: your word holds for this issue from now on."))
    expect(page.locator(".answer .tag")).to_have_text("code_bug / configuration")
    expect(page.locator(".answer .sev")).to_have_text(words.severity(Severity.LOW))
    expect(page.locator(".answer strong").first).to_have_text(words.owner(Owner.OPERATOR))
    expect(page.locator(".answer .sure")).to_have_text(words.say("sure, by a person"))
    trail = page.locator("section[aria-labelledby=done]")
    expect(trail).to_contain_text(words.say("somebody at this machine"))
    expect(trail).to_contain_text(
        words.say("reason: {before} → {after}", before="unhandled_exception", after="configuration")
    )
    page.reload()
    expect(page.locator("p.said")).to_have_count(0)
    expect(page.locator(".answer .tag")).to_have_text("code_bug / configuration")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_who_change_it_at_once_hear_of_each_other(
    stories: Serving, shop: Application, visit: Visit, language: str
) -> None:
    words = Words(language)
    issue = issue_of(stories, shop.meet("bug-key-error", f"conflict {language}"))
    visitor = visit(stories.url, Sight(language=language), expected=(409,))
    one, other = visitor.open(f"/issues/{issue}"), visitor.open(f"/issues/{issue}")
    one.get_by_role("button", name=words.say("Acknowledge"), exact=True).click()
    expect(one.locator(".crumbs strong")).to_have_text(words.say("Acknowledged"))
    correct(other, words, reason="database")
    expect(other.locator("h1")).to_have_text(words.say("Somebody changed this issue meanwhile"))
    expect(other.locator("main")).to_contain_text(words.say("acknowledged it"))
    expect(other.locator("main")).to_contain_text("database")
    one.reload()
    expect(one.locator(".answer .tag")).to_have_text("code_bug / unhandled_exception")
    other.get_by_role("button", name=words.say("Do it all the same")).click()
    expect(other.locator(".answer .tag")).to_have_text("code_bug / database")
    expect(other.locator(".crumbs strong")).to_have_text(words.say("Acknowledged"))
