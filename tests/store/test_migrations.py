"""The tables that migrations make are the tables of `schema`, on both databases; and who may migrate what, when."""

import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from kiwame.core.errors import StorageUnusable
from kiwame.store import upgrade
from kiwame.store.database import connect
from kiwame.store.engine import Store, open_store
from kiwame.store.schema import metadata
from kiwame.testing import NOW, base_policy


def test_migrated_tables_are_those_of_the_schema(store: Store) -> None:
    with store.database.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": upgrade.VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_processes_that_start_together_migrate_once(empty_address: str) -> None:
    failures: list[Exception] = []
    stores: list[Store] = []

    def start() -> None:
        try:
            opened = open_store(empty_address, severity=base_policy)
            opened.projects.ensure_default("a" * 32, NOW)
            stores.append(opened)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [project.id for project in stores[0].projects.all()] == ["1"]
    for opened in stores:
        opened.close()


def test_without_create_a_database_must_be_there(empty_address: str) -> None:
    with pytest.raises(StorageUnusable, match="kiwame serve"):
        open_store(empty_address, severity=base_policy, create=False)


def test_a_newer_schema_is_named(empty_address: str) -> None:
    open_store(empty_address, severity=base_policy).close()
    database = connect(empty_address)
    with database.write() as connection:
        connection.execute(text(f"UPDATE {upgrade.VERSION_TABLE} SET version_num = '0999'"))
    database.close()
    with pytest.raises(StorageUnusable, match=r"newer Kiwame \(schema 0999, this one knows \d{4}\)"):
        open_store(empty_address, severity=base_policy)


def test_a_database_of_something_else_is_left_alone(empty_address: str) -> None:
    database = connect(empty_address)
    with database.write() as connection:
        connection.execute(text("CREATE TABLE events (id integer)"))
    with pytest.raises(StorageUnusable, match="not a database of Kiwame"):
        open_store(empty_address, severity=base_policy)
    with database.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM events")) == 0
    database.close()


def test_the_store_can_be_opened_again(store: Store, store_address: str) -> None:
    again = open_store(store_address, severity=base_policy, create=False)
    assert [project.name for project in again.projects.all()] == ["default"]
    again.close()
