"""The commands around a data folder, as people call them."""

import fcntl
import json
import subprocess
import sys
import time
import uuid
from contextlib import closing
from pathlib import Path

import pytest
from tests.e2e.running import envelope, error_event

from kiwame.core.event import Door, RawEvent
from kiwame.service import cli, wiring
from kiwame.service.settings import Settings
from kiwame.service.worker import HEARTBEAT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one judged event and one quarantined entry, made without a server."""
    settings = Settings(data=tmp_path / "data")
    settings.data.mkdir()
    wiring.inbox(settings).close()
    store = wiring.store(settings, create=True)
    store.projects.ensure_default("a" * 32, 1.0)
    store.close()
    with wiring.worker_parts(settings) as parts:
        for body in (envelope(uuid.uuid4().hex), b"broken"):
            parts.inbox.append([RawEvent(project="1", door=Door.ENVELOPE, body=body, received_at=time.time())])
        parts.pipeline.process(parts.inbox.take(10))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIWAME_DATA", str(settings.data))
    return tmp_path


def _run(*words: str) -> int:
    try:
        return cli.main(words)
    except SystemExit as ended:
        return int(ended.code or 0)


def test_projects_and_keys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("project", "create", "shop") == 0
    assert "project 2 shop key " in capsys.readouterr().out
    assert _run("project", "create", "shop") == 1
    assert capsys.readouterr().err.startswith("kiwame: ")
    assert _run("project", "create", "77") == 2
    assert _run("project", "close", "2") == 0
    assert _run("project", "close", "99") == 1
    assert _run("key", "add", "2") == 0
    key = capsys.readouterr().out.split()[-1]
    assert _run("project", "list") == 0
    out = capsys.readouterr().out
    assert "2\tclosed\tshop\t" in out
    assert key in out
    assert _run("key", "revoke", key) == 0
    assert _run("key", "revoke", key) == 1


def test_tokens_are_shown_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("token", "create", "--name", "ci", "--role", "viewer") == 0
    token = capsys.readouterr().out.strip()
    assert _run("token", "create", "--name", "ci", "--role", "viewer") == 1
    assert _run("token", "create", "--name", "x", "--role", "king") == 2
    assert _run("token", "list") == 0
    out = capsys.readouterr().out
    assert out.startswith("ci\tviewer\t")
    assert token not in out


def test_quarantine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("quarantine", "list") == 0
    out = capsys.readouterr().out
    assert "\tenvelope\t1\t6 bytes\tnot_json\t" in out
    number = out.split("\t")[0]
    assert _run("quarantine", "retry") == 2
    assert _run("quarantine", "drop", "999") == 1
    assert _run("quarantine", "retry", number) == 0
    assert _run("quarantine", "list") == 0
    assert "not_json" not in capsys.readouterr().out.split("\n")[-1]


def test_replay_of_the_store_and_of_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("replay", "--from-store") == 0
    done = capsys.readouterr()
    assert done.out == ""
    assert "1 event: 1 same" in done.err
    (folder / "one.json").write_text(json.dumps(error_event(uuid.uuid4().hex)))
    (folder / "two.envelope").write_bytes(envelope(uuid.uuid4().hex))
    (folder / "three.jsonl").write_text('{"type": "KeyError", "message": "\'a\'", "platform": "python"}\n{"broken"\n')
    assert _run("replay", "one.json", "two.envelope", "three.jsonl", "--all") == 3
    done = capsys.readouterr()
    assert [json.loads(line)["change"] for line in done.out.splitlines()] == ["same", "same", "new"]
    assert "three.jsonl: line 2" in done.err
    assert _run("replay") == 2
    assert _run("replay", "nowhere.json") == 2


def test_check(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIWAME_SENTRY_CLIENT_SECRET", "hunter2")
    assert _run("check") == 0
    out = capsys.readouterr().out
    assert "hunter2" not in out
    assert "1 issues, 1 events" in out
    assert "set KIWAME_ADMIN_PASSWORD to see them from others" in out
    monkeypatch.setenv("KIWAME_ADMIN_PASSWORD", "a long password")
    assert _run("check") == 0
    assert "ok  pages         a password is asked of other machines" in capsys.readouterr().out
    (folder / "data" / "inbox.sqlite").write_bytes(b"no database" * 1000)
    assert _run("check") == 1
    assert "!!  inbox" in capsys.readouterr().out
    monkeypatch.setenv("KIWAME_PORT", "http")
    assert _run("check") == 2
    assert "KIWAME_PORT" in capsys.readouterr().err


def test_a_folder_without_a_store_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("project", "list", "--data", str(folder / "elsewhere")) == 1
    assert "--data" in capsys.readouterr().err
    assert not (folder / "elsewhere").exists()


def test_no_command_and_an_unknown_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run() == 2
    assert "serve" in capsys.readouterr().err
    assert _run("serv") == 2
    assert _run("--version") == 0
    assert capsys.readouterr().out.startswith("kiwame ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("serve", "--por", "1"), "kiwame: unknown: --por 1; `kiwame serve --help` says what it takes"),
        (("token", "create", "--nam", "x", "--name", "y", "--role", "viewer"), "kiwame: unknown: --nam x; "),
        (("token", "create"), "--name, --role; `kiwame token create --help` says what it takes"),
        (("classify", "--lang", "fr"), "'fr' (choose from "),
        (("demo", "--events", "0"), "kiwame: --events is '0'; it must be a whole number from 1 "),
        (("demo", "--events", "many"), "kiwame: --events is 'many'; it must be "),
        (("serve", "--port", "abc"), "kiwame: --port is 'abc'; it must be a whole number from 0 to 65535"),
        (("nonsense",), "invalid choice: 'nonsense'"),
    ],
)
def test_wrong_usage_is_one_line(words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An abbreviated option is no option: `--por 1` would mean another one as soon as a second begins with it."""
    assert _run(*words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_check_names_a_mapped_project_that_is_not_here(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "data" / "kiwame.toml").write_text('[sentry.projects]\n"4507" = "default"\n"checkout" = "3"\n')
    assert _run("check") == 1
    complaints = [line for line in capsys.readouterr().out.splitlines() if line.startswith("!!")]
    assert len(complaints) == 1
    assert "'checkout' to project '3', which is not here" in complaints[0]


def test_check_says_whether_the_server_lives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(wiring.store(Settings(data=folder / "data"))) as store:
        assert _run("check") == 0
        assert "has not run on this folder yet" in capsys.readouterr().out
        store.heartbeats.beat(HEARTBEAT, time.time())
        assert _run("check") == 0
        assert "not running; its worker was last seen at " in capsys.readouterr().out
        with (folder / "data" / "kiwame.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            assert _run("check") == 0
            assert "running; its worker was seen 0 s ago" in capsys.readouterr().out
            store.heartbeats.beat(HEARTBEAT, time.time() - 3600)
            assert _run("check") == 1
            assert "running, but its worker is silent: last seen at " in capsys.readouterr().out


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(command, "--help") == 0
    assert f"kiwame {command}" in capsys.readouterr().out


BASE = """
import sys
sys.path.insert(0, {source!r})
from kiwame.service.cli import main
raise SystemExit(main({words!r}))
"""
"""Run without site-packages (-S): Python and Kiwame alone, as `pip install kiwame` gives them."""


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["serve"], 2, "pip install 'kiwame[server]'"),
        (["project", "list"], 2, "pip install 'kiwame[server]'"),
        (["token", "list"], 2, "pip install 'kiwame[server]'"),
        (["replay", "--from-store"], 2, "pip install 'kiwame[server]'"),
        (["demo", "--exit"], 2, "demo"),
        (["check"], 0, "pip install 'kiwame[server]'"),
        (["serve", "--help"], 0, "--port"),
    ],
)
def test_the_base_install_names_what_is_missing(tmp_path: Path, words: list[str], status: int, says: str) -> None:
    script = BASE.format(source=str(Path(cli.__file__).parents[2]), words=words)
    done = subprocess.run(
        [sys.executable, "-S", "-c", script], capture_output=True, text=True, cwd=tmp_path, timeout=60
    )
    assert done.returncode == status, done.stderr
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
