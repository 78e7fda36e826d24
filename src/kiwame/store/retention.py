"""Forgetting by age and size, in slices that let the worker's batches in between."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select, text, tuple_

from kiwame.core.alert import DeliveryState
from kiwame.store.buckets import MINUTES_KEPT
from kiwame.store.database import Database
from kiwame.store.schema import (
    deliveries,
    events,
    issue_hours,
    issue_minutes,
    pairables,
    provider_hours,
    seen_events,
    sessions,
)
from kiwame.store.seen import DAY

PAIRABLE_SECONDS = 3600
HOURS_KEPT_DAYS = 90
"""Hours are drawn as charts of at most a quarter; an issue's own counts stay for ever."""
FAILED_KEPT_DAYS = 30
"""Deliveries that failed for good: what was not told is looked for longest."""
SLICE = 500
ROWS_A_SLICE = 20_000
"""Of small rows: a tenth of a second, which a batch can wait."""
SLICES = 20
"""A run ends after so many slices of a kind: what is left over is for the next run."""


def drop(database: Database, table: Table, old: ColumnElement[bool]) -> int:
    """Drop the rows that are `old`, at most 400,000 and each slice in a transaction of its own; how many."""
    key = tuple_(*table.primary_key.columns)
    surplus = select(*table.primary_key.columns).where(old).limit(ROWS_A_SLICE)
    total = 0
    for _ in range(SLICES):
        with database.write() as connection:
            dropped = connection.execute(delete(table).where(key.in_(surplus))).rowcount
        total += dropped
        if dropped < ROWS_A_SLICE:
            break
    return total


@dataclass(frozen=True, slots=True)
class SqlRetention:
    """`Retention` on a database."""

    database: Database

    def prune(self, now: float, *, event_days: int, dedupe_days: int, max_bytes: int | None) -> dict[str, int]:
        """Drop stored events older than `event_days` (counts stay), seen ids older than `dedupe_days`, and the oldest
        events while the database is larger than `max_bytes`; how many rows of each kind.

        Ids are kept for `dedupe_days` whole days after the day they came, at least one. Short-lived rows (minutes,
        events that found no partner within an hour, sessions that expired) go too; so do deliveries that were sent or
        cancelled, after `event_days`, and those that failed for good, after 30 days. One call drops at most 10,000
        events by size, as many by age, and 400,000 rows of each other kind.
        """
        days = max(1, dedupe_days)
        dropped = {
            "events_by_age": self._events_before(now - event_days * DAY),
            "seen_events": drop(self.database, seen_events, seen_events.c.day < int(now // DAY) - days),
            "issue_minutes": drop(
                self.database, issue_minutes, issue_minutes.c.minute <= int(now // 60) - MINUTES_KEPT
            ),
            "pairables": drop(self.database, pairables, pairables.c.received_at < now - PAIRABLE_SECONDS),
        }
        oldest_hour = int(now // 3600) - HOURS_KEPT_DAYS * 24
        dropped["hours"] = drop(self.database, issue_hours, issue_hours.c.hour < oldest_hour)
        dropped["hours"] += drop(self.database, provider_hours, provider_hours.c.hour < oldest_hour)
        dropped["sessions"] = drop(self.database, sessions, sessions.c.expires_at <= now)
        dropped["deliveries"] = drop(self.database, deliveries, _done_before(now, event_days))
        dropped["events_by_size"] = 0 if max_bytes is None else self._events_above(max_bytes)
        return dropped

    def _events_before(self, at: float) -> int:
        total = 0
        for _ in range(SLICES):
            with self.database.write() as connection:
                dropped = _drop_oldest(connection, events.c.received_at < at)
            total += dropped
            if dropped < SLICE:
                break
        return total

    def _events_above(self, max_bytes: int) -> int:
        total = 0
        for _ in range(SLICES):
            with self.database.write() as connection:
                if self.bytes_used(connection) <= max_bytes:
                    break
                dropped = _drop_oldest(connection)
            total += dropped
            if dropped == 0:
                break
        if total and self.database.sqlite:
            self._shrink()
        return total

    def bytes_used(self, connection: Connection) -> int:
        """Bytes of data: pages in use on SQLite (freed ones are filled again), bodies and the rest on PostgreSQL."""
        if self.database.sqlite:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            free = connection.execute(text("PRAGMA freelist_count")).scalar_one()
            return int(pages - free) * int(connection.execute(text("PRAGMA page_size")).scalar_one())
        # The size of a PostgreSQL table falls only when it is vacuumed: measured by it, one run would drop all events.
        whole: Any = connection.scalar(text("SELECT pg_database_size(current_database())"))
        kept: Any = connection.scalar(text("SELECT pg_total_relation_size('events')"))
        bodies = connection.scalar(select(func.coalesce(func.sum(func.length(events.c.body)), 0)))
        return int(whole) - int(kept) + int(bodies or 0)

    def _shrink(self) -> None:
        """Give freed pages back to the disk."""
        with self.database.read() as connection:
            # A script, since the pragma frees one page with each step and `execute` takes one. It ends the transaction.
            connection.connection.cursor().executescript("PRAGMA incremental_vacuum")


def _done_before(now: float, event_days: int) -> ColumnElement[bool]:
    """Deliveries that nobody asks for any more; what waits, waits."""
    done = (DeliveryState.SENT.value, DeliveryState.CANCELLED.value)
    at = func.coalesce(deliveries.c.finished_at, deliveries.c.created_at)
    old_done = and_(deliveries.c.state.in_(done), at < now - event_days * DAY)
    old_failed = and_(deliveries.c.state == DeliveryState.FAILED.value, at < now - FAILED_KEPT_DAYS * DAY)
    return or_(old_done, old_failed)


def _drop_oldest(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    oldest = (
        select(events.c.id)
        .where(*conditions)
        .order_by(events.c.received_at, events.c.id)
        .limit(SLICE)
        .scalar_subquery()
    )
    return connection.execute(delete(events).where(events.c.id.in_(oldest))).rowcount
