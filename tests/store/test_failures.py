"""A store that cannot be used says so in words, as what it is, and never shows a password."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kiwame.core.errors import SettingsError, StorageUnavailable, StorageUnusable
from kiwame.store.database import url_of
from kiwame.store.engine import open_store
from kiwame.store.failures import speaking_plainly
from kiwame.testing import NOW, base_policy, make_recording


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageUnusable, match="create it"):
        open_store(tmp_path / "nowhere" / "kiwame.sqlite", severity=base_policy)


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to be one" * 20, b"SQLite format 3\0junk" * 60]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kiwame.sqlite"
    file.write_bytes(content)
    with pytest.raises(StorageUnusable):
        open_store(file, severity=base_policy)
    assert file.read_bytes() == content


def test_a_folder_as_the_file(tmp_path: Path) -> None:
    with pytest.raises(StorageUnusable):
        open_store(tmp_path, severity=base_policy)


def test_a_folder_that_is_not_writable(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    program = (
        "import os, sys\n"
        "from kiwame.store.engine import open_store\n"
        "from kiwame.testing import base_policy\n"
        "from kiwame.core.errors import StorageUnusable\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: open_store(sys.argv[1], severity=base_policy)\n"
        "except StorageUnusable as error: print(error)\n"
    )
    # Somebody who is not root must be able to come as far as the folder.
    for parent in [tmp_path, *tmp_path.parents][1:4]:
        parent.chmod(parent.stat().st_mode | 0o055)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "kiwame.sqlite")], capture_output=True, text=True, check=False
    )
    tmp_path.chmod(0o755)
    assert "not writable" in done.stdout, done.stderr


def test_a_lock_that_another_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiwame.store.database.BUSY_SECONDS", 0)
    file = tmp_path / "kiwame.sqlite"
    store = open_store(file, severity=base_policy)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="lock"):
        store.heartbeats.beat("worker", NOW)
    assert store.heartbeats.last("worker") is None
    other.execute("ROLLBACK")
    store.heartbeats.beat("worker", NOW)
    other.close()
    store.close()


def test_a_full_disk_is_for_now_and_writes_nothing(tmp_path: Path) -> None:
    """The page limit stands for the disk: SQLite answers SQLITE_FULL to both."""
    store = open_store(tmp_path / "kiwame.sqlite", severity=base_policy)
    store.projects.ensure_default("a" * 32, NOW)
    with store.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limited = store.database.engine.pool.connect()
    limited.cursor().execute(f"PRAGMA max_page_count={pages + 4}")
    limited.close()
    batch = [make_recording(n, issue=f"i{n}") for n in range(300)]
    with pytest.raises(StorageUnavailable, match="full"):
        store.recorder.record(batch, NOW)
    assert store.reader.counts()["events"] == 0
    limited = store.database.engine.pool.connect()
    limited.cursor().execute("PRAGMA max_page_count=100000")
    limited.close()
    assert store.recorder.record(batch, NOW).stored == 300
    store.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL])
def test_what_passes_by_itself_is_for_now_so_that_no_event_is_put_aside(code: int) -> None:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    with pytest.raises(StorageUnavailable), speaking_plainly(url_of("kiwame.sqlite")):
        raise error


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://zoe:s3cret@127.0.0.1:1/kiwame",
        "postgres://zoe:s3cret@nowhere.invalid/kiwame",
    ],
)
def test_a_server_that_is_not_there(address: str) -> None:
    with pytest.raises(StorageUnavailable) as caught:
        open_store(address, severity=base_policy)
    assert "s3cret" not in str(caught.value)
    assert "zoe" not in str(caught.value)


@pytest.mark.parametrize("address", ["mysql://zoe:s3cret@x/y", "postgresql://zoe:s3cret@x:port/y", "http://s3cret"])
def test_addresses_that_cannot_be_read(address: str) -> None:
    with pytest.raises(SettingsError) as caught:
        url_of(address)
    assert "s3cret" not in str(caught.value)


def test_a_database_that_is_not_there(postgres_server: str) -> None:
    with pytest.raises(StorageUnusable, match="create it"):
        open_store(postgres_server.rpartition("/")[0] + "/no_such_database", severity=base_policy)


def test_a_connection_that_is_cut_is_for_now(postgres_url: str) -> None:
    store = open_store(postgres_url, severity=base_policy)
    store.projects.ensure_default("a" * 32, NOW)
    with pytest.raises(StorageUnavailable), store.database.write() as connection:
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert store.recorder.record([make_recording(1)], NOW).stored == 1
    store.close()
