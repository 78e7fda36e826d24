"""The second environment: set up from requirements/wrappers.txt, and the part of the sample app that runs in it."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from kiwame.core.errors import UsageError
from kiwame.lab.children import clean_environment, end, spawn
from kiwame.lab.sample import LabFailed, Order

SOURCE = Path(__file__).resolve().parents[2]
ROOT = SOURCE.parent
LIST = ROOT / "requirements" / "wrappers.txt"
FOLDER = ROOT / ".venv-wrappers"


def set_up() -> Path:
    """Make sure that the environment holds exactly what its list says; its Python.

    Takes about half a minute when something must be installed (pip, with hashes), else milliseconds. Raises UsageError
    outside a checkout, LabFailed with pip's words where it fails.
    """
    if not LIST.is_file():
        raise UsageError(f"the second environment is made from {LIST.name}, which only a checkout of Kiwame has")
    stamp, wanted = FOLDER / "installed", hashlib.sha256(LIST.read_bytes()).hexdigest()
    python = FOLDER / "bin" / "python"
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    _run([sys.executable, "-m", "venv", "--clear", str(FOLDER)])
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    _run([str(python), "-m", "pip", "install", *options, "-r", str(LIST)])
    stamp.write_text(wanted)
    return python


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise LabFailed(f"{' '.join(command[:4])} failed: {done.stderr.strip()[-2000:]}")


class WrappedApp:
    """The script of the second environment as a running process, while this is open as a context."""

    def __init__(
        self,
        python: Path,
        dsn: str,
        ports: dict[str, int],
        *,
        release: str = "sample-batch@0.9.1",
        facts: bool = False,
    ) -> None:
        self._command = [str(python), "-m", "kiwame.lab.wrapped_app"]
        self._settings = {"dsn": dsn, "ports": ports, "release": release, "facts": facts}

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="kiwame-lab-")
        self._errors = Path(self._folder.name, "errors.log").open("w+b")
        more = {"PYTHONPATH": str(SOURCE), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
        environment = clean_environment(self._folder.name, more)
        self._child = spawn(self._command, environment=environment, errors=self._errors)
        try:
            self._ask(self._settings)
        except BaseException:
            self.close()
            raise
        return self

    def _ask(self, what: object) -> bytes:
        """Write one line, read one line."""
        if self._child.stdin is None or self._child.stdout is None:
            raise LabFailed("the script of the second environment has no pipes")
        line = what if isinstance(what, str) else json.dumps(what)
        self._child.stdin.write(line.encode() + b"\n")
        self._child.stdin.flush()
        if not (answer := self._child.stdout.readline()):
            self._errors.seek(0)
            said = self._errors.read()[-2000:].decode(errors="replace")
            raise LabFailed(f"the script of the second environment ended: {said}")
        return answer

    def meet(self, orders: Iterable[Order], *, progress: Callable[[], None] | None = None) -> None:
        """Let the script meet every order, one after the other; `progress` is called after each."""
        for order in orders:
            self._ask({"fault": order.fault, "seed": order.seed})
            if progress is not None:
                progress()

    def sent(self) -> list[tuple[str, str]]:
        """All events sent so far, after a flush: (event id, fault's name)."""
        return [(event_id, fault) for event_id, fault in json.loads(self._ask("sent"))]

    def close(self) -> None:
        """End the process."""
        end(self._child)
        self._errors.close()
        self._folder.cleanup()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
