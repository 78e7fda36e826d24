"""A real `kiwame serve` in a folder of its own, on a free port."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEADLINE = 30.0
MODULES = {"web": "kiwame.service.app", "worker": "kiwame.service.worker_process"}


class Serving:
    """One running command. `dsn` is what it printed; `log` what it wrote to stderr so far."""

    def __init__(self, folder: Path, *options: str, env: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        plain = {name: value for name, value in os.environ.items() if not name.startswith("KIWAME_")}
        self.command = subprocess.Popen(
            [sys.executable, "-m", "kiwame.service.cli", "serve", "--data", str(folder), "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**plain, **(env or {})},
        )
        self.lines: list[str] = []
        self._log: list[str] = []
        self._reader = threading.Thread(target=self._read_log, daemon=True)
        self._reader.start()
        assert self.command.stdout is not None
        line = self.command.stdout.readline()
        assert line.startswith("DSN: "), f"no DSN: {line!r} {self.log}"
        self.dsn = line.removeprefix("DSN: ").strip()

    def _read_log(self) -> None:
        assert self.command.stderr is not None
        self._log.extend(self.command.stderr)

    @property
    def log(self) -> str:
        """Everything on stderr so far."""
        return "".join(self._log)

    @property
    def key(self) -> str:
        """The DSN's key."""
        return self.dsn.split("//")[1].split("@")[0]

    @property
    def url(self) -> str:
        """Where it listens."""
        return "http://" + self.dsn.split("@")[1].rsplit("/", 1)[0]

    def get(self, path: str) -> Any:
        """The JSON of a GET."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return json.load(answer)

    def status(self, path: str) -> int:
        """The status of a GET; 0 where nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=3) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def post(self, path: str, body: bytes, **headers: str) -> int:
        """The status of a POST; 0 where nobody answers."""
        request = urllib.request.Request(self.url + path, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def send(self, event_id: str, **event: object) -> int:
        """One event by the envelope's door; the status, 0 where nobody answered."""
        return self.post(
            "/api/1/envelope/",
            gzip.compress(envelope(event_id, **event)),
            **{"X-Sentry-Auth": f"Sentry sentry_key={self.key}, sentry_version=7", "Content-Encoding": "gzip"},
        )

    def wait_ready(self) -> None:
        """Until /readyz answers 200."""
        until(lambda: self.status("/readyz") == 200, f"not ready: {self.log}")

    def halves(self) -> dict[str, int]:
        """The process ids of web and worker, as far as they run."""
        found: dict[str, int] = {}
        try:
            children = Path(f"/proc/{self.command.pid}/task/{self.command.pid}/children").read_text().split()
        except FileNotFoundError:
            return {}
        for child in children:
            try:
                words = Path(f"/proc/{child}/cmdline").read_bytes().decode()
            except (FileNotFoundError, ProcessLookupError):
                continue
            found |= {name: int(child) for name, module in MODULES.items() if module in words}
        return found

    def kill(self, *names: str) -> None:
        """SIGKILL to "web", "worker" or "command"."""
        pids = {**self.halves(), "command": self.command.pid}
        for name in names:
            if name in pids:
                try:
                    os.kill(pids[name], signal.SIGKILL)
                except ProcessLookupError:
                    continue

    def end(self) -> int:
        """SIGTERM; the exit status."""
        self.command.terminate()
        status = self.command.wait(15)
        self._reader.join(5)
        return status


def until(true: Callable[[], object], otherwise: str, seconds: float = DEADLINE) -> None:
    """Ask until it is so, or fail after `seconds`."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)


@contextmanager
def serving(folder: Path, *options: str, env: Mapping[str, str] | None = None) -> Iterator[Serving]:
    """A command that is ready, and is ended with all it started."""
    server = Serving(folder, *options, env=env)
    try:
        server.wait_ready()
        yield server
    finally:
        halves = server.halves().values()
        if server.command.poll() is None:
            server.command.terminate()
            try:
                server.command.wait(12)
            except subprocess.TimeoutExpired:
                server.command.kill()
                server.command.wait(5)
        for pid in halves:
            until(lambda pid=pid: not alive(pid), f"process {pid} lives on")  # type: ignore[misc]  # bound early


def alive(pid: int) -> bool:
    """Whether a process runs; a dead one whose parent has not asked yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def error_event(event_id: str, **event: object) -> dict[str, object]:
    """An event as an SDK would send it: a refused connection behind a provider's client."""
    values = [
        {"type": "ConnectError", "module": "httpx", "value": "[Errno 111] Connection refused"},
        {"type": "APIConnectionError", "module": "openai", "value": "Connection error."},
    ]
    return {
        "event_id": event_id,
        "platform": "python",
        "timestamp": time.time(),
        "level": "error",
        "exception": {"values": values},
    } | event


def envelope(event_id: str, **event: object) -> bytes:
    """That event in an envelope."""
    payload = json.dumps(error_event(event_id, **event)).encode()
    header = json.dumps({"event_id": event_id}).encode()
    return b"\n".join((header, json.dumps({"type": "event", "length": len(payload)}).encode(), payload))
