"""The command `kiwame serve`: two halves that it starts, restarts and ends. Never half alive.

What needs the store is done by a child (`prepare`), so that this process stays small.
"""

import contextlib
import fcntl
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiwame.core.errors import StorageUnusable, UsageError
from kiwame.service.halves import READY, Handed, fileno, hand_over, start
from kiwame.service.settings import Settings

_MODULES = {"web": "kiwame.service.app", "worker": "kiwame.service.worker_process"}
_NEVER_READY_IN_A_ROW = 3
_BACKOFF_SECONDS = (0.0, 0.2, 0.5, 1.0, 2.0)
_WAIT_FOR_LOCK_SECONDS = 3.0
"""The halves of a command that was killed hold the lock until they have noticed."""
_BACKLOG = 2048
LOCK = "kiwame.lock"
"""The file in the data folder whose lock its command holds."""


@dataclass(slots=True)
class _Half:
    """One half: its process while it runs, and what its deaths so far say."""

    name: str
    process: "subprocess.Popen[bytes] | None" = None
    ready: bool = False
    never_ready: int = 0
    deaths: "deque[float]" = field(default_factory=deque)
    start_at: float = 0.0


def serve(settings: Settings, config_file: Path | None = None) -> int:
    """Run until a signal ends it; the exit status. UsageError or StorageError before anything has started.

    `config_file` is the settings' file, whose rules are followed while it runs.
    """
    listener = _listen(settings)
    settings = replace(settings, port=listener.getsockname()[1], data=_folder(settings.data))
    lock = hold(settings.data)
    handed = Handed(settings=settings, config_file=config_file and config_file.absolute())
    command = _Command(handed, listener, lock)
    prepared = start("kiwame.service.prepare")
    command.start_early()
    hand_over(prepared, handed)
    lines = b"".join(iter(lambda: os.read(fileno(prepared.stdout), 4096), b""))
    if status := prepared.wait():
        command.kill()
        return status if status > 0 else 1
    _close(prepared)
    _print(lines.decode())
    return command.run()


class _Command:
    def __init__(self, handed: Handed, listener: socket.socket, lock: int) -> None:
        self._handed = handed
        self._settings = handed.settings
        self._listener = listener
        self._lock = lock
        self._halves = {name: _Half(name=name) for name in _MODULES}
        self._signals = 0

    def start_early(self) -> None:
        """Start both halves, which import meanwhile what they need: half of the time until they are ready."""
        for half in self._halves.values():
            half.process = self._start(half)

    def run(self) -> int:
        """Keep both halves alive until a signal, or until one cannot be kept alive."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        for half in self._halves.values():
            self._hand_over(half)
        status = 0
        while not self._signals:
            self._start_what_is_due()
            self._wait()
            if why := self._bury():
                _complain(why)
                status = 1
                break
        self._end()
        return status

    def _on_signal(self, number: int, _: object) -> None:
        self._signals += 1
        if self._signals > 1:
            self.kill()
            os._exit(128 + number)

    def _start_what_is_due(self) -> None:
        for half in self._halves.values():
            if half.process is None and time.monotonic() >= half.start_at:
                half.process = self._start(half)
                self._hand_over(half)

    def _start(self, half: _Half) -> "subprocess.Popen[bytes]":
        half.ready = False
        fds = (self._lock, self._listener.fileno()) if half.name == "web" else (self._lock,)
        return start(_MODULES[half.name], keep_open=fds)

    def _hand_over(self, half: _Half) -> None:
        if half.process is not None:
            fd = self._listener.fileno() if half.name == "web" else -1
            hand_over(half.process, replace(self._handed, socket_fd=fd))

    def _wait(self) -> None:
        """Until a half says something or dies, a restart is due, or a signal comes (at the latest after 0.2 s)."""
        outputs = {half.process.stdout: half for half in self._halves.values() if half.process}
        readable, _, _ = select.select([output for output in outputs if output], [], [], 0.2)
        for output in readable:
            if READY in os.read(output.fileno(), 4096):
                outputs[output].ready = True
                outputs[output].never_ready = 0

    def _bury(self) -> str:
        """Take note of the dead; why the command must end, or ''."""
        for half in self._halves.values():
            if half.process is None or half.process.poll() is None:
                continue
            status, now = half.process.returncode, time.monotonic()
            _close(half.process)
            half.process = None
            half.never_ready += not half.ready
            half.deaths.append(now)
            while half.deaths[0] < now - 60:
                half.deaths.popleft()
            how = f"signal {-status}" if status < 0 else f"status {status}"
            if half.never_ready >= _NEVER_READY_IN_A_ROW:
                return f"the {half.name} process ended {half.never_ready} times before it was ready (last: {how})"
            if len(half.deaths) > self._settings.restarts_per_minute:
                return f"the {half.name} process died {len(half.deaths)} times within a minute (last: {how})"
            pause = _BACKOFF_SECONDS[min(max(half.never_ready, len(half.deaths) // 3), len(_BACKOFF_SECONDS) - 1)]
            half.start_at = now + pause
            _complain(f"the {half.name} process ended ({how}); it is started again")
        return ""

    def _end(self) -> None:
        """Web first, so that nothing new comes in; then the worker, which finishes what waits, as long as it may."""
        self._listener.close()
        until = time.monotonic() + self._settings.drain_seconds
        for name, latest in (("web", until - self._settings.drain_seconds / 2), ("worker", until)):
            process = self._halves[name].process
            if process is None:
                continue
            process.terminate()
            try:
                process.wait(max(0.1, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def kill(self) -> None:
        """Both halves at once."""
        for half in self._halves.values():
            if half.process is not None:
                half.process.kill()


def _listen(settings: Settings) -> socket.socket:
    """The listening socket, bound before anything else is done: a port in use must change nothing."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6 and settings.host == "::":
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # :: means every interface, IPv4 too
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError as error:
        where = f"{settings.host}, port {settings.port}"
        raise UsageError(
            f"cannot listen on {where}: {(error.strerror or 'failed').lower()}; "
            "choose another with --port (0 takes a free one) or --host, or end what listens there"
        ) from error
    listener.set_inheritable(True)
    return listener


def _folder(path: Path) -> Path:
    """The data folder, made with mode 0700 where it is not there."""
    try:
        path = path.absolute()
        if not path.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageUnusable(
            f"the data folder {path} cannot be made: {_why(error)}; name another with --data or KIWAME_DATA"
        ) from error
    return path


def hold(folder: Path) -> int:
    """The descriptor that holds the folder for this command and its halves. StorageUnusable where another holds it."""
    try:
        fd = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageUnusable(
            f"the data folder {folder} cannot be written: {_why(error)}; let this user write to it, "
            "or name another with --data or KIWAME_DATA"
        ) from error
    until = time.monotonic() + _WAIT_FOR_LOCK_SECONDS
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() >= until:
                raise StorageUnusable(
                    f"another `kiwame serve` works on {folder}: end it, or name another folder with --data"
                ) from error
            time.sleep(0.05)
        else:
            return fd


def is_served(folder: Path) -> bool:
    """Whether a `kiwame serve` holds the folder now. Changes nothing."""
    try:
        fd = os.open(folder / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(fd)
    return False


def _why(error: OSError) -> str:
    return (error.strerror or "failed").lower()


def _print(lines: str) -> None:
    try:
        sys.stdout.write(lines)
        sys.stdout.flush()
    except BrokenPipeError:  # nobody reads our output: the server works all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(why: str) -> None:
    with contextlib.suppress(OSError):
        sys.stderr.write(f"kiwame: {why}\n")
        sys.stderr.flush()


def _close(process: "subprocess.Popen[bytes]") -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
