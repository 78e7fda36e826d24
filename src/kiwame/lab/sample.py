"""The fake provider and the sample app as running processes, and the way to make the app meet faults."""

import http.client
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kiwame.lab.children import clean_environment, end, spawn
from kiwame.lab.draw import Draw
from kiwame.lab.fault import FAULT_HEADER

AT_ONCE = 10
"""Requests to the app under way at a time: enough to hide the faults that wait for a deadline."""


class LabFailed(Exception):
    """A process of the lab did not start; the message ends with what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One fault to be met once; `trace_id` (32 hex digits) is that of an upstream caller, "" for a trace of its own."""

    fault: str
    seed: str
    trace_id: str = ""


class SampleApp:
    """The two processes, running while this is open as a context; with `facts` the app has Kiwame's integration."""

    def __init__(self, dsn: str, *, release: str = "sample-app@1.4.2", facts: bool = False) -> None:
        self._dsn = dsn
        self._release = release
        self._facts = facts
        self._children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="kiwame-lab-")
        self._errors = Path(self._folder.name, "errors.log").open("w+b")
        try:
            self.ports: dict[str, int] = json.loads(self._start("kiwame.lab.provider.serve"))
            settings = {"dsn": self._dsn, "ports": self.ports, "release": self._release, "facts": self._facts}
            self.port = int(self._start("kiwame.lab.app", json.dumps(settings)))
        except BaseException:
            self.close()
            raise
        return self

    def _start(self, module: str, settings: str = "{}") -> bytes:
        """Start a module as a process, hand it its settings; the line that it prints when it is ready."""
        environment = clean_environment(self._folder.name)
        child = spawn([sys.executable, "-m", module], environment=environment, errors=self._errors)
        self._children.append(child)
        if child.stdin is None or child.stdout is None:
            raise LabFailed(f"{module} has no pipes")
        child.stdin.write(settings.encode() + b"\n")
        child.stdin.flush()
        if not (line := child.stdout.readline()):
            self._errors.seek(0)
            raise LabFailed(f"{module} did not start: {self._errors.read()[-2000:].decode(errors='replace')}")
        return line

    def meet(self, orders: Iterable[Order], *, progress: Callable[[], None] | None = None) -> None:
        """Let the app meet every order, some at once; `progress` is called after each."""

        def one(order: Order) -> None:
            self._meet(order)
            if progress is not None:
                progress()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(one, orders):
                pass

    def _meet(self, order: Order) -> None:
        headers = {"content-type": "application/json", FAULT_HEADER: f"{order.fault}:{order.seed}"}
        if order.trace_id:
            headers["sentry-trace"] = f"{order.trace_id}-{'0' * 15}1"
        body = json.dumps({"prompt": Draw(f"user:{order.seed}").prompt()})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/chat", body, headers)
            connection.getresponse().read()
        finally:
            connection.close()

    def sent(self) -> list[tuple[str, str]]:
        """All events sent so far, after a flush: (event id, fault's name)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/lab/sent")
            return [(event_id, fault) for event_id, fault in json.loads(connection.getresponse().read())]
        finally:
            connection.close()

    def close(self) -> None:
        """End both processes."""
        for child in reversed(self._children):
            end(child)
        self._children.clear()
        self._errors.close()
        self._folder.cleanup()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
