"""A new connection to a SQLite store waits for nobody: a reader's may be opened while a batch is being written."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiwame.store.database import connect, prepare
from kiwame.store.engine import open_store
from kiwame.testing import base_policy


def test_a_connection_is_opened_while_another_writes(tmp_path: Path) -> None:
    file = tmp_path / "kiwame.sqlite"
    open_store(file, severity=base_policy).close()
    database = connect(file)
    with database.write(), closing(sqlite3.connect(file, timeout=0)) as reader:
        prepare(reader)
        assert reader.execute("SELECT count(*) FROM issues").fetchone() == (0,)
        assert reader.execute("PRAGMA auto_vacuum").fetchone() == (2,)  # INCREMENTAL
    database.close()
