"""The two halves of `kiwame serve` as child processes: how settings and lifeline reach them, and how they say 'ready'.

A half's standard input is a pipe: first the settings, then nothing for as long as the command lives. When it ends, the
command has died, killed perhaps, and the half ends at once. Its standard output is a pipe back: a line once it works.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from kiwame.service.settings import Settings

ORPHANED = 70
"""Exit status of a half whose command died."""
READY = b"ready\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What a half is given: the settings, and the listening socket's descriptor (-1 for the worker).

    `config_file` is where the settings' file is or would be: the rules in it are followed while the server runs.
    """

    settings: Settings
    config_file: Path | None = None
    socket_fd: int = -1


def start(module: str, *, keep_open: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
    """Start `python -m module`; it imports what it needs and then waits for what is handed over.

    In a session of its own, so that Ctrl-C reaches the command alone, which then drains. `keep_open`: descriptors that
    it holds, such as the listening socket and the data folder's lock.
    """
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=keep_open,
        start_new_session=True,
        bufsize=0,
    )


def hand_over(process: "subprocess.Popen[bytes]", handed: Handed) -> None:
    """Give a process that was started its settings: now it works."""
    body = pickle.dumps(handed)
    # Where it died at once, the command sees that as it sees every death.
    with contextlib.suppress(BrokenPipeError):
        os.write(fileno(process.stdin), len(body).to_bytes(8, "big") + body)


def fileno(stream: "IO[bytes] | None") -> int:
    """The descriptor of a pipe that was asked for; -1 where there is none."""
    return -1 if stream is None else stream.fileno()


def inherit() -> Handed:
    """What the command handed over. From now on this process ends when the command does."""
    source = sys.stdin.fileno()
    body = _exactly(source, int.from_bytes(_exactly(source, 8), "big"))
    handed: Handed = pickle.loads(body)  # noqa: S301 - from our own parent, over a pipe that nobody else holds
    threading.Thread(target=_end_with_the_command, args=(source,), name="lifeline", daemon=True).start()
    return handed


def say_ready() -> None:
    """Tell the command that this half works."""
    os.write(sys.stdout.fileno(), READY)


def _exactly(source: int, size: int) -> bytes:
    body = b""
    while len(body) < size:
        part = os.read(source, size - len(body))
        if not part:
            os._exit(ORPHANED)
        body += part
    return body


def _end_with_the_command(fd: int) -> NoReturn:
    """No draining: what was answered is on the disk, what is half done is done again."""
    while os.read(fd, 4096):
        pass
    os._exit(ORPHANED)
