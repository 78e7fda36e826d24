"""What every store does in the transaction that adds a batch: who came back, what is told of it, once."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiwame.core.alert import FRESH_S, Alert, AlertInputs, AlertPlan, Delivery, DeliveryState
from kiwame.core.errors import NotFound
from kiwame.core.event import Door
from kiwame.core.issue import Correction, IssueFilter, Recorded, Recording, Status
from kiwame.core.taxonomy import Reason, Severity
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, make_recording, make_verdict

Asked = list[AlertInputs]
BAD = (Severity.CRITICAL, Severity.HIGH)


def policy(inputs: AlertInputs) -> AlertPlan:
    """What waits is told, else a rise; to two channels what is bad, to none what is not."""
    rose = inputs.told is not None and inputs.severity.rank > inputs.told.rank
    alert = inputs.pending or (Alert.ROSE if rose else None)
    if alert is None or not inputs.open or not inputs.fresh:
        return AlertPlan(alert=None, why="quiet")
    return AlertPlan(alert=alert, why="told", channels=("a", "b") if inputs.severity in BAD else ())


@pytest.fixture
def asked() -> Asked:
    """What the policy was asked, in order."""
    return []


@pytest.fixture
def store(store_address: str, asked: Asked) -> Iterator[Store]:
    """A store that tells, and remembers what its policy was asked."""

    def remembering(inputs: AlertInputs) -> AlertPlan:
        asked.append(inputs)
        return policy(inputs)

    opened = open_store(store_address, severity=base_policy, alerts=remembering)
    opened.projects.ensure_default("a" * 32, NOW)
    yield opened
    opened.close()


def record(store: Store, *numbers: int, at: float = NOW, **fields: Any) -> Recorded:
    own = {"timestamp": at, "received_at": at} | fields
    return store.recorder.record([make_recording(number, **own) for number in numbers], at)


def correct(store: Store, issue_id: str, at: float = NOW, **changes: Any) -> None:
    store.commands.correct(issue_id, Correction(**changes), "ann", at)


def told(store: Store, issue_id: str) -> list[tuple[str, str, int]]:
    rows = store.deliveries.of_issue(issue_id)
    return sorted((row.alert, row.channel, row.state_version) for row in rows)


def judged_as(reason: Reason, number: int, **fields: Any) -> Recording:
    return replace(make_recording(number, **fields), verdict=make_verdict(reason, decided_by=f"rules:{reason}"))


def test_a_new_issue_is_told_once(store: Store, asked: Asked) -> None:
    recorded = record(store, 1, 2, 3, at=NOW + 5)
    (issue_id,) = recorded.new_issues
    assert recorded.alerts == 2
    assert asked == [
        AlertInputs(
            project="1", open=True, severity=Severity.CRITICAL, pending=Alert.NEW, told=None, fresh=True
        )
    ]  # fmt: skip
    (row, _) = store.deliveries.of_issue(issue_id)
    assert row == Delivery(
        id=row.id, issue_id=issue_id, channel="b", alert="new", state_version=1, due_at=NOW + 5, created_at=NOW + 5,
        state=DeliveryState.PENDING,
    )  # fmt: skip
    assert record(store, 1, 2, 3).alerts == record(store, 4, 5).alerts == 0
    assert asked[-1].pending is None
    assert asked[-1].told is Severity.CRITICAL
    assert told(store, issue_id) == [("new", "a", 1), ("new", "b", 1)]


@pytest.mark.parametrize(
    "stale", [{"timestamp": NOW - FRESH_S - 1}, {"door": Door.BACKFILL}], ids=["old at receipt", "backfilled"]
)
def test_the_first_fresh_event_tells_what_came_too_late(store: Store, stale: dict[str, Any]) -> None:
    (issue_id,) = record(store, 1, 2, **stale).new_issues
    assert told(store, issue_id) == []
    assert record(store, 3, timestamp=NOW - FRESH_S).alerts == 2
    assert told(store, issue_id) == [("new", "a", 1), ("new", "b", 1)]


def test_our_own_backlog_counts_as_fresh(store: Store) -> None:
    recorded = store.recorder.record([make_recording(1)], NOW + 90_000)
    assert recorded.alerts == 2
    assert store.deliveries.of_issue(recorded.new_issues[0])[0].due_at == NOW + 90_000


def test_one_fresh_event_makes_the_batch_fresh(store: Store) -> None:
    batch = [make_recording(1, door=Door.BACKFILL), make_recording(2), make_recording(3, timestamp=NOW - 9000)]
    assert store.recorder.record(batch, NOW).alerts == 2


def test_what_no_channel_takes_counts_as_told(store: Store, asked: Asked) -> None:
    (issue_id,) = store.recorder.record([judged_as(Reason.READ_TIMEOUT, 1)], NOW).new_issues
    assert told(store, issue_id) == []
    assert record(store, 2, judged=False).alerts == 0
    assert (asked[-1].pending, asked[-1].told) == (None, Severity.MEDIUM)


def test_a_rise_is_told_once_at_a_version_of_its_own(store: Store) -> None:
    store.recorder.record([judged_as(Reason.READ_TIMEOUT, 1)], NOW)
    recorded = store.recorder.record([judged_as(Reason.QUOTA_EXHAUSTED, 2)], NOW)
    (issue,) = store.reader.issues(IssueFilter(), 1, None).issues
    assert (recorded.alerts, issue.version) == (2, 2)
    assert told(store, issue.id) == [("rose", "a", 2), ("rose", "b", 2)]
    assert record(store, 3).alerts == 0
    # Down and up again is no news.
    store.recorder.record([judged_as(Reason.READ_TIMEOUT, 4)], NOW)
    assert store.recorder.record([judged_as(Reason.QUOTA_EXHAUSTED, 5)], NOW).alerts == 0


def test_an_issue_that_comes_back_is_told_again(store: Store, asked: Asked) -> None:
    (issue_id,) = record(store, 1).new_issues
    for round_ in (1, 2):
        correct(store, issue_id, status=Status.RESOLVED, at=NOW + 10 * round_)
        recorded = record(store, round_ + 1, at=NOW + 10 * round_ + 5)
        assert (recorded.alerts, recorded.regressed) == (2, (issue_id,))
        assert (asked[-1].pending, asked[-1].told) == (Alert.REGRESSED, None)
    assert [each for each in told(store, issue_id) if each[1] == "a"] == [
        ("new", "a", 1), ("regressed", "a", 3), ("regressed", "a", 5),
    ]  # fmt: skip


def test_a_return_that_was_no_news_is_told_by_the_next_fresh_event(store: Store) -> None:
    (issue_id,) = record(store, 1).new_issues
    correct(store, issue_id, status=Status.RESOLVED, at=NOW + 10)
    late = record(store, 2, at=NOW + 20, door=Door.BACKFILL)
    assert (late.alerts, late.regressed) == (0, (issue_id,))
    assert record(store, 3, at=NOW + 30).alerts == 2


@pytest.mark.parametrize("status", [Status.ACKNOWLEDGED, Status.IGNORED])
def test_who_has_it_hears_nothing(store: Store, status: Status) -> None:
    recorded = store.recorder.record([judged_as(Reason.READ_TIMEOUT, 1, door=Door.BACKFILL)], NOW)
    (issue_id,) = recorded.new_issues
    correct(store, issue_id, status=status)
    assert store.recorder.record([judged_as(Reason.DAILY_LIMIT, 2)], NOW).alerts == 0
    # Opened again by a person: they know of it at the severity it has by now, and not of more.
    correct(store, issue_id, status=Status.OPEN)
    assert record(store, 3, judged=False).alerts == 0
    assert store.recorder.record([judged_as(Reason.QUOTA_EXHAUSTED, 4)], NOW).alerts == 2


def test_a_persons_severity_alerts_nobody(store: Store) -> None:
    (issue_id,) = store.recorder.record([judged_as(Reason.READ_TIMEOUT, 1)], NOW).new_issues
    correct(store, issue_id, severity=Severity.CRITICAL)
    assert record(store, 2).alerts == 0
    (other,) = store.recorder.record([judged_as(Reason.READ_TIMEOUT, 8, issue="o")], NOW).new_issues
    correct(store, other, reason=Reason.QUOTA_EXHAUSTED)
    assert record(store, 9, issue="o").alerts == 0
    assert told(store, issue_id) == told(store, other) == []


def test_an_ignore_ends_at_its_time(store: Store) -> None:
    (issue_id,) = record(store, 1).new_issues
    correct(store, issue_id, status=Status.IGNORED, ignore_until=NOW + 60)
    assert record(store, 2, 3, at=NOW + 59).alerts == 0
    # Its events are from before the end, though they come after it.
    assert record(store, 4, at=NOW + 99, timestamp=NOW + 50).alerts == 0
    version = store.reader.issue(issue_id).version
    recorded = record(store, 5, 6, at=NOW + 60)
    issue = store.reader.issue(issue_id)
    assert (recorded.alerts, recorded.regressed) == (2, ())
    assert (issue.status, issue.ignored_until, issue.version, issue.regressed) == (
        Status.OPEN,
        None,
        version + 1,
        False,
    )
    assert ("returned", "a", version + 1) in told(store, issue_id)


def test_an_ignore_ends_after_so_many_failures(store: Store) -> None:
    (issue_id,) = record(store, 1, 2).new_issues
    correct(store, issue_id, status=Status.IGNORED, ignore_count=5)
    assert record(store, 3, 4, 5, 6).alerts == 0
    assert store.reader.issue(issue_id).status is Status.IGNORED
    assert record(store, 7, 8, 9).alerts == 2
    issue = store.reader.issue(issue_id)
    assert (issue.status, issue.ignored_until_count, issue.count) == (Status.OPEN, None, 9)


def test_resolved_in_the_next_release_waits_for_one(store: Store) -> None:
    (issue_id,) = record(store, 1, release="1").new_issues
    record(store, 2, issue="other", release="2", at=NOW + 5)
    correct(store, issue_id, status=Status.RESOLVED, in_next_release=True, at=NOW + 10)
    quiet = [
        record(store, 3, release="1", at=NOW + 20),
        # Known in the project from before the resolve, though not of this issue.
        record(store, 4, release="2", at=NOW + 21),
        record(store, 5, release="", at=NOW + 22),
        # From before the resolve, and late.
        record(store, 6, release="3", at=NOW + 23, timestamp=NOW + 9),
    ]
    assert [recorded.regressed for recorded in quiet] == [()] * 4
    assert store.reader.issue(issue_id).status is Status.RESOLVED
    batch = [make_recording(n, timestamp=NOW + 30, received_at=NOW + 30, release=r) for n, r in ((7, "1"), (8, "4"))]
    recorded = store.recorder.record(batch, NOW + 30)
    assert (recorded.regressed, recorded.alerts) == ((issue_id,), 2)
    issue = store.reader.issue(issue_id)
    assert (issue.status, issue.resolved_in_next, issue.regressed) == (Status.OPEN, False, True)


def test_a_release_seen_in_another_project_is_still_the_next(store: Store) -> None:
    other = store.projects.create("other", "b" * 32, NOW)
    (issue_id,) = record(store, 1, release="1").new_issues
    record(store, 2, release="2", project=other.id)
    correct(store, issue_id, status=Status.RESOLVED, in_next_release=True, at=NOW + 10)
    # Another issue of the project meets the release first: after the resolve all the same.
    record(store, 3, issue="other", release="2", at=NOW + 20)
    assert record(store, 4, release="2", at=NOW + 30).regressed == (issue_id,)


def test_a_batch_that_fails_tells_nothing(store: Store) -> None:
    (issue_id,) = record(store, 1, door=Door.BACKFILL).new_issues
    with pytest.raises(NotFound):
        store.recorder.record([make_recording(2), make_recording(3, project="77")], NOW)
    assert told(store, issue_id) == []
    assert record(store, 2).alerts == 2


def test_workers_at_the_same_time_tell_once(store: Store, store_address: str) -> None:
    start = threading.Barrier(4)
    alerts: list[int] = []

    def work(numbers: range) -> None:
        opened = open_store(store_address, severity=base_policy, alerts=policy)
        start.wait()
        try:
            batch = [make_recording(n, issue=f"i{n % 3}", release=f"r{n % 7}") for n in numbers]
            alerts.append(opened.recorder.record(batch, NOW).alerts)
        finally:
            opened.close()

    # Two have the same events, all have the same issues.
    threads = [
        threading.Thread(target=work, args=(numbers,))
        for numbers in (range(40), range(40), range(20, 60), range(60, 90))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(alerts) == 4
    assert sum(alerts) == 6
    for issue in store.reader.issues(IssueFilter(), 9, None).issues:
        assert (issue.count, told(store, issue.id)) == (30, [("new", "a", 1), ("new", "b", 1)])


def test_a_store_tells_nothing_unless_it_is_told_to(store_address: str) -> None:
    quiet = open_store(store_address, severity=base_policy)
    quiet.projects.ensure_default("a" * 32, NOW)
    (issue_id,) = record(quiet, 1).new_issues
    assert told(quiet, issue_id) == []
    quiet.close()
