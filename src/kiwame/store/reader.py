"""What pages, API and commands read of the store. Never writes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, select, true, tuple_

from kiwame.core.errors import NotFound
from kiwame.core.issue import (
    AuditEntry,
    EventPage,
    Issue,
    IssueFilter,
    IssuePage,
    LinkedSentryIssue,
    StoredEvent,
)
from kiwame.store import counters, cursor, sentry_issues
from kiwame.store.database import Database
from kiwame.store.event_json import unpack_event
from kiwame.store.issues import issue_number, issue_of, missing, whole
from kiwame.store.schema import audit, events, issues
from kiwame.store.search import holds_every_word
from kiwame.store.seen import project_number


@dataclass(frozen=True, slots=True)
class SqlReader:
    """`Reader` on a database."""

    database: Database

    def issues(self, matching: IssueFilter, limit: int, cursor: str | None) -> IssuePage:
        """A page of issues, last seen first. UsageError for a cursor that is not ours or of another filter."""
        of = _words_of(matching)
        query = whole().where(*_conditions(matching))
        rows, following = self._page(query, (issues.c.last_seen, issues.c.id), limit, (cursor, of))
        return IssuePage(issues=tuple(issue_of(row) for row in rows), next_cursor=following)

    def issue(self, issue_id: str) -> Issue:
        """One issue. NotFound."""
        with self.database.read() as connection:
            return one_issue(connection, issue_id)

    def events(self, issue_id: str, limit: int, cursor: str | None) -> EventPage:
        """Stored events of an issue, newest first. NotFound, UsageError."""
        number = issue_number(issue_id)
        query = select(events).where(events.c.issue_id == number)
        of = f"events of {number}"
        rows, following = self._page(query, (events.c.timestamp, events.c.id), limit, (cursor, of))
        if not rows:
            with self.database.read() as connection:
                _require(connection, issue_id)
        return EventPage(events=tuple(_stored(row) for row in rows), next_cursor=following)

    def _page(
        self, query: Select[Any], order: tuple[Column[Any], Column[Any]], limit: int, position: tuple[str | None, str]
    ) -> tuple[Sequence[RowMapping], str | None]:
        """Rows by descending (time, id) behind a cursor, and the cursor behind the last one where there are more."""
        time, number = order
        behind, of = position
        if behind is not None:
            query = query.where(tuple_(time, number) < tuple_(*cursor.read(behind, of=of)))
        query = query.order_by(time.desc(), number.desc()).limit(limit + 1)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        if len(rows) <= limit:
            return rows, None
        last = rows[limit - 1]
        return rows[:limit], cursor.write(last[time.name], last[number.name], of=of)

    def audit(self, issue_id: str) -> list[AuditEntry]:
        """What people did to an issue, oldest first. NotFound."""
        with self.database.read() as connection:
            number = _require(connection, issue_id)
            query = select(audit).where(audit.c.issue_id == number).order_by(audit.c.id)
            return [
                AuditEntry(at=row.at, actor=row.actor, action=row.action, before=row.before, after=row.after)
                for row in connection.execute(query)
            ]

    def sentry_links(self, issue_id: str) -> list[LinkedSentryIssue]:
        """Sentry's issues that this issue's events named. NotFound."""
        with self.database.read() as connection:
            return sentry_issues.linked(connection, _require(connection, issue_id))

    def stored_events(self, after: int, limit: int) -> list[tuple[int, StoredEvent]]:
        """Stored events in the order they were kept, for replay: (position, event) with position > `after`."""
        query = select(events).where(events.c.id > after).order_by(events.c.id).limit(limit)
        with self.database.read() as connection:
            return [(row["id"], _stored(row)) for row in connection.execute(query).mappings()]

    def counts(self) -> dict[str, int]:
        """All counters by name, with "events", "failures", "issues" and "stored_events" among them."""
        with self.database.read() as connection:
            return counters.read(connection)


def one_issue(connection: Connection, issue_id: str) -> Issue:
    """One issue, within a transaction. NotFound."""
    row = connection.execute(whole().where(issues.c.id == issue_number(issue_id))).mappings().one_or_none()
    if row is None:
        raise missing(issue_id)
    return issue_of(row)


def _require(connection: Connection, issue_id: str) -> int:
    number = issue_number(issue_id)
    if connection.scalar(select(issues.c.id).where(issues.c.id == number)) is None:
        raise missing(issue_id)
    return number


def _stored(row: RowMapping) -> StoredEvent:
    event, detail = unpack_event(row["body"])
    return StoredEvent(event=event, detail=detail, issue_id=str(row["issue_id"]))


def _words_of(matching: IssueFilter) -> str:
    return json.dumps([matching.status, matching.category, matching.project, matching.text])


def _conditions(matching: IssueFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [true()]
    if matching.status is not None:
        conditions.append(issues.c.status == matching.status.value)
    if matching.category is not None:
        conditions.append(issues.c.category == matching.category.value)
    if matching.project is not None:
        try:
            conditions.append(issues.c.project_id == project_number(matching.project))
        except NotFound:
            # A filter that nothing matches gives an empty page; only an address may be missing.
            conditions.append(issues.c.project_id == -1)
    if matching.text is not None:
        conditions.append(holds_every_word(matching.text))
    return conditions
