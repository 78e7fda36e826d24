"""What the API offers people about an issue's life: filters, what ends a status, versions, audit trail, deliveries."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiwame.classifier import OfflineJudge
from kiwame.core.alert import Delivery, DeliveryState
from kiwame.core.issue import Recording
from kiwame.grouping.mechanisms import fingerprint
from kiwame.normalise import plain_error
from kiwame.normalise.redact import redactor
from kiwame.store.engine import Store
from kiwame.web.app import make_app
from kiwame.web.change_rules import MOST_EVENTS
from tests.web.conftest import Web, served
from tests.web.site import NOW, later, make_access, make_site

SEEN = (
    ("openai.AuthenticationError", "Error code: 401 - {'error': {'code': 'invalid_api_key'}}", "production", "app@1"),
    ("httpx.ReadTimeout", "The read operation timed out", "staging", "app@2"),
    ("", "zxqv blorp frobnak", "production", ""),
)
"""Class, message, environment and release; last seen in this order."""

TOMORROW = f"{datetime.fromtimestamp(later(), UTC) + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"


@pytest.fixture
def site_web(store: Store) -> Iterator[Web]:
    """The web in front of issues that nobody has touched, once on each kind of database."""
    judge = OfflineJudge()
    recordings = []
    for number, (kind, message, environment, release) in enumerate(SEEN):
        event = plain_error.to_event(
            event_id=f"{number + 1:032x}",
            type=kind,
            message=message,
            stacktrace="",
            tags={"environment": environment} | ({"release": release} if release else {}),
            platform="python",
            timestamp=NOW + number,
            project="1",
            redactor=redactor(),
        )
        recordings.append(Recording(event=event, fingerprint=fingerprint(event), verdict=judge.judge(event).verdict))
    store.recorder.record(recordings, NOW)
    app = make_app(site=make_site(store), access=make_access(store), readiness=list, metrics=bytes)
    with served(app) as port:
        yield Web(app=app, store=store, port=port)


def titles(web: Web, query: str = "") -> list[str]:
    status, _, page = web.ask(f"/api/v1/issues{query}")
    assert status == 200, page
    return [issue["title"].partition(":")[0] for issue in page["issues"]]


def issue_of(web: Web, kind: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = web.ask("/api/v1/issues")[2]["issues"]
    return next(issue for issue in found if issue["title"].startswith(kind))


def patch(web: Web, issue_id: str, change: object) -> tuple[int, Any]:
    body = change if isinstance(change, bytes) else json.dumps(change).encode()
    headers = {"Content-Type": "application/json"}
    status, _, answer = web.ask(f"/api/v1/issues/{issue_id}", method="PATCH", body=body, headers=headers)
    return status, answer


def test_filters_and_order(site_web: Web) -> None:
    odd, timeout, key = "zxqv blorp frobnak", "ReadTimeout", "AuthenticationError"
    assert titles(site_web) == titles(site_web, "?order=last_seen") == [odd, timeout, key]
    assert titles(site_web, "?order=&severity=&owner=&release=&environment=") == [odd, timeout, key]
    assert titles(site_web, "?order=needed")[0] == key
    assert titles(site_web, "?release=app@2") == [timeout]
    assert titles(site_web, "?release=app") == titles(site_web, "?release=%ED%A0%80") == []
    assert titles(site_web, "?environment=production") == [odd, key]
    assert titles(site_web, "?environment=production&owner=operator") == [key]
    severity = issue_of(site_web, key)["severity"]
    assert key in titles(site_web, f"?severity={severity}")
    other = next(name for name in ("low", "critical") if name != severity)
    assert key not in titles(site_web, f"?severity={other}")


def test_cursors_belong_to_their_order_and_filters(site_web: Web) -> None:
    first = site_web.ask("/api/v1/issues?limit=1&order=needed")[2]
    rest = site_web.ask(f"/api/v1/issues?order=needed&cursor={first['next_cursor']}")[2]
    assert len(first["issues"] + rest["issues"]) == len(SEEN)
    for query in ("order=last_seen", "order=needed&severity=high", "order=needed&release=app@1"):
        status, _, problem = site_web.ask(f"/api/v1/issues?{query}&cursor={first['next_cursor']}")
        assert (status, problem["detail"][:25]) == (404, "This cursor names no page")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("severity=worst", "severity must be one of 'critical', 'high', 'medium' or 'low'"),
        ("owner=me", "owner must be one of 'operator', 'provider', 'caller' or 'us'"),
        ("order=oldest", "order must be one of 'last_seen' or 'needed'"),
        ("release=%00", "release must not hold control characters"),
        ("environment=" + "a" * 201, "environment must have at most 200 characters"),
        ("order=%ED%A0%80", "order must be one of"),
        ("envronment=x", "severity, owner, release, environment, order"),
    ],
)
def test_wrong_filters(web: Web, query: str, says: str) -> None:
    status, _, problem = web.ask(f"/api/v1/issues?{query}")
    assert status == 422
    assert says in problem["detail"]


def test_what_ends_a_status(site_web: Web) -> None:
    issue = issue_of(site_web, "ReadTimeout")
    assert (issue["version"], issue["came_back"], issue["environments"], issue["releases"]) == (
        1,
        False,
        ["staging"],
        ["app@2"],
    )
    assert issue["ignored_until"] is issue["ignored_until_count"] is None
    status, issue = patch(site_web, issue["id"], {"status": "ignored", "ignore_until": TOMORROW})
    assert (status, issue["ignored_until"], issue["ignored_until_count"]) == (200, TOMORROW[:-1] + ".000Z", None)
    status, issue = patch(site_web, issue["id"], {"status": "ignored", "ignore_count": 10})
    assert (status, issue["ignored_until"], issue["ignored_until_count"]) == (200, None, 11)
    status, issue = patch(site_web, issue["id"], {"status": "resolved", "in_next_release": True})
    assert (status, issue["resolved_in_next_release"], issue["ignored_until_count"]) == (200, True, None)
    status, issue = patch(site_web, issue["id"], {"status": "open", "in_next_release": False})
    assert (status, issue["resolved_in_next_release"], issue["version"]) == (200, False, 5)
    _, _, trail = site_web.ask(f"/api/v1/issues/{issue['id']}/audit")
    until = int(later()) + 86400
    assert [entry["after"] for entry in trail["audit"]] == [
        f"ignored:until={until}",
        "ignored:more=10",
        "resolved:next_release",
        "open",
    ]
    assert trail["audit"][0] == {
        "at": "2026-01-01T00:01:40.000Z",
        "actor": "local",
        "action": "status",
        "before": "open",
        "after": f"ignored:until={until}",
    }


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2026-01-01T09:05:00+09:00", 300),
        ("2026-01-01T00:05:00.250Z", 300.25),
        ("2026-01-01T00:05:00.123456789Z", 300.123456),
        ("9999-12-31T23:59:59Z", 253402300799 - NOW),
    ],
)
def test_times_of_every_zone(site_web: Web, written: str, seconds: float) -> None:
    issue_id = issue_of(site_web, "ReadTimeout")["id"]
    assert patch(site_web, issue_id, {"status": "ignored", "ignore_until": written})[0] == 200
    assert site_web.store.reader.issue(issue_id).ignored_until == pytest.approx(NOW + seconds, abs=1e-6)


def test_the_largest_number_is_one_that_the_store_takes(site_web: Web) -> None:
    issue_id = issue_of(site_web, "ReadTimeout")["id"]
    status, issue = patch(site_web, issue_id, {"status": "ignored", "ignore_count": MOST_EVENTS})
    assert (status, issue["ignored_until_count"]) == (200, MOST_EVENTS + 1)


def test_a_change_of_what_has_changed_meanwhile(site_web: Web) -> None:
    issue = issue_of(site_web, "ReadTimeout")
    assert patch(site_web, issue["id"], {"status": "acknowledged", "version": issue["version"]})[0] == 200
    status, problem = patch(site_web, issue["id"], {"status": "resolved", "version": issue["version"]})
    assert status == 409
    assert "GET it again" in problem["detail"]
    now = site_web.ask(f"/api/v1/issues/{issue['id']}")[2]
    assert (now["status"], now["version"]) == ("acknowledged", 2)
    status, now = patch(site_web, issue["id"], {"status": "resolved", "version": 2.0})
    assert (status, now["status"], now["version"]) == (200, "resolved", 3)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": "resolved", "in_next_release": True}, "No event of this issue names a release"),
        ({"owner": "us"}, "An owner needs a reason"),
        ({"status": "ignored", "ignore_until": "2026-01-01T00:01:40Z"}, "name a later time"),
        ({"status": "ignored", "ignore_until": "2000-01-01T00:00:00Z"}, "name a later time"),
    ],
)
def test_what_this_issue_or_this_moment_does_not_allow(site_web: Web, change: object, says: str) -> None:
    issue = issue_of(site_web, "zxqv blorp frobnak")
    status, problem = patch(site_web, issue["id"], change)
    assert (status, says in problem["detail"]) == (409, True), problem
    assert site_web.ask(f"/api/v1/issues/{issue['id']}")[2] == issue


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"version": 1}, "changes nothing: name at least one of status"),
        ({"in_next_release": False, "ignore_count": 3}, "changes nothing: name at least one of status"),
        ({"status": "open", "ignore_until": None, "version": None}, "ignore_until, version is null"),
        ({"status": "open", "ignore_count": 3}, "has ignore_count without the status 'ignored'"),
        ({"severity": "low", "ignore_until": TOMORROW}, "has ignore_until without the status 'ignored'"),
        ({"status": "ignored", "in_next_release": True}, "has in_next_release without the status 'resolved'"),
        ({"status": "ignored", "ignore_until": TOMORROW, "ignore_count": 3}, "the one or the other"),
        ({"status": "ignored", "ignore_count": 0}, "ignore_count must be at least 1"),
        ({"status": "ignored", "ignore_count": MOST_EVENTS + 1}, "ignore_count must be at most 1000000000"),
        ({"status": "ignored", "ignore_count": 10**100}, "ignore_count must be"),
        ({"status": "ignored", "ignore_count": 1.5}, "ignore_count must be a whole number"),
        ({"status": "ignored", "ignore_count": "3"}, "ignore_count must be a whole number"),
        ({"status": "ignored", "ignore_count": True}, "ignore_count must be a whole number"),
        (b'{"status": "ignored", "ignore_count": NaN}', "ignore_count must be a whole number"),
        (b'{"status": "ignored", "ignore_count": 1e400}', "ignore_count must be a whole number"),
        (b'{"status": "ignored", "version": -1e400}', "version must be a whole number"),
        ({"status": "open", "version": 0}, "version must be at least 1"),
        ({"status": "open", "version": 2**63}, "version must be at most"),
        ({"status": "resolved", "in_next_release": 1}, "in_next_release"),
        ({"status": "resolved", "in_next_release": "true"}, "in_next_release"),
        (b'{"\\ud800": null, "status": "open"}', "body must be text"),
        (b'{"status": "ignored", "ignore_until": "\\ud800"}', "ignore_until must be a time as RFC 3339 has it"),
        (b'{"status": "ignored", "ignore_until": NaN}', "ignore_until must be a time"),
        (b'{"status": "ignored", "ignore_until": 1e400}', "ignore_until must be a time"),
        (b'{"status": "ignored", "ignore_until": 4000000000}', "ignore_until must be a time"),
        *(
            ({"status": "ignored", "ignore_until": text}, "ignore_until must be a time as RFC 3339 has it")
            for text in (
                "10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.5Z",
                "9999-12-31T23:59:59-00:01",
                "1999-12-31T23:59:59Z",
                "2030-02-30T00:00:00Z",
                "2030-01-01T24:00:00Z",
                "2030-01-01T00:00:00",
                "2030-01-01",
                "2030-01-01T00:00:00Z\n",
                "２０３０-01-01T00:00:00Z",
                "tomorrow",
                "",
                "9" * 5000,
            )
        ),
    ],
)
def test_changes_that_are_wrong_by_themselves(web: Web, change: object, says: str) -> None:
    issue_id = issue_of(web, "RateLimitError")["id"]
    status, problem = patch(web, issue_id, change)
    assert (status, says in problem["detail"]) == (422, True), problem
    assert web.store.reader.audit(issue_id) == []


def test_faults_are_told_in_the_servers_language(store: Store) -> None:
    site = make_site(store, language="ja")
    app = make_app(site=site, access=make_access(store), readiness=list, metrics=bytes)
    with served(app) as port:
        web = Web(app=app, store=store, port=port)
        _, problem = patch(web, "1", {"status": "open", "ignore_count": 3})
    assert "ignore_count" in problem["detail"]
    assert "without" not in problem["detail"]


def test_deliveries_newest_first(site_web: Web) -> None:
    issue_id = issue_of(site_web, "ReadTimeout")["id"]
    outbox = site_web.store.deliveries
    assert site_web.ask(f"/api/v1/issues/{issue_id}/deliveries")[::2] == (200, {"deliveries": []})
    for version, alert in enumerate(("new", "rose", "regressed"), 1):
        outbox.add(
            [
                Delivery(
                    issue_id=issue_id,
                    channel="slack",
                    alert=alert,
                    state_version=version,
                    due_at=NOW + version,
                    created_at=NOW + version,
                )
            ]
        )
        if version < 3:
            (claimed,) = outbox.claim(NOW + 10, 10, NOW + 60)
            if version == 1:
                outbox.sent([claimed.id], "m-1", NOW + 11)
            else:
                outbox.failed([claimed.id], "404 no_service", None, NOW + 12)
    status, _, page = site_web.ask(f"/api/v1/issues/{issue_id}/deliveries")
    assert status == 200
    assert [(one["alert"], one["state"], one["tries"], one["last_error"]) for one in page["deliveries"]] == [
        ("regressed", DeliveryState.PENDING, 0, ""),
        ("rose", DeliveryState.FAILED, 1, "404 no_service"),
        ("new", DeliveryState.SENT, 1, ""),
    ]
    assert page["deliveries"][1]["created_at"] == "2026-01-01T00:00:02.000Z"
    assert [one["finished_at"] for one in page["deliveries"]] == [
        None,
        "2026-01-01T00:00:12.000Z",
        "2026-01-01T00:00:11.000Z",
    ]


@pytest.mark.parametrize("rest", ["audit", "deliveries"])
def test_history_of_no_issue(web: Web, rest: str) -> None:
    for issue_id in ("999999", "x", "%00", "%ED%A0%80", "9" * 400):
        status, _, problem = web.ask(f"/api/v1/issues/{issue_id}/{rest}")
        assert status == 404
        assert "no issue with this id" in problem["detail"]
    issue_id = issue_of(web, "RateLimitError")["id"]
    status, _, problem = web.ask(f"/api/v1/issues/{issue_id}/{rest}?limit=1")
    assert (status, "limit is not known here" in problem["detail"]) == (422, True)
