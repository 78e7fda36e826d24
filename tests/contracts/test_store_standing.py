"""What people do about an issue, in every store: ignores that end, resolves that wait for a release, edits at once."""

import threading
from typing import Any

import pytest

from kiwame.core.alert import Delivery, DeliveryState
from kiwame.core.errors import Conflict, UsageError
from kiwame.core.issue import Correction, Issue, IssueFilter, Status
from kiwame.core.taxonomy import Severity
from kiwame.store.engine import Store, open_store
from kiwame.store.schema import audit
from kiwame.testing import NOW, base_policy, make_recording


@pytest.fixture
def issue_id(store: Store) -> str:
    """An issue with one event, of release 1."""
    return store.recorder.record([make_recording(1, release="1")], NOW).new_issues[0]


def correct(store: Store, issue_id: str, at: float = NOW, **changes: object) -> Issue:
    return store.commands.correct(issue_id, Correction(**changes), "ann", at)  # type: ignore[arg-type]  # its fields


def ends(issue: Issue) -> tuple[object, ...]:
    return issue.status, issue.ignored_until, issue.ignored_until_count, issue.resolved_in_next


def test_an_ignore_has_an_end(store: Store, issue_id: str) -> None:
    ignored = correct(store, issue_id, status=Status.IGNORED, ignore_until=NOW + 60)
    assert ends(ignored) == (Status.IGNORED, NOW + 60, None, False)
    counted = correct(store, issue_id, status=Status.IGNORED, ignore_count=100)
    assert ends(counted) == (Status.IGNORED, None, 101, False)
    assert ends(correct(store, issue_id, status=Status.IGNORED)) == (Status.IGNORED, None, None, False)
    assert store.reader.issue(issue_id).version == 4


def test_a_new_status_leaves_nothing_of_the_former(store: Store, issue_id: str) -> None:
    correct(store, issue_id, status=Status.IGNORED, ignore_until=NOW + 60)
    awaited = correct(store, issue_id, status=Status.RESOLVED, in_next_release=True)
    assert ends(awaited) == (Status.RESOLVED, None, None, True)
    assert ends(correct(store, issue_id, status=Status.RESOLVED)) == (Status.RESOLVED, None, None, False)
    correct(store, issue_id, status=Status.IGNORED, ignore_count=1)
    assert ends(correct(store, issue_id, status=Status.OPEN)) == (Status.OPEN, None, None, False)


def test_the_audit_trail_says_what_ends_a_status(store: Store, issue_id: str) -> None:
    correct(store, issue_id, status=Status.IGNORED, ignore_until=NOW + 60.5)
    correct(store, issue_id, status=Status.IGNORED, ignore_count=100)
    store.recorder.record([make_recording(n, judged=False) for n in (2, 3)], NOW)
    correct(store, issue_id, status=Status.RESOLVED, in_next_release=True)
    correct(store, issue_id, status=Status.RESOLVED, in_next_release=True)
    correct(store, issue_id, status=Status.OPEN)
    assert [(line.action, line.before, line.after) for line in store.reader.audit(issue_id)] == [
        ("status", "open", f"ignored:until={int(NOW) + 60}"),
        ("status", f"ignored:until={int(NOW) + 60}", "ignored:more=100"),
        ("status", "ignored:more=98", "resolved:next_release"),
        ("status", "resolved:next_release", "open"),
    ]


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"status": Status.IGNORED, "ignore_until": NOW}, "later time"),
        ({"status": Status.IGNORED, "ignore_until": float("nan")}, "later time"),
        ({"status": Status.IGNORED, "ignore_until": 1e300}, "later time"),
        ({"status": Status.IGNORED, "ignore_count": 0}, "1 to 1000000000"),
        ({"status": Status.IGNORED, "ignore_count": 2**63}, "1 to 1000000000"),
        ({"status": Status.IGNORED, "ignore_count": 1, "ignore_until": NOW + 1}, "name one"),
        ({"status": Status.RESOLVED, "ignore_until": NOW + 1}, "status ignored"),
        ({"status": Status.ACKNOWLEDGED, "ignore_count": 1}, "status ignored"),
        ({"ignore_count": 1}, "status ignored"),
        ({"status": Status.IGNORED, "in_next_release": True}, "status resolved"),
        ({"in_next_release": True}, "status resolved"),
    ],
)
def test_ends_that_do_not_fit(store: Store, issue_id: str, changes: dict[str, Any], remedy: str) -> None:
    with pytest.raises(UsageError, match=remedy):
        correct(store, issue_id, severity=Severity.LOW, **changes)
    assert store.reader.issue(issue_id).version == 1
    assert store.reader.audit(issue_id) == []


def test_without_a_release_none_is_the_next(store: Store) -> None:
    (issue_id,) = store.recorder.record([make_recording(2, issue="other")], NOW).new_issues
    with pytest.raises(UsageError, match="resolve it as it is"):
        correct(store, issue_id, status=Status.RESOLVED, in_next_release=True)
    assert store.reader.issue(issue_id).status is Status.OPEN


def test_who_saw_an_older_version_is_told(store: Store, issue_id: str) -> None:
    correct(store, issue_id, status=Status.ACKNOWLEDGED, version=1)
    with pytest.raises(Conflict, match="look at it again"):
        correct(store, issue_id, status=Status.ACKNOWLEDGED, version=1)
    assert correct(store, issue_id, status=Status.RESOLVED, version=2).version == 3
    assert len(store.reader.audit(issue_id)) == 2


def test_of_edits_at_once_one_holds(store: Store, issue_id: str, store_address: str) -> None:
    start = threading.Barrier(4)
    outcomes: list[str] = []

    def edit(severity: Severity) -> None:
        opened = open_store(store_address, severity=base_policy)
        start.wait()
        try:
            outcomes.append(correct(opened, issue_id, severity=severity, version=1).severity.severity.value)
        except Conflict:
            outcomes.append("conflict")
        finally:
            opened.close()

    threads = [threading.Thread(target=edit, args=(severity,)) for severity in Severity]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (held,) = set(outcomes) - {"conflict"}
    assert outcomes.count("conflict") == 3
    assert (store.reader.issue(issue_id).severity.severity, store.reader.issue(issue_id).version) == (held, 2)


@pytest.mark.parametrize("status", [Status.ACKNOWLEDGED, Status.RESOLVED, Status.IGNORED])
def test_what_somebody_dealt_with_is_not_sent(store: Store, issue_id: str, status: Status) -> None:
    (other,) = store.recorder.record([make_recording(2, issue="other")], NOW).new_issues
    rows = [
        Delivery(issue_id=each, channel=f"c{n}", alert="new", state_version=1, due_at=NOW + n)
        for n in range(3)
        for each in (issue_id, other)
    ]
    store.deliveries.add(rows)
    first = store.deliveries.claim(NOW, 10, NOW + 60)
    store.deliveries.sent([row.id for row in first], "m", NOW)
    store.deliveries.claim(NOW + 1, 10, NOW + 60)
    correct(store, issue_id, at=NOW + 5, status=status)
    found = {row.channel: (row.state, row.finished_at) for row in store.deliveries.of_issue(issue_id)}
    assert found == {
        "c0": (DeliveryState.SENT, NOW),
        "c1": (DeliveryState.CANCELLED, NOW + 5),
        "c2": (DeliveryState.CANCELLED, NOW + 5),
    }
    states = {row.channel: row.state for row in store.deliveries.of_issue(other)}
    assert states == {"c0": DeliveryState.SENT, "c1": DeliveryState.CLAIMED, "c2": DeliveryState.PENDING}
    assert store.deliveries.due(NOW + 99) == {"c1": 1, "c2": 1}


def test_a_correction_of_an_open_issue_cancels_nothing(store: Store, issue_id: str) -> None:
    store.deliveries.add([Delivery(issue_id=issue_id, channel="c", alert="new", state_version=1, due_at=NOW)])
    correct(store, issue_id, severity=Severity.LOW)
    correct(store, issue_id, status=Status.OPEN)
    assert [row.id for row in store.deliveries.claim(NOW, 10, NOW + 1)] != []
    assert store.reader.issues(IssueFilter(status=Status.OPEN), 9, None).issues != ()


def test_of_a_long_trail_the_latest_is_read(store: Store, issue_id: str) -> None:
    with store.database.write() as connection:
        lines = [
            {
                "issue_id": int(issue_id),
                "at": NOW + n,
                "actor": "script",
                "action": "status",
                "before": "",
                "after": str(n),
            }
            for n in range(600)
        ]
        connection.execute(audit.insert(), lines)
    read = store.reader.audit(issue_id)
    assert [line.after for line in read] == [str(n) for n in range(100, 600)]
