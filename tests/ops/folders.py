"""Data folders with something in them, and the command line on them."""

import subprocess
import sys
import time
import uuid
from pathlib import Path

from kiwame.core.event import Door, RawEvent
from kiwame.service import wiring
from kiwame.service.settings import Settings
from tests.e2e.running import envelope


def filled(folder: Path, *, database_url: str = "") -> Settings:
    """A folder with one judged event and one that waits, made without a server."""
    settings = Settings(data=folder, database_url=database_url)
    folder.mkdir(mode=0o700)
    wiring.inbox(settings).close()
    store = wiring.store(settings, create=True)
    store.projects.ensure_default("a" * 32, 1.0)
    store.close()
    with wiring.worker_parts(settings) as parts:
        for _ in range(2):
            body = envelope(uuid.uuid4().hex)
            parts.inbox.append([RawEvent(project="1", door=Door.ENVELOPE, body=body, received_at=time.time())])
        parts.pipeline.process(parts.inbox.take(1))
    return settings


def kiwame(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """The command as people run it."""
    command = [sys.executable, "-m", "kiwame.service.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def listing(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
