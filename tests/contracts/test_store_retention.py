"""Forgetting: by age, by size, and never the counts."""

import random
from dataclasses import replace

from kiwame.core.alert import Delivery
from kiwame.core.event import EventDetail
from kiwame.core.issue import Correction, IssueFilter, Status
from kiwame.store.engine import Store
from kiwame.testing import NOW, make_recording

DAY = 86400.0


def prune(store: Store, now: float, **limits: int | None) -> dict[str, int]:
    wanted = {"event_days": 30, "dedupe_days": 7, "max_bytes": None} | limits
    return store.retention.prune(now, **wanted)  # type: ignore[arg-type]  # the limits' types are as in the port


def test_old_events_go_and_counts_stay(store: Store) -> None:
    store.recorder.record([make_recording(1, received_at=NOW - 31 * DAY), make_recording(2)], NOW)
    assert prune(store, NOW)["events_by_age"] == 1
    (issue,) = store.reader.issues(IssueFilter(), 1, None).issues
    assert (issue.count, len(store.reader.events(issue.id, 10, None).events)) == (2, 1)
    assert store.reader.counts()["events"] == 2


def test_ids_are_remembered_for_the_days_that_were_asked_for(store: Store) -> None:
    store.recorder.record([make_recording(1)], NOW)
    assert prune(store, NOW + 7 * DAY)["seen_events"] == 0
    assert store.recorder.record([make_recording(1)], NOW + 7 * DAY).duplicates == 1
    assert prune(store, NOW + 8 * DAY)["seen_events"] == 1
    assert store.recorder.record([make_recording(1)], NOW + 8 * DAY).stored == 1


def test_ids_are_remembered_for_a_day_at_least(store: Store) -> None:
    store.recorder.record([make_recording(1)], NOW)
    assert prune(store, NOW + DAY, dedupe_days=0)["seen_events"] == 0


def test_short_lived_rows_go(store: Store) -> None:
    recording = replace(make_recording(1, trace_id="t"), links=("a1",))
    store.recorder.record([recording], NOW)
    assert prune(store, NOW + 60)["pairables"] == 0
    dropped = prune(store, NOW + 3 * 3600)
    assert (dropped["pairables"], dropped["issue_minutes"], dropped["hours"]) == (1, 1, 0)
    assert prune(store, NOW + 91 * DAY)["hours"] == 2


def test_the_oldest_events_go_while_the_database_is_too_large(store: Store) -> None:
    noise = random.Random(1)
    batch = [
        replace(
            make_recording(n, issue=f"i{n % 20}", received_at=NOW + n),
            detail=EventDetail(extra={"noise": noise.randbytes(4000).hex()}),
        )
        for n in range(1000)
    ]
    store.recorder.record(batch, NOW)
    assert prune(store, NOW, max_bytes=2**40)["events_by_size"] == 0
    kept = store.reader.counts()["stored_events"]
    dropped = prune(store, NOW, max_bytes=1)["events_by_size"]
    assert dropped == kept == 1000
    assert store.reader.counts()["events"] == 1000
    assert prune(store, NOW, max_bytes=1)["events_by_size"] == 0


def test_pruning_by_size_ends_when_it_is_small_enough(store: Store) -> None:
    noise = random.Random(1)
    batch = [
        replace(
            make_recording(n, issue=f"i{n % 20}", received_at=NOW + n),
            detail=EventDetail(extra={"noise": noise.randbytes(4000).hex()}),
        )
        for n in range(1500)
    ]
    store.recorder.record(batch, NOW)
    # A slice is 500 events of 4 kB each.
    assert prune(store, NOW, max_bytes=_size(store) - 1_000_000)["events_by_size"] == 500
    assert store.reader.counts()["stored_events"] == 1000


def test_sessions_that_expired_go(store: Store) -> None:
    store.sessions.create("old", NOW - DAY, NOW)
    store.sessions.create("new", NOW - DAY, NOW + 1)
    assert prune(store, NOW)["sessions"] == 1
    assert store.sessions.find("new", NOW) is not None


def test_deliveries_that_are_done_go_and_failed_ones_later(store: Store) -> None:
    (issue_id,) = store.recorder.record([make_recording(1)], NOW).new_issues
    names = ("waits", "sent", "failed", "claimed")
    store.deliveries.add(
        [Delivery(issue_id=issue_id, channel=name, alert="new", state_version=1, due_at=NOW) for name in names]
    )
    claimed = {name: store.deliveries.claim(NOW, 9, NOW + 60, name)[0].id for name in names[1:]}
    store.deliveries.sent([claimed["sent"]], "m", NOW)
    store.deliveries.failed([claimed["failed"]], "no_service", None, NOW)

    def left() -> set[str]:
        return {row.channel for row in store.deliveries.of_issue(issue_id)}

    assert prune(store, NOW + 7 * DAY, event_days=7)["deliveries"] == 0
    assert prune(store, NOW + 7 * DAY + 1, event_days=7)["deliveries"] == 1
    assert left() == {"waits", "failed", "claimed"}
    assert prune(store, NOW + 30 * DAY, event_days=7)["deliveries"] == 0
    assert prune(store, NOW + 30 * DAY + 1, event_days=99)["deliveries"] == 1
    assert left() == {"waits", "claimed"}


def test_cancelled_deliveries_go(store: Store) -> None:
    (issue_id,) = store.recorder.record([make_recording(1)], NOW).new_issues
    store.deliveries.add([Delivery(issue_id=issue_id, channel="c", alert="new", state_version=1, due_at=NOW)])
    store.commands.correct(issue_id, Correction(status=Status.RESOLVED), "ann", NOW)
    assert prune(store, NOW + 31 * DAY)["deliveries"] == 1


def _size(store: Store) -> int:
    with store.database.read() as connection:
        return store.retention.bytes_used(connection)
