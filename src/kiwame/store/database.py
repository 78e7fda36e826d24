"""Connections and transactions: reads side by side, each write one transaction that holds or leaves no trace."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from kiwame.core.errors import MissingExtra, SettingsError, StorageUnusable
from kiwame.store.failures import speaking_plainly

BUSY_SECONDS = 10
"""How long a SQLite connection waits for another's lock. A batch holds it for some ten milliseconds."""

_WRITES = "kiwame_writes"


@dataclass(frozen=True, slots=True)
class Database:
    """An engine with two ways in. Both raise `StorageUnavailable` and `StorageUnusable` for what the database says."""

    engine: Engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads: what it sees does not change while it lasts (on SQLite)."""
        with speaking_plainly(self.engine.url), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, undone by any exception."""
        writing = self.engine.execution_options(**{_WRITES: True})
        with speaking_plainly(self.engine.url), writing.begin() as connection:
            yield connection

    @property
    def sqlite(self) -> bool:
        """True where this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def url_of(where: str | Path) -> URL:
    """The address of a database: `postgresql://…` as it is (driver: psycopg 3), anything else is a SQLite file.

    SettingsError for an address that cannot be read; the message does not repeat it, for it may hold a password.
    """
    text = str(where)
    if "://" not in text:
        return URL.create("sqlite+pysqlite", database=text)
    scheme, _, rest = text.partition("://")
    if scheme.split("+")[0] not in ("postgresql", "postgres"):
        raise SettingsError(
            "The store's address is neither a file nor postgresql://…: write for instance "
            "postgresql://USER:PASSWORD@HOST:5432/DATABASE"
        )
    try:
        return make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        raise SettingsError(
            "The store's address cannot be read: write postgresql://USER:PASSWORD@HOST:5432/DATABASE, "
            "with / @ : in the password as %2F %40 %3A"
        ) from None


def connect(where: str | Path) -> Database:
    """A database at `where`, not yet opened. MissingExtra where psycopg is wanted and not installed."""
    url = url_of(where)
    if url.get_backend_name() == "sqlite":
        return Database(_sqlite_engine(url))
    try:
        import psycopg  # noqa: F401  only to see that it is there: the scale extra brings it
    except ImportError:
        raise MissingExtra("scale", "A store on PostgreSQL") from None
    return Database(
        create_engine(
            url,
            hide_parameters=True,  # parameters are events' texts, and an error's message goes to the log
            pool_pre_ping=True,
            pool_timeout=BUSY_SECONDS,
            connect_args={"connect_timeout": BUSY_SECONDS, "application_name": "kiwame"},
        )
    )


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=8,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    def opened(connection: Any, _record: Any) -> None:
        prepare(connection)

    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        # IMMEDIATE: a transaction that reads first and writes then would else fail at once where another has written.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", opened)
    event.listen(engine, "begin", begun)
    return engine


def prepare(connection: sqlite3.Connection) -> None:
    """Set a new SQLite connection up. FULL, since the inbox forgets an event once the store has it: a power cut
    after that must find it here; a batch of two hundred events makes the wait for the disk small."""
    connection.isolation_level = None  # transactions are begun by hand, above
    cursor = connection.cursor()
    # Takes effect only in a new file: freed pages can then be given back without rewriting the whole of it. In one that
    # is there it would do nothing but wait for the lock of whoever writes.
    if not cursor.execute("PRAGMA page_count").fetchone()[0]:
        cursor.execute("PRAGMA auto_vacuum=INCREMENTAL")
    mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode[0] != "wal":
        raise StorageUnusable(f"The store's file system allows no WAL (journal mode is {mode[0]}): move the folder")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-8192")
    cursor.execute("PRAGMA journal_size_limit=67108864")
    cursor.execute("PRAGMA temp_store=MEMORY")
    cursor.close()
