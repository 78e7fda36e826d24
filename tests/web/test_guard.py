"""What every answer carries, what each error says to people and to scripts, and that no path leads around the guard."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.conftest import Door, doors
from tests.web.visitor import ELSEWHERE, FORM, Visitor

PASSWORD = "correct horse battery staple"
JSON = ("Accept", "application/json")
MEMBER = ("Authorization", "Bearer secret-member")


@pytest.fixture(scope="module")
def shared(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server with a password and a trusted proxy on this machine; nothing is changed in it."""
    with doors(blank, tmp_path_factory.mktemp("guard") / "kiwame.sqlite") as start:
        yield start(password=PASSWORD, proxies=["127.0.0.1"])


ANSWERS: tuple[tuple[int, str, str, dict[str, object]], ...] = (
    (200, "GET", "/sign-in", {}),
    (200, "HEAD", "/sign-in", {}),
    (200, "GET", "/healthz", {}),
    (200, "GET", "/readyz", {}),
    (303, "GET", "/", {}),
    (401, "GET", "/", {"headers": [JSON]}),
    (401, "GET", "/api/v1/issues", {}),
    (401, "OPTIONS", "/api/v1/issues", {}),
    (401, "GET", "/", {"headers": [("Authorization", "Bearer wrong")]}),
    (404, "GET", "/nothing", {"headers": [MEMBER]}),
    (404, "GET", "/issues/none", {"headers": [MEMBER]}),
    (404, "GET", "/api/v1/issues/none", {"headers": [MEMBER]}),
    (404, "GET", "/static/none.css", {}),
    (405, "PUT", "/api/v1/issues", {"headers": [MEMBER]}),
    (405, "POST", "/healthz", {}),
    (405, "POST", "/metrics", {"headers": [MEMBER]}),
    (403, "POST", "/sign-in", {"headers": [("Content-Type", FORM)]}),
    (403, "POST", "/sign-in", {"headers": [("Origin", "https://evil.example")]}),
    (415, "POST", "/sign-in", {"headers": [("Content-Type", "text/plain")]}),
    (400, "POST", "/sign-in", {"headers": [("Content-Type", FORM)], "body": b"\xff"}),
    (413, "POST", "/sign-in", {"body": b"a" * 70_000}),
    (422, "GET", "/api/v1/issues?limit=0", {"headers": [MEMBER]}),
    (422, "GET", "/?severity=none", {"headers": [MEMBER]}),
    (400, "GET", "/", {"hosts": ["a", "b"]}),
    (421, "GET", "/", {"hosts": ["evil.example"]}),
    (421, "GET", "/api/v1/issues", {"hosts": ["evil.example"]}),
)


@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize(("status", "method", "path", "told"), ANSWERS)
def test_headers_of_every_answer(
    shared: Door, tls: bool, status: int, method: str, path: str, told: dict[str, object]
) -> None:
    visitor = Visitor(shared.port, headers=[("X-Forwarded-Proto", "https")] if tls else [])
    headers: list[tuple[str, str]] = told.get("headers", [])  # type: ignore[assignment]  # as ANSWERS has it
    body: bytes = told.get("body", b"")  # type: ignore[assignment]
    hosts: list[str] = told.get("hosts", [])  # type: ignore[assignment]
    answer = visitor.ask(path, *headers, method=method, body=body, hosts=hosts)
    assert answer.status == status, answer.text
    got = answer.headers
    is_page = got.get("Content-Type", "").startswith("text/html")
    policy = dict(part.strip().partition(" ")[::2] for part in got["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["frame-ancestors"], policy["base-uri"]) == ("'none'", "'none'", "'none'")
    assert "unsafe" not in got["Content-Security-Policy"]
    assert policy["form-action"] == ("'self'" if is_page else "'none'")
    assert ("script-src" in policy) is is_page
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["X-Frame-Options"] == "DENY"
    assert got["Cross-Origin-Resource-Policy"] == "same-origin"
    assert got["Cache-Control"] == "no-store"
    assert got["Referrer-Policy"] == ("same-origin" if is_page else "no-referrer")
    assert got.get("Cross-Origin-Opener-Policy") == ("same-origin" if is_page and tls else None)
    assert got.get("Access-Control-Allow-Origin") is None
    assert got.get("Server") is None
    for name in ("Content-Security-Policy", "Cache-Control", "X-Frame-Options"):
        assert len(got.get_all(name, [])) == 1
    if status == 405:
        assert got["Allow"]
    if status == 401:
        assert got["WWW-Authenticate"].startswith("Bearer ")


def test_only_hashed_files_are_kept_by_browsers(shared: Door) -> None:
    visitor = Visitor(shared.port)
    page = visitor.ask("/sign-in")
    found = [part.partition('"')[0] for part in page.text.split('"/static/')[1:]]
    assert len(found) >= 2
    for name in found:
        file = visitor.ask(f"/static/{name}")
        assert file.status == 200
        assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert file.set_cookies == {}, "what caches keep holds nobody's cookie"
    assert page.headers["Vary"] == "Accept-Language, Cookie"


@pytest.mark.parametrize(
    "path",
    [
        "//", "//issues/1", "///set-up", "/./set-up", "/%2e/set-up", "/x/../set-up", "/x/%2e%2e/set-up",
        "/static/../set-up", "/static/%2e%2e/set-up", "/static/..%2fset-up", "/static//set-up", "/static/..;/set-up",
        "/static\\..\\set-up", "/static%2f..%2fset-up", "/sign-in/", "/sign-in/../set-up", "/sign-in%2f..%2fset-up",
        "/sign-in;/set-up", "/sign-in%00", "/sign-in%3f", "/SIGN-IN", "/Static/x", "/healthz/", "/healthz/../set-up",
        "/healthz;/set-up", "/healthz%2f..%2fset-up", "/healthz%00", "/readyz/../api/v1/issues", "/language/../set-up",
        "/set-up/", "/set-up%20", "/SET-UP", "/set-up;x", "/set-up/first-event", "/metrics/", "/METRICS",
        "/api//v1/issues", "//api/v1/issues", "/API/v1/issues", "/api/v1/issues/", "/api/v1/%69ssues",
        "/%61pi/v1/issues",
        "/api/v1/openapi.json", "/static/x/api/v1/issues", "/docs", "/redoc", "/openapi.json",
    ],
)  # fmt: skip
def test_no_path_leads_around_the_sign_in(shared: Door, path: str) -> None:
    visitor = Visitor(shared.port)
    for accept in ((), (JSON,)):
        answer = visitor.ask(path, *accept)
        assert answer.status in (303, 401, 404), answer.text
        if answer.status == 404:
            assert path.startswith(("/static/", "/static%2f")), "only beneath /static/ is it said what there is not"
        for secret in ("RateLimitError", "ab" * 16, "kiwame_events", '"paths"'):
            assert secret not in answer.text
    assert visitor.ask("/sign-in", ("X-Original-URL", path), ("X-Rewrite-URL", path)).status == 200


def test_what_a_problem_shows_of_an_address_is_text(shared: Door) -> None:
    visitor = Visitor(shared.port)
    for path in ('/<script>alert(1)</script>"', "/%3Cscript%3Ealert(1)%3C/script%3E", "/'onload=x"):
        for headers in ((MEMBER,), (MEMBER, JSON)):
            answer = visitor.ask(path.replace("<", "%3C").replace('"', "%22"), *headers)
            assert answer.status == 404
            assert "<script>alert" not in answer.text
    hostile = visitor.ask("/?severity=%3Cscript%3Ealert(1)%3C/script%3E", MEMBER)
    assert hostile.status == 422
    assert "<script>alert" not in hostile.text


def test_a_failure_of_ours_shows_and_logs_no_text_of_an_event(
    door: Callable[..., Door], caplog: pytest.LogCaptureFixture
) -> None:
    def failing() -> list[object]:
        raise RuntimeError("a secret that an event said")

    caplog.set_level(logging.INFO)
    visitor = Visitor(door(site={"findings": failing}).port, host="localhost")
    page, problem = visitor.ask("/set-up?q=secret-in-query"), visitor.ask("/set-up?q=secret-in-query", JSON)
    assert page.status == problem.status == 500
    assert "request_failed" in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert problem.json()["instance"] == "/set-up"
    failures = [record for record in caplog.records if record.message == "request_failed"]
    assert len(failures) == 2
    for said in (page.text, problem.text, caplog.text, *(str(record.__dict__) for record in failures)):
        assert "a secret that an event said" not in said
        assert "secret-in-query" not in said or said == page.text


def test_names_of_projects_are_text(door: Callable[..., Door]) -> None:
    started = door()
    name = "</code><script>alert(1)</script>\"'\u202e"
    started.store.projects.create(name, "cd" * 16, started.now)
    page = Visitor(started.port, host="localhost").ask("/set-up")
    assert page.status == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "\u202e" not in page.text


PREFIXED = "https://example.com/errors"


def test_behind_a_path_every_way_leads_back_beneath_it(door: Callable[..., Door]) -> None:
    visitor = Visitor(
        door(password=PASSWORD, proxies=["127.0.0.1"], public_url=PREFIXED).port,
        host="example.com",
        headers=[("X-Forwarded-Proto", "https")],
    )
    refused = visitor.ask("/issues/1")
    assert refused.location == "/errors/sign-in?next=/issues/1"
    page = visitor.ask("/sign-in?next=/issues/1")
    assert 'action="/errors/sign-in"' in page.text
    assert 'href="/errors/static/' in page.text
    assert visitor.sign_in(PASSWORD, next="/issues/1").location == "/errors/issues/1"
    assert visitor.ask("/sign-in?next=/set-up").location == "/errors/set-up"
    assert visitor.post("/language", language="ja", next="/set-up").location == "/errors/set-up"
    assert visitor.post("/language", language="en", next="//evil.example").location == "/errors/"
    shown = visitor.ask("/set-up").text
    assert f"https://{'ab' * 16}@example.com/errors/1" in shown
    assert "https://example.com/errors/webhooks/sentry" in shown
    assert 'data-from="/errors/set-up/first-event"' in shown or "Events arrive." in shown
    issue = visitor.ask("/api/v1/issues").json()["issues"][0]
    assert issue["url"].startswith(f"{PREFIXED}/issues/")
    page = visitor.ask(f"/issues/{issue['id']}")
    version = page.text.split('name="version" value="')[1].partition('"')[0]
    done = visitor.post(f"/issues/{issue['id']}/status", status="acknowledged", version=version)
    assert (done.status, done.location) == (303, f"/errors/issues/{issue['id']}")
    slack = "https://hooks.slack.com/services/T1/B2/x"
    saved = visitor.post("/set-up/channels", name="on-call", url=slack, severity="critical")
    assert saved.location == "/errors/set-up#channels"
    referer = ("Referer", f"{PREFIXED}/issues/1?tab=x")
    assert visitor.post("/sign-out").location == "/errors/sign-in"
    unsaved = visitor.post("/issues/1/status", referer, status="resolved")
    assert unsaved.location == "/errors/sign-in?unsaved=1&next=/issues/1%3Ftab%3Dx"
    assert visitor.ask("/issues/1", hosts=[ELSEWHERE]).location == "/sign-in?next=/issues/1", (
        "by its address: no prefix"
    )
