"""`kiwame serve`: it starts, says where, becomes ready, drains, and is never half alive."""

import os
import signal
import stat
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.running import Serving, alive, serving, until
from tests.rounds import ENDED_WITHIN


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path / "data") as running:
        yield running


def _reports(server: Serving) -> int:
    return sum(issue["reports"] for issue in server.get("/api/v1/issues")["issues"])


def test_folder_key_and_dsn(server: Serving) -> None:
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert len(server.key) == 32
    assert int(server.key, 16) >= 0
    assert server.dsn.endswith("/1")
    assert server.status("/healthz") == 200


def test_an_event_becomes_an_issue_with_a_verdict(server: Serving) -> None:
    assert server.send(uuid.uuid4().hex) == 200
    until(lambda: _reports(server) == 1, "no issue")
    (issue,) = server.get("/api/v1/issues")["issues"]
    assert (issue["category"], issue["reason"]) == ("network_error", "connection_refused")


def test_the_same_folder_keeps_its_key_and_its_events(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as first:
        key = first.key
        assert first.send(uuid.uuid4().hex) == 200
        assert first.end() == 0
    with serving(tmp_path / "data", env={"KIWAME_PUBLIC_URL": "https://k.example.com/"}) as second:
        assert second.key == key
        assert second.command.stdout is not None
        assert second.command.stdout.readline() == f"DSN: https://{key}@k.example.com/1\n"
        until(lambda: _reports(second) == 1, "the event is lost")


@pytest.mark.prove
def test_sigterm_drains(server: Serving) -> None:
    ids = [uuid.uuid4().hex for _ in range(50)]
    assert {server.send(each) for each in ids} == {200}
    began = time.monotonic()
    assert server.end() == 0
    assert time.monotonic() - began < ENDED_WITHIN
    assert "Traceback" not in server.log
    with serving(server.folder) as again:
        assert _reports(again) == 50


def test_ready_only_while_the_worker_works(server: Serving) -> None:
    worker = server.halves()["worker"]
    os.kill(worker, signal.SIGSTOP)
    try:
        until(lambda: server.status("/readyz") == 503, "ready without a worker")
        assert server.status("/healthz") == 200
        assert server.send(uuid.uuid4().hex) == 200
    finally:
        os.kill(worker, signal.SIGCONT)
    server.wait_ready()
    until(lambda: _reports(server) == 1, "the event is lost")


@pytest.mark.parametrize("half", ["web", "worker"])
def test_a_half_that_dies_is_started_again(server: Serving, half: str) -> None:
    before = server.halves()
    server.kill(half)
    until(lambda: server.halves().get(half, before[half]) != before[half], "not started again")
    server.wait_ready()
    assert server.send(uuid.uuid4().hex) == 200
    until(lambda: _reports(server) == 1, "no issue")
    assert f"the {half} process ended (signal 9)" in server.log


def test_both_halves_end_when_the_command_is_killed(server: Serving) -> None:
    halves = server.halves()
    assert set(halves) == {"web", "worker"}
    server.kill("command")
    server.command.wait(5)
    until(lambda: not any(alive(pid) for pid in halves.values()), "half alive", seconds=2.0)


def test_a_half_that_cannot_start_ends_the_command(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        (server.folder / "inbox.sqlite").write_bytes(b"not a database" * 1000)
        for name in ("inbox.sqlite-wal", "inbox.sqlite-shm"):
            (server.folder / name).unlink(missing_ok=True)
        server.kill("worker")
        assert server.command.wait(20) == 1
        until(lambda: "the worker process ended 3 times before it was ready" in server.log, server.log)


def test_one_folder_has_one_server(server: Serving) -> None:
    other = subprocess.run(
        [sys.executable, "-m", "kiwame.service.cli", "serve", "--port", "0", "--data", str(server.folder)],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert other.returncode == 2
    assert other.stdout == ""
    assert "another `kiwame serve`" in other.stderr
    assert other.stderr.count("\n") == 1


def test_a_signal_twice_ends_at_once(server: Serving) -> None:
    halves = server.halves()
    os.kill(halves["worker"], signal.SIGSTOP)
    server.command.send_signal(signal.SIGINT)
    until(lambda: not alive(halves["web"]), "web still runs")
    server.command.send_signal(signal.SIGINT)
    assert server.command.wait(3) == 128 + signal.SIGINT
    until(lambda: not alive(halves["worker"]), "the worker lives on", seconds=2.0)
