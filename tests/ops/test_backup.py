"""A backup made while the server works, restored elsewhere, holds what was answered before it, and the same issues."""

import stat
import tarfile
import uuid
from pathlib import Path

import pytest

from tests.e2e.running import Serving, serving, until
from tests.e2e.test_kills import Load, counted, waiting
from tests.ops.folders import filled, kiwame, listing


def test_nothing_answered_before_a_backup_under_load_is_missing_from_it(tmp_path: Path) -> None:
    made = tmp_path / "kiwame.tar"
    with serving(tmp_path / "data") as server:
        load = Load(server)
        until(lambda: len(load.answered) >= 150, "too few events are answered")
        before = set(load.answered)
        done = kiwame("backup", made, "--data", tmp_path / "data")
        until(lambda: len(load.answered) > len(before), "the doors stood still")
        load.end()
    assert done.returncode == 0, done.stderr
    assert kiwame("restore", made, "--data", tmp_path / "elsewhere").returncode == 0
    with serving(tmp_path / "elsewhere"):
        until(lambda: waiting(tmp_path / "elsewhere") == 0, "the inbox is not drained")
    ids, reports = counted(tmp_path / "elsewhere")
    assert before <= ids, f"{len(before - ids)} of {len(before)} events that were answered before are missing"
    assert ids <= load.sent
    assert reports == len(ids)


def _issues(server: Serving) -> object:
    return server.get("/api/v1/issues")


def test_a_restored_folder_is_served_with_the_same_issues(tmp_path: Path) -> None:
    data, made = tmp_path / "data", tmp_path / "kiwame.tar"
    env = {"KIWAME_PUBLIC_URL": "https://kiwame.example.com"}  # links name it, in place of the port
    with serving(data, env=env) as server:
        for kind in ("KeyError", "TimeoutError", "ValueError"):
            exception = {"values": [{"type": kind, "value": f"{kind} here", "module": "shop"}]}
            assert server.send(uuid.uuid4().hex, exception=exception) == 200
        until(lambda: len(_issues(server)["issues"]) == 3, "the issues do not come")  # type: ignore[index]  # a JSON object
        issues, key = _issues(server), server.key
        (data / "kiwame.toml").write_text('language = "ja"\n')
        assert kiwame("backup", made, "--data", data).returncode == 0
        refused = kiwame("restore", made, "--data", data)
        assert (refused.returncode, "a `kiwame serve` works on" in refused.stderr) == (2, True)
    done = kiwame("restore", made, "--data", tmp_path / "elsewhere")
    assert done.returncode == 0
    assert f"start it with `kiwame serve --data {tmp_path / 'elsewhere'}`" in done.stdout
    assert stat.S_IMODE((tmp_path / "elsewhere").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "elsewhere").iterdir()} == {0o600}
    assert (tmp_path / "elsewhere" / "kiwame.toml").read_text() == 'language = "ja"\n'
    (tmp_path / "elsewhere" / "kiwame.toml").unlink()
    with serving(tmp_path / "elsewhere", env=env) as again:
        assert again.key == key
        assert _issues(again) == issues


def test_a_backup_is_whole_private_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    filled(tmp_path / "data")
    made = tmp_path / "out" / "kiwame.tar"
    made.parent.mkdir()
    done = kiwame("backup", made, "--data", tmp_path / "data")
    assert done.stdout.startswith(f"{made}: {made.stat().st_size} bytes (inbox.sqlite ")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with tarfile.open(made) as tar:
        assert tar.getnames() == ["manifest.json", "inbox.sqlite", "kiwame.sqlite"]
    first = made.read_bytes()
    again = kiwame("backup", made, "--data", tmp_path / "data")
    assert (again.returncode, "--force" in again.stderr) == (2, True)
    assert made.read_bytes() == first
    made.write_bytes(b"an older backup")
    assert kiwame("backup", made, "--data", tmp_path / "data", "--force").returncode == 0
    assert made.stat().st_size == len(first)
    assert [path.name for path in made.parent.iterdir()] == ["kiwame.tar"]


@pytest.mark.parametrize(
    ("target", "remedy"),
    [("nowhere/kiwame.tar", "make it"), ("data", "name a file in it")],
    ids=["no folder", "a folder"],
)
def test_a_backup_says_where_it_cannot_be_written(tmp_path: Path, target: str, remedy: str) -> None:
    filled(tmp_path / "data")
    before = listing(tmp_path)
    done = kiwame("backup", tmp_path / target, "--data", tmp_path / "data")
    assert (done.returncode, remedy in done.stderr) == (2, True)
    assert listing(tmp_path) == before


def test_a_folder_that_was_never_served_has_nothing_to_back_up(tmp_path: Path) -> None:
    done = kiwame("backup", tmp_path / "kiwame.tar", "--data", tmp_path / "data")
    assert (done.returncode, "`kiwame serve`" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_not_backed_up(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    Path(settings.store_address).write_bytes(b"not a database " * 4096)
    done = kiwame("backup", tmp_path / "kiwame.tar", "--data", tmp_path / "data")
    assert done.returncode == 2
    assert done.stderr.startswith("kiwame: kiwame.sqlite is damaged, or no SQLite file")
    assert not (tmp_path / "kiwame.tar").exists()


def test_a_store_in_postgresql_is_left_to_pg_dump(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path / "data", database_url=postgres_url)
    monkeypatch.setenv("KIWAME_DATABASE_URL", postgres_url)
    done = kiwame("backup", tmp_path / "kiwame.tar", "--data", tmp_path / "data")
    assert (done.returncode, "pg_dump" in done.stderr) == (0, True)
    with tarfile.open(tmp_path / "kiwame.tar") as tar:
        assert tar.getnames() == ["manifest.json", "inbox.sqlite"]
    restored = kiwame("restore", tmp_path / "kiwame.tar", "--data", tmp_path / "elsewhere")
    assert (restored.returncode, "restore its dump" in restored.stderr) == (0, True)
    assert waiting(tmp_path / "elsewhere") == 1
