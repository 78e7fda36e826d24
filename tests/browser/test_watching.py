"""The watch itself: whatever a page does wrong is seen; else all tests of this folder would prove nothing."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.watching import Sight, Visitor, visiting

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'"
PAGES = {
    "/good": ("text/html", "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1></main>"),
    "/script": ("text/html", "<!doctype html><title>Bad</title><script>document.title = 'ran'</script>"),
    "/style": ("text/html", "<!doctype html><title>Bad</title><p style='color: red'>red</p>"),
    "/console": ("text/html", "<!doctype html><title>Bad</title><script src=/console.js></script>"),
    "/console.js": ("text/javascript", "console.error('no')"),
    "/throws": ("text/html", "<!doctype html><title>Bad</title><script src=/throws.js></script>"),
    "/throws.js": ("text/javascript", "throw new Error('no')"),
    "/dialog": ("text/html", "<!doctype html><title>Bad</title><script src=/dialog.js></script>"),
    "/dialog.js": ("text/javascript", "alert('no')"),
    "/elsewhere": ("text/html", "<!doctype html><title>Bad</title><script src=/elsewhere.js></script>"),
    "/elsewhere.js": ("text/javascript", "location = 'http://127.0.0.2:9/'"),
    "/unnamed": (
        "text/html",
        "<!doctype html><html lang=en><title>Bad</title><main><h1>A</h1><button></button></main>",
    ),
    "/faint": (
        "text/html",
        "<!doctype html><html lang=en><title>Bad</title><link rel=stylesheet href=/faint.css><main><h1>Faint words",
    ),
    "/faint.css": ("text/css", "h1 { color: #ccc; background: #fff }"),
}


class Answer(BaseHTTPRequestHandler):
    """Serves PAGES under a strict policy."""

    def do_GET(self) -> None:
        kind, text = PAGES.get(self.path, ("text/html", "<!doctype html><title>Bad</title>Not here"))
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Nothing: the test says what it saw."""


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visitor(browser: Browser, home: str) -> Iterator[Visitor]:
    with visiting(browser, home, Sight()) as visitor:
        yield visitor


def seen(visitor: Visitor, page: Page, kind: str) -> bool:
    """Whether a complaint of this kind comes within the browser's usual patience."""
    deadline = time.monotonic() + 10
    while kind not in kinds(visitor) and time.monotonic() < deadline:
        page.wait_for_timeout(10)
    return kind in kinds(visitor)


def kinds(visitor: Visitor) -> set[str]:
    return {complaint.kind for complaint in visitor.complaints if "favicon" not in complaint.page}


def test_a_good_page_is_not_complained_of(visitor: Visitor) -> None:
    page = visitor.open("/good")
    page.wait_for_load_state("networkidle")
    assert kinds(visitor) == set()
    assert axe.findings(page) == []
    assert kinds(visitor) == set(), "axe itself breaks no policy"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/script", "csp"),
        ("/style", "csp"),
        ("/console", "console"),
        ("/throws", "exception"),
        ("/dialog", "dialog"),
        ("/elsewhere", "elsewhere"),
        ("/absent", "console"),
    ],
)
def test_what_a_page_does_wrong_is_seen(visitor: Visitor, path: str, kind: str) -> None:
    page = visitor.open(path)
    assert seen(visitor, page, kind)
    assert page.title() != "ran"


def test_without_scripts_a_broken_policy_is_seen_too(browser: Browser, home: str) -> None:
    with visiting(browser, home, Sight(script=False)) as visitor:
        assert seen(visitor, visitor.open("/style"), "csp")


def test_a_status_that_is_asked_for_is_no_complaint(browser: Browser, home: str) -> None:
    with visiting(browser, home, Sight(), expected=[404]) as visitor:
        visitor.open("/absent").wait_for_load_state("networkidle")
        assert visitor.complaints == []


@pytest.mark.parametrize(("path", "rule"), [("/unnamed", "button-name"), ("/faint", "color-contrast")])
def test_axe_finds_what_it_must(visitor: Visitor, path: str, rule: str) -> None:
    assert rule in {finding.rule for finding in axe.grave(axe.findings(visitor.open(path)))}
