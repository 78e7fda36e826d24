"""What a database says when it fails, in our words: for now (`StorageUnavailable`) or for good (`StorageUnusable`).

SQLite is told apart by its result codes (sqlite.org/rescode.html), PostgreSQL by SQLSTATE (its appendix A).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import exc

from kiwame.core.errors import StorageError, StorageUnavailable, StorageUnusable

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_SQLITE_FOR_GOOD = {
    8: "it is not writable: give the process write access to the file and its folder",
    11: "it is damaged: restore a backup",
    14: "it cannot be opened: check that the folder exists and may be read and written",
    23: "access to it is refused",
    26: "it is not a SQLite database: name another file, or restore a backup",
}
_SQLITE_FOR_NOW = {
    5: "another process holds its lock",
    6: "another process holds its lock",
    7: "this process has no memory left",
    10: "reading or writing the disk failed",
    13: "the disk is full",
    15: "another process holds its lock",  # PROTOCOL: the race for the WAL was lost too often
}
_POSTGRES_FOR_GOOD = {
    "28000": "the user is not let in: check user and password",
    "28P01": "the password is wrong: check user and password",
    "3D000": "there is no such database: create it",
    "42501": "the user lacks a right: grant it",
    "42P01": "a table is missing: this is not a database of Kiwame, or a migration was undone",
    "42703": "a column is missing: this is not a database of Kiwame, or a migration was undone",
}
_POSTGRES_FOR_NOW = {
    "08": "the connection was lost",
    "25": "it takes no writes at present",
    "40": "another transaction was in the way",
    "53": "it lacks disk, memory or connections",
    "55": "another transaction holds a lock",
    "57": "it is shutting down or cancelled the query",
    "58": "its machine failed",
}


def place(url: "URL") -> str:
    """Where a database is, for people: the file, or host, port and name; never user or password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    port = f":{url.port}" if url.port else ""
    return f"PostgreSQL at {url.host or 'the local socket'}{port}/{url.database or ''}"


def _sqlite(code: int) -> tuple[type[StorageError], str] | None:
    primary = code & 0xFF
    if primary in _SQLITE_FOR_GOOD:
        return StorageUnusable, _SQLITE_FOR_GOOD[primary]
    if primary in _SQLITE_FOR_NOW:
        return StorageUnavailable, _SQLITE_FOR_NOW[primary]
    return None


def _postgres(state: str) -> tuple[type[StorageError], str] | None:
    if state in _POSTGRES_FOR_GOOD:
        return StorageUnusable, _POSTGRES_FOR_GOOD[state]
    if state[:2] in _POSTGRES_FOR_NOW:
        return StorageUnavailable, _POSTGRES_FOR_NOW[state[:2]]
    return None


def _meaning(error: BaseException) -> tuple[type[StorageError], str] | None:
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlite_errorcode", None)
    if isinstance(code, int):
        found = _sqlite(code)
        if found is None and "no such" in str(origin):
            return StorageUnusable, "a table or column is missing: this is not a database of Kiwame"
        return found
    state = getattr(origin, "sqlstate", None)
    if isinstance(state, str):
        return _postgres(state)
    text = str(origin)
    # A refused login carries no SQLSTATE in psycopg, only the server's sentence.
    for words, key in (
        ("password authentication failed", "28P01"),
        ("no password supplied", "28P01"),
        ("pg_hba.conf", "28000"),
        ("does not exist", "3D000"),
    ):
        if words in text:
            return StorageUnusable, _POSTGRES_FOR_GOOD[key]
    if isinstance(error, exc.OperationalError | exc.InterfaceError | exc.TimeoutError):
        return StorageUnavailable, "there is no connection: check that it runs and can be reached"
    return None


def translated(error: Exception, url: "URL") -> StorageError | None:
    """The error in our words, or None where it is not the storage that failed but what was asked of it."""
    found = _meaning(error)
    if found is None:
        return None
    kind, sentence = found
    return kind(f"The store ({place(url)}) cannot be used: {sentence}.")


@contextmanager
def speaking_plainly(url: "URL") -> Iterator[None]:
    """Raise `StorageUnavailable` or `StorageUnusable` for what the database raises inside."""
    try:
        yield
    except (exc.SQLAlchemyError, sqlite3.Error) as error:
        known = translated(error, url)
        if known is None:
            raise
        raise known from error
