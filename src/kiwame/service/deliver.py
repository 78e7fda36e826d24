"""The delivery loop: what waits in the outbox goes to its channel, at the channel's pace, until it is there.

One thread reads which channels there are and what is due; each message goes in a thread of its channel, so that one
that hangs holds no other. A row is claimed for longer than a post can take, and is done only once the store has it:
killed in between, it is sent again.
"""

import random
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from kiwame.core.alert import Channel, Delivery
from kiwame.core.errors import StorageError, StorageUnavailable, StorageUnusable, place_of
from kiwame.core.ports import Deliveries
from kiwame.notify.outcome import Fate, Outcome
from kiwame.notify.pace import WINDOW_S, Step, pace
from kiwame.notify.retry import again_at, pause
from kiwame.notify.slack.blocks import Message
from kiwame.service.channel_book import ChannelBook
from kiwame.service.deliver_message import Composer
from kiwame.service.logs import logger

_POLL_SECONDS = 0.2
_LEASE_SECONDS = 25.0
"""Longer than a message and, where its blocks are refused, its bare words can take together."""
_WAIT_SECONDS = 1.0
"""How often a channel that may not speak yet is asked again."""
_MOST_ROWS = 500
"""Rows that one message takes; a digest names twenty issues and counts the others."""
_STORE_TRIES = 20
_STORE_SECONDS = 0.5
_GONE = "channel_removed: no channel of this name is set any more; set it again and run `kiwame delivery retry {name}`"

_log = logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the loop works with. `post` sends a body to an address, `clock` gives Unix seconds, `draw` chance in [0, 1),
    `new_id` a message's id."""

    deliveries: Deliveries
    book: ChannelBook
    composer: Composer
    post: Callable[[str, bytes], Outcome]
    new_id: Callable[[], str]
    clock: Callable[[], float] = time.time
    draw: Callable[[], float] = random.random


@dataclass(slots=True)
class _Lane:
    """One channel: the thread that sends for it, until when it is silent (monotonic), and failures in a row."""

    name: str
    thread: threading.Thread | None = None
    silent_until: float = float("-inf")
    failures: int = 0
    gathering_since: float | None = None

    @property
    def busy(self) -> bool:
        return self.thread is not None and self.thread.is_alive()


@dataclass(slots=True)
class Deliverer:
    """The loop. `start` it once; `stop` begins nothing further; `join` waits for what is under way."""

    tools: Post
    _stop: threading.Event = field(default_factory=threading.Event)
    _lanes: dict[str, _Lane] = field(default_factory=dict)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, name="deliver", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take up nothing more."""
        self._stop.set()

    def join(self, seconds: float) -> None:
        """Wait until the messages under way are settled, at most `seconds`; what is not then is sent again later."""
        self.stop()
        until = time.monotonic() + seconds
        threads = [self._thread, *(lane.thread for lane in list(self._lanes.values()))]
        for thread in threads:
            if thread is not None:
                thread.join(max(0.0, until - time.monotonic()))

    def _run(self) -> None:
        failures = 0
        while not self._stop.wait(_POLL_SECONDS if not failures else pause(failures, 0.5)):
            try:
                self._look()
                failures = 0
            except StorageUnusable as error:
                _log.error("deliveries_end", error=str(error))
                return
            except StorageError as error:
                failures += 1
                _log.warning("deliveries_wait", error=str(error), tries=failures)
            except Exception as error:
                failures += 1
                _log.error("deliveries_broke", error=place_of(error))

    def _look(self) -> None:
        """Begin a message for each channel that has something due, is not busy and may speak."""
        self.tools.book.refresh()
        due = self.tools.deliveries.due(self.tools.clock())
        for name, lane in self._lanes.items():
            if name not in due:
                lane.gathering_since = None
        if not due:
            return
        channels = {channel.name: channel for channel in self.tools.book.channels()}
        for name in due:
            lane = self._lanes.setdefault(name, _Lane(name=name))
            if lane.busy or time.monotonic() < lane.silent_until:
                continue
            limit = self._may_take(lane) if name in channels else _MOST_ROWS
            if limit:
                work = (lane, channels.get(name), limit)
                lane.thread = threading.Thread(target=self._work, args=work, name=f"deliver {name}", daemon=True)
                lane.thread.start()

    def _may_take(self, lane: _Lane) -> int:
        """How many rows the channel's next message may take; 0: it must wait."""
        now = self.tools.clock()
        sent = self.tools.deliveries.messages_since(lane.name, now - WINDOW_S)
        step = pace(sent, now=now, gathering_since=lane.gathering_since)
        lane.gathering_since = step.gathering_since
        match step.step:
            case Step.ONE:
                return 1
            case Step.DIGEST:
                return _MOST_ROWS
            case _:
                lane.silent_until = time.monotonic() + _WAIT_SECONDS
                return 0

    def _work(self, lane: _Lane, channel: Channel | None, limit: int) -> None:
        """One message of a channel, from the claim to the settled rows. Never raises."""
        rows: list[Delivery] = []
        try:
            now = self.tools.clock()
            rows = self.tools.deliveries.claim(now, limit, now + _LEASE_SECONDS, lane.name)
            if not rows:
                return
            if channel is None:
                self._failed(rows, _GONE.format(name=lane.name), None)
                _log.warning("not_told", channel=lane.name, answer="channel_removed", deliveries=len(rows))
                return
            made = self.tools.composer.message(rows, channel)
            if made is None:
                return  # whoever closed the issues cancelled their rows
            message, rows = made
            self._settle(lane, rows, self._post(channel, message))
        except StorageError as error:
            lane.silent_until = time.monotonic() + _WAIT_SECONDS
            _log.warning("deliveries_wait", channel=lane.name, error=str(error))
        except Exception as error:
            _log.error("message_broke_the_code", channel=lane.name, error=place_of(error))
            _log.debug("message_broke_the_code_because", exc_info=error)
            with suppress(StorageError):  # then the claim runs out by itself
                self._settle(lane, rows, Outcome(fate=Fate.RETRY, code="message_broke_the_code", remedy="see the log"))

    def _post(self, channel: Channel, message: Message) -> Outcome:
        outcome = self.tools.post(channel.url, message.body)
        if outcome.fate is Fate.PERMANENT and outcome.code.startswith("invalid_blocks"):
            # Better the bare words at three in the morning than nothing.
            _log.warning("blocks_refused", channel=channel.name)
            outcome = self.tools.post(channel.url, message.bare)
        return outcome

    def _settle(self, lane: _Lane, rows: Sequence[Delivery], outcome: Outcome) -> None:
        """Write down what became of a message, and until when its channel is silent."""
        issues = sorted({row.issue_id for row in rows})[:20]
        if outcome.fate is Fate.SENT:
            lane.failures = 0
            message = self.tools.new_id()
            self._written(lambda: self.tools.deliveries.sent([row.id for row in rows], message, self.tools.clock()))
            _log.info("told", channel=lane.name, issues=issues, deliveries=len(rows), message=message)
            return
        if outcome.fate is Fate.PERMANENT:
            self._failed(rows, outcome.says, None)
            _log.warning("not_told", channel=lane.name, issues=issues, answer=outcome.code, remedy=outcome.remedy)
            return
        lane.failures += 1
        wait = max(pause(lane.failures, self.tools.draw()), outcome.after or 0.0)
        lane.silent_until = time.monotonic() + wait
        now, draw = self.tools.clock(), self.tools.draw()
        # Rows of a digest mostly share a time: five hundred writes for one message would hold the store.
        at_once: dict[float | None, list[Delivery]] = {}
        for row in rows:
            at = again_at(tries=row.tries, created_at=row.created_at, now=now, after=outcome.after, draw=draw)
            at_once.setdefault(at, []).append(row)
        for at, together in at_once.items():
            self._failed(together, outcome.says, at)
        _log.warning(
            "not_told_yet", channel=lane.name, issues=issues, answer=outcome.code, again_in_seconds=round(wait, 1)
        )

    def _failed(self, rows: Sequence[Delivery], error: str, at: float | None) -> None:
        ids = [row.id for row in rows]
        self._written(lambda: self.tools.deliveries.failed(ids, error, at, self.tools.clock()))

    def _written(self, write: Callable[[], None]) -> None:
        """Write, and again for some seconds while the store is not there: what was sent must not be sent again."""
        for left in reversed(range(_STORE_TRIES)):
            try:
                write()
            except StorageUnavailable:
                if not left or self._stop.wait(_STORE_SECONDS):
                    raise
            else:
                return
