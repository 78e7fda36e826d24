"""A SQLite file copied while others write to it, and a copy looked at without changing it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from kiwame.core.errors import StorageUnavailable, StorageUnusable

_BUSY_SECONDS = 10.0
_FOR_NOW = {
    sqlite3.SQLITE_FULL: "the disk is full: make room",
    sqlite3.SQLITE_IOERR: "reading or writing failed: look at the disk and the room left on it",
    sqlite3.SQLITE_BUSY: "another process holds it: try again",
    sqlite3.SQLITE_NOMEM: "this process has no memory left",
}


def copy(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whoever writes to it meanwhile; nobody is held up.

    In WAL mode a reader sees the state at its beginning, and one step over all pages is one reader. Page by page, so
    that layout and identity are the source's own. StorageUnavailable: full disk; StorageUnusable: damaged, not SQLite.
    """
    target.touch(mode=0o600)
    with _named(source), closing(_open(source, "mode=rw")) as ours, closing(_open(target, "mode=rw")) as theirs:
        ours.backup(theirs, pages=-1)


def identity(copied: Path) -> tuple[int, int]:
    """The application id and the user version in a file's header."""
    with _named(copied), _looking(copied) as connection:
        return (
            connection.execute("PRAGMA application_id").fetchone()[0],
            connection.execute("PRAGMA user_version").fetchone()[0],
        )


def schema_version(copied: Path, table: str) -> str:
    """What Alembic's `table` says of the schema; '' where there is none."""
    with _named(copied), _looking(copied) as connection:
        known = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
        if not known:
            return ""
        found = connection.execute(f'SELECT version_num FROM "{table}"').fetchone()  # noqa: S608 our own table's name
        return str(found[0]) if found else ""


def check(copied: Path) -> None:
    """Read the whole file. StorageUnusable where it is damaged."""
    with _named(copied), _looking(copied) as connection:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if said != "ok":
            raise StorageUnusable(f"{copied.name} is damaged: take another backup.")


def _open(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?{how}", uri=True, timeout=_BUSY_SECONDS)


@contextmanager
def _looking(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that makes no file beside this one, and trusts nothing that its schema says."""
    with closing(_open(path, "mode=ro&immutable=1")) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        yield connection


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _FOR_NOW:
            raise StorageUnavailable(f"{path.name} cannot be copied: {_FOR_NOW[code]}.") from error
        raise StorageUnusable(f"{path.name} is damaged, or no SQLite file: {error}.") from error
