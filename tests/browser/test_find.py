"""The story of the issue that woke me: from the Slack message's link; and by status, filters, words and keys alone."""

import socket
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiwame.core.taxonomy import Category, Severity
from kiwame.lab.fault import Ports
from kiwame.playbooks.languages import LANGUAGES
from kiwame.web.pages.words import Words
from tests.browser.conftest import Visit
from tests.browser.sending import application
from tests.browser.watching import WAYS, Sight
from tests.e2e.running import Serving, serving, until
from tests.notify.slack_recorder import SlackRecorder, slack


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_slack_message_to_the_answer(tmp_path: Path, visit: Visit, ports: Ports, language: str) -> None:
    words = Words(language)
    with slack() as recorder, woken(tmp_path / "data", recorder, language) as server:
        with application(server.dsn, ports) as shop:
            shop.meet("openai-out-of-credit")
        until(lambda: recorder.taken, f"no message: {server.log}")
        [message] = recorder.taken
        assert words.severity(Severity.CRITICAL) in message.header
        link = next(
            element["url"]
            for block in message.body["blocks"]
            if block["type"] == "actions"
            for element in block["elements"]
            if element["url"].startswith(server.url)
        )
        page = visit(server.url, Sight(language=language, width=390, height=844)).open(link.removeprefix(server.url))
        expect(page.locator("h1")).to_be_in_viewport()
        assert page.locator("h1").inner_text() in message.header
        expect(page.locator(".answer .sev")).to_be_in_viewport()
        expect(page.locator("section[aria-labelledby=told]")).to_contain_text("slack")


def woken(folder: Path, recorder: SlackRecorder, language: str) -> AbstractContextManager[Serving]:
    """A server that tells `recorder`, and knows the address that people reach it at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    environment = {
        "KIWAME_SLACK_WEBHOOK_URL": recorder.url,
        "KIWAME_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "KIWAME_LANGUAGE": language,
    }
    return serving(folder, "--port", str(port), env=environment)


def headlines(page: Page) -> list[str]:
    """What the list shows, in its order."""
    return page.locator(".issues .what > a").all_inner_texts()


@pytest.mark.parametrize(("language", "script"), WAYS)
def test_by_filters_and_words(told: Serving, visit: Visit, language: str, script: bool) -> None:
    words = Words(language)
    page = visit(told.url, Sight(language=language, script=script)).open("/")
    all_of_them = headlines(page)
    expect(page.locator(".issues .sev").first).to_have_text(words.severity(Severity.CRITICAL))
    page.locator("select[name=category]").select_option(Category.PROVIDER_ERROR)
    page.get_by_role("button", name=words.say("Show"), exact=True).click()
    page.wait_for_url("**category=provider_error**")
    expect(page.locator(".issues .tag")).to_have_text(["provider_error / overloaded"])
    page.locator("select[name=category]").select_option("")
    page.locator("input[type=search]").fill("Credit BALANCE")
    page.locator("input[type=search]").press("Enter")
    page.wait_for_url("**q=**")
    expect(page.locator(".issues .tag")).to_have_text(["rate_limit / quota_exhausted"])
    again = visit(told.url, Sight(language=language, script=script)).open(page.url.removeprefix(told.url))
    assert headlines(again) == headlines(page), "the address can be shared"
    page.locator("input[type=search]").fill("")
    page.locator("input[type=search]").press("Enter")
    expect(page.locator(".issues .what > a")).to_have_count(len(all_of_them))


def test_where_nothing_matches_the_page_says_what_to_loosen(told: Serving, visit: Visit) -> None:
    page = visit(told.url).open("/?q=credit&severity=low")
    expect(page.locator(".empty h2")).to_have_text("No issue matches")
    page.get_by_role("link", name="without severity").click()
    assert "credit" in page.locator(".issues").inner_text().lower()


def test_by_keys_alone(told: Serving, visit: Visit) -> None:
    page = visit(told.url).open("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".issues tbody tr").nth(1)
    expect(second.locator(".what a")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(".issues tbody tr").first.locator(".what a")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    page.keyboard.type("jko")
    assert page.locator("input[type=search]").input_value() == "jko", "letters in a field are letters"
    page.locator("input[type=search]").fill("")
    page.keyboard.press("Tab")
    page.locator("body").press("j")
    page.keyboard.press("o")
    expect(page.locator(".answer")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(".issues")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/issues/1", "/set-up"])
def test_the_focus_goes_through_the_page_and_is_always_seen(told: Serving, visit: Visit, path: str) -> None:
    page = visit(told.url).open(path)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    seen = []
    for _ in range(60):
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        seen.append(found)
        page.keyboard.press("Tab")
    assert len(seen) > 8
    assert [name for name, visible in seen if not visible] == []


FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return [`${one.tagName} ${one.textContent.trim().slice(0, 30)}`, ring && inside];
}"""
