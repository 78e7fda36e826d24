"""The second environment: set up from requirements/wrappers.txt, and the part of the sample app that runs in it."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from kiwame.core.errors import UsageError
from kiwame.lab.lines import LineProcess
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


class WrappedApp(LineProcess):
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
        settings = {"dsn": dsn, "ports": ports, "release": release, "facts": facts}
        more = {"PYTHONPATH": str(SOURCE), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
        super().__init__((str(python), "-m", "kiwame.lab.wrapped_app"), settings, more=more)

    def meet(self, orders: Iterable[Order], *, progress: Callable[[], None] | None = None) -> None:
        """Let the script meet every order, one after the other; `progress` is called after each."""
        for order in orders:
            self.ask({"fault": order.fault, "seed": order.seed})
            if progress is not None:
                progress()
