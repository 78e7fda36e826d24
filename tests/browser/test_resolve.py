"""The story of a resolved issue that comes back; and of those that are to come back later, or with another release."""

import pytest
from playwright.sync_api import expect

from kiwame.web.pages.words import Words
from tests.browser.conftest import Visit
from tests.browser.sending import Application, issue_of
from tests.browser.watching import WAYS, Sight
from tests.e2e.running import Serving, until


def status(stories: Serving, issue: str) -> str:
    """What the server says that it is."""
    return str(stories.get(f"/api/v1/issues/{issue}")["status"])


def comes_back(stories: Serving, issue: str) -> None:
    """Wait until it is open again."""
    until(lambda: status(stories, issue) == "open", f"issue {issue} does not come back")


def counted(stories: Serving, issue: str, events: int) -> None:
    """Wait until so many events of it are counted."""
    until(lambda: stories.get(f"/api/v1/issues/{issue}")["count"] == events, f"issue {issue} has not {events} events")


@pytest.mark.parametrize(("language", "script"), WAYS)
def test_it_is_resolved_and_comes_back(
    stories: Serving, shop: Application, visit: Visit, language: str, script: bool
) -> None:
    words, mark = Words(language), f"resolve {language} {script}"
    issue = issue_of(stories, shop.meet("openai-model-not-found", mark))
    page = visit(stories.url, Sight(language=language, script=script)).open(f"/issues/{issue}")
    page.get_by_role("button", name=words.say("Resolve"), exact=True).click()
    expect(page.locator("p.said").first).to_contain_text(
        words.say("Resolved: it opens again by itself when it comes back.")
    )
    page.goto(stories.url)
    expect(page.locator(f"tr[data-id='{issue}']")).to_have_count(0)
    page.locator("nav.tabs a[href*='status=resolved']").click()
    expect(page.locator(f"tr[data-id='{issue}']")).to_be_visible()
    shop.meet("openai-model-not-found", mark)
    comes_back(stories, issue)
    page.locator("nav.tabs a").first.click()
    expect(page.locator(f"tr[data-id='{issue}'] .back")).to_have_text(words.say("came back"))
    page.locator(f"tr[data-id='{issue}'] .what a").click()
    expect(page.locator("main")).to_contain_text(words.say("It came back after it had been resolved."))


def test_resolved_in_the_next_release(stories: Serving, shop: Application, visit: Visit) -> None:
    issue = issue_of(stories, shop.meet("openai-model-not-found", "next release", release="shop@1.0.0"))
    page = visit(stories.url).open(f"/issues/{issue}")
    page.get_by_role("button", name="Resolve in next release").click()
    expect(page.locator(".crumbs strong")).to_have_text("Resolved")
    shop.meet("openai-model-not-found", "next release", release="shop@1.0.0")
    counted(stories, issue, 2)
    assert status(stories, issue) == "resolved", "a release that was known then does not bring it back"
    shop.meet("openai-model-not-found", "next release", release="shop@1.1.0")
    comes_back(stories, issue)
    page.reload()
    expect(page.locator("aside")).to_contain_text("shop@1.1.0")


def test_ignored_until_it_came_so_many_times_more(stories: Serving, shop: Application, visit: Visit) -> None:
    issue = issue_of(stories, shop.meet("openai-model-not-found", "ignored"))
    page = visit(stories.url).open(f"/issues/{issue}")
    page.get_by_text("Ignore …", exact=True).click()
    page.locator("input[name=count]").fill("2")
    page.get_by_role("button", name="Ignore until then").click()
    expect(page.locator("main")).to_contain_text("Ignored until it came 2 times more.")
    shop.meet("openai-model-not-found", "ignored")
    counted(stories, issue, 2)
    assert status(stories, issue) == "ignored"
    shop.meet("openai-model-not-found", "ignored")
    comes_back(stories, issue)


def test_several_at_once(stories: Serving, shop: Application, visit: Visit) -> None:
    issues = [issue_of(stories, shop.meet("openai-dns", f"bulk {place}")) for place in range(3)]
    visitor = visit(stories.url)
    page, other = visitor.open("/?category=network_error"), visitor.open(f"/issues/{issues[0]}")
    for issue in issues:
        page.locator(f"tr[data-id='{issue}'] input[type=checkbox]").check()
    other.get_by_role("button", name="Acknowledge", exact=True).click()
    expect(other.locator(".crumbs strong")).to_have_text("Acknowledged")
    page.get_by_role("button", name="Resolve", exact=True).click()
    expect(page.locator("p.said")).to_contain_text("Resolved: 2.")
    expect(page.locator("p.said")).to_contain_text("Changed meanwhile by somebody else, and left as they are: 1.")
    assert [status(stories, issue) for issue in issues] == ["acknowledged", "resolved", "resolved"]
