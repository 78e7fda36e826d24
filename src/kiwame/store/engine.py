"""Opens the store and bundles its ports: the one door into this room."""

import os
from dataclasses import dataclass
from pathlib import Path

from kiwame.core.errors import StorageUnusable
from kiwame.core.ports import AlertPolicy, SeverityPolicy
from kiwame.store import upgrade
from kiwame.store.alerts import silent
from kiwame.store.channels import SqlChannels
from kiwame.store.commands import SqlIssueCommands
from kiwame.store.database import Database, connect, url_of
from kiwame.store.deliveries import SqlDeliveries
from kiwame.store.heartbeats import SqlHeartbeats
from kiwame.store.idempotency import SqlIdempotencyKeys
from kiwame.store.key_values import SqlKeyValues
from kiwame.store.lessons import SqlLessons
from kiwame.store.projects import SqlProjects
from kiwame.store.reader import SqlReader
from kiwame.store.recorder import Policies, SqlRecorder
from kiwame.store.regrouping import SqlRegrouping
from kiwame.store.rejudging import SqlRejudgeable
from kiwame.store.retention import SqlRetention
from kiwame.store.search import SqlSearch
from kiwame.store.sessions import SqlSessions
from kiwame.store.tokens import SqlTokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The store's ports on one database. Any thread may use any of them."""

    projects: SqlProjects
    recorder: SqlRecorder
    reader: SqlReader
    commands: SqlIssueCommands
    regrouping: SqlRegrouping
    rejudgeable: SqlRejudgeable
    lessons: SqlLessons
    search: SqlSearch
    deliveries: SqlDeliveries
    channels: SqlChannels
    sessions: SqlSessions
    key_values: SqlKeyValues
    heartbeats: SqlHeartbeats
    tokens: SqlTokens
    retention: SqlRetention
    idempotency: SqlIdempotencyKeys
    database: Database

    def close(self) -> None:
        """Give back all connections."""
        self.database.close()


def open_store(
    where: str | Path, *, severity: SeverityPolicy, alerts: AlertPolicy = silent, create: bool = True
) -> Store:
    """The store at `where`: a SQLite file, or postgresql://….

    `severity` and `alerts` are asked within the transactions that change issues; without `alerts` nothing is told.
    With `create` a missing database is made and an older one migrated, by one process at a time; without it, it must
    be there and up to date.
    StorageUnusable: a folder that cannot be written, a file that is not ours, a newer schema; StorageUnavailable: no
    connection, a full disk; SettingsError: an address that cannot be read; MissingExtra: no driver for PostgreSQL.
    """
    _require_folder(where, making=create)
    database = connect(where)
    try:
        upgrade.ready(database, create=create)
    except BaseException:
        database.close()
        raise
    return Store(
        projects=SqlProjects(database),
        recorder=SqlRecorder(database, Policies(severity=severity, alerts=alerts)),
        reader=SqlReader(database),
        commands=SqlIssueCommands(database, severity),
        regrouping=SqlRegrouping(database, severity),
        rejudgeable=SqlRejudgeable(database),
        lessons=SqlLessons(database),
        search=SqlSearch(database),
        deliveries=SqlDeliveries(database),
        channels=SqlChannels(database),
        sessions=SqlSessions(database),
        key_values=SqlKeyValues(database),
        heartbeats=SqlHeartbeats(database),
        tokens=SqlTokens(database),
        retention=SqlRetention(database),
        idempotency=SqlIdempotencyKeys(database),
        database=database,
    )


def _require_folder(where: str | Path, *, making: bool) -> None:
    """Say plainly what SQLite would call 'unable to open database file'."""
    url = url_of(where)
    if url.get_backend_name() != "sqlite" or url.database is None:
        return
    file = Path(url.database)
    if not file.parent.is_dir():
        raise StorageUnusable(f"The store's folder {file.parent} is not there: create it, or name another one.")
    if not file.exists() and not making:
        raise StorageUnusable(f"There is no store at {file}: run kiwame serve once.")
    target = file if file.exists() else file.parent
    if making and not (os.access(target, os.W_OK) and os.access(file.parent, os.W_OK)):
        raise StorageUnusable(
            f"The store's folder {file.parent} is not writable: give Kiwame's user write access to it."
        )
