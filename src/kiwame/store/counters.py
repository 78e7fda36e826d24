"""Counters by name that survive restarts."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from kiwame.store.batch import NAME_LENGTH
from kiwame.store.schema import counters, events
from kiwame.store.seen import upsert
from kiwame.store.text import clean

MOST_OF_A_KIND = 500
"""Names kept before one colon, such as `webhook:`: senders choose what comes after it, and each name is a row and a
time series of whoever scrapes /metrics. Further ones are counted as `webhook:other`."""
ALWAYS = ("events", "failures", "issues")


def add(connection: Connection, amounts: Mapping[str, int]) -> None:
    """Add to counters; in the order of their names, so that two workers never wait for each other in a circle."""
    named: Counter[str] = Counter()
    for name, amount in amounts.items():
        named[clean(name, NAME_LENGTH)] += amount
    rows = [{"name": name, "value": amount} for name, amount in sorted(_bounded(connection, named).items()) if amount]
    if rows:
        connection.execute(upsert(connection, counters, ["name"], value="add"), rows)


def _bounded(connection: Connection, amounts: Mapping[str, int]) -> Mapping[str, int]:
    """`amounts` with the names that no room is left for under `<kind>:other`."""
    kinds = {name.partition(":")[0] for name in amounts if ":" in name}
    if not kinds:
        return amounts
    room: dict[str, int] = {}
    known: set[str] = set()
    for kind in kinds:
        query = select(counters.c.name).where(counters.c.name.startswith(f"{kind}:", autoescape=True))
        found = connection.scalars(query).all()
        known.update(found)
        room[kind] = MOST_OF_A_KIND - len(found)
    bounded: Counter[str] = Counter()
    for name, amount in sorted(amounts.items()):
        kind, colon, _ = name.partition(":")
        if colon and name not in known:
            room[kind] -= 1
            if room[kind] < 0:
                name = f"{kind}:other"
        bounded[name] += amount
    return bounded


def read(connection: Connection) -> dict[str, int]:
    """All counters, those that nothing was counted in yet among them, and how many events are kept in full."""
    found = dict.fromkeys(ALWAYS, 0)
    found.update((row[0], row[1]) for row in connection.execute(select(counters.c.name, counters.c.value)))
    found["stored_events"] = connection.scalar(select(func.count()).select_from(events)) or 0
    return found
