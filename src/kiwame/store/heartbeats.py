"""Which processes live."""

from dataclasses import dataclass

from sqlalchemy import select

from kiwame.store.database import Database
from kiwame.store.schema import heartbeats
from kiwame.store.seen import upsert


@dataclass(frozen=True, slots=True)
class SqlHeartbeats:
    """`Heartbeats` on a database."""

    database: Database

    def beat(self, name: str, now: float) -> None:
        """`name` is alive and working at `now`."""
        with self.database.write() as connection:
            connection.execute(upsert(connection, heartbeats, ["name"], at="set"), {"name": name, "at": now})

    def last(self, name: str) -> float | None:
        """When `name` was last alive (Unix seconds), None if never."""
        with self.database.read() as connection:
            return connection.scalar(select(heartbeats.c.at).where(heartbeats.c.name == name))
