"""A process of the lab that is told what to do by lines: one line of settings, one line an order, an answer each."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from kiwame.lab.children import clean_environment, end, spawn
from kiwame.lab.sample import LabFailed


class LineProcess:
    """The process, running while this is open as a context. `more` are further variables of its environment."""

    def __init__(
        self, command: Sequence[str], settings: Mapping[str, object], *, more: Mapping[str, str] | None = None
    ) -> None:
        self._command, self._settings, self._more = command, settings, more

    def __enter__(self) -> Self:
        self._home = tempfile.TemporaryDirectory(prefix="kiwame-lab-")
        self._errors = Path(self._home.name, "errors.log").open("w+b")
        environment = clean_environment(self._home.name, self._more)
        self._child = spawn(self._command, environment=environment, errors=self._errors)
        try:
            self.ask(self._settings)
        except BaseException:
            self.close()
            raise
        return self

    def ask(self, what: object) -> bytes:
        """Write one line (a text as it is, else as JSON), read one line. Raises LabFailed where the process ended."""
        if self._child.stdin is None or self._child.stdout is None:
            raise LabFailed("the process has no pipes")
        line = what if isinstance(what, str) else json.dumps(what)
        try:
            self._child.stdin.write(line.encode() + b"\n")
            self._child.stdin.flush()
            answer = self._child.stdout.readline()
        except BrokenPipeError:
            answer = b""
        if not answer:
            self._errors.seek(0)
            said = self._errors.read()[-2000:].decode(errors="replace")
            raise LabFailed(f"{' '.join(self._command[:3])} ended: {said}")
        return answer

    def sent(self) -> list[tuple[str, str]]:
        """All events sent so far, after a flush: (event id, what the process calls it)."""
        return [(event_id, name) for event_id, name in json.loads(self.ask("sent"))]

    def close(self) -> None:
        """End the process."""
        end(self._child)
        self._errors.close()
        self._home.cleanup()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
