"""Counters by name that survive restarts."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from kiwame.store.schema import counters, events
from kiwame.store.seen import upsert
from kiwame.store.text import clean

NAME_LENGTH = 200
ALWAYS = ("events", "failures", "issues", "duplicates")


def add(connection: Connection, amounts: Mapping[str, int]) -> None:
    """Add to counters; in the order of their names, so that two workers never wait for each other in a circle."""
    rows = [{"name": clean(name, NAME_LENGTH), "value": amount} for name, amount in sorted(amounts.items()) if amount]
    if rows:
        connection.execute(upsert(connection, counters, ["name"], value="add"), rows)


def read(connection: Connection) -> dict[str, int]:
    """All counters, those that nothing was counted in yet among them, and how many events are kept in full."""
    found = dict.fromkeys(ALWAYS, 0)
    found.update((row[0], row[1]) for row in connection.execute(select(counters.c.name, counters.c.value)))
    found["stored_events"] = connection.scalar(select(func.count()).select_from(events)) or 0
    return found
