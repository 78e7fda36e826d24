"""What the pages read of every store: filters, orders, counts of each status, charts, the names that filters offer."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from kiwame.core.errors import NotFound, UsageError
from kiwame.core.issue import Correction, HourCount, IssueFilter, KnownNames, Order, Status
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.store import cursor
from kiwame.store.charts import MOST_COUNTS
from kiwame.store.engine import Store
from kiwame.store.listing import words_of
from kiwame.store.schema import issue_hours, project_names
from kiwame.testing import NOW, make_recording, make_verdict

HOUR = int(NOW // 3600)


def ids(store: Store, **wanted: object) -> list[str]:
    return [issue.id for issue in store.reader.issues(IssueFilter(**wanted), 100, None).issues]  # type: ignore[arg-type]


def record(store: Store, number: int, **fields: Any) -> str:
    """An issue of its own."""
    return store.recorder.record([make_recording(number, issue=f"i{number}", **fields)], NOW).new_issues[0]


ODD_NAMES = [
    "web@1.0", 'web"1', "web\\1", "100%", "1_0", "10", "%", "_", ",", '","', '"', "\\", "\\u0000", "版本 1.0",
    "Web@1.0", "web@1.0 ", "[", "]", "{}", "a,b", "'", "\n", "é", "e\u0301", "null", "0",
]  # fmt: skip


def test_a_release_and_an_environment_are_found_exactly(store: Store) -> None:
    made = {name: record(store, number, release=name, environment=name[::-1]) for number, name in enumerate(ODD_NAMES)}
    both = store.recorder.record(
        [make_recording(900, issue="two", release="a"), make_recording(901, issue="two", release="b")], NOW
    ).new_issues[0]
    for name, issue_id in made.items():
        assert ids(store, release=name) == [issue_id], name
        assert ids(store, environment=name[::-1]) == [issue_id], name
    assert ids(store, release="a") == ids(store, release="b") == [both]
    for missing in ("web", "", "a\0", "ab", "\ud800"):
        assert ids(store, release=missing) == []
    assert ids(store, release="100%", environment="%") == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=5))
def test_any_name_can_be_asked_for(store: Store, name: str) -> None:
    store.reader.issues(IssueFilter(release=name, environment=name), 10, None)
    store.reader.status_counts(IssueFilter(release=name, project=name, text=name))


def test_severity_and_owner(store: Store) -> None:
    first, second = record(store, 1), record(store, 2)
    store.commands.correct(second, Correction(reason=Reason.READ_TIMEOUT, severity=Severity.LOW), "ann", NOW)
    assert ids(store, severity=Severity.CRITICAL) == [first]
    assert ids(store, severity=Severity.LOW) == ids(store, owner=Owner.PROVIDER) == [second]
    assert ids(store, owner=make_verdict().owner) == [first]
    assert ids(store, severity=Severity.LOW, owner=Owner.PROVIDER, text="quota", release="no") == []


def worst_first(store: Store) -> list[str]:
    """Eight issues of two severities, some of them seen at the same moment."""
    made = [record(store, n, timestamp=NOW + n // 3) for n in range(8)]
    for issue_id in made[::2]:
        store.commands.correct(issue_id, Correction(severity=Severity.HIGH), "ann", NOW)
    critical, high = made[1::2], made[::2]
    return [*reversed(critical), *reversed(high)]


def test_the_worst_first_and_each_once(store: Store) -> None:
    expected = worst_first(store)
    for wanted in (IssueFilter(order=Order.NEEDED), IssueFilter(order=Order.NEEDED, status=Status.OPEN)):
        found: list[str] = []
        cursor, pages = None, 0
        while pages == 0 or cursor is not None:
            page = store.reader.issues(wanted, 3, cursor)
            found += [issue.id for issue in page.issues]
            cursor, pages = page.next_cursor, pages + 1
        assert (found, pages) == (expected, 3)


def test_a_cursor_of_another_order_or_filter(store: Store) -> None:
    worst_first(store)
    needed = store.reader.issues(IssueFilter(order=Order.NEEDED), 3, None).next_cursor
    seen = store.reader.issues(IssueFilter(), 3, None).next_cursor
    assert needed is not None
    for wanted in (
        IssueFilter(),
        IssueFilter(order=Order.NEEDED, severity=Severity.HIGH),
        IssueFilter(order=Order.NEEDED, owner=Owner.US),
        IssueFilter(order=Order.NEEDED, release="1"),
        IssueFilter(order=Order.NEEDED, environment="1"),
    ):
        with pytest.raises(UsageError, match="other filters"):
            store.reader.issues(wanted, 3, needed)
    with pytest.raises(UsageError, match="other filters"):
        store.reader.issues(IssueFilter(order=Order.NEEDED), 3, seen)
    forged = cursor.write(1.0, 2, of=words_of(IssueFilter(order=Order.NEEDED)))
    with pytest.raises(UsageError, match="first page"):
        store.reader.issues(IssueFilter(order=Order.NEEDED), 3, forged)


def test_counts_of_each_status_whatever_status_is_asked_for(store: Store) -> None:
    made = [record(store, n, release=str(n % 2)) for n in range(5)]
    store.commands.correct(made[0], Correction(status=Status.RESOLVED), "ann", NOW)
    store.commands.correct(made[1], Correction(status=Status.IGNORED), "ann", NOW)
    every = {Status.OPEN: 3, Status.ACKNOWLEDGED: 0, Status.RESOLVED: 1, Status.IGNORED: 1}
    assert store.reader.status_counts(IssueFilter()) == every
    assert store.reader.status_counts(IssueFilter(status=Status.OPEN, order=Order.NEEDED)) == every
    none = dict.fromkeys(Status, 0)
    assert store.reader.status_counts(IssueFilter(release="0")) == none | {Status.OPEN: 2, Status.RESOLVED: 1}
    assert store.reader.status_counts(IssueFilter(text="quota", owner=make_verdict().owner)) == every
    assert store.reader.status_counts(IssueFilter(category=Category.TIMEOUT)) == none
    assert store.reader.status_counts(IssueFilter(project="x")) == none


def test_failures_by_hour(store: Store) -> None:
    batch = [
        make_recording(1, timestamp=NOW - 3600, release="1", environment="b"),
        make_recording(2, timestamp=NOW - 3600, release="2", environment="a"),
        make_recording(3, timestamp=NOW - 7200, release="1", environment="b"),
        make_recording(4, timestamp=NOW, release="", environment=""),
        make_recording(5, timestamp=NOW, release="", environment=""),
        make_recording(6, issue="other", timestamp=NOW),
    ]
    one, other = store.recorder.record(batch, NOW).new_issues
    assert store.reader.hours([one, other, "77"], HOUR - 1) == {
        one: {HOUR - 1: 2, HOUR: 2}, other: {HOUR: 1}, "77": {},
    }  # fmt: skip
    assert store.reader.hours([], HOUR) == {}
    assert store.reader.hours_of(one, HOUR - 1) == [
        HourCount(hour=HOUR - 1, count=1, release="1", environment="b"),
        HourCount(hour=HOUR - 1, count=1, release="2", environment="a"),
        HourCount(hour=HOUR, count=2),
    ]
    for missing in ("99", "x"):
        with pytest.raises(NotFound):
            store.reader.hours_of(missing, HOUR)


def test_there_are_no_names_before_an_event_named_one(store: Store) -> None:
    record(store, 1, release="", environment="")
    assert store.reader.known_names(None) == store.reader.known_names("1") == KnownNames()
    assert store.reader.known_names("x") == KnownNames()


def test_names_are_offered_newest_first(store: Store) -> None:
    other = store.projects.create("other", "b" * 32, NOW)
    store.recorder.record(
        [
            make_recording(1, timestamp=NOW - 50, release="1", environment="dev"),
            make_recording(2, timestamp=NOW - 90, release="2", environment="dev"),
            make_recording(3, timestamp=NOW - 10, release="3\0", environment=""),
            make_recording(4, timestamp=NOW - 1, release="1", environment="dev"),
            make_recording(5, timestamp=NOW - 20, release="other", environment="dev", project=other.id),
        ],
        NOW,
    )
    assert store.reader.known_names("1") == KnownNames(releases=("3\ufffd", "1", "2"), environments=("dev",))
    assert store.reader.known_names(other.id).releases == ("other",)
    assert store.reader.known_names(None) == KnownNames(releases=("3\ufffd", "other", "1", "2"), environments=("dev",))
    # A known name keeps the time it was first seen at.
    store.recorder.record([make_recording(9, timestamp=NOW + 60, release="2")], NOW + 60)
    assert store.reader.known_names("1").releases == ("3\ufffd", "1", "2")


def test_names_are_bounded(store: Store) -> None:
    for at in range(0, 1200, 400):
        batch = [make_recording(n, timestamp=NOW + n, release=f"r{n:04}") for n in range(at, at + 400)]
        store.recorder.record(batch, NOW + 2000)
    offered = store.reader.known_names("1")
    assert offered.releases == tuple(f"r{n:04}" for n in range(1199, 1099, -1))
    assert offered.environments == ("production",)
    with store.database.read() as connection:
        query = select(project_names.c.name).where(project_names.c.kind == "release")
        assert sorted(connection.scalars(query)) == [f"r{n:04}" for n in range(200, 1200)]


def test_a_sender_that_names_a_release_for_each_event(store: Store) -> None:
    (issue,) = store.recorder.record([make_recording(1)], NOW).new_issues
    hour = int(NOW // 3600) - 1
    row = {"issue_id": int(issue), "environment": "", "reports": 1}
    many = [{**row, "hour": hour, "release": f"r{number}", "count": 1} for number in range(MOST_COUNTS + 10)]
    with store.database.write() as connection:
        connection.execute(insert(issue_hours), [*many, {**row, "hour": hour - 1, "release": "large", "count": 7}])
    found = store.reader.hours_of(issue, hour - 1)
    assert (found[0].release, found[0].count) == ("large", 7)
    assert sum(one.count for one in found) == MOST_COUNTS + 10 + 7 + 1
    assert len(found) <= MOST_COUNTS + 3
