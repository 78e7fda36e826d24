"""The SQLite inbox on a real disk, group commit, two processes, and a real SDK that is told to wait."""

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sentry_sdk
import sentry_sdk.transport

from kiwame.core.errors import StorageUnavailable, StorageUnusable
from kiwame.core.event import Door, RawEvent
from kiwame.inbox.memory import MemoryInbox
from kiwame.inbox.sqlite import SqliteInbox
from kiwame.ingest.envelope import read_raw
from kiwame.ingest.group_commit import GroupCommit
from kiwame.ingest.limits import EnvelopeLimits
from tests.ingest.client import KEY, House, serving
from tests.rounds import rounds


def raw(body: bytes) -> RawEvent:
    return RawEvent(project="1", door=Door.ENVELOPE, body=body, received_at=1.0)


def test_a_newer_a_foreign_and_a_broken_file_are_refused_with_a_remedy(tmp_path: Path) -> None:
    newer = tmp_path / "newer.sqlite"
    SqliteInbox(newer).close()
    foreign = tmp_path / "foreign.sqlite"
    for path, statement in ((newer, "PRAGMA user_version = 99"), (foreign, "CREATE TABLE t (x)")):
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.close()
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database at all, but long enough to have a header" * 20)
    for path, words in (
        (newer, "newer"),
        (foreign, "not a Kiwame inbox"),
        (broken, "not a SQLite"),
        (tmp_path, "opened"),
    ):
        with pytest.raises(StorageUnusable, match=words):
            SqliteInbox(path)


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)  # root may write everywhere
        try:
            with pytest.raises(StorageUnusable, match="allowed to write"):
                SqliteInbox(folder / "inbox.sqlite")
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


def test_no_room_refuses_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    inbox = SqliteInbox(path)
    inbox.append([raw(b"kept")])
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 500_000, old[1]))
    try:
        with pytest.raises(StorageUnavailable, match="room"):
            inbox.append([raw(b"x" * 400_000)] * 5)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert [entry.raw.body for entry in inbox.take(10)] == [b"kept"]
    inbox.append([raw(b"after")])
    inbox.close()
    again = SqliteInbox(path)
    assert [entry.raw.body for entry in again.take(10)] == [b"kept", b"after"]
    assert again.depth() == 2
    again.close()


def test_the_file_shrinks_after_a_backlog(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    inbox = SqliteInbox(path)
    for _ in range(60):
        inbox.append([raw(os.urandom(1_000_000))])
    ids = [entry.id for _ in range(2) for entry in inbox.take(100)]
    while ids:
        inbox.remove(ids)
        ids = [entry.id for entry in inbox.take(100)]
    for _ in range(10):
        inbox.append([raw(b"x")])
        inbox.remove([entry.id for entry in inbox.take(10)])
    inbox.close()
    assert path.stat().st_size < 20_000_000


_APPENDER = """
import sys
from kiwame.core.event import Door, RawEvent
from kiwame.inbox.sqlite import SqliteInbox
inbox = SqliteInbox(sys.argv[1])
for n in range(10**9):
    body = f"{sys.argv[2]}-{n}".encode()
    inbox.append([RawEvent(project="1", door=Door.ENVELOPE, body=body, received_at=1.0)] * (n % 3 + 1))
    print(n, n % 3 + 1, flush=True)
"""


@pytest.mark.prove
def test_sigkill_of_the_appender_loses_nothing_that_returned_while_a_worker_removes(tmp_path: Path) -> None:
    path = tmp_path / "inbox.sqlite"
    worker = SqliteInbox(path)
    for number in range(rounds(ordinary=2, full=20)):
        command = [sys.executable, "-c", _APPENDER, str(path), str(number)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        seen: list[bytes] = []
        returned: dict[bytes, int] = {}
        for line in process.stdout:
            if not line.endswith("\n"):  # cut off by the kill
                continue
            n, times = line.split()
            returned[f"{number}-{n}".encode()] = int(times)
            if len(returned) == 40 + 17 * number:
                process.kill()
            if len(returned) % 10 == 0:
                entries = worker.take(50)
                seen += [entry.raw.body for entry in entries]
                worker.remove(entry.id for entry in entries)
        process.wait()
        process.stdout.close()
        while entries := worker.take(1000):
            seen += [entry.raw.body for entry in entries]
            worker.remove(entry.id for entry in entries)
        found = Counter(seen)
        assert {body: found[body] for body in returned} == returned
        assert len(seen) - sum(returned.values()) in range(7)  # commits that the kill met before they were told
        assert (worker.depth(), worker.bytes_waiting()) == (0, 0)
    worker.close()


class Counting(MemoryInbox):
    """Counts commits."""

    def __init__(self) -> None:
        super().__init__()
        self.commits: list[int] = []

    def append(self, events: Sequence[RawEvent]) -> None:
        self.commits.append(len(events))
        if any(event.body == b"crash" for event in events):
            raise RuntimeError("a bug")
        super().append(events)


def test_what_gathers_is_one_commit_and_every_waiter_hears() -> None:
    inbox = Counting()

    async def run() -> list[object]:
        group = GroupCommit(inbox)
        await asyncio.gather(*(group.append(raw(b"%d" % n)) for n in range(100)))
        bad = await asyncio.gather(*(group.append(raw(b"crash")) for _ in range(3)), return_exceptions=True)
        await group.append(raw(b"last"))
        late = asyncio.ensure_future(group.append(raw(b"drained")))
        await asyncio.sleep(0)
        await group.close()
        await late
        with pytest.raises(StorageUnavailable):
            await group.append(raw(b"closed"))
        return list(bad)

    bad = asyncio.run(run())
    assert inbox.commits[0] == 100
    assert [type(error) for error in bad] == [StorageUnavailable] * 3
    assert [entry.raw.body for entry in inbox.take(200)][-2:] == [b"last", b"drained"]


class Broken(MemoryInbox):
    """Takes nothing and cannot say how much waits."""

    def append(self, events: Sequence[RawEvent]) -> None:
        raise StorageUnavailable("full")

    def bytes_waiting(self) -> int:
        raise ValueError("a bug")


def test_what_could_not_be_stored_does_not_wait_and_the_next_hears_too() -> None:
    async def run() -> tuple[list[object], int]:
        group = GroupCommit(Broken())
        heard: list[object] = []
        for _ in range(3):
            heard += await asyncio.gather(group.append(raw(b"x" * 1000)), return_exceptions=True)
        waiting = group.bytes_waiting()
        await group.close()
        return heard, waiting

    heard, waiting = asyncio.run(asyncio.wait_for(run(), 20))
    assert [type(error) for error in heard] == [StorageUnavailable] * 3
    assert waiting == 0


def test_a_real_sdk_stops_when_it_is_told_to_and_resumes(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(quota=2)

    class Clock(datetime):
        passed = timedelta()

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # the SDK asks for UTC only
            return datetime.now(UTC) + cls.passed

    monkeypatch.setattr(sentry_sdk.transport, "datetime", Clock)
    doors = house.doors()
    with serving(doors) as port:
        client = sentry_sdk.Client(f"http://{KEY}@127.0.0.1:{port}/1", default_integrations=False)

        def send() -> None:
            client.capture_event({"message": "x", "level": "error"})
            client.flush(5)

        def events() -> int:
            return sum(len(read_raw(raw, EnvelopeLimits()).events) for raw in house.stored())

        for _ in range(5):
            send()
        # Two taken, one refused, two held back by the SDK itself.
        assert doors.answers["envelope", 429] == 1
        assert events() == 2
        house.now += 61
        Clock.passed = timedelta(seconds=61)
        send()
        assert doors.answers["envelope", 429] == 1
        assert events() == 3
        client.close()
