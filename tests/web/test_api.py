"""The API over real HTTP, in front of a real store."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiwame.decide.severity import severity
from kiwame.store.engine import open_store
from kiwame.web.app import make_app
from kiwame.web.health import Check
from tests.web.conftest import FAILURES, Web, served
from tests.web.site import make_access, make_site

FIELDS = {
    "id", "project", "title", "headline", "category", "reason", "owner", "severity", "confidence", "decided_by",
    "root_cause", "suggested_action", "actions", "status", "count", "reports", "user_count", "first_seen", "last_seen",
    "fingerprint", "url",
}  # fmt: skip


def issues(web: Web, query: str = "") -> list[dict[str, Any]]:
    status, _, page = web.ask(f"/api/v1/issues{query}")
    assert status == 200, page
    found: list[dict[str, Any]] = page["issues"]
    return found


def patch(web: Web, issue_id: str, change: object, **headers: str) -> tuple[int, Any]:
    body = change if isinstance(change, bytes) else json.dumps(change).encode()
    status, _, answer = web.ask(
        f"/api/v1/issues/{issue_id}", method="PATCH", body=body, headers={"Content-Type": "application/json", **headers}
    )
    return status, answer


def issue_of(web: Web, kind: str) -> dict[str, Any]:
    return next(issue for issue in issues(web) if issue["title"].startswith(kind))


def test_issues_last_seen_first(web: Web) -> None:
    found = issues(web)
    assert [issue["title"].split(":")[0] for issue in found] == [
        kind.rpartition(".")[2] or message for kind, message in FAILURES[::-1]
    ]
    for issue in found:
        assert set(issue) >= FIELDS
        assert issue["count"] == issue["reports"] == 3
        assert issue["project"] == "1"
        assert issue["suggested_action"] == issue["actions"][0]
        assert issue["url"] == f"http://127.0.0.1:{web.port}/issues/{issue['id']}"
    assert found[-1]["first_seen"] == "2026-01-01T00:00:00.000Z"
    assert found[-1]["last_seen"] == "2026-01-01T00:00:10.000Z"


def test_pages(web: Web) -> None:
    seen, query = [], "?limit=2"
    while True:
        status, _, page = web.ask(f"/api/v1/issues{query}")
        assert status == 200
        seen += [issue["id"] for issue in page["issues"]]
        if page["next_cursor"] is None:
            break
        query = f"?limit=2&cursor={page['next_cursor']}"
    assert seen == [issue["id"] for issue in issues(web)]
    assert len(seen) == len(FAILURES)
    status, _, problem = web.ask(f"/api/v1/issues?status=open&{query[1:]}")
    assert (status, problem["detail"][:25]) == (404, "This cursor names no page")


def test_empty_parameters_are_no_wish(web: Web) -> None:
    assert issues(web, "?limit=50&cursor=&status=&category=&project=&q=") == issues(web, "")


def test_filters(web: Web) -> None:
    assert [issue["reason"] for issue in issues(web, "?category=rate_limit")] == ["quota_exhausted"]
    assert issues(web, "?status=ignored") == []
    assert len(issues(web, "?project=1")) == len(FAILURES)
    assert issues(web, "?project=no-such-project") == []
    assert [issue["title"][:8] for issue in issues(web, "?q=choices+keyerror")] == ["KeyError"]
    assert issues(web, "?q=%ED%A0%80") == []


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("limit=0", "limit must be at least 1"),
        ("limit=101", "limit must be at most 100"),
        ("limit=x", "limit must be a whole number"),
        ("limit=" + "9" * 5000, "limit must be"),
        ("status=opn", "status must be one of 'open', 'acknowledged', 'resolved' or 'ignored'"),
        ("category=timeouts", "'rate_limit', 'timeout'"),
        ("statsu=open", "statsu is not known here; known are limit, cursor, status, category, project, q"),
        ("q=%00", "q must not hold control characters"),
        ("q=" + "a" * 201, "q must have at most 200 characters"),
        ("cursor=garbage", "cursor must be the next_cursor of a page of this list"),
        ("cursor=c1-%00", "cursor must be the next_cursor of a page of this list"),
    ],
)
def test_wrong_parameters(web: Web, query: str, says: str) -> None:
    status, headers, problem = web.ask(f"/api/v1/issues?{query}")
    assert status == 422
    assert headers["Content-Type"] == "application/problem+json"
    assert says in problem["detail"]
    assert set(problem) == {"type", "title", "status", "detail", "instance", "errors"}
    assert (problem["status"], problem["instance"]) == (422, "/api/v1/issues")


@pytest.mark.parametrize(
    "issue_id",
    ["0", "999999", "-1", "x", "%00", "%ED%A0%80", "1%20", "%E2%98%83", "9" * 400, "1.0", "%252F", "¹".encode()],
)
@pytest.mark.parametrize("rest", ["", "/events", "/trace"])
def test_ids_of_any_shape(web: Web, issue_id: str | bytes, rest: str) -> None:
    name = issue_id if isinstance(issue_id, str) else "".join(f"%{byte:02X}" for byte in issue_id)
    status, headers, problem = web.ask(f"/api/v1/issues/{name}{rest}")
    assert status == 404
    assert headers["Content-Type"] == "application/problem+json"
    assert "no issue with this id" in problem["detail"]


def test_one_issue_its_address_and_its_evidence(web: Web) -> None:
    issue = issue_of(web, "RateLimitError")
    for path in (f"/api/v1/issues/{issue['id']}", issue["url"].partition(str(web.port))[2]):
        assert web.ask(path)[2] == issue
    status, _, trace = web.ask(f"/api/v1/issues/{issue['id']}/trace")
    assert status == 200
    assert trace["trace"][0]["outcome"] == "won"
    assert trace["trace"][0]["decided_by"] == issue["decided_by"]
    assert trace["versions"]["grouping"] == issue["grouping"]["version"]
    assert trace["severity"]["severity"] == issue["severity"]
    assert trace["facts"]["error_code"] == "insufficient_quota"


def test_events(web: Web) -> None:
    issue_id = issue_of(web, "RateLimitError")["id"]
    status, _, page = web.ask(f"/api/v1/issues/{issue_id}/events?limit=2")
    assert status == 200
    assert [event["event_id"] for event in page["events"]] == [f"{10:032x}", f"{5:032x}"]
    event = page["events"][0]
    assert event["timestamp"] == "2026-01-01T00:00:10.000Z"
    assert event["chain"][-1]["type"] == "RateLimitError"
    assert event["tags"] == {"environment": "production"}
    assert event["facts"]["provider"] == "openai"
    _, _, last = web.ask(f"/api/v1/issues/{issue_id}/events?cursor={page['next_cursor']}")
    assert ([event["event_id"] for event in last["events"]], last["next_cursor"]) == ([f"{0:032x}"], None)


def test_people_change_issues(web: Web) -> None:
    issue_id = issue_of(web, "KeyError")["id"]
    status, issue = patch(web, issue_id, {"status": "acknowledged"})
    assert (status, issue["status"]) == (200, "acknowledged")
    assert issue["decided_by"] != "human"
    status, issue = patch(web, issue_id, {"category": "prompt_issue", "reason": "invalid_output_format"})
    assert status == 200
    assert (issue["category"], issue["reason"], issue["decided_by"]) == (
        "prompt_issue",
        "invalid_output_format",
        "human",
    )
    status, issue = patch(web, issue_id, {"severity": "low", "owner": "caller"}, Authorization="Bearer secret-member")
    assert (status, issue["severity"], issue["owner"]) == (200, "low", "caller")
    assert web.ask(f"/api/v1/issues/{issue_id}")[2] == issue
    actors = [entry.actor for entry in web.store.reader.audit(issue_id)]
    assert set(actors) == {"local", "token:a-member"}


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({}, 422, "name at least one of"),
        ({"status": None}, 422, "leave out what shall stay"),
        ({"status": "done"}, 422, "'open', 'acknowledged', 'resolved' or 'ignored'"),
        ({"category": "unclassified"}, 422, "rate_limit, timeout"),
        ({"category": "timeout", "reason": "requests_limit"}, 422, "which has connect_timeout"),
        ({"state": "open"}, 422, "known are status, category, reason, owner, severity"),
        ([], 422, "JSON object"),
        (None, 422, "body"),
        (b"", 422, "body"),
        (b"{", 400, "cannot be read as JSON"),
        (b"\xff", 400, "cannot be read as JSON"),
        (b'{"\\ud800": "\\udfff"}', 422, "body"),
        (b'{"status": NaN}', 422, "status"),
        (b"[" * 60_000, 400, "cannot be read as JSON"),
        (b'{"status": "' + b"x" * 70_000 + b'"}', 413, "at most 65536 bytes"),
    ],
)
def test_wrong_changes(web: Web, change: object, status: int, says: str) -> None:
    answered, problem = patch(web, issue_of(web, "RateLimitError")["id"], change)
    assert answered == status, problem
    assert says in problem["detail"]


def test_other_methods_and_addresses(web: Web) -> None:
    status, headers, problem = web.ask("/api/v1/issues/1", method="DELETE")
    assert (status, headers["Allow"]) == (405, "GET, PATCH")
    assert "GET, PATCH" in problem["detail"]
    assert web.ask("/api/v1/issues/1", method="OPTIONS")[0] == 405
    status, _, problem = web.ask("/api/v2/issues")
    assert status == 404
    assert "/api/v1/openapi.json" in problem["detail"]


def test_every_answer_is_locked_down(web: Web) -> None:
    for path in ("/api/v1/issues", "/api/v1/issues/none", "/none", "/healthz", "/metrics", "/api/v1/openapi.json"):
        _, headers, _ = web.ask(path)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


def test_health(web: Web) -> None:
    assert web.ask("/healthz", host="elsewhere.example")[::2] == (200, {"status": "ok"})
    assert web.ask("/readyz")[::2] == (200, {"ready": True, "checks": [{"name": "store", "ok": True, "detail": ""}]})
    web.checks.append(Check(name="worker", ok=False, detail="silent for 9 s"))
    try:
        assert web.ask("/readyz", host="elsewhere.example")[::2] == (503, {"ready": False})
        status, _, told = web.ask(
            "/readyz", headers={"Authorization": "Bearer secret-viewer"}, host="elsewhere.example"
        )
        assert (status, told["checks"][1]["detail"]) == (503, "silent for 9 s")
    finally:
        web.checks.pop()


def test_metrics(web: Web) -> None:
    status, headers, text = web.ask("/metrics")
    assert (status, text) == (200, "kiwame_events_total 15\n")
    assert headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert web.ask("/metrics", host="elsewhere.example")[0] == 421


def test_from_elsewhere_only_with_a_token(web: Web) -> None:
    for headers in ({"X-Forwarded-For": "127.0.0.1"}, {"Via": "1.1 proxy"}, {"Authorization": "Bearer wrong"}):
        status, told, problem = web.ask("/api/v1/issues", headers=headers)
        assert status == 401
        assert told["WWW-Authenticate"].startswith("Bearer ")
        assert "kiwame token create" in problem["detail"]
    status, _, problem = web.ask("/none", host="rebound.example")
    assert status == 421
    assert "KIWAME_ALLOWED_HOSTS" in problem["detail"]
    with_token = {"Authorization": "Bearer secret-viewer", "X-Forwarded-For": "192.0.2.7"}
    assert web.ask("/api/v1/issues", headers=with_token, host="kiwame.example")[0] == 421
    assert web.ask("/api/v1/issues", headers=with_token, host="192.0.2.8:8969")[0] == 200
    issue_id = issue_of(web, "RateLimitError")["id"]
    status, problem = patch(web, issue_id, {"status": "open"}, Authorization="Bearer secret-viewer")
    assert status == 403
    assert "--role member" in problem["detail"]


def test_a_page_elsewhere_cannot_change_anything(web: Web) -> None:
    issue_id = issue_of(web, "RateLimitError")["id"]
    assert patch(web, issue_id, {"status": "open"}, Origin="https://evil.example")[0] == 403
    assert patch(web, issue_id, {"status": "open"}, Origin=f"http://127.0.0.1:{web.port}")[0] == 200


def test_head_is_get_without_a_body(web: Web) -> None:
    for path, expected in (("/healthz", 200), ("/readyz", 200), ("/api/v1/issues", 200), ("/api/v1/issues/0", 404)):
        status, headers, body = web.ask(path, method="HEAD")
        assert (status, body) == (expected, None)
        assert int(headers["Content-Length"]) > 0


def test_a_failure_of_ours_is_a_problem_without_its_text(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    web.checks.append("no check")  # type: ignore[arg-type]  # what breaks the code
    try:
        status, headers, problem = web.ask("/readyz")
    finally:
        web.checks.pop()
    assert status == 500
    assert headers["Content-Type"] == "application/problem+json"
    assert "request_failed" in problem["detail"]
    (record,) = [record for record in caplog.records if record.getMessage() == "request_failed"]
    assert vars(record)["error"].startswith("AttributeError at health.py:")


def test_a_database_that_is_gone(tmp_path: Path) -> None:
    store = open_store(tmp_path / "kiwame.sqlite", severity=severity, create=True)
    site, access = make_site(store, language="ja"), make_access(store)
    app = make_app(site=site, access=access, readiness=list, metrics=bytes)
    store.close()
    (tmp_path / "kiwame.sqlite").write_bytes(b"not a database" * 100)
    with served(app) as port:
        broken = Web(app=app, store=store, port=port)
        status, headers, problem = broken.ask("/api/v1/issues")
        assert broken.ask("/healthz", headers={"Authorization": "Bearer x"})[0] == 200
        assert broken.ask("/metrics", headers={"Authorization": "Bearer x"})[0] == 503
        assert broken.ask("/api/v1/issues?limit=0")[2]["detail"].startswith("limit は 1 以上")
    assert status == 503
    assert headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == 503
    assert "データベース" in problem["detail"]
