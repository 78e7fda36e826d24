"""`kiwame serve` before anything runs: each thing that can stand in the way gets one clear line and status 2."""

import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kiwame.core.ports import Project
from kiwame.service import wiring
from kiwame.service.prepare import dsn_lines, page_line
from kiwame.service.settings import Settings
from kiwame.store.upgrade import VERSION_TABLE

KEY = "0123456789abcdef0123456789abcdef"


def _serve(*options: str, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "kiwame.service.cli", "serve", *options],
        capture_output=True,
        text=True,
        timeout=60,
        env={name: value for name, value in os.environ.items() if not name.startswith("KIWAME_")} | (env or {}),
    )


def _one_line(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 2
    assert done.stdout == ""
    line = done.stderr.strip()
    assert line.startswith("kiwame: ")
    assert "\n" not in line
    return line


def test_a_port_in_use_is_named_with_how_to_choose_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        line = _one_line(_serve("--port", port, "--data", str(tmp_path / "data")))
    assert port in line
    assert "--port" in line
    assert not (tmp_path / "data").exists()


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    line = _one_line(_serve("--port", "0", "--data", str(tmp_path / "data")))
    assert str(tmp_path / "data") in line
    assert "--data" in line


def test_a_folder_that_cannot_be_made() -> None:
    assert "--data" in _one_line(_serve("--port", "0", "--data", "/proc/kiwame"))


def test_a_file_of_another_program_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "inbox.sqlite").write_bytes(b"something else" * 100)
    assert "inbox.sqlite" in _one_line(_serve("--port", "0", "--data", str(tmp_path)))


@pytest.mark.parametrize("name", ["inbox.sqlite", "kiwame.sqlite"])
def test_a_folder_of_a_newer_version(tmp_path: Path, name: str) -> None:
    settings = Settings(data=tmp_path)
    wiring.inbox(settings).close()
    wiring.store(settings, create=True).close()
    with sqlite3.connect(tmp_path / name) as connection:
        if name == "inbox.sqlite":
            connection.execute("PRAGMA user_version=999")
        else:
            connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    connection.close()
    line = _one_line(_serve("--port", "0", "--data", str(tmp_path)))
    assert "newer" in line
    assert str(tmp_path) in line


def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", str(tmp_path)], capture_output=True)
        if made.returncode:
            pytest.skip("root may write everywhere, and may not mount a read-only folder here")
    else:
        tmp_path.chmod(0o500)
    try:
        line = _one_line(_serve("--port", "0", "--data", str(tmp_path)))
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(tmp_path)], check=True)
        else:
            tmp_path.chmod(0o700)
    assert str(tmp_path) in line
    assert "--data" in line


def test_wrong_settings(tmp_path: Path) -> None:
    line = _one_line(_serve("--port", "0", "--data", str(tmp_path), env={"KIWAME_LANGUAGE": "fr"}))
    assert "KIWAME_LANGUAGE" in line
    assert "--port" in _one_line(_serve("--port", "http"))


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "[::1]"),
        ("::1", "[::1]"),
        ("localhost", "localhost"),
        ("10.0.3.7", "10.0.3.7"),
    ],
)
def test_the_dsn_names_the_address_as_given(host: str, shown: str) -> None:
    project = Project(id="1", name="default", public_keys=(KEY,))
    assert dsn_lines(project, Settings(host=host, port=9000)) == [f"DSN: http://{KEY}@{shown}:9000/1"]


def test_the_public_address_gets_a_line_of_its_own() -> None:
    project = Project(id="1", name="default", public_keys=(KEY,))
    lines = dsn_lines(project, Settings(port=9000, public_url="https://errors.example.com/kiwame"))
    assert lines[1] == f"DSN: https://{KEY}@errors.example.com/kiwame/1"


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (Settings(port=9000), "Page: http://127.0.0.1:9000/"),
        (Settings(host="::1", port=9000), "Page: http://[::1]:9000/"),
        (Settings(host="0.0.0.0", admin_password="correct horse"), "Page: http://127.0.0.1:8969/"),
        (
            Settings(host="0.0.0.0"),
            "Page: http://127.0.0.1:8969/ (from other machines once KIWAME_ADMIN_PASSWORD is set)",
        ),
        (
            Settings(public_url="https://errors.example.com"),
            "Page: https://errors.example.com/ (from other machines once KIWAME_ADMIN_PASSWORD is set)",
        ),
    ],
)
def test_the_page_is_named_with_what_it_takes_to_see_it(settings: Settings, line: str) -> None:
    assert page_line(settings) == line


def test_a_default_project_without_key_or_closed_is_said() -> None:
    assert "kiwame key add 1" in dsn_lines(Project(id="1", name="default"), Settings())[0]
    closed = Project(id="1", name="default", closed=True, public_keys=(KEY,))
    assert "kiwame project reopen 1" in dsn_lines(closed, Settings())[1]
