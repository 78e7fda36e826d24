"""The delivery loop over a real store, with a receiver in memory: many rows, channels that are gone, a store that is
busy, messages that cannot be made."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.running import until

from kiwame.core.alert import Delivery, DeliveryState
from kiwame.core.errors import StorageUnavailable
from kiwame.core.issue import Correction, Issue, Status
from kiwame.notify.outcome import Fate, Outcome
from kiwame.notify.pace import MESSAGES
from kiwame.notify.slack.digest import LINES
from kiwame.service import wiring
from kiwame.service.channel_book import ChannelBook
from kiwame.service.deliver import Deliverer, Post
from kiwame.service.deliver_message import Composer
from kiwame.service.settings import Settings
from kiwame.store.engine import Store
from kiwame.testing import NOW, make_recording

SENT = Outcome(fate=Fate.SENT, code="ok")


class Clock:
    """The time that a test sets."""

    now = NOW

    def __call__(self) -> float:
        return self.now


@dataclass
class Receiver:
    """Keeps what is posted; answers in turn, then that it arrived."""

    bodies: list[dict[str, Any]] = field(default_factory=list)
    answers: list[Outcome] = field(default_factory=list)

    def __call__(self, _url: str, body: bytes) -> Outcome:
        self.bodies.append(json.loads(body))
        return self.answers.pop(0) if self.answers else SENT


class Busy:
    """The outbox, whose next writes of what was sent find the database locked."""

    def __init__(self, store: Store, times: int) -> None:
        self._deliveries = store.deliveries
        self.left = times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._deliveries, name)

    def sent(self, ids: Sequence[int], message: str, now: float) -> None:
        if self.left:
            self.left -= 1
            raise StorageUnavailable("database is locked")
        self._deliveries.sent(ids, message, now)


class Broken:
    """A reader of which one issue cannot be read."""

    def __init__(self, store: Store, issue: str) -> None:
        self._reader, self.issue_id = store.reader, issue

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)

    def issue(self, issue: str) -> Issue:
        if issue == self.issue_id:
            raise RuntimeError("secret words")
        return self._reader.issue(issue)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(wiring.store(Settings(data=tmp_path), create=True)) as opened:
        opened.projects.ensure_default("ab" * 16, NOW)
        yield opened


def waiting(store: Store, number: int, channel: str = "slack") -> list[str]:
    """That many issues, each with a delivery that waits; their ids."""
    issues: list[str] = []
    for start in range(0, number, 500):
        batch = [make_recording(n, issue=f"issue {n}") for n in range(start, min(number, start + 500))]
        issues += store.recorder.record(batch, NOW).new_issues
    rows = [
        Delivery(issue_id=issue, channel=channel, alert="new", state_version=1, due_at=NOW, created_at=NOW)
        for issue in issues
    ]
    assert store.deliveries.add(rows) == number
    return issues


@contextmanager
def delivering(
    store: Store, receiver: Callable[[str, bytes], Outcome], *, clock: Clock | None = None, **parts: Any
) -> Iterator[Deliverer]:
    """A loop that runs."""
    clock = clock or Clock()
    clock.now += 1
    book = ChannelBook(Settings(slack_webhook_url="http://slack.test/services/secretpart"), clock=clock)
    book.follow(page=store.channels.all, projects=store.projects.all)
    ids = count()
    deliverer = Deliverer(
        Post(
            deliveries=parts.get("deliveries", store.deliveries),
            book=book,
            composer=Composer(
                reader=parts.get("reader", store.reader), project_name=book.project_name, address="http://kiwame.test"
            ),
            post=receiver,
            new_id=lambda: f"m{next(ids)}",
            clock=clock,
            draw=lambda: 0.0,
        )
    )
    deliverer.start()
    try:
        yield deliverer
    finally:
        deliverer.join(10)


def counts(store: Store, channel: str = "slack") -> dict[DeliveryState, int]:
    """How many rows of a channel are in each state."""
    (state,) = [each for each in store.deliveries.channel_states() if each.channel == channel]
    return {kind: number for kind, number in state.counts.items() if number}


def test_thousands_that_wait_go_as_digests_of_a_bounded_size(store: Store) -> None:
    waiting(store, 1_200)
    for number, row in enumerate(store.deliveries.claim(NOW, MESSAGES - 1, NOW + 15, "slack")):
        store.deliveries.sent([row.id], f"earlier {number}", NOW)
    # A digest that fails is written down at once, for all its rows.
    clock, receiver = Clock(), Receiver(answers=[Outcome(fate=Fate.RETRY, code="http_503")])
    with delivering(store, receiver, clock=clock):
        until(lambda: _later(clock) and len(receiver.bodies) == 2, "no digest")
        until(lambda: counts(store)[DeliveryState.SENT] == MESSAGES - 1 + 500, "the digest is not written down")
    assert {body["blocks"][0]["text"]["text"] for body in receiver.bodies} == {"500 issues want attention"}
    assert {len(body["blocks"]) for body in receiver.bodies} == {LINES + 4}
    assert len(store.deliveries.messages_since("slack", NOW)) == MESSAGES
    assert counts(store)[DeliveryState.PENDING] == 1_200 - (MESSAGES - 1) - 500


def _later(clock: Clock) -> bool:
    clock.now += 1.0
    return True


def test_what_waits_for_a_channel_that_is_gone_fails_with_its_remedy(store: Store) -> None:
    (issue, *_) = waiting(store, 1_200, channel="renamed")
    receiver = Receiver()
    with delivering(store, receiver):
        until(lambda: counts(store, "renamed") == {DeliveryState.FAILED: 1_200}, "rows of a channel that is gone")
    assert receiver.bodies == []
    (row,) = store.deliveries.of_issue(issue)
    assert row.last_error.startswith("channel_removed: ")
    assert "kiwame delivery retry renamed" in row.last_error


def test_a_busy_store_makes_no_second_message(store: Store) -> None:
    waiting(store, 1)
    receiver, busy = Receiver(), Busy(store, times=2)
    with delivering(store, receiver, deliveries=busy):
        until(lambda: counts(store) == {DeliveryState.SENT: 1}, "not written down")
    assert (len(receiver.bodies), busy.left) == (1, 0)


def test_a_message_that_cannot_be_made_is_tried_again_and_holds_no_other_for_ever(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    broken, fine = waiting(store, 2)
    receiver, clock = Receiver(), Clock()
    with delivering(store, receiver, clock=clock, reader=Broken(store, broken)):
        until(lambda: _later(clock) and receiver.bodies, "the other is not told")
        until(lambda: counts(store).get(DeliveryState.SENT) == 1, "not written down")
    assert f"/issues/{fine}" in json.dumps(receiver.bodies[0])
    (row,) = store.deliveries.of_issue(broken)
    assert row.last_error == "message_broke_the_code: see the log"
    assert "secret" not in caplog.text


def test_what_was_decided_is_not_told_once_it_is_resolved_while_it_waits(store: Store) -> None:
    (issue,) = waiting(store, 1)
    clock, receiver = Clock(), Receiver(answers=[Outcome(fate=Fate.RETRY, code="http_503", after=1.0)])
    with delivering(store, receiver, clock=clock):
        until(lambda: receiver.bodies, "nothing was tried")
        store.commands.correct(issue, Correction(status=Status.RESOLVED), actor="a person", now=clock.now)
        until(lambda: counts(store) == {DeliveryState.CANCELLED: 1}, "not cancelled")
        clock.now += 100
        waiting_other = make_recording(7, issue="other")
        (other,) = store.recorder.record([waiting_other], clock.now).new_issues
        store.deliveries.add(
            [Delivery(issue_id=other, channel="slack", alert="new", state_version=1, due_at=NOW, created_at=NOW)]
        )
        until(lambda: counts(store).get(DeliveryState.SENT) == 1, "the other is not told")
    assert [f"/issues/{issue}" in json.dumps(body) for body in receiver.bodies] == [True, False]
