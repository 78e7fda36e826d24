"""An inbox in memory: for tests and trials, with everything of the port but durability."""

import threading
from collections import Counter
from collections.abc import Iterable, Sequence

from kiwame.core.event import RawEvent
from kiwame.core.ports import Inbox, InboxEntry, Quarantined
from kiwame.inbox.schema import TAKE_BYTES


class MemoryInbox(Inbox):
    """Entries in dictionaries, which keep the order of arrival."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 1
        self._waiting: dict[int, RawEvent] = {}
        self._bytes = 0
        self._quarantine: dict[int, Quarantined] = {}
        self._counts: Counter[str] = Counter()

    def append(self, events: Sequence[RawEvent]) -> None:
        """Add `events` in order."""
        with self._lock:
            for raw in events:
                self._add(raw)

    def take(self, limit: int) -> list[InboxEntry]:
        """The oldest entries, as `SqliteInbox.take` bounds them."""
        taken: list[InboxEntry] = []
        size = 0
        with self._lock:
            for entry_id, raw in self._waiting.items():
                if len(taken) >= limit or (taken and size + len(raw.body) > TAKE_BYTES):
                    break
                taken.append(InboxEntry(id=entry_id, raw=raw))
                size += len(raw.body)
        return taken

    def remove(self, ids: Iterable[int]) -> None:
        """Forget entries."""
        with self._lock:
            for entry_id in ids:
                self._pop(entry_id)

    def depth(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def bytes_waiting(self) -> int:
        """How many bytes of bodies wait."""
        return self._bytes

    def quarantine(self, entry_id: int, reason: str, detail: str, at: float) -> None:
        """Move an entry out of the way; nothing where it is not there."""
        with self._lock:
            raw = self._pop(entry_id)
            if raw is None:
                return
            self._quarantine[entry_id] = Quarantined(id=entry_id, raw=raw, reason=reason, detail=detail, at=at)
            self._counts[reason] += 1

    def quarantined(self, limit: int, after: int = 0) -> list[Quarantined]:
        """Quarantined entries with id > `after`, by id, as `SqliteInbox.quarantined` bounds them."""
        found: list[Quarantined] = []
        size = 0
        with self._lock:
            for entry_id in sorted(self._quarantine):
                entry = self._quarantine[entry_id]
                if entry_id <= after:
                    continue
                size += len(entry.raw.body)
                if len(found) >= limit or (found and size > TAKE_BYTES):
                    break
                found.append(entry)
        return found

    def retry(self, entry_id: int) -> bool:
        """Put a quarantined entry at the end of the queue."""
        with self._lock:
            found = self._quarantine.pop(entry_id, None)
            if found is not None:
                self._add(found.raw)
            return found is not None

    def drop(self, entry_id: int) -> bool:
        """Forget a quarantined entry."""
        with self._lock:
            return self._quarantine.pop(entry_id, None) is not None

    def drop_quarantined_before(self, at: float) -> int:
        """Forget what was quarantined before `at`."""
        with self._lock:
            old = [entry_id for entry_id, entry in self._quarantine.items() if entry.at < at]
            for entry_id in old:
                del self._quarantine[entry_id]
            return len(old)

    def quarantine_counts(self) -> dict[str, int]:
        """How many were ever quarantined, by reason."""
        with self._lock:
            return dict(self._counts)

    def close(self) -> None:
        """Nothing to release."""

    def _add(self, raw: RawEvent) -> None:
        self._waiting[self._next] = raw
        self._next += 1
        self._bytes += len(raw.body)

    def _pop(self, entry_id: int) -> RawEvent | None:
        raw = self._waiting.pop(entry_id, None)
        if raw is not None:
            self._bytes -= len(raw.body)
        return raw
