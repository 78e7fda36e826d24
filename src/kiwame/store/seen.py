"""Each event once: the ids that have been counted, 16 bytes each, kept for some days."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from kiwame.core.errors import NotFound
from kiwame.store.schema import seen_events

if TYPE_CHECKING:
    from sqlalchemy import Table

DAY = 86400

EventKey = tuple[int, bytes]
"""(project, id of 16 bytes)"""

_PER_QUERY = 400
"""Rows named in one IN: two variables each, below the 999 that an old SQLite allows."""


def key_of(project: str, event_id: str) -> EventKey:
    """An event's key; NotFound for a project that is none. An id that is not 32 hex digits is hashed to 16 bytes."""
    try:
        raw = bytes.fromhex(event_id)
    except ValueError:
        raw = b""
    if len(raw) != 16:
        raw = blake2b(event_id.encode("utf-8", "replace"), digest_size=16).digest()
    return project_number(project), raw


def project_number(project: str) -> int:
    """A project's id as the database counts it. NotFound where it is none of ours."""
    if project.isascii() and project.isdigit() and len(project) <= 18:
        return int(project)
    raise NotFound(f"There is no project {project[:40]!r}: kiwame check lists the projects")


def insert_or_ignore(connection: Connection, table: "Table") -> Any:
    """`INSERT … ON CONFLICT DO NOTHING` in the connection's dialect, the same method chain on both."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing()


def upsert(connection: Connection, table: "Table", keys: list[str], **raised: str) -> Any:
    """`INSERT … ON CONFLICT (keys) DO UPDATE`: `raised` says for a column "add" (to what is there) or "set"."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table)
    new = {
        name: table.c[name] + statement.excluded[name] if how == "add" else statement.excluded[name]
        for name, how in raised.items()
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def remember(connection: Connection, keys: Iterable[EventKey], now: float) -> set[EventKey]:
    """Remember `keys` as counted on the day of `now`; those that had not been.

    One id is one row whatever the day, so an event that is sent again after midnight is found. Sorted, so that two
    workers with the same events wait for each other instead of locking each other up.
    """
    day = int(now // DAY)
    rows = [{"project_id": project, "event_id": raw, "day": day} for project, raw in sorted(set(keys))]
    if not rows:
        return set()
    statement = insert_or_ignore(connection, seen_events).returning(seen_events.c.project_id, seen_events.c.event_id)
    return {(project, bytes(raw)) for project, raw in connection.execute(statement, rows)}


def among(connection: Connection, keys: Iterable[EventKey]) -> set[EventKey]:
    """Those of `keys` that have been counted."""
    wanted = sorted(set(keys))
    table = seen_events.c
    found: set[EventKey] = set()
    for at in range(0, len(wanted), _PER_QUERY):
        part = wanted[at : at + _PER_QUERY]
        query = select(table.project_id, table.event_id).where(tuple_(table.project_id, table.event_id).in_(part))
        found.update((project, bytes(raw)) for project, raw in connection.execute(query))
    return found
