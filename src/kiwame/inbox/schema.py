"""The layout of `inbox.sqlite`, how a connection to it is opened, and what its errors mean to us."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kiwame.core.errors import StorageError, StorageUnavailable, StorageUnusable

VERSION: Final = 1
APPLICATION_ID: Final = 0x4B69496E
"""The bytes "KiIn" in the file's header: this file is an inbox of Kiwame's."""
TAKE_BYTES: Final = 32 * 1024 * 1024
"""A taken batch holds at most so many bytes of bodies (or one entry): it must fit into the worker's memory."""
BUSY_SECONDS: Final = 10.0
_WAL_KEPT_BYTES = 64 * 1024 * 1024
_OPENING_TRIES = 200
_OPENING_PAUSE_SECONDS = 0.025

_TABLES = """
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL, door TEXT NOT NULL, received_at REAL NOT NULL,
    encoding TEXT NOT NULL, resource TEXT NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY, project TEXT NOT NULL, door TEXT NOT NULL, received_at REAL NOT NULL,
    encoding TEXT NOT NULL, resource TEXT NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL,
    reason TEXT NOT NULL, detail TEXT NOT NULL, at REAL NOT NULL
);
CREATE INDEX quarantine_at ON quarantine (at);
CREATE TABLE quarantine_counts (reason TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE waiting (one INTEGER PRIMARY KEY CHECK (one = 1), entries INTEGER NOT NULL, bytes INTEGER NOT NULL);
INSERT INTO waiting VALUES (1, 0, 0);
CREATE TRIGGER one_more AFTER INSERT ON inbox
    BEGIN UPDATE waiting SET entries = entries + 1, bytes = bytes + new.size; END;
CREATE TRIGGER one_less AFTER DELETE ON inbox
    BEGIN UPDATE waiting SET entries = entries - 1, bytes = bytes - old.size; END;
"""

_FOR_NOW: Final = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
}
_REMEDY: Final = {
    sqlite3.SQLITE_FULL: "the disk is full: make room",
    sqlite3.SQLITE_BUSY: "another process holds it: end the other one",
    sqlite3.SQLITE_LOCKED: "another process holds it: end the other one",
    sqlite3.SQLITE_IOERR: "reading or writing failed: look at the disk and the room left on it",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: the folder must exist and this user must be allowed to write to it",
    sqlite3.SQLITE_READONLY: "it cannot be written: this user must be allowed to write to the file and its folder",
    sqlite3.SQLITE_PERM: "it cannot be written: this user must be allowed to write to the file and its folder",
    sqlite3.SQLITE_NOTADB: "it is not a SQLite file: move it away",
    sqlite3.SQLITE_CORRUPT: "it is damaged: move it away, or restore it from a backup",
}


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as ours: what passes by itself or by making room is for now, all else for good."""
    try:
        yield
    except sqlite3.Error as error:
        raise _named(path, error) from error


def _named(path: Path, error: sqlite3.Error) -> StorageError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    kind = StorageUnavailable if code in _FOR_NOW else StorageUnusable
    return kind(f"The inbox {path}: {_REMEDY.get(code, str(error))}.")


def open_connection(path: Path, *, durable: bool, checkpoint_pages: int) -> sqlite3.Connection:
    """A connection in WAL mode on a file of this version, made where there is none.

    `durable`: each commit reaches the disk before it returns (synchronous=FULL). Otherwise (NORMAL) a power cut may
    undo the last commits, never damage the file, and never touch a durable commit.
    Raises StorageUnusable: not ours, newer, not writable. StorageUnavailable: held by another, disk full.
    """
    with named_errors(path):
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            _prepare(connection, path)
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            connection.execute(f"PRAGMA wal_autocheckpoint={checkpoint_pages}")
            connection.execute(f"PRAGMA journal_size_limit={_WAL_KEPT_BYTES}")
            # Raw bytes live here until they are processed and no longer: what is removed is overwritten with zeros
            # (measured: 7 µs an event of 3 kB).
            connection.execute("PRAGMA secure_delete=ON").fetchall()
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if _is_new(connection, path):
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")  # before the first table, or it has no effect
    _switch_to_wal(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _is_new(connection, path):
            for statement in re.split(r";\n(?=[A-Z]|$)", _TABLES):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _is_new(connection: sqlite3.Connection, path: Path) -> bool:
    """True for an empty database; StorageUnusable for one that is not an inbox of this version."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if owner == APPLICATION_ID and version <= VERSION:
        return False
    if owner == APPLICATION_ID:
        raise StorageUnusable(
            f"The inbox {path} was written by a newer Kiwame (layout {version}; this one knows {VERSION}): upgrade it."
        )
    if owner or version or connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise StorageUnusable(f"{path} is a SQLite file, but not a Kiwame inbox: move it away.")
    return True


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Two processes that open a new file at once: SQLite does not wait for the lock of this one change, so we do."""
    for left in range(_OPENING_TRIES, -1, -1):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not left:
                raise
            time.sleep(_OPENING_PAUSE_SECONDS)
        else:
            return
