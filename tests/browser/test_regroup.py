"""The story of a failure that stands in two issues: they are made one, and one is taken out again."""

import pytest
from playwright.sync_api import expect

from kiwame.web.pages.words import Words
from tests.browser.conftest import Visit
from tests.browser.sending import Application, issue_of
from tests.browser.watching import WAYS, Sight
from tests.e2e.running import Serving


@pytest.mark.parametrize(("language", "script"), WAYS)
def test_two_issues_are_made_one_and_taken_apart(
    stories: Serving, shop: Application, visit: Visit, language: str, script: bool
) -> None:
    words = Words(language)
    mark = f"regroup {language} {script}"
    one = issue_of(stories, shop.meet("bug-key-error", f"{mark} one"))
    shop.meet("bug-key-error", f"{mark} one")
    other = issue_of(stories, shop.meet("bug-key-error", f"{mark} other"))
    page = visit(stories.url, Sight(language=language, script=script)).open("/")
    for issue in (one, other):
        page.locator(f"tr[data-id='{issue}'] input[name=issue]").check()
    page.get_by_role("button", name=words.say("Make one"), exact=True).click()
    expect(page.locator("p.said")).to_contain_text(words.say("Made one issue of {changed}.", changed="2"))
    expect(page.locator(f"tr[data-id='{other}']")).to_have_count(0)
    page.goto(f"{stories.url}/issues/{one}")
    grouped = page.locator("section[aria-labelledby=grouped]")
    expect(grouped.locator("ul.log")).to_contain_text(f"#{other}")
    grouped.get_by_role("button", name=words.say("Take #{number} out", number=other)).click()
    expect(page).to_have_url(f"{stories.url}/issues/{other}")
    expect(page.locator("p.said")).to_contain_text(
        words.say("An issue of its own again: what comes from now on counts here.")
    )
    expect(page.locator("section[aria-labelledby=done]")).to_contain_text(f"#{one}")
