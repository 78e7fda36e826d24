"""The pages can be used by everybody: axe on each, light and dark, in every language; on a phone nothing is cut off."""

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from kiwame.playbooks.languages import LANGUAGES
from tests.browser import axe
from tests.browser.conftest import Visit
from tests.browser.report import Looked, Report
from tests.browser.sending import Application, issue_of
from tests.browser.watching import Sight
from tests.e2e.running import Serving
from tests.rounds import PROVING

PHONE = 360


@pytest.fixture(scope="module")
def pages(told: Serving) -> dict[str, str]:
    """Every page that a GET brings, as name and path; refusals too."""
    issues = {str(issue["reason"]): str(issue["id"]) for issue in told.get("/api/v1/issues")["issues"]}
    return {
        "issues": "/",
        "issues that are resolved": "/?status=resolved",
        "no match": "/?q=nothing-has-this-text&severity=high",
        "unknown value": "/?severity=terrible",
        "issue": f"/issues/{issues['quota_exhausted']}",
        "issue of a bug": f"/issues/{issues['unhandled_exception']}",
        "set-up": "/set-up",
        "no such issue": "/issues/999999",
    }


def unfolded(page: Page) -> None:
    """Everything that can be opened is open: what is in it counts too."""
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })")


ALL_SIGHTS = [(language, dark) for language in LANGUAGES for dark in (False, True)]
SIGHTS = ALL_SIGHTS if PROVING else [("en", False), ("ja", True), ("zh", False)]
"""Every language and both looks; all of their pairs in a proof."""


@pytest.mark.prove
@pytest.mark.parametrize(("language", "dark"), SIGHTS)
def test_axe_finds_nothing_grave(
    told: Serving, pages: dict[str, str], visit: Visit, report: Report, language: str, dark: bool
) -> None:
    visitor = visit(told.url, Sight(language=language, dark=dark), expected=(404, 422))
    page = visitor.context.new_page()
    grave = []
    for name, path in pages.items():
        page.goto(told.url + path)
        unfolded(page)
        found = axe.findings(page)
        report.looked.append(Looked(page=name, sight=f"{language}, {'dark' if dark else 'light'}", found=found))
        grave += [(name, finding) for finding in axe.grave(found)]
    assert grave == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_grave_in_what_opens(
    told: Serving, pages: dict[str, str], visit: Visit, report: Report, dark: bool
) -> None:
    page = visit(told.url, Sight(dark=dark)).open(pages["issue"])
    for menu in page.locator("details.menu > summary").all():
        menu.click()
        found = axe.findings(page)
        name = f"issue with {' '.join(menu.inner_text().split())} open"
        report.looked.append(Looked(page=name, sight=f"en, {'dark' if dark else 'light'}", found=found))
        assert axe.grave(found) == [], name
        menu.click()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert axe.grave(axe.findings(page)) == []


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_every_word_of_ours_is_in_the_reader_s_language(
    told: Serving, pages: dict[str, str], visit: Visit, language: str
) -> None:
    visitor = visit(told.url, Sight(language=language), expected=(404, 422))
    page = visitor.context.new_page()
    for name, path in pages.items():
        page.goto(told.url + path)
        assert set(page.evaluate(FOREIGN)) - SAME_EVERYWHERE == set(), name


SAME_EVERYWHERE = {"English", "SDK", "Kiwame", "DSN", "Python", "Node.js", "Slack", "Sentry", "URL"}
FOREIGN = """() => {
  const texts = one => [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
  const marked = one => [one.getAttribute("aria-label"), one.getAttribute("title"), one.placeholder];
  const said = one => [...texts(one).map(node => node.data.trim()), ...marked(one)];
  // What events say stands in <bdi>, in code, in cells of mono type; all the rest is ours.
  const ours = [...document.querySelectorAll("body :is(button, summary, label, th, h1, h2, h3, a, p, li, dt, span)")];
  return ours.filter(one => !one.closest("bdi, code, pre, .mono, .tag, option, [lang]:not(html)")).flatMap(said)
    .filter(one => one && /[A-Za-z]{3,}/.test(one) && !/[\\u3000-\\u9fff]/.test(one));
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_nothing_is_beside_the_page(
    told: Serving, pages: dict[str, str], visit: Visit, language: str
) -> None:
    visitor = visit(told.url, Sight(language=language, width=PHONE, height=740), expected=(404, 422))
    page = visitor.context.new_page()
    for name, path in pages.items():
        page.goto(told.url + path)
        assert list(beside(page)) == [], name
        unfolded(page)
        assert list(beside(page)) == [], f"{name}, unfolded"
        for menu in page.locator("details.menu > summary").all():
            if menu.is_visible():
                menu.click()
                assert list(beside(page)) == [], f"{name}, with {menu.inner_text()} open"
                menu.click()


def test_a_commit_as_release_fits_on_a_phone(stories: Serving, shop: Application, visit: Visit) -> None:
    for _ in range(2):
        issue = issue_of(stories, shop.meet("openai-model-not-found", "long release", release="576acd8d" * 5))
    page = visit(stories.url, Sight(width=PHONE, height=740)).open(f"/issues/{issue}")
    unfolded(page)
    assert list(beside(page)) == []


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_before_the_first_event(fresh: Serving, visit: Visit, report: Report, width: int) -> None:
    for language, path in itertools.product(LANGUAGES, ("/", "/set-up")):
        page = visit(fresh.url, Sight(language=language, width=width)).context.new_page()
        page.goto(fresh.url + path)
        assert list(beside(page)) == [], path
        found = axe.findings(page)
        report.looked.append(Looked(page=f"{path} before the first event", sight=f"{language}, {width}", found=found))
        assert axe.grave(found) == [], path


def beside(page: Page) -> Iterator[str]:
    """What makes the page wider than the window, or lies outside it where nobody can scroll to."""
    yield from page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const found = document.documentElement.scrollWidth > width ? ["the page is wider than the window"] : [];
          const scrolls = (one) => one && one !== document.body
            && (/auto|scroll|hidden/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
          for (const one of document.body.querySelectorAll("*")) {
            const box = one.getBoundingClientRect();
            if (!box.width || !one.checkVisibility() || one.closest(".visually-hidden, .skip, thead")) continue;
            if ((box.right > width + 1 || box.left < -1) && !scrolls(one))
              found.push(`${one.tagName} .${one.className.baseVal ?? one.className} ${box.left} to ${box.right}`);
          }
          return found.slice(0, 5);
        }"""
    )
