"""What another site's page can do to somebody who has Kiwame open: nothing. It changes, reads and frames nothing."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import REBOUND
from tests.browser.sending import Application, issue_of
from tests.browser.watching import Sight, visiting
from tests.e2e.running import Serving

HEADLINE = "OpenAI cannot find the model"


class Blank(BaseHTTPRequestHandler):
    """Another site: an empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title><body>")

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def issue(stories: Serving, shop: Application, request: pytest.FixtureRequest) -> str:
    return issue_of(stories, shop.meet("openai-model-not-found", request.node.name))


@pytest.fixture
def foreign(browser: Browser, elsewhere: str, stories: Serving) -> Iterator[Page]:
    """Another site's page, in a browser that has Kiwame's pages open."""
    with visiting(browser, elsewhere, Sight()) as visitor:
        visitor.context.new_page().goto(stories.url)
        yield visitor.open("/")


def test_its_form_changes_nothing(foreign: Page, stories: Serving, issue: str) -> None:
    before = stories.get(f"/api/v1/issues/{issue}")
    with foreign.expect_navigation() as loaded:
        foreign.evaluate(
            """address => {
              const form = Object.assign(document.createElement("form"), { method: "post", action: address });
              form.append(Object.assign(document.createElement("input"), { name: "status", value: "resolved" }));
              form.append(Object.assign(document.createElement("input"), { name: "csrf", value: "guessed" }));
              document.body.append(form);
              form.submit();
            }""",
            f"{stories.url}/issues/{issue}/status",
        )
    answer = loaded.value
    assert answer is not None
    assert answer.status == 403
    assert stories.get(f"/api/v1/issues/{issue}") == before


@pytest.mark.parametrize("path", ["/api/v1/issues", "/", "/set-up", "/issues/news"])
def test_its_script_reads_nothing(foreign: Page, stories: Serving, issue: str, path: str) -> None:
    said = foreign.evaluate(
        "address => fetch(address, { credentials: 'include' }).then(answer => answer.text(), error => String(error))",
        stories.url + path,
    )
    assert said.startswith("TypeError")


def test_its_script_changes_nothing(foreign: Page, stories: Serving, issue: str) -> None:
    before = stories.get(f"/api/v1/issues/{issue}")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json"):
        foreign.evaluate(
            """([address, kind]) => Promise.all(["POST", "PATCH"].map(method =>
              fetch(address, { method, mode: method === "POST" ? "no-cors" : "cors", credentials: "include",
                headers: { "Content-Type": kind }, body: '{"status": "resolved"}' }).catch(error => null)))""",
            [f"{stories.url}/api/v1/issues/{issue}", kind],
        )
    assert stories.get(f"/api/v1/issues/{issue}") == before


def test_it_frames_nothing(foreign: Page, stories: Serving) -> None:
    foreign.evaluate(
        """address => new Promise(done => {
          const frame = document.createElement("iframe");
          frame.onload = done;
          frame.src = address;
          document.body.append(frame);
        })""",
        stories.url,
    )
    [frame] = [frame for frame in foreign.frames if frame.parent_frame]
    assert frame.locator(".issues, .brand").count() == 0


@pytest.mark.parametrize("path", ["/", "/issues/1", "/set-up", "/sign-in", "/api/v1/issues", "/metrics"])
def test_under_a_foreign_name_it_finds_nothing(browser: Browser, stories: Serving, issue: str, path: str) -> None:
    with visiting(browser, f"http://{REBOUND}:{stories.url.rsplit(':', 1)[1]}", Sight()) as visitor:
        page = visitor.context.new_page()
        answer = page.goto(visitor.home + path)
        assert answer is not None
        assert answer.status == 421
        said = page.content()
        assert HEADLINE not in said
        assert stories.key not in said
        assert "KIWAME_ALLOWED_HOSTS" in said, "the remedy is said"
