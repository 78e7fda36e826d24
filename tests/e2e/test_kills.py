"""The proof of durability: SIGKILL to either half, both, or the command, at random moments under load.

No answered event is lost, none is counted twice. The ordinary run does a few rounds, `make prove` twenty.
"""

import random
import sqlite3
import threading
import uuid
from pathlib import Path

import pytest

from tests.e2e.running import Serving, alive, serving, until
from tests.rounds import rounds

ROUNDS = rounds(ordinary=4, full=20)
VICTIMS = (("worker",), ("web", "worker"), ("command",), ("web",))
SENDERS = 4


class Load:
    """Threads that send one event after the other. `answered` are the ids that got a 200, `sent` all."""

    def __init__(self, server: Serving) -> None:
        self.server = server
        self.sent: set[str] = set()
        self.answered: set[str] = set()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(SENDERS)]
        for thread in self._threads:
            thread.start()

    def _run(self) -> None:
        while not self._stop.is_set():
            event_id = uuid.uuid4().hex
            self.sent.add(event_id)
            if self.server.send(event_id, release=f"r{len(self.sent) % 3}") == 200:
                self.answered.add(event_id)
            else:
                self._stop.wait(0.02)

    def end(self) -> None:
        """Send no more."""
        self._stop.set()
        for thread in self._threads:
            thread.join(15)


def counted(folder: Path) -> tuple[set[str], int]:
    """The ids of counted events, and the sum of the reports of all issues."""
    with sqlite3.connect(f"file:{folder / 'kiwame.sqlite'}?mode=ro", uri=True) as connection:
        ids = {bytes(row[0]).hex() for row in connection.execute("SELECT event_id FROM seen_events")}
        reports = connection.execute("SELECT coalesce(sum(reports), 0) FROM issues").fetchone()[0]
    return ids, int(reports)


def waiting(folder: Path) -> int:
    """How many entries the inbox holds."""
    with sqlite3.connect(f"file:{folder / 'inbox.sqlite'}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM inbox").fetchone()[0])


def quarantined(folder: Path) -> list[tuple[str, str]]:
    """Reason and detail of what was put aside."""
    with sqlite3.connect(f"file:{folder / 'inbox.sqlite'}?mode=ro", uri=True) as connection:
        return connection.execute("SELECT DISTINCT reason, detail FROM quarantine").fetchall()


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_nothing_answered_is_lost_and_nothing_counted_twice(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    chance = random.Random(20)
    sent: set[str] = set()
    answered: set[str] = set()
    for round_ in range(ROUNDS):
        with serving(folder, env={"KIWAME_RESTARTS_PER_MINUTE": "100"}) as server:
            load = _one_round(server, VICTIMS[round_ % len(VICTIMS)], goal=chance.randrange(20, 200))
            sent |= load.sent
            answered |= load.answered
    with serving(folder) as server:
        until(lambda: waiting(folder) == 0, "the inbox is not drained")
    assert quarantined(folder) == []
    ids, reports = counted(folder)
    assert answered <= ids, f"{len(answered - ids)} of {len(answered)} answered events are lost"
    assert ids <= sent
    assert reports == len(ids)


def _one_round(server: Serving, victims: tuple[str, ...], *, goal: int) -> Load:
    """Kill the victims once `goal` events are answered, under load, and wait until what must live again does."""
    load = Load(server)
    before = server.halves()
    until(lambda: len(load.answered) >= goal, "too few events are answered")
    server.kill(*victims)
    if victims == ("command",):
        server.command.wait(5)
        until(lambda: not any(map(alive, before.values())), "half alive", seconds=2.0)
    else:
        until(lambda: _started_anew(server, before, victims), "not started again")
        server.wait_ready()
    load.end()
    return load


def _started_anew(server: Serving, before: dict[str, int], victims: tuple[str, ...]) -> bool:
    now = server.halves()
    return all(name in now and now[name] != before[name] for name in victims)
