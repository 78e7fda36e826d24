"""The proof of delivery: SIGKILL to the worker or the whole command under load, while Slack fails half the time.

Every due message arrives, one for an issue that was resolved before never does, and what arrives twice is exactly what
a kill caught between Slack's `ok` and the store: each repeat is paired with such a kill. The ordinary run does few
rounds of one kind of failure, `make prove` ten of each.
"""

import json
import random
import re
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.running import Serving, alive, serving, until
from tests.e2e.test_kills import waiting
from tests.e2e.test_slack import BUG, KEY, change
from tests.notify.slack_recorder import PATH, Post, SlackRecorder, slack
from tests.rounds import PROVING, rounds

KILLS = rounds(ordinary=2, full=10)
CHANNELS = rounds(ordinary=4, full=6)
DUE = 8
"""Issues that are due at once, in one life of the data. The noise becomes one more when it rises to high; nine messages
go singly, a tenth would be a digest."""
FAILURES = {
    "500": ("rollup_error",),
    "reset": ("reset",),
    "429": ("rate_limited",),
    "hang": ("hang",),
    "mixed": ("rollup_error", "reset", "half", "unavailable", "rate_limited", "html"),
}
DOOMED = "doomed"

Key = tuple[str, str]
"""A channel's name and an issue's id."""


@dataclass
class Unreliable(SlackRecorder):
    """Fails half the time, and always for what is to be resolved before it is told. `strike` is called once with the
    next message that it takes, before it answers."""

    failures: tuple[str, ...] = ()
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    well: bool = False
    strike: Callable[[], None] | None = None

    def answer_for(self, body: dict[str, Any]) -> str:
        """Called with the lock held."""
        answer = super().answer_for(body)
        if answer != "ok":
            return answer
        if DOOMED in json.dumps(body):
            return "rollup_error"
        if self.well:
            return "ok"
        if self.chance.random() < 0.5:
            return self.chance.choice(self.failures)
        if self.strike is not None:
            self.strike()
            self.strike = None
        return "ok"


@dataclass(frozen=True)
class Kill:
    """One kill: how many posts had come, and which deliveries the dead worker held."""

    posts: int
    held: frozenset[Key]


@dataclass
class Life:
    """What was sent, resolved and killed so far."""

    folder: Path
    recorder: Unreliable
    due: list[str] = field(default_factory=list)
    doomed: list[str] = field(default_factory=list)
    resolved: dict[str, int] = field(default_factory=dict)
    kills: list[Kill] = field(default_factory=list)

    def rows(self) -> dict[Key, str]:
        """The state of each delivery."""
        with sqlite3.connect(f"file:{self.folder / 'kiwame.sqlite'}?mode=ro", uri=True) as connection:
            found = connection.execute("SELECT channel, issue_id, state FROM deliveries").fetchall()
        assert len({row[:2] for row in found}) == len(found)
        return {(str(row[0]), str(row[1])): str(row[2]) for row in found}

    def killed(self) -> None:
        """Write down what the dead worker held; before another has started to look."""
        held = frozenset(key for key, state in self.rows().items() if state == "claimed")
        with self.recorder.lock:
            self.kills.append(Kill(posts=len(self.recorder.posts), held=held))


class Load:
    """A thread that sends noise, and repeats of what is due, until it ends."""

    def __init__(self, server: Serving, life: Life) -> None:
        self._server, self._life = server, life
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        number = 0
        while not self._stop.wait(0.01):
            number += 1
            due = self._life.due
            if due and number % 3 == 0:
                event(self._server, KEY, due[number % len(due)])
            else:
                event(self._server, BUG, environment="development")

    def end(self) -> None:
        """Send no more."""
        self._stop.set()
        self._thread.join(15)


def event(server: Serving, fault: dict[str, str], name: str = "", environment: str = "production") -> int:
    """One event of a fault, and the answer; `name` is its release and makes it an issue of its own."""
    value = {**fault, "mechanism": {"type": "generic", "handled": False}}
    own = {"fingerprint": [name], "release": name} if name else {}
    return server.send(uuid.uuid4().hex, exception={"values": [value]}, environment=environment, **own)


def new_issue(server: Serving, name: str) -> str:
    """Send a critical fault of its own; the issue's id, once there is one."""
    until(lambda: event(server, KEY, name) == 200, "the door does not take an event")

    def ids() -> list[str]:
        return [str(issue["id"]) for issue in server.get(f"/api/v1/issues?release={name}")["issues"]]

    until(ids, f"no issue of {name}")
    return ids()[0]


def resolve(server: Serving, life: Life) -> None:
    """From now on nothing more is to be told of the doomed ones, but for what is on its way."""
    while life.doomed:
        issue = life.doomed.pop()
        change(server, issue, status="resolved")
        life.resolved[issue] = len(life.recorder.posts)


def kill(server: Serving, life: Life, victim: str, *, now: bool) -> None:
    """Kill now, or wait for the kill between Slack's taking of a message and its answer; until it is dead."""
    halves = server.halves()
    dying = list(halves.values()) if victim == "command" else [halves["worker"]]
    if now:
        server.kill(victim)
    until(lambda: not any(map(alive, dying)), "no message was taken, or a process outlives its kill")
    life.killed()
    if victim == "command":
        server.command.wait(5)
    else:
        until(lambda: server.halves().get("worker", dying[0]) != dying[0], "no new worker")
        server.wait_ready()


def rounds_until_the_command_dies(server: Serving, life: Life, numbers: Iterator[int]) -> None:
    """A due issue, one that is resolved before or after the kill, and a kill; again and again, under load."""
    load = Load(server, life)
    try:
        resolve(server, life)
        for number in numbers:
            life.doomed.append(new_issue(server, f"{DOOMED}-{number}"))
            if number % 3 == 0:
                resolve(server, life)
            victim = "command" if number % 4 == 1 else "worker"
            in_the_window = number < DUE and number % 3 != 2
            if in_the_window:
                life.recorder.strike = partial(server.kill, victim)
            if number < DUE:
                # Known as due before it is sent: the kill may come before the issue can be read.
                life.due.append(f"due-{number}")
                event(server, KEY, life.due[-1])
            kill(server, life, victim, now=not in_the_window)
            if victim == "command":
                return
            resolve(server, life)
    finally:
        load.end()


@pytest.mark.prove
@pytest.mark.timeout(600)
@pytest.mark.parametrize("failing", FAILURES if PROVING else ["mixed"])
def test_every_due_message_arrives_once_but_for_kills_in_the_send_window(tmp_path: Path, failing: str) -> None:
    with slack(Unreliable(failures=FAILURES[failing])) as recorder:
        assert isinstance(recorder, Unreliable)
        life = Life(folder=tmp_path / "data", recorder=recorder)
        names = [f"c{number}" for number in range(CHANNELS)]
        env = {
            "KIWAME_CHANNELS": json.dumps([{"name": name, "url": f"{recorder.url}/{name}"} for name in names]),
            "KIWAME_PUBLIC_URL": "https://kiwame.example.com",
            "KIWAME_RESTARTS_PER_MINUTE": "100",
        }
        numbers = iter(range(KILLS))
        while len(life.kills) < KILLS:
            with serving(life.folder, env=env) as server:
                rounds_until_the_command_dies(server, life, numbers)
        with serving(life.folder, env=env) as server:
            resolve(server, life)
            recorder.well = True
            recorder.released.set()
            until(lambda: settled(life), "deliveries still wait", seconds=90.0)
        judge(life, names)


def settled(life: Life) -> bool:
    """Whether nothing waits any more."""
    return waiting(life.folder) == 0 and not set(life.rows().values()) & {"pending", "claimed"}


def judge(life: Life, names: list[str]) -> None:
    """Nothing lost, nothing of what was resolved, nothing twice that no kill explains."""
    rows = life.rows()
    posts = life.recorder.posts
    due = {issue for _, issue in rows} - set(life.resolved)
    assert len(due) - len(life.due) in (0, 1)  # the noise may have risen
    assert set(life.resolved) <= {issue for _, issue in rows}
    assert {key: state for key, state in rows.items() if key[1] in due} == {
        (name, issue): "sent" for name in names for issue in due
    }
    assert {state for key, state in rows.items() if key[1] in life.resolved} == {"cancelled"}
    arrived: dict[Key, list[int]] = {}
    for number, post in enumerate(posts):
        for key in posted(post) if post.taken else ():
            arrived.setdefault(key, []).append(number)
    assert set(arrived) == {(name, issue) for name in names for issue in due}
    for issue, since in life.resolved.items():
        later = [key[0] for post in posts[since:] for key in posted(post) if key[1] == issue]
        assert len(later) == len(set(later)), f"issue {issue} was resolved, and channels heard of it again: {later}"
    repeats = [(key, pair) for key, numbers in arrived.items() for pair in pairwise(numbers)]
    for key, (first, second) in repeats:
        caught = [kill for kill in life.kills if first < kill.posts <= second and key in kill.held]
        assert caught, f"{key} arrived twice (posts {first}, {second}), and no kill was in between: {life.kills}"
    # A kill catches one message of a channel at most: each is sent and settled before the next.
    assert len(repeats) <= len(life.kills) * len(names)
    assert repeats, "no kill hit the send window: the proof shows nothing"
    assert life.recorder.faults == []


def posted(post: Post) -> list[Key]:
    """What a message told: its channel and issues."""
    issues = sorted(set(re.findall(r"/issues/(\d+)", json.dumps(post.body))))
    return [(post.path.removeprefix(PATH + "/"), issue) for issue in issues]
