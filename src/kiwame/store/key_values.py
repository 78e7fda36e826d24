"""Small things that must outlive a restart, by name."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Connection, Text, cast, select

from kiwame.store.database import Database
from kiwame.store.schema import key_values
from kiwame.store.seen import insert_or_ignore, upsert
from kiwame.store.text import clean


@dataclass(frozen=True, slots=True)
class SqlKeyValues:
    """`KeyValues` on a database."""

    database: Database

    def get(self, name: str) -> str | None:
        """The value, None where there is none."""
        with self.database.read() as connection:
            return _value(connection, name)

    def put(self, name: str, value: str) -> None:
        """Set it."""
        with self.database.write() as connection:
            statement = upsert(connection, key_values, ["name"], value="set")
            connection.execute(statement, {"name": clean(name), "value": clean(value)})

    def ensure(self, name: str, value: str) -> str:
        """The value that is there, else `value`, which is set: of several at once all get the same."""
        there = self.get(name)
        if there is not None:
            return there
        with self.database.write() as connection:
            row = {"name": clean(name), "value": clean(value)}
            connection.execute(insert_or_ignore(connection, key_values), row)
            return _value(connection, name) or ""


def _value(connection: Connection, name: str) -> str | None:
    return connection.scalar(select(key_values.c.value).where(key_values.c.name == clean(name)))


def count_up(connection: Connection, name: str) -> None:
    """Raise the number of this name; whoever else raises it waits here until this transaction has ended."""
    connection.execute(insert_or_ignore(connection, key_values), {"name": name, "value": "0"})
    following = cast(cast(key_values.c.value, BigInteger) + 1, Text)
    connection.execute(key_values.update().where(key_values.c.name == name).values(value=following))


def counted(connection: Connection, name: str) -> str:
    """The number of this name, "0" where it was never raised."""
    return _value(connection, name) or "0"
