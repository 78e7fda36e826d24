"""How every store is read: pages, filters, cursors, replay."""

import pytest

from kiwame.core.errors import UsageError
from kiwame.core.issue import Correction, IssueFilter, Status
from kiwame.core.taxonomy import Category
from kiwame.store.engine import Store
from kiwame.testing import NOW, event_id, make_recording


@pytest.fixture
def seven(store: Store) -> list[str]:
    """Seven issues, the first seen last; two of them at the same moment."""
    moments = [70, 60, 50, 50, 30, 20, 10]
    batch = [
        make_recording(n, issue=f"i{n}", timestamp=NOW + moment, message=f"words of no{n}", chain=())
        for n, moment in enumerate(moments)
    ]
    store.recorder.record(batch, NOW)
    return [issue.id for issue in store.reader.issues(IssueFilter(), 100, None).issues]


def test_pages_hold_each_issue_once_last_seen_first(store: Store, seven: list[str]) -> None:
    found: list[str] = []
    cursor = None
    for _ in range(4):
        page = store.reader.issues(IssueFilter(), 2, cursor)
        found += [issue.id for issue in page.issues]
        cursor = page.next_cursor
    assert found == seven
    assert cursor is None
    seen = [store.reader.issue(issue_id).last_seen for issue_id in found]
    assert seen == sorted(seen, reverse=True)


def test_a_full_last_page_has_no_next(store: Store, seven: list[str]) -> None:
    assert store.reader.issues(IssueFilter(), len(seven), None).next_cursor is None


def test_filters(store: Store, seven: list[str]) -> None:
    store.commands.correct(seven[2], Correction(status=Status.IGNORED), "ann", NOW)
    store.commands.correct(seven[3], Correction(category=Category.TIMEOUT), "ann", NOW)

    def ids(**wanted: object) -> list[str]:
        return [issue.id for issue in store.reader.issues(IssueFilter(**wanted), 50, None).issues]  # type: ignore[arg-type]

    assert ids(status=Status.IGNORED) == [seven[2]]
    assert ids(category=Category.TIMEOUT) == [seven[3]]
    assert ids(project="1") == seven
    assert ids(project="2") == ids(project="none such") == []
    assert ids(text="WORDS no4") == [seven[4]]
    assert ids(text="words", status=Status.OPEN, category=Category.TIMEOUT) == [seven[3]]
    assert ids(text="  ") == seven


def test_a_cursor_fits_its_own_list_only(store: Store, seven: list[str]) -> None:
    cursor = store.reader.issues(IssueFilter(), 2, None).next_cursor
    with pytest.raises(UsageError, match="other filters"):
        store.reader.issues(IssueFilter(status=Status.OPEN), 2, cursor)
    with pytest.raises(UsageError):
        store.reader.events(seven[0], 2, cursor)
    with pytest.raises(UsageError, match="first page"):
        store.reader.issues(IssueFilter(), 2, "nonsense")


def test_events_newest_first(store: Store) -> None:
    (issue_id,) = store.recorder.record([make_recording(n, timestamp=NOW - n) for n in range(5)], NOW).new_issues
    first = store.reader.events(issue_id, 3, None)
    second = store.reader.events(issue_id, 3, first.next_cursor)
    found = [stored.event.event_id for stored in (*first.events, *second.events)]
    assert found == [event_id(n) for n in range(5)]
    assert second.next_cursor is None


def test_stored_events_in_the_order_they_were_kept(store: Store) -> None:
    store.recorder.record([make_recording(n, issue=f"i{n % 2}") for n in range(6)], NOW)
    first = store.reader.stored_events(0, 4)
    rest = store.reader.stored_events(first[-1][0], 4)
    assert len({stored.event.event_id for _, stored in first + rest}) == 6
    assert [position for position, _ in first + rest] == sorted(position for position, _ in first + rest)
    assert store.reader.stored_events(rest[-1][0], 4) == []
