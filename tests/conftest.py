"""Fixtures of all rooms: a PostgreSQL of the tests' own, and a store on each database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy
from tests import postgres

# Where Debian keeps runuser, chroot and nginx: a plain user's PATH has it not.
os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server for this run; started when the first test asks for it."""
    with postgres.server() as address:
        yield address


@pytest.fixture(scope="session")
def _shared_postgres(postgres_server: str) -> Iterator[str]:
    """One database with the present tables, emptied for each test: that is ten times as fast as a new one each."""
    with postgres.database(postgres_server) as address:
        open_store(address, severity=base_policy).close()
        yield address


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a new, empty PostgreSQL database."""
    with postgres.database(postgres_server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, once on each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "kiwame.sqlite")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the present tables, once on each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "kiwame.sqlite")
    address = str(request.getfixturevalue("_shared_postgres"))
    postgres.empty(address)
    return address


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """An open store with the default project "1", once on each kind of database."""
    opened = open_store(store_address, severity=base_policy)
    opened.projects.ensure_default("a" * 32, NOW)
    yield opened
    opened.close()
