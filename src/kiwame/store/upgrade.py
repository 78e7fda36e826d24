"""From whatever schema a database has to the one this version knows, by one process at a time."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, select, table, text
from sqlalchemy.sql import column

from kiwame.core.errors import StorageUnusable
from kiwame.store.database import Database
from kiwame.store.failures import place
from kiwame.store.schema import metadata

if TYPE_CHECKING:  # Alembic takes 0.3 s to import, and a database that is up to date needs none of it
    from alembic.config import Config

NEWEST = "0003"
"""The schema version that this Kiwame knows: the newest of `migrations/versions` (a test holds the two together)."""
VERSION_TABLE = "kiwame_schema"
_LOCK = 0x6B6977616D65
"""PostgreSQL's advisory lock for migrating, one number for every Kiwame of a database ("kiwame" in ASCII)."""


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def versions() -> list[str]:
    """All schema versions that this Kiwame knows, the newest first."""
    from alembic.script import ScriptDirectory

    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def present(connection: Connection) -> str | None:
    """The schema version of a database, None where it has none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version = table(VERSION_TABLE, column("version_num"))
    found: str | None = connection.scalar(select(version.c.version_num))
    return found


def _check(connection: Connection, *, where: str) -> bool:
    """True where the schema is the one we know, False where it is older or there is none. StorageUnusable otherwise."""
    found, known = present(connection), NEWEST
    if found == known:
        return True
    if found is None:
        foreign = set(inspect(connection).get_table_names())
        if connection.dialect.name != "sqlite":
            # A PostgreSQL database may be shared, as long as no table of the same name is there.
            foreign &= set(metadata.tables)
        if foreign:
            raise StorageUnusable(
                f"The store ({where}) is not a database of Kiwame: it holds tables of something else "
                f"({', '.join(sorted(foreign)[:3])}). Name another folder or database."
            )
        return False
    if found not in versions():
        raise StorageUnusable(
            f"The store ({where}) was written by a newer Kiwame (schema {found}, this one knows {known}): "
            "install that version or restore a backup."
        )
    return False


def ready(database: Database, *, create: bool) -> None:
    """Bring a database to the present schema; StorageUnusable where that cannot be or, without `create`, is not yet.

    One process migrates: on SQLite the write lock is held over it, on PostgreSQL an advisory lock; whoever waited
    finds the work done.
    """
    where = place(database.engine.url)
    with database.read() as connection:
        if _check(connection, where=where):
            return
    if not create:
        raise StorageUnusable(f"The store ({where}) is not set up yet, or of an older version: run kiwame serve once.")
    with database.write() as connection:
        if not database.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if not _check(connection, where=where):
            from alembic import command

            command.upgrade(_config(connection), "head")
