"""The inbox in one SQLite file: a web process appends to it while a worker process takes and removes."""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiwame.core.errors import StorageError, StorageUnavailable
from kiwame.core.event import Door, RawEvent
from kiwame.core.ports import Inbox, InboxEntry, Quarantined
from kiwame.inbox.schema import BUSY_SECONDS, TAKE_BYTES, named_errors, open_connection

_COLUMNS = "project, door, received_at, encoding, resource, size, body"
# ruff: noqa: S608 - the statements are put together from our own column and table names only
_TAKE = f"SELECT id, {_COLUMNS} FROM inbox ORDER BY id LIMIT ?"
_QUARANTINE = f"""INSERT INTO quarantine (id, {_COLUMNS}, reason, detail, at)
    SELECT id, {_COLUMNS}, ?, ?, ? FROM inbox WHERE id = ?"""
_QUARANTINED = f"SELECT id, reason, detail, at, {_COLUMNS} FROM quarantine WHERE id > ? ORDER BY id LIMIT ?"
_RETRY = f"INSERT INTO inbox ({_COLUMNS}) SELECT {_COLUMNS} FROM quarantine WHERE id = ?"
_DROP = "DELETE FROM quarantine WHERE id = ?"
_MANY_ROWS = 256
_APPEND_CHECKPOINT_PAGES = 32_000
_WORK_CHECKPOINT_PAGES = 1_000
"""The worker's commits come to their threshold first, so that the copying from WAL to file is its work and not the
door's; the door does it too where no worker lives, after 128 MiB, or the WAL would grow without bound."""
_SCRUB_IDLE_SECONDS = 1.0
_SCRUB_BUSY_SECONDS = 30.0
_SCRUB_WAIT_MS = 200
"""How long cutting the WAL waits for another's transaction."""
_FREE_PAGES_KEPT = 4_096
_FREE_PAGES_RETURNED = 2_048
"""Free pages are kept for the next bytes up to 16 MiB; above that each removal gives up to 8 MiB back to the disk."""


class SqliteInbox(Inbox):
    """Safe for many threads. `append` has a connection of its own, on which each commit is on the disk when it returns.

    All else goes through a second connection with synchronous=NORMAL: what a power cut undoes there is a removal (or a
    move to quarantine), and an entry that comes again is processed again without effect. Triggers keep
    the sums in `waiting`, so that depth costs one row.
    """

    def __init__(self, path: Path | str) -> None:
        """Open or make the file. Raises StorageUnusable or StorageUnavailable, as `schema.open_connection` says."""
        self._path = Path(path)
        self._appending = threading.Lock()
        self._working = threading.Lock()
        self._append = open_connection(self._path, durable=True, checkpoint_pages=_APPEND_CHECKPOINT_PAGES)
        self._work = open_connection(self._path, durable=False, checkpoint_pages=_WORK_CHECKPOINT_PAGES)
        self._removed_at: float | None = time.monotonic()  # what a process removed that was killed may be there still

    def append(self, events: Sequence[RawEvent]) -> None:
        """One durable commit. Up to 256 events are one statement that commits by itself: each statement gives up the
        interpreter's lock and has to win it back from a busy event loop, which costs more than the rows do."""
        rows = [(e.project, e.door.value, e.received_at, e.encoding, e.resource, len(e.body), e.body) for e in events]
        with self._appending, named_errors(self._path):
            if len(rows) <= _MANY_ROWS:
                _insert(self._append, rows)
                return
            with self._transaction(self._append) as connection:
                for start in range(0, len(rows), _MANY_ROWS):
                    _insert(connection, rows[start : start + _MANY_ROWS])

    def take(self, limit: int) -> list[InboxEntry]:
        """The oldest entries, at most `limit` and at most 32 MiB of bodies (but one, where any waits)."""
        taken: list[InboxEntry] = []
        size = 0
        with self._reading() as connection:
            found = connection.execute(_TAKE, (limit,))
            for entry_id, *row in found:
                size += row[5]
                if taken and size > TAKE_BYTES:
                    break
                taken.append(InboxEntry(id=entry_id, raw=_raw(row)))
            found.close()
        self._scrub(after=_SCRUB_BUSY_SECONDS if taken else _SCRUB_IDLE_SECONDS)
        return taken

    def remove(self, ids: Iterable[int]) -> None:
        """Forget entries, and give room back to the disk where much has become free."""
        wanted = [(entry_id,) for entry_id in ids]
        with self._working, self._transaction(self._work) as connection:
            connection.executemany("DELETE FROM inbox WHERE id = ?", wanted)
        self._note_removal()
        self._give_room_back()

    def depth(self) -> int:
        """One row read."""
        return self._waiting("entries")

    def bytes_waiting(self) -> int:
        """One row read."""
        return self._waiting("bytes")

    def quarantine(self, entry_id: int, reason: str, detail: str, at: float) -> None:
        """Move an entry; nothing where it is not there."""
        with self._working, self._transaction(self._work) as connection:
            connection.execute(_QUARANTINE, (_storable(reason), _storable(detail), at, entry_id))
            if connection.execute("DELETE FROM inbox WHERE id = ?", (entry_id,)).rowcount:
                connection.execute(
                    "INSERT INTO quarantine_counts VALUES (?, 1) ON CONFLICT (reason) DO UPDATE SET n = n + 1",
                    (_storable(reason),),
                )

    def quarantined(self, limit: int, after: int = 0) -> list[Quarantined]:
        """Quarantined entries with id > `after`, by id; bounded in bytes as `take` is."""
        found: list[Quarantined] = []
        size = 0
        with self._reading() as connection:
            rows = connection.execute(_QUARANTINED, (after, limit))
            for i, reason, detail, at, *row in rows:
                size += row[5]
                if found and size > TAKE_BYTES:
                    break
                found.append(Quarantined(id=i, reason=reason, detail=detail, at=at, raw=_raw(row)))
            rows.close()
        return found

    def retry(self, entry_id: int) -> bool:
        """Put a quarantined entry at the end of the queue, under a new id."""
        with self._working, self._transaction(self._work) as connection:
            connection.execute(_RETRY, (entry_id,))
            return connection.execute(_DROP, (entry_id,)).rowcount > 0

    def drop(self, entry_id: int) -> bool:
        """Forget a quarantined entry."""
        with self._working, self._transaction(self._work) as connection:
            dropped = connection.execute(_DROP, (entry_id,)).rowcount > 0
        self._note_removal()
        return dropped

    def drop_quarantined_before(self, at: float) -> int:
        """Forget what was quarantined before `at`."""
        with self._working, self._transaction(self._work) as connection:
            dropped = connection.execute("DELETE FROM quarantine WHERE at < ?", (at,)).rowcount
        self._note_removal()
        self._give_room_back()
        return dropped

    def quarantine_counts(self) -> dict[str, int]:
        """How many were ever quarantined, by reason."""
        with self._reading() as connection:
            return dict(connection.execute("SELECT reason, n FROM quarantine_counts ORDER BY reason").fetchall())

    def close(self) -> None:
        """Close both connections; the last process to do so folds the WAL into the file."""
        self._scrub(after=0.0)
        with self._appending, self._working:
            self._append.close()
            self._work.close()

    def _waiting(self, column: str) -> int:
        with self._reading() as connection:
            return int(connection.execute(f"SELECT {column} FROM waiting").fetchone()[0])

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._working, named_errors(self._path):
            yield self._work

    @contextmanager
    def _transaction(self, connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        with named_errors(self._path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk may have rolled it back already
                    connection.execute("ROLLBACK")
                raise

    def _note_removal(self) -> None:
        if self._removed_at is None:
            self._removed_at = time.monotonic()

    def _scrub(self, *, after: float) -> None:
        """Cut the WAL to nothing `after` seconds from a removal: removed bytes still stand there as they were appended.

        Where a lock is in the way it is tried again later.
        """
        if self._removed_at is None or time.monotonic() < self._removed_at + after:
            return
        try:
            with self._reading() as connection:
                connection.execute(f"PRAGMA busy_timeout={_SCRUB_WAIT_MS}").fetchall()
                try:
                    blocked = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                finally:
                    connection.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}").fetchall()
        except StorageError:
            return
        self._removed_at = time.monotonic() if blocked else None

    def _give_room_back(self) -> None:
        """In steps, since each page given back is a page moved; not done while the disk or a lock forbids."""
        try:
            with self._reading() as connection:
                free = connection.execute("PRAGMA freelist_count").fetchone()[0]
                if free > _FREE_PAGES_KEPT:
                    pages = min(free - _FREE_PAGES_KEPT, _FREE_PAGES_RETURNED)
                    # Not execute(): it stops after the first step, which gives one page back.
                    connection.executescript(f"PRAGMA incremental_vacuum({pages})")
        except StorageUnavailable:
            return


def _insert(connection: sqlite3.Connection, rows: Sequence[tuple[object, ...]]) -> None:
    """Rows in one statement; a statement for each number of rows, which SQLite's cache keeps prepared."""
    if rows:
        values = ", ".join(["(?, ?, ?, ?, ?, ?, ?)"] * len(rows))
        connection.execute(f"INSERT INTO inbox ({_COLUMNS}) VALUES {values}", [v for row in rows for v in row])


def _raw(row: Sequence[Any]) -> RawEvent:
    project, door, received_at, encoding, resource, _, body = row
    return RawEvent(
        project=project, door=Door(door), body=body, received_at=received_at, encoding=encoding, resource=resource
    )


def _storable(words: str) -> str:
    """Text that SQLite takes: a lone surrogate has no UTF-8."""
    return words.encode("utf-8", "replace").decode("utf-8")
