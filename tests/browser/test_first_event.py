"""The story of the first event: Set-up waits, an SDK sends, the page turns into a link, and there is the verdict."""

import pytest
from playwright.sync_api import expect

from kiwame.core.taxonomy import Severity
from kiwame.lab.fault import Ports
from kiwame.playbooks.languages import LANGUAGES
from kiwame.web.pages.words import Words
from tests.browser.conftest import Visit
from tests.browser.sending import application
from tests.browser.watching import Sight
from tests.e2e.running import Serving


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_waiting_page_turns_into_a_link_to_the_verdict(
    fresh: Serving, visit: Visit, ports: Ports, language: str
) -> None:
    words = Words(language)
    page = visit(fresh.url, Sight(language=language)).open("/")
    expect(page.locator("html")).to_have_attribute("lang", words.tag)
    expect(page.get_by_text(fresh.dsn).first).to_be_visible()
    page.locator("main a[href='/set-up']").click()
    expect(page.get_by_text(fresh.dsn).first).to_be_visible()
    expect(page.locator("main a[href^='/issues/']")).to_have_count(0)
    with application(fresh.dsn, ports) as shop:
        shop.meet("openai-out-of-credit")
    page.locator("main a[href^='/issues/']").first.click()
    expect(page.locator("h1")).to_contain_text("OpenAI")
    expect(page.locator(".answer .sev")).to_have_text(words.severity(Severity.CRITICAL))
    expect(page.locator(".answer .tag")).to_have_text("rate_limit / quota_exhausted")


def test_without_scripts_the_page_is_asked_again_by_itself(fresh: Serving, visit: Visit, ports: Ports) -> None:
    page = visit(fresh.url, Sight(script=False)).open("/set-up")
    expect(page.get_by_text(fresh.dsn).first).to_be_visible()
    with application(fresh.dsn, ports) as shop:
        shop.meet("openai-out-of-credit")
    page.locator("main a[href^='/issues/']").first.click(timeout=60_000)
    expect(page.locator("h1")).to_contain_text("OpenAI")


def test_the_dsn_is_copied(fresh: Serving, visit: Visit) -> None:
    visitor = visit(fresh.url)
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open("/set-up")
    page.locator("[data-copy]").first.click()
    expect(page.locator("#live")).to_have_text(Words("en").say("Copied"))
    assert page.evaluate("navigator.clipboard.readText()") == fresh.dsn
