"""A Kiwame server of the lab's own: the real command, in a temporary folder, on a free port."""

import contextlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from kiwame.lab.children import clean_environment, end, spawn
from kiwame.lab.progress import Progress
from kiwame.lab.sample import LabFailed

_READY_SECONDS = 30.0
_DSN = re.compile(r"http://[0-9a-f]{32}@127\.0\.0\.1:(\d+)/\d+")
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Opens addresses of this machine, whatever proxies its environment names."""


@contextlib.contextmanager
def served(progress: Progress) -> Iterator[tuple[str, str]]:
    """A running `kiwame serve` in a temporary folder: its address and its DSN."""
    progress.say("starting the server")
    with tempfile.TemporaryDirectory(prefix="kiwame-demo-") as folder, Path(folder, "server.log").open("w+b") as log:
        command = [sys.executable, "-m", "kiwame.service.cli", "serve", "--host", "127.0.0.1", "--port", "0"]
        child = spawn(
            [*command, "--data", str(Path(folder, "data"))], environment=clean_environment(folder), errors=log
        )
        try:
            dsn, port = _read_dsn(child)
            _wait_until_ready(child, f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}", dsn
        except LabFailed as error:
            log.seek(0)
            raise LabFailed(f"{error}. It said: {log.read()[-2000:].decode(errors='replace')}") from error
        finally:
            end(child)


def _read_dsn(child: "subprocess.Popen[bytes]") -> tuple[str, str]:
    for line in child.stdout or ():
        if found := _DSN.search(line.decode(errors="replace")):
            threading.Thread(target=_drain, args=(child,), daemon=True).start()
            return found[0], found[1]
    raise LabFailed("the server ended before it said its DSN")


def _drain(child: "subprocess.Popen[bytes]") -> None:
    """Read on, so that the server never waits for us to read what it prints."""
    with contextlib.suppress(ValueError, OSError):
        for _ in child.stdout or ():
            pass


def _wait_until_ready(child: "subprocess.Popen[bytes]", server: str) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        with contextlib.suppress(OSError):
            direct.open(f"{server}/readyz", timeout=2).close()
            return
        time.sleep(0.05)
    raise LabFailed("the server did not become ready")
