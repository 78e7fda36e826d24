"""The demo as a process: its last line, its exit status, its end by Ctrl-C, and that nothing of it outlives it."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiwame.lab.children import clean_environment
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import FAULTS, faults_of
from kiwame.lab.mixture import Mixture

pytestmark = pytest.mark.prove
LAST = re.compile(r"demo: sent (\d+) stored (\d+) issues (\d+) matched (\d+)")
COMMAND = [sys.executable, "-m", "kiwame.service.cli", "demo"]


def started(home: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, *options],
        env=clean_environment(str(home), {"TMPDIR": str(home)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def descendants(pid: int) -> list[int]:
    """All processes below `pid`, as /proc tells."""
    found = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, tasks.read_text().split()):
            found += [child, *descendants(child)]
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pids: list[int], seconds: float) -> list[int]:
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def processes_once_up(demo: "subprocess.Popen[str]") -> list[int]:
    assert demo.stdout is not None
    assert any("Ctrl-C ends it" in line for line in iter(demo.stdout.readline, ""))
    below = descendants(demo.pid)
    assert below
    return below


def test_demo_ends_with_its_line(tmp_path: Path) -> None:
    demo = started(tmp_path, "--events", "30", "--exit")
    output, _ = demo.communicate(timeout=90)
    found = LAST.fullmatch(output.splitlines()[-1])
    assert found, output
    sent, stored, issues, matched = map(int, found.groups())
    assert (sent, stored) == (30, 30), output
    assert 0 < issues <= sent
    assert demo.returncode == (0 if matched >= 0.95 * sent else 1), output


def test_demo_stays_up_until_interrupted(tmp_path: Path) -> None:
    demo = started(tmp_path, "--events", "5")
    below = processes_once_up(demo)
    demo.send_signal(signal.SIGINT)
    rest, _ = demo.communicate(timeout=30)
    assert LAST.fullmatch(rest.splitlines()[-1]), rest
    assert wait_until_gone(below, 0.0) == []


def test_nothing_outlives_a_killed_demo(tmp_path: Path) -> None:
    demo = started(tmp_path, "--events", "5")
    below = processes_once_up(demo)
    os.kill(demo.pid, signal.SIGKILL)
    demo.communicate(timeout=30)
    assert wait_until_gone(below, 15.0) == []


@pytest.mark.parametrize("events", [1, 7, 30, 400])
def test_mixture_sends_just_as_many_events_as_asked(events: int) -> None:
    table = faults_of(Environment.MAIN)
    twice = {fault.name for fault in table if fault.client in {"openai", "anthropic"}}
    mixture, sent = Mixture(table, 5), list[tuple[str, str]]()
    while (missing := events - len(sent)) > 0:
        for order in mixture.next_batch(missing, sent):
            sent += [(f"{order.seed}.{turn}", order.fault) for turn in range(2 if order.fault in twice else 1)]
    assert events <= len(sent) <= events + 1
    assert events < 8 or len(sent) == events
    assert {fault for _, fault in sent} <= FAULTS.keys()
