"""What the disk allows: bare durable appends to SQLite of the bytes that the doors take. A slow fsync shows here."""

import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_TOGETHER = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Appends:
    """Rows a second, with a commit for each row, and with one for each `_TOGETHER` rows."""

    alone: float
    together: float


def measure(bodies: Sequence[bytes], seconds: float) -> Appends:
    """Append for `seconds` in each of the two ways."""
    with tempfile.TemporaryDirectory() as folder:
        return Appends(
            alone=_rows_per_second(Path(folder, "alone"), bodies, 1, seconds),
            together=_rows_per_second(Path(folder, "together"), bodies, _TOGETHER, seconds),
        )


def _rows_per_second(path: Path, bodies: Sequence[bytes], rows: int, seconds: float) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")
        batch = [(bodies[place % len(bodies)],) for place in range(rows)]
        done, began = 0, time.perf_counter()
        while (took := time.perf_counter() - began) < seconds:
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO entries (body) VALUES (?)", batch)
            connection.execute("COMMIT")
            done += rows
        return done / took


def report(appends: Appends) -> str:
    """One line."""
    return (
        f"bare SQLite append, synchronous=FULL: {appends.alone:,.0f} rows/s one a commit "
        f"({1000 / appends.alone:.2f} ms each), {appends.together:,.0f} rows/s {_TOGETHER} a commit"
    )
