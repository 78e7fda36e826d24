"""Upgrade: a folder of the first schema is served by this version. Downgrade: refused with a remedy, and no change."""

import sqlite3
import uuid
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert

from kiwame.store import upgrade
from kiwame.store.database import connect
from kiwame.testing import NOW
from tests.e2e.running import Serving, serving, until
from tests.ops.folders import filled, kiwame, listing

FIRST: Any = import_module("kiwame.store.migrations.versions.0001_first")
KEY = "f" * 32


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A data folder as the first version left it: its tables, and a project whose DSN applications have."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    database = connect(folder / "kiwame.sqlite")
    with database.write() as connection:
        command.upgrade(upgrade._config(connection), "0001")
        connection.execute(insert(FIRST.projects).values(id=1, name="default", closed=False, created_at=NOW))
        connection.execute(insert(FIRST.project_keys).values(public_key=KEY, project_id=1, position=0))
    database.close()
    return folder


def _schema(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "kiwame.sqlite")) as connection:
        return str(connection.execute(f"SELECT version_num FROM {upgrade.VERSION_TABLE}").fetchone()[0])


def _takes_events(server: Serving) -> None:
    assert server.key == KEY
    assert server.send(uuid.uuid4().hex) == 200
    until(lambda: server.get("/api/v1/issues")["issues"], "no issue")


def test_serve_migrates_an_old_folder(first: Path) -> None:
    assert _schema(first) == "0001" != upgrade.NEWEST
    with serving(first) as server:
        _takes_events(server)
    assert _schema(first) == upgrade.NEWEST


def test_an_old_folders_backup_is_restored_and_then_migrated(first: Path, tmp_path: Path) -> None:
    filled(tmp_path / "other")
    (tmp_path / "other" / "inbox.sqlite").rename(first / "inbox.sqlite")
    assert kiwame("backup", tmp_path / "kiwame.tar", "--data", first).returncode == 0
    assert kiwame("restore", tmp_path / "kiwame.tar", "--data", tmp_path / "new").returncode == 0
    assert _schema(tmp_path / "new") == "0001"
    with serving(tmp_path / "new") as server:
        _takes_events(server)
    assert (_schema(first), _schema(tmp_path / "new")) == ("0001", upgrade.NEWEST)


@pytest.mark.parametrize(
    ("name", "statement", "says"),
    [
        ("kiwame.sqlite", f"UPDATE {upgrade.VERSION_TABLE} SET version_num = '0999'", "restore a backup"),
        ("inbox.sqlite", "PRAGMA user_version = 99", "upgrade it"),
    ],
)
def test_an_older_kiwame_refuses_what_a_newer_one_wrote(tmp_path: Path, name: str, statement: str, says: str) -> None:
    folder = tmp_path / "data"
    filled(folder)
    with closing(sqlite3.connect(folder / name)) as connection:
        connection.execute(statement)
        connection.commit()
    before = listing(folder)
    done = kiwame("serve", "--data", folder, "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "was written by a newer Kiwame" in done.stderr
    assert says in done.stderr
    after = {file: body for file, body in listing(folder).items() if file != "kiwame.lock"}
    assert after == before
