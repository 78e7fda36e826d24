"""A PostgreSQL of the tests' own: started from the installed binaries on a free port, or the server that is named.

`KIWAME_TEST_POSTGRES_URL` names a server whose user may create databases; it is used in place of an own one.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from kiwame.store.database import url_of
from kiwame.store.schema import metadata

_numbers = count(1)


def binaries() -> Path | None:
    """The folder that holds initdb and pg_ctl, the newest PostgreSQL's first; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _as_server_user() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def own_server() -> Iterator[str]:
    """The address of a server that lives as long as the context; skips, or fails in CI, where it cannot be started."""
    found = binaries()
    if found is None:
        reason = "PostgreSQL is not installed: apt-get install postgresql (or set KIWAME_TEST_POSTGRES_URL)"
        if os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Not below pytest's own folder: the server's user must be able to reach it.
    folder = Path(tempfile.mkdtemp(prefix="kiwame-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", _free_port()
    run = [*_as_server_user(), str(found / "pg_ctl"), "-D", str(data), "-w"]
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} "
        "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    )
    try:
        initdb = [*_as_server_user(), str(found / "initdb"), "-D", str(data), "--no-sync"]
        _call([*initdb, "-U", "postgres", "-A", "trust", "-E", "UTF8"], folder)
        _call([*run, "-l", str(folder / "log"), "-o", options, "start"], folder)
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*run, "-m", "immediate", "stop"], cwd=folder, capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _call(command: list[str], folder: Path) -> None:
    # Output to a file, not a pipe: the server inherits it, and a pipe would be waited on until the server ends.
    with (folder / "output").open("w+") as output:
        done = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            output.seek(0)
            pytest.fail(f"{command[-1]} of PostgreSQL ended with {done.returncode}:\n{output.read()}")


@contextmanager
def server() -> Iterator[str]:
    """The address of a server that may be filled with databases."""
    given = os.environ.get("KIWAME_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with own_server() as address:
        yield address


@contextmanager
def database(address: str) -> Iterator[str]:
    """The address of a new, empty database on a server; dropped at the end."""
    name = f"kiwame_test_{os.getpid()}_{next(_numbers)}"
    _execute(address, f"CREATE DATABASE {name}")
    try:
        yield make_url(address).set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def empty(address: str) -> None:
    """Leave a database its tables and nothing in them."""
    names = ", ".join(metadata.tables)
    _execute(address, f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def _execute(address: str, statement: str) -> None:
    engine = create_engine(url_of(address), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
