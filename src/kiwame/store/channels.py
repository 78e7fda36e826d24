"""Channels that people set on the Set-up page. Their addresses are secrets: they are kept, and never logged."""

import json
from dataclasses import dataclass

from sqlalchemy import RowMapping, delete, select

from kiwame.core.alert import Alert, Channel
from kiwame.core.errors import NotFound
from kiwame.core.taxonomy import Severity
from kiwame.store.database import Database
from kiwame.store.event_json import to_json
from kiwame.store.schema import channels
from kiwame.store.seen import upsert
from kiwame.store.text import clean

_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class SqlChannels:
    """`Channels` on a database."""

    database: Database

    def all(self) -> list[Channel]:
        """All of them, by name; each is `from_page`."""
        with self.database.read() as connection:
            rows = connection.execute(select(channels)).mappings()
            # By the characters' numbers, not by the database's language.
            return sorted((_channel(row) for row in rows), key=lambda channel: channel.name)

    def put(self, channel: Channel, actor: str, now: float) -> None:
        """Add a channel, or replace the one of that name, which keeps the time at which it was added."""
        row = {
            "name": clean(channel.name, _NAME_LENGTH),
            "kind": clean(channel.kind, _NAME_LENGTH),
            "url": clean(channel.url),
            "options": _options(channel),
            "actor": clean(actor, _NAME_LENGTH),
            "created_at": now,
        }
        with self.database.write() as connection:
            statement = upsert(connection, channels, ["name"], kind="set", url="set", options="set", actor="set")
            connection.execute(statement, row)

    def remove(self, name: str) -> None:
        """Forget a channel. NotFound."""
        with self.database.write() as connection:
            gone = connection.execute(delete(channels).where(channels.c.name == clean(name, _NAME_LENGTH)))
            if gone.rowcount == 0:
                raise NotFound(f"There is no channel named {name[:_NAME_LENGTH]!r}: the Set-up page lists them")


def _options(channel: Channel) -> str:
    return to_json(
        {
            "severities": [severity.value for severity in channel.severities],
            "alerts": [alert.value for alert in channel.alerts],
            "projects": list(channel.projects),
            "language": channel.language,
        }
    )


def _channel(row: RowMapping) -> Channel:
    options = json.loads(row["options"])
    return Channel(
        name=row["name"],
        kind=row["kind"],
        url=row["url"],
        severities=tuple(Severity(value) for value in options["severities"]),
        alerts=tuple(Alert(value) for value in options["alerts"]),
        projects=tuple(options["projects"]),
        language=options["language"],
        from_page=True,
    )
