"""Where a bench ran: processor, cores, Python, and the libraries whose speed is measured with ours."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = ("uvicorn", "uvloop", "httptools", "msgspec", "google-re2", "zlib-ng", "sqlalchemy", "sentry-sdk")


def described() -> str:
    """Two lines."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    found = [f"SQLite {sqlite3.sqlite_version}"]
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return (
        f"{_processor()}, {cores} cores, {platform.system()} {platform.release()}, load before {load}\n"
        f"{platform.python_implementation()} {platform.python_version()}, {', '.join(found)}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
