"""What is no whole backup of ours is refused with a reason, and leaves everything as it was."""

import hashlib
import io
import json
import sqlite3
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kiwame.service import backup, cli
from kiwame.store import upgrade
from tests.ops.folders import filled, listing

Member = tuple[tarfile.TarInfo, bytes]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup; the folder beside it is all that a test's command could change."""
    settings = filled(tmp_path / "data")
    backup.make(settings, tmp_path / "kiwame.tar", version="0.1.0", made_at=1_800_000_000)
    return tmp_path / "kiwame.tar"


def _refused(file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `kiwame restore` says; it must change nothing."""
    capsys.readouterr()
    before = listing(file.parent)
    assert cli.main(["restore", str(file), "--data", str(file.parent / "new" / "folder")]) == 2
    assert listing(file.parent) == before
    assert not (file.parent / "new" / "folder").exists()
    said = capsys.readouterr().err
    assert said.startswith("kiwame: ")
    assert len(said) < 600
    return said


@pytest.mark.parametrize("left", [0, 1, 511, 512, 700, 1024, 20_000, -10_240, -10_241, -12_000])
def test_a_cut_off_backup(saved: Path, left: int, capsys: pytest.CaptureFixture[str]) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[:left] if left >= 0 else whole[: _end(whole) + left + 10_240])
    assert "Nothing was changed" in _refused(saved, capsys)


def _end(whole: bytes) -> int:
    """Where the last file's bytes end and tar's closing blocks begin."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        last = tar.getmembers()[-1]
    return last.offset_data + last.size + -last.size % 512


@pytest.mark.parametrize("name", ["manifest.json", "inbox.sqlite", "kiwame.sqlite"])
def test_a_changed_byte(saved: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with tarfile.open(saved) as tar:
        member = tar.getmember(name)
    changed = bytearray(saved.read_bytes())
    changed[member.offset_data + member.size // 2] ^= 0xFF
    saved.write_bytes(changed)
    assert "cannot be restored" in _refused(saved, capsys)


def _file(name: str, body: bytes, kind: bytes = tarfile.REGTYPE, linkname: str = "") -> Member:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(body), kind, linkname
    return info, body


def _manifest(parts: Sequence[tuple[str, bytes]], /, **changes: object) -> Member:
    rows = [{"name": name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()} for name, body in parts]
    schema = upgrade.NEWEST if any(name == "kiwame.sqlite" for name, _ in parts) else ""
    said = {"format": 1, "version": "0.1.0", "made_at": 1, "schema": schema, "inbox_layout": 1, "parts": rows} | changes
    return _file("manifest.json", json.dumps(said).encode())


def _written(path: Path, members: Sequence[Member]) -> Path:
    with path.open("wb") as stream:
        for info, body in members:
            stream.write(info.tobuf(tarfile.GNU_FORMAT))
            stream.write(body + bytes(-len(body) % 512))
        stream.write(bytes(10_240))
    return path


BODY = b"inbox" * 100
LISTED = [("inbox.sqlite", BODY)]
GIANT = 1 << 50


def _sized(member: Member, size: int) -> Member:
    member[0].size = size
    return member


HOSTILE: dict[str, Callable[[], list[Member]]] = {
    "path traversal": lambda: [_manifest([("../evil", BODY)]), _file("../evil", BODY)],
    "traversal behind an honest manifest": lambda: [_manifest(LISTED), _file("../evil", BODY)],
    "absolute path": lambda: [_manifest(LISTED), _file("/tmp/evil", BODY)],
    "symbolic link": lambda: [_manifest(LISTED), _file("inbox.sqlite", b"", tarfile.SYMTYPE, "/etc/passwd")],
    "hard link": lambda: [_manifest(LISTED), _file("inbox.sqlite", b"", tarfile.LNKTYPE, "manifest.json")],
    "folder": lambda: [_manifest(LISTED), _file("inbox.sqlite", b"", tarfile.DIRTYPE)],
    "device": lambda: [_manifest(LISTED), _file("inbox.sqlite", b"", tarfile.CHRTYPE)],
    "sparse file": lambda: [_manifest(LISTED), _file("inbox.sqlite", BODY, tarfile.GNUTYPE_SPARSE)],
    "giant extended header": lambda: [_sized(_file("x", b"", tarfile.XHDTYPE), GIANT)],
    "giant long name": lambda: [_sized(_file("x", b"", tarfile.GNUTYPE_LONGNAME), GIANT)],
    "giant manifest": lambda: [_sized(_file("manifest.json", b"{}"), GIANT)],
    "giant file": lambda: [
        _manifest(LISTED, parts=[{"name": "inbox.sqlite", "size": GIANT, "sha256": "0" * 64}]),
        _sized(_file("inbox.sqlite", BODY), GIANT),
    ],
    "negative size": lambda: [_manifest(LISTED, parts=[{"name": "inbox.sqlite", "size": -1, "sha256": "0" * 64}])],
    "deep manifest": lambda: [_file("manifest.json", b"[" * 60_000)],
    "manifest that is a list": lambda: [_file("manifest.json", b"[]")],
    "manifest that is not text": lambda: [_file("manifest.json", b"\xff\xfe\x00")],
    "steering version": lambda: [_manifest(LISTED, version="\x1b[2J\n"), _file("inbox.sqlite", BODY)],
    "the same file twice": lambda: [_manifest(LISTED * 2), _file("inbox.sqlite", BODY), _file("inbox.sqlite", BODY)],
    "one file more": lambda: [_manifest(LISTED), _file("inbox.sqlite", BODY), _file("kiwame.toml", b"port = 1")],
    "no inbox": lambda: [_manifest([("kiwame.toml", b"port = 1")]), _file("kiwame.toml", b"port = 1")],
    "schema without a store": lambda: [_manifest(LISTED, schema="0001"), _file("inbox.sqlite", BODY)],
    "inbox that is no database": lambda: [_manifest(LISTED), _file("inbox.sqlite", BODY)],
    "newer format": lambda: [_manifest(LISTED, format=2, version="9.0.0"), _file("inbox.sqlite", BODY)],
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_forged_backup(tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = _refused(_written(tmp_path / "forged.tar", HOSTILE[what]()), capsys)
    assert "newer Kiwame (9.0.0)" in said if what == "newer format" else "\x1b" not in said


def _database(path: Path, *statements: str) -> bytes:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    body = path.read_bytes()
    path.unlink()
    return body


def _parts(saved: Path) -> dict[str, bytes]:
    with tarfile.open(saved) as tar:
        streams = {member.name: tar.extractfile(member) for member in tar.getmembers()[1:]}
        return {name: stream.read() for name, stream in streams.items() if stream}


@pytest.mark.parametrize(
    ("name", "statement", "says"),
    [
        ("kiwame.sqlite", f"UPDATE {upgrade.VERSION_TABLE} SET version_num = '0999'", "a newer Kiwame (schema 0999,"),
        ("kiwame.sqlite", f"DROP TABLE {upgrade.VERSION_TABLE}", "no store of Kiwame"),
        ("inbox.sqlite", "PRAGMA user_version = 99", "a newer Kiwame (inbox layout 99,"),
        ("inbox.sqlite", "PRAGMA application_id = 7", "no inbox of Kiwame"),
    ],
)
def test_files_of_a_newer_kiwame_or_of_nobody(
    saved: Path, name: str, statement: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = _parts(saved)
    edited = saved.with_name("edited")
    edited.write_bytes(parts[name])
    parts[name] = _database(edited, statement)
    members = [_manifest(list(parts.items())), *(_file(name, body) for name, body in parts.items())]
    assert says in _refused(_written(saved, members), capsys)


def test_what_the_forger_writes_is_restored_where_it_is_honest(saved: Path) -> None:
    parts = _parts(saved)
    members = [_manifest(list(parts.items())), *(_file(name, body) for name, body in parts.items())]
    assert cli.main(["restore", str(_written(saved, members)), "--data", str(saved.parent / "new")]) == 0
    assert {name: body for name, body in listing(saved.parent / "new").items() if body} == parts


def test_a_store_with_a_broken_page_behind_a_right_hash(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = _parts(saved)
    middle = len(parts["kiwame.sqlite"]) // 2 // 4096 * 4096
    parts["kiwame.sqlite"] = parts["kiwame.sqlite"][:middle] + b"\x07" * 4096 + parts["kiwame.sqlite"][middle + 4096 :]
    members = [_manifest(list(parts.items())), *(_file(name, body) for name, body in parts.items())]
    assert "damaged" in _refused(_written(saved, members), capsys)


def test_a_folder_in_use_keeps_what_it_has(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listing(saved.parent)
    assert cli.main(["restore", str(saved), "--data", str(saved.parent / "data")]) == 2
    assert "is not empty (inbox.sqlite, kiwame.sqlite)" in capsys.readouterr().err
    assert listing(saved.parent) == before


@pytest.mark.parametrize("named", ["nowhere.tar", "data", "data/pipe"])
def test_what_is_no_file(saved: Path, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    import os

    os.mkfifo(saved.parent / "data" / "pipe")
    assert cli.main(["restore", str(saved.parent / named), "--data", str(saved.parent / "new")]) == 2
    assert "name a backup that `kiwame backup` wrote" in capsys.readouterr().err
    assert not (saved.parent / "new").exists()


def test_an_empty_folder_may_be_there(saved: Path) -> None:
    (saved.parent / "volume" / "lost+found").mkdir(parents=True)
    assert cli.main(["restore", str(saved), "--data", str(saved.parent / "volume")]) == 0
    found = {path.name for path in (saved.parent / "volume").iterdir()}
    assert found == {"lost+found", "kiwame.lock", "inbox.sqlite", "kiwame.sqlite"}
