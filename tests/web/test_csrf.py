"""Changes that somebody else's page would make: forms and scripts over real HTTP, here and from elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.web.conftest import Door, doors
from tests.web.visitor import ELSEWHERE, FORM, Visitor

PASSWORD = "correct horse battery staple"
POSTS = ("/issues/{id}/status", "/issues/{id}/verdict", "/issues/changes", "/language", "/sign-in", "/sign-out",
         "/set-up/channels", "/set-up/channels/remove", "/set-up/channels/test", "/set-up/channels/retry")  # fmt: skip


@pytest.fixture(scope="module")
def shared(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server with a password; no test here changes an issue, for that is what is refused."""
    with doors(blank, tmp_path_factory.mktemp("csrf") / "kiwame.sqlite") as start:
        yield start(password=PASSWORD)


@pytest.fixture(params=["here", "signed in"])
def visitor(shared: Door, request: pytest.FixtureRequest) -> Visitor:
    """Whoever may change things: the local visitor, and one who signed in from elsewhere."""
    if request.param == "here":
        visitor = Visitor(shared.port, host="localhost")
        visitor.ask("/")
        return visitor
    visitor = Visitor(shared.port)
    assert visitor.sign_in(PASSWORD).status == 303
    return visitor


def issue_of(visitor: Visitor) -> str:
    found: str = visitor.ask("/api/v1/issues").json()["issues"][0]["id"]
    return found


def statuses(visitor: Visitor) -> set[str]:
    return {issue["status"] for issue in visitor.ask("/api/v1/issues").json()["issues"]}


@pytest.mark.parametrize("path", POSTS)
def test_every_form_needs_its_token(visitor: Visitor, path: str) -> None:
    path = path.format(id=issue_of(visitor))
    fields = {"status": "resolved", "language": "ja", "name": "x", "severity": "critical", "next": "/"}
    for token in ("", "forged", f"{'A' * 43}.{'0' * 64}", visitor.token()[:-1] + "x", visitor.token() + "0"):
        refused = visitor.post(path, csrf=token, **fields)
        assert refused.status == 403
        assert "Nothing was changed" in refused.text
    missing = visitor.ask(path, ("Content-Type", FORM), method="POST", body=urlencode(fields).encode())
    assert missing.status == 403
    assert statuses(visitor) == {"open"}


def test_a_token_of_somebody_else_is_none(visitor: Visitor, shared: Door) -> None:
    """Anybody gets a token of their own with the sign-in page, and an attacker may be somebody who signs in."""
    stranger, other = Visitor(shared.port), Visitor(shared.port)
    other.sign_in(PASSWORD)
    for token in (stranger.token(), other.token(), Visitor(shared.port, host="localhost").token()):
        refused = visitor.post(f"/issues/{issue_of(visitor)}/status", csrf=token, status="resolved")
        assert refused.status == 403
    assert statuses(visitor) == {"open"}


def test_a_token_from_before_signing_in_is_none_afterwards(shared: Door) -> None:
    visitor = Visitor(shared.port)
    before = visitor.token()
    visitor.sign_in(PASSWORD)
    after = visitor.token()
    assert visitor.post("/language", csrf=before, language="ja", next="/").status == 403
    assert visitor.post("/language", csrf=after, language="en", next="/").status == 303
    visitor.post("/sign-out", csrf=after)
    assert visitor.post("/language", csrf=after, language="ja", next="/").status == 403


def test_without_cookies_there_is_no_token(shared: Door) -> None:
    visitor = Visitor(shared.port)
    token = visitor.token()
    visitor.cookies.clear()
    assert visitor.sign_in(PASSWORD, csrf=token).status == 403


@pytest.mark.parametrize(
    "header",
    [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://localhost:3000"),
        ("Origin", "http://localhost.evil.example"),
        ("Origin", f"http://{ELSEWHERE}:81"),
        ("Origin", "file://"),
        ("Origin", "http://["),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Sec-Fetch-Site", "Cross-Site"),
    ],
)
def test_another_origin_changes_nothing_even_with_the_token(visitor: Visitor, header: tuple[str, str]) -> None:
    refused = visitor.post(f"/issues/{issue_of(visitor)}/status", header, status="resolved")
    assert refused.status == 403
    assert "another address" in refused.text
    assert visitor.post("/sign-in", header, password=PASSWORD).status == 403
    assert visitor.post("/language", header, language="ja", next="/").status == 403
    assert statuses(visitor) == {"open"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/json", "", "a/b", FORM + "x"]
)
def test_only_forms_are_taken_for_forms(visitor: Visitor, kind: str) -> None:
    """What another site's page may send without asking: text/plain and multipart, with anything in them."""
    fields = {"csrf": visitor.token(), "status": "resolved"}
    body = urlencode(fields).encode()
    if kind.startswith("multipart"):
        parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}\r\n' for name in fields]
        body = "".join([*parts, "--x--\r\n"]).encode()
    headers = [("Content-Type", kind)] if kind else []
    refused = visitor.ask(f"/issues/{issue_of(visitor)}/status", *headers, method="POST", body=body)
    assert refused.status == 415
    both = [("Content-Type", FORM), ("Content-Type", kind or "text/plain")]
    assert visitor.ask(f"/issues/{issue_of(visitor)}/status", *both, method="POST", body=body).status == 415
    assert statuses(visitor) == {"open"}


@pytest.mark.parametrize(
    "body", [b"csrf=%ff", b"\xff\xfe", b"&".join([b"csrf=1"] * 501), "csrf=é".encode(), b"csrf=a" * 20_000]
)
def test_forms_that_cannot_be_read(visitor: Visitor, body: bytes) -> None:
    refused = visitor.ask("/language", ("Content-Type", FORM), method="POST", body=body)
    assert refused.status in (400, 413)
    assert refused.headers["Content-Type"].startswith("text/html")


def test_a_method_in_other_letters_or_another_one_is_no_way_around(visitor: Visitor) -> None:
    path = f"/issues/{issue_of(visitor)}/status"
    body = urlencode({"status": "resolved"}).encode()
    for method in ("PUT", "PATCH", "DELETE"):
        assert visitor.ask(path, ("Content-Type", FORM), method=method, body=body).status == 403
    override = ("X-HTTP-Method-Override", "POST")
    assert visitor.ask(path + "?" + body.decode(), override).status in (404, 405)
    assert statuses(visitor) == {"open"}


def test_what_was_typed_is_offered_again_but_no_secret(visitor: Visitor) -> None:
    path = f"/issues/{issue_of(visitor)}/status"
    origin = ("Origin", f"http://{visitor.host}")
    stale = visitor.post(path, origin, csrf="old", status="ignored", count="17")
    assert 'name="count" value="17"' in stale.text
    assert stale.csrf not in ("", "old")
    secret = "https://hooks.slack.com/services/T0SECRET/B0SECRET/verysecretpart"
    for fields in ({"url": secret}, {"password": secret}):
        assert "verysecretpart" not in visitor.post("/set-up/channels", origin, csrf="old", **fields).text
    hostile = visitor.post(path, origin, csrf="old", **{"<script>": "</dd><script>alert(1)</script>", "x": "\u202e"})
    assert "<script>alert" not in hostile.text
    assert "count" not in visitor.post(path, csrf="old", count="17").text.partition("<main")[2], "not to just anybody"


def test_a_script_with_a_session_needs_the_token_in_a_header(shared: Door) -> None:
    visitor = Visitor(shared.port)
    visitor.sign_in(PASSWORD)
    path = f"/api/v1/issues/{issue_of(visitor)}"
    change = b'{"status": "open"}'
    json, origin = ("Content-Type", "application/json"), ("Origin", f"http://{ELSEWHERE}")
    form = ("X-Kiwame-Form", visitor.token())

    def patch(*headers: tuple[str, str]) -> int:
        return visitor.ask(path, json, *headers, method="PATCH", body=change).status

    assert patch(origin, form) == 200
    assert patch(("Sec-Fetch-Site", "same-origin"), form) == 200
    assert patch() == patch(origin) == patch(form) == 403
    assert patch(origin, ("X-Kiwame-Form", "forged")) == patch(origin, form, form) == 403
    assert patch(("Sec-Fetch-Site", "none"), form) == 403, "nobody types a change into the address bar"
    assert patch(("Origin", "https://evil.example"), form) == 403
    assert patch(("Origin", "null"), form) == patch(origin, ("Origin", "https://evil.example"), form) == 403
    stranger = Visitor(shared.port)
    assert patch(origin, ("X-Kiwame-Form", stranger.token())) == 403
    assert stranger.ask(path, json, origin, method="PATCH", body=change).status == 401
    refused = visitor.ask(path, json, method="PATCH", body=change)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert "X-Kiwame-Form" in refused.json()["detail"]


def test_a_token_of_the_api_reads_pages_and_changes_by_the_api_alone(door: Callable[..., Door]) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    viewer, member, admin = (("Authorization", f"Bearer secret-{role}") for role in ("viewer", "member", "admin"))
    assert visitor.ask("/", viewer).status == 200
    issue = visitor.ask("/api/v1/issues", viewer).json()["issues"][0]["id"]
    fields = {"csrf": "x", "status": "resolved", "name": "on-call", "url": "https://hooks.slack.com/services/T/B/x"}
    for path in (f"/issues/{issue}/status", "/set-up/channels", "/set-up/channels/test"):
        assert visitor.post(path, viewer, **fields).status == 403
        for token in (member, admin):
            assert visitor.post(path, token, **fields).status in (403, 404, 422)
    assert visitor.ask("/api/v1/issues", viewer).json()["issues"][0]["status"] == "open"
    assert "on-call" not in visitor.ask("/set-up", admin).text
    wrong = visitor.ask("/", ("Authorization", "Bearer wrong"))
    assert wrong.status == 401
    assert visitor.ask("/", ("Authorization", "Basic YWRtaW46eA==")).status == 401
