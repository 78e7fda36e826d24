"""A visitor of the pages: a browser context whose every complaint is kept, and fails the test that opened it.

A complaint is anything that a page of ours must not cause: a violation of its Content-Security-Policy, an error on the
console, an uncaught exception, a dialog, a request to another host, a request that fails.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

_STATUS = re.compile(r"the server responded with a status of (\d{3})")
LOCALES = {"en": "en-GB", "ja": "ja-JP", "zh": "zh-CN"}
WAYS = (("en", True), ("ja", True), ("zh", True), ("en", False))
"""(language, script): how a story is told. Without script the pages are the same in each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a page did wrong: `kind` is csp, console, exception, dialog, elsewhere or request."""

    kind: str
    page: str
    text: str


@dataclass(slots=True, kw_only=True)
class Watched:
    """What was seen of all visitors of a run: documents loaded, complaints, complaints that a test had announced."""

    documents: int = 0
    complaints: list[Complaint] = field(default_factory=list)


class Visitor:
    """One browser context. `expected` are HTTP statuses whose pages the test asks for on purpose."""

    def __init__(self, context: BrowserContext, home: str, expected: Sequence[int] = ()) -> None:
        self.context = context
        self.home = home
        self.complaints: list[Complaint] = []
        self.documents = 0
        self._expected = {str(status) for status in expected}
        context.set_default_timeout(10_000)
        context.on("console", lambda message: self._said(message.type, message.text, message.location["url"]))
        context.on("weberror", lambda error: self._note("exception", _address(error.page), str(error.error)))
        context.on("page", self._watch)
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        context.on("response", lambda response: self._loaded(response.request.is_navigation_request()))

    def open(self, path: str = "/") -> Page:
        """A new tab at an address of ours."""
        page = self.context.new_page()
        page.goto(self.home + path)
        return page

    def _watch(self, page: Page) -> None:
        # A listener of its own on each page: one on the context alone would leave the dialog open, and the page stuck.
        def dialog(asked: object) -> None:
            self._note("dialog", page.url, str(getattr(asked, "message", "")))
            getattr(asked, "dismiss", lambda: None)()

        page.on("dialog", dialog)

    def _note(self, kind: str, page: str, text: str) -> None:
        self.complaints.append(Complaint(kind=kind, page=page, text=text))

    def _said(self, kind: str, text: str, place: str) -> None:
        if "Content Security Policy" in text:
            self._note("csp", place, text)
        elif kind == "error":
            status = _STATUS.search(text)
            if not (status and status[1] in self._expected):
                self._note("console", place, text)

    def _asked(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"data", "about"} and parts.netloc != urlsplit(self.home).netloc:
            self._note("elsewhere", address, "a request to another host")

    def _failed(self, address: str, failure: str | None) -> None:
        if failure != "net::ERR_ABORTED":  # left by the visitor: a poll under way when a link was followed
            self._note("request", address, failure or "")

    def _loaded(self, navigation: bool) -> None:
        self.documents += navigation


def _address(page: Page | None) -> str:
    return page.url if page else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How a visitor's browser is: language, colours, size, and whether it runs scripts."""

    language: str = "en"
    dark: bool = False
    width: int = 1280
    height: int = 900
    script: bool = True


@contextmanager
def visiting(
    browser: Browser, home: str, sight: Sight, *, expected: Sequence[int] = (), watched: Watched | None = None
) -> Iterator[Visitor]:
    """A visitor, whose context is closed in the end; what it complained of is added to `watched`."""
    context = browser.new_context(
        locale=LOCALES[sight.language],
        color_scheme="dark" if sight.dark else "light",
        viewport={"width": sight.width, "height": sight.height},
        java_script_enabled=sight.script,
        reduced_motion="reduce",
    )
    visitor = Visitor(context, home, expected)
    try:
        yield visitor
    finally:
        context.close()
        if watched is not None:
            watched.documents += visitor.documents
            watched.complaints += visitor.complaints
