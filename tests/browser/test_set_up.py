"""The story of a Slack channel that somebody sets on the page: only at Slack, and its address is never shown again."""

from playwright.sync_api import Page, expect

from kiwame.web.pages.words import Words
from tests.browser.conftest import Visit
from tests.browser.watching import Sight
from tests.e2e.running import Serving

SECRET = "T0SECRET/B0SECRET/verysecretpart"


def add(page: Page, words: Words, name: str, url: str) -> None:
    """Fill in the form and send it."""
    page.locator("input[name=name]:not([type=hidden])").fill(name)
    page.locator("input[name=url]").fill(url)
    page.get_by_role("button", name=words.say("Save"), exact=True).click()


def test_a_channel_is_set_and_removed(fresh: Serving, visit: Visit) -> None:
    words = Words("ja")
    page = visit(fresh.url, Sight(language="ja"), expected=(422,)).open("/set-up")
    for refused in (f"https://127.0.0.1/services/{SECRET}", f"http://hooks.slack.com/services/{SECRET}"):
        add(page, words, "on-call", refused)
        expect(page.locator("#url-fault")).to_be_visible()
        assert page.locator("input[name=name]:not([type=hidden])").input_value() == "on-call", "what was typed is there"
        assert SECRET not in page.content()
    add(page, words, "on-call", f"https://hooks.slack.com/services/{SECRET}")
    expect(page.locator("p.said")).to_have_text(words.say("Saved. Send a test message to see it arrive."))
    expect(page.locator(".channel h3")).to_have_text("on-call")
    assert SECRET not in page.content()
    page.get_by_role("button", name=words.say("Remove")).click()
    expect(page.locator("p.said")).to_have_text(words.say("Removed: nothing is sent there any more."))
    expect(page.locator(".channel")).to_have_count(0)
