"""Processes that the lab starts: they never outlive it, not even when it is killed."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import IO

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")
"""All that reaches a child: a user's real keys, proxies and Sentry settings must not decide what a fault does."""


def clean_environment(home: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a child: what it needs to run, with an own home.

    No certificate authority is trusted (`home` has none): the lab calls nothing public, and loading them would cost
    25 ms of a core for each client that is made.
    """
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    resolver = {"RES_OPTIONS": "attempts:1 timeout:2"}
    return {**kept, **resolver, "SSL_CERT_DIR": home, "HOME": home, "PYTHONUNBUFFERED": "1", **(more or {})}


def _die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends (prctl(2))."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def spawn(
    command: Sequence[str], *, environment: Mapping[str, str], errors: IO[bytes] | int
) -> subprocess.Popen[bytes]:
    """Start a child with pipes at its standard input and output; `errors` takes its standard error.

    It has a session of its own: Ctrl-C reaches us alone, and we end our children in order.
    """
    return subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=dict(environment),
        start_new_session=True,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 (no threads of ours hold locks that it takes: it makes one system call)
    )


def end(child: subprocess.Popen[bytes], patience: float = 12.0) -> int:
    """End a child: close its input, ask it by SIGTERM, insist by SIGKILL after `patience` seconds; its exit status."""
    if child.stdin and not child.stdin.closed:
        child.stdin.close()
    if child.poll() is None:
        child.terminate()
    try:
        status = child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        status = child.wait()
    if child.stdout:
        child.stdout.close()
    return status
