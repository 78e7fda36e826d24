"""The contract of core.ports.Inbox, for each backend."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiwame.core.event import Door, RawEvent
from kiwame.core.ports import Inbox
from kiwame.inbox.memory import MemoryInbox
from kiwame.inbox.schema import TAKE_BYTES
from kiwame.inbox.sqlite import SqliteInbox

BACKENDS: dict[str, Callable[[Path], Inbox]] = {
    "memory": lambda _: MemoryInbox(),
    "sqlite": lambda folder: SqliteInbox(folder / "inbox.sqlite"),
}


@pytest.fixture(params=BACKENDS)
def inbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Inbox]:
    made = BACKENDS[request.param](tmp_path)
    yield made
    made.close()


def raw(body: bytes = b"x", **changes: object) -> RawEvent:
    given: dict[str, object] = {"project": "1", "door": Door.ENVELOPE, "received_at": 1.5, "body": body, **changes}
    return RawEvent(**given)  # type: ignore[arg-type]  # the tests name the fields rightly


def test_takes_what_was_appended_in_order_until_it_is_removed(inbox: Inbox) -> None:
    events = [raw(b"%d" % n) for n in range(200)]
    inbox.append(events[:150])
    inbox.append(events[150:])
    taken = inbox.take(1000)
    assert [entry.raw for entry in taken] == events
    assert [entry.id for entry in taken] == sorted({entry.id for entry in taken})
    assert inbox.take(2) == taken[:2]
    inbox.remove(entry.id for entry in taken[:199])
    assert [entry.raw for entry in inbox.take(10)] == events[199:]


def test_every_field_comes_back_as_it_went_in(inbox: Inbox) -> None:
    every = [
        raw(bytes(range(256)), door=door, project="", encoding="br", resource="ü\x00é", received_at=1e9 + 0.25)
        for door in Door
    ]
    inbox.append([*every, raw(b"")])
    assert [entry.raw for entry in inbox.take(10)] == [*every, raw(b"")]


def test_depth_and_bytes_follow_every_change(inbox: Inbox) -> None:
    inbox.append([])
    assert (inbox.depth(), inbox.bytes_waiting()) == (0, 0)
    inbox.append([raw(b"ab"), raw(b"cde"), raw(b"")])
    first, second, _ = (entry.id for entry in inbox.take(3))
    assert (inbox.depth(), inbox.bytes_waiting()) == (3, 5)
    inbox.remove([first, first, 999])
    assert (inbox.depth(), inbox.bytes_waiting()) == (2, 3)
    inbox.quarantine(second, "length", "it ends too soon", 10.0)
    assert (inbox.depth(), inbox.bytes_waiting()) == (1, 0)
    assert inbox.retry(second)
    assert (inbox.depth(), inbox.bytes_waiting()) == (2, 3)


def test_ids_are_not_used_again(inbox: Inbox) -> None:
    inbox.append([raw()])
    first = inbox.take(1)[0].id
    inbox.remove([first])
    inbox.append([raw()])
    assert inbox.take(1)[0].id > first


def test_quarantine_keeps_bytes_reason_and_count(inbox: Inbox) -> None:
    inbox.append([raw(b"a"), raw(b"b")])
    one, two = inbox.take(2)
    inbox.quarantine(one.id, "length", "why \ud800", 10.0)
    inbox.quarantine(two.id, "length", "why", 20.0)
    inbox.quarantine(two.id, "length", "again", 30.0)
    inbox.quarantine(999, "bomb", "not there", 30.0)
    assert inbox.take(10) == []
    assert [(q.id, q.raw, q.reason, q.at) for q in inbox.quarantined(10)] == [
        (one.id, one.raw, "length", 10.0),
        (two.id, two.raw, "length", 20.0),
    ]
    assert [q.id for q in inbox.quarantined(10, after=one.id)] == [two.id]
    assert [q.id for q in inbox.quarantined(1)] == [one.id]
    assert inbox.quarantine_counts() == {"length": 2}


def test_retry_puts_it_at_the_end_once(inbox: Inbox) -> None:
    inbox.append([raw(b"a")])
    bad = inbox.take(1)[0].id
    inbox.quarantine(bad, "length", "", 0.0)
    inbox.append([raw(b"b")])
    assert inbox.retry(bad)
    assert not inbox.retry(bad)
    assert [entry.raw.body for entry in inbox.take(10)] == [b"b", b"a"]
    assert inbox.quarantine_counts() == {"length": 1}


def test_drop_by_id_and_by_age(inbox: Inbox) -> None:
    inbox.append([raw(), raw(), raw()])
    ids = [entry.id for entry in inbox.take(3)]
    for at, entry_id in enumerate(ids):
        inbox.quarantine(entry_id, "bomb", "", float(at))
    assert inbox.drop(ids[2])
    assert not inbox.drop(ids[2])
    assert inbox.drop_quarantined_before(1.0) == 1
    assert [q.id for q in inbox.quarantined(10)] == [ids[1]]
    assert inbox.quarantine_counts() == {"bomb": 3}


def test_a_batch_is_bounded_in_bytes_but_never_empty(inbox: Inbox) -> None:
    big = raw(b"\0" * (TAKE_BYTES // 2 + 1))
    inbox.append([big, big])
    (first,) = inbox.take(10)
    inbox.quarantine(first.id, "bomb", "", 0.0)
    (second,) = inbox.take(10)
    inbox.quarantine(second.id, "bomb", "", 0.0)
    assert [q.id for q in inbox.quarantined(10)] == [first.id]
    assert [q.id for q in inbox.quarantined(10, after=first.id)] == [second.id]
