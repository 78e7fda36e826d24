"""Hostile text in every field of an event is text on the page: nothing of it runs, loads, leads away or breaks it."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, hostile, scene
from tests.browser.conftest import Visit
from tests.browser.test_everybody import PHONE, beside, unfolded
from tests.browser.watching import Sight
from tests.e2e.running import Serving, serving, until

VISIBLE = {
    "markup": "<script>window.owned='script';alert(1)</script>",
    "ends": "</title></textarea></style></template>",
    "base": "<base href='//evil.example/'>",
    "quotes": "\"'><b onmouseover=window.owned='quotes'",
    "template": "{{7*7}} {% raw %} ${7*7}",
    "markdown": "[click](javascript:window.owned='markdown')",
    "link": "javascript:window.owned='link'//http://evil.example/",
    "marks": "⟨U+202E⟩⟨U+2067⟩gnp.exe⟨U+200B⟩",
    "long": "loooooooooooooooooooo",
}
"""What a reader of the page must see of each text."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("hostile") / "data") as server:
        for place, text in enumerate(hostile.TEXTS.values()):
            scene.send(server.dsn, hostile.event(f"{place + 1:032x}", text), time.time())
        until(lambda: len(server.get("/api/v1/issues")["issues"]) == len(hostile.TEXTS), "not all are issues")
        yield server


@pytest.fixture(scope="module")
def issues(server: Serving) -> dict[str, str]:
    """The issue of each text."""
    by_event = {f"{place + 1:032x}": name for place, name in enumerate(hostile.TEXTS)}
    found = {}
    for issue in server.get("/api/v1/issues")["issues"]:
        [event] = server.get(f"/api/v1/issues/{issue['id']}/events")["events"]
        found[by_event[event["event_id"]]] = str(issue["id"])
    return found


def is_whole(page: Page) -> None:
    """The page is the one that we made: nothing ran, nothing was added, nothing leads away."""
    assert page.evaluate("window.owned") is None
    assert page.locator("main").count() == 1
    assert page.locator("footer, main").first.is_visible()
    assert (
        page.locator("base, iframe, object, embed, img, form[action*=evil], link[href*=evil], main style").count() == 0
    )
    assert page.locator("script:not([type=module][src^='/static/'])").count() == 0
    addresses = page.eval_on_selector_all("[href], [src], [action], [formaction]", ADDRESSES)
    assert [address for address in addresses if not address.startswith(("/", "#", "?"))] == []
    events = page.evaluate(HANDLERS)
    assert events == []


ADDRESSES = (
    "all => all.map(one => ['href', 'src', 'action', 'formaction'].map(n => one.getAttribute(n)).find(v => v !== null))"
)
HANDLERS = """() => [...document.querySelectorAll("*")].flatMap(one => [...one.attributes])
  .filter(one => one.name.startsWith("on") || one.name === "style" || one.name === "srcdoc").map(one => one.name)"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_it_is_text(server: Serving, issues: dict[str, str], visit: Visit, script: bool) -> None:
    page = visit(server.url, Sight(script=script)).open("/")
    for name, issue in issues.items():
        page.goto(f"{server.url}/issues/{issue}")
        unfolded(page)
        expect(page.locator("#event")).to_contain_text(VISIBLE[name])
        expect(page.locator(".head .mono")).to_be_visible()
        for word in page.locator("#event :is(summary, a):visible").all()[: 6 if script else 0]:
            word.hover(force=True, timeout=2000)
        is_whole(page)


def test_the_list_is_whole(server: Serving, visit: Visit) -> None:
    page = visit(server.url).open("/")
    expect(page.locator(".issues tbody tr")).to_have_count(len(hostile.TEXTS))
    assert "49" not in page.locator(".issues").inner_text(), "no template is filled in"
    is_whole(page)


def test_an_address_can_ask_for_anything(server: Serving, visit: Visit) -> None:
    page = visit(server.url, expected=(400, 414, 422, 431)).open("/")
    for text in hostile.TEXTS.values():
        search = page.locator("input[type=search]")
        search.evaluate("(one, text) => { one.removeAttribute('maxlength'); one.value = text }", text)
        search.press("Enter")
        page.wait_for_url("**q=**")
        is_whole(page)
        assert page.locator("input[type=search]").is_visible()
        page.goto(server.url)


def test_on_a_phone_the_layout_holds(server: Serving, issues: dict[str, str], visit: Visit) -> None:
    page = visit(server.url, Sight(width=PHONE, height=740)).open("/")
    assert list(beside(page)) == []
    for name, issue in issues.items():
        page.goto(f"{server.url}/issues/{issue}")
        unfolded(page)
        assert list(beside(page)) == [], name


def test_axe_finds_nothing_grave(server: Serving, issues: dict[str, str], visit: Visit) -> None:
    page = visit(server.url).open("/")
    assert axe.grave(axe.findings(page)) == []
    for name in ("markup", "marks", "long"):
        page.goto(f"{server.url}/issues/{issues[name]}")
        unfolded(page)
        assert axe.grave(axe.findings(page)) == [], name
