"""The keys that the doors know follow the store's, whatever reading them comes to."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import pytest

from kiwame.core.errors import StorageUnavailable
from kiwame.core.ports import Project
from kiwame.ingest.routes import ProjectState
from kiwame.service.keyring import Keyring, keep_fresh
from kiwame.store.engine import Store
from kiwame.store.projects import SqlProjects

KEY = "a" * 32


def test_a_closed_project_a_revoked_key_and_a_new_one(store: Store) -> None:
    keyring = Keyring(store.projects.all())
    assert (keyring.default_project(), keyring.project_of(KEY, "1")) == ("1", ProjectState.OPEN)
    assert keyring.project_of(KEY, "2") is keyring.project_of("b" * 32, "1") is ProjectState.UNKNOWN
    store.projects.close("1")
    store.projects.add_key("1", "b" * 32)
    keyring.hold(store.projects.all())
    assert keyring.project_of("b" * 32, "1") is ProjectState.CLOSED
    store.projects.reopen("1")
    store.projects.revoke_key(KEY)
    keyring.hold(store.projects.all())
    assert keyring.project_of(KEY, "1") is ProjectState.UNKNOWN
    assert keyring.project_of("b" * 32, "1") is ProjectState.OPEN
    assert keyring.project_of("\ud800", "1") is ProjectState.UNKNOWN


@dataclass(frozen=True)
class Failing(SqlProjects):
    """Projects that can be read once all failures are spent."""

    failures: list[Exception]

    def all(self) -> list[Project]:
        if self.failures:
            raise self.failures.pop()
        return super().all()


@pytest.mark.parametrize("error", [StorageUnavailable("locked"), ValueError("a bug")])
def test_no_error_ends_the_loop(store: Store, error: Exception) -> None:
    keyring = Keyring()

    async def until_it_knows() -> None:
        projects = Failing(store.database, [error, error])
        loop = asyncio.create_task(keep_fresh(keyring, projects, every=0.001))
        async with asyncio.timeout(20):
            while not keyring.default_project():
                await asyncio.sleep(0.001)
        loop.cancel()
        with suppress(asyncio.CancelledError):
            await loop

    asyncio.run(until_it_knows())
    assert keyring.project_of(KEY, "1") is ProjectState.OPEN
