"""A full disk: the doors say so, nothing that was answered is lost, and with room again all goes on."""

import os
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.running import serving, until
from tests.e2e.test_kills import counted, waiting


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MiB."""
    command = ["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk needs root and the right to mount")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def test_a_full_disk_loses_nothing_that_was_answered(small_disk: Path) -> None:
    folder = small_disk / "data"
    with serving(folder) as server:
        first = uuid.uuid4().hex
        assert server.send(first) == 200
        until(lambda: first in counted(folder)[0], "not counted")
        ballast = small_disk / "ballast"
        with ballast.open("wb") as file:
            try:
                while True:
                    file.write(b"0" * 65536)
                    file.flush()
            except OSError:
                pass
        answered = {first}
        refused = 0
        while refused < 3:
            event_id = uuid.uuid4().hex
            status = server.send(event_id, extra={"filler": uuid.uuid4().hex * 2000})
            assert status in {200, 503}
            if status == 200:
                answered.add(event_id)
            else:
                refused += 1
        ballast.unlink()
        last = uuid.uuid4().hex
        until(lambda: server.send(last) == 200, "the door stays shut")
        until(lambda: waiting(folder) == 0, f"not drained: {server.log[-2000:]}")
        server.wait_ready()
        ids, reports = counted(folder)
        assert answered | {last} <= ids
        assert reports == len(ids)
        assert "Traceback" not in server.log
