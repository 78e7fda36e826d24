"""The worker: takes batches from the inbox through the pipeline, and forgets what is old."""

import random
import time
from dataclasses import dataclass

from kiwame.core.errors import StorageUnavailable
from kiwame.core.ports import Heartbeats, IdempotencyKeys, Inbox, Retention
from kiwame.service import logs
from kiwame.service.deliver import Deliverer
from kiwame.service.pipeline import Pipeline
from kiwame.service.settings import Settings

HEARTBEAT = "worker"
DAY = 86_400.0
_BEAT_SECONDS = 1.0
_FORGET_SECONDS = 60.0
_IDLE_SECONDS = (0.02, 0.1)
_BACKOFF_SECONDS = (0.1, 5.0)

_log = logs.logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the loop works with, and what drains the outbox beside it."""

    inbox: Inbox
    pipeline: Pipeline
    heartbeats: Heartbeats
    retention: Retention
    counted: IdempotencyKeys
    deliverer: Deliverer


class Worker:
    """The loop. `stop` is set by a signal: then what waits is finished, as far as the drain time reaches."""

    def __init__(self, parts: Parts, settings: Settings) -> None:
        self._parts = parts
        self._settings = settings
        self._stop_at: float | None = None
        self._next_beat = 0.0
        self._next_forget = time.monotonic() + 5.0

    def stop(self, *_: object) -> None:
        """End soon: take no further batch once the inbox is empty or a third of the drain time has passed."""
        if self._stop_at is None:
            self._stop_at = time.monotonic() + self._settings.drain_seconds / 3

    def run(self) -> None:
        """Work until stopped. StorageUnusable ends it; whatever passes by itself is waited for."""
        idle, failures = _IDLE_SECONDS[0], 0
        while self._stop_at is None or time.monotonic() < self._stop_at:
            try:
                worked = self._step()
                failures = 0
            except StorageUnavailable as error:
                failures += 1
                pause = min(_BACKOFF_SECONDS[0] * 2 ** min(failures - 1, 10), _BACKOFF_SECONDS[1])
                _log.warning("storage_unavailable", error=str(error), tries=failures, again_in_seconds=round(pause, 1))
                self._sleep(pause * random.uniform(0.8, 1.0))  # noqa: S311 - spreads retries, protects nothing
                continue
            if worked:
                idle = _IDLE_SECONDS[0]
            elif self._stop_at is not None:
                return
            else:
                self._sleep(idle)
                idle = min(idle * 1.3, _IDLE_SECONDS[1])

    def _step(self) -> bool:
        """One batch, if any waits; the heartbeat follows only where the inbox could be read."""
        entries = self._parts.inbox.take(self._settings.worker_batch)
        self._beat()
        if entries:
            hurry = len(entries) >= self._settings.worker_batch
            done = self._parts.pipeline.process(entries, hurry=hurry)
            _log.debug("batch", entries=len(entries), stored=done.stored, duplicates=done.duplicates)
        if time.monotonic() >= self._next_forget:
            self._next_forget = time.monotonic() + _FORGET_SECONDS
            self._forget()
        return bool(entries)

    def _beat(self) -> None:
        if time.monotonic() >= self._next_beat:
            self._parts.heartbeats.beat(HEARTBEAT, time.time())
            self._next_beat = time.monotonic() + _BEAT_SECONDS

    def _forget(self) -> None:
        """Retention, between two batches, whether or not more wait: a load that never ends must not fill the disk."""
        now = time.time()
        settings = self._settings
        dropped = self._parts.retention.prune(
            now,
            event_days=settings.event_days,
            dedupe_days=settings.dedupe_days,
            max_bytes=settings.database_max_bytes,
        )
        self._beat()  # forgetting much takes seconds, in which this process is neither stuck nor silent
        self._parts.counted.forget_before(now - settings.dedupe_days * DAY)
        self._beat()
        quarantined = self._parts.inbox.drop_quarantined_before(now - settings.quarantine_days * DAY)
        if quarantined or any(dropped.values()):
            _log.info("forgotten", quarantined=quarantined, **dropped)

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._stop_at is None and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))
