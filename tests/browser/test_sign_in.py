"""From another machine: nothing without the password, everything with it, and nothing again after signing out."""

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from kiwame.web.pages.words import Words
from tests.browser import axe
from tests.browser.conftest import Visit
from tests.browser.watching import WAYS, Sight
from tests.e2e.running import Serving, serving, until

PASSWORD = "correct horse battery staple"


def address_of_this_machine() -> str:
    """One that is not loopback: the one that a packet to elsewhere would leave from. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(("192.0.2.1", 9))
        found = str(asked.getsockname()[0])
    assert not found.startswith("127."), "this machine has no address beside loopback"
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    environment = {"KIWAME_ADMIN_PASSWORD": PASSWORD, "KIWAME_HOST": "0.0.0.0"}
    with serving(tmp_path_factory.mktemp("door") / "data", env=environment) as server:
        assert server.send("a" * 32) == 200
        until(lambda: server.get("/api/v1/issues")["issues"], "no issue")
        yield server


@pytest.fixture
def elsewhere(server: Serving) -> str:
    """Its address as another machine has it."""
    return f"http://{address_of_this_machine()}:{server.url.rsplit(':', 1)[1]}"


@pytest.mark.parametrize(("language", "script"), WAYS)
def test_in_and_out_from_another_machine(elsewhere: str, visit: Visit, language: str, script: bool) -> None:
    words = Words(language)
    visitor = visit(elsewhere, Sight(language=language, script=script), expected=(403,))
    page = visitor.open("/issues/1")
    expect(page.locator("html")).to_have_attribute("lang", words.tag)
    expect(page.locator("input[type=password]")).to_be_focused()
    assert "/sign-in" in page.url
    assert page.get_by_text("APIConnectionError").count() == 0, "nothing is shown before"
    if script:
        assert axe.grave(axe.findings(page)) == []
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".answer")).to_be_visible()
    assert page.url == f"{elsewhere}/issues/1", "back to where somebody wanted to go"
    cookies = visitor.context.cookies()
    assert {cookie["httpOnly"] for cookie in cookies} == {True}
    assert {cookie["sameSite"] for cookie in cookies} == {"Lax"}
    page.get_by_role("button", name=words.say("Sign out")).click()
    expect(page.locator("input[type=password]")).to_be_visible()
    page.goto(f"{elsewhere}/issues/1")
    expect(page.locator("input[type=password]")).to_be_visible()
    page.go_back()
    assert page.locator(".answer").count() == 0, "the page before is not shown from a cache"


def test_at_the_machine_itself_nobody_is_asked(server: Serving, visit: Visit) -> None:
    page = visit(server.url).open("/")
    expect(page.locator(".issues tbody tr")).to_have_count(1)
    assert page.get_by_role("button", name="Sign out").count() == 0
