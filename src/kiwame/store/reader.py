"""What pages, API and commands read of the store. Never writes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, func, select, tuple_

from kiwame.core.errors import NotFound
from kiwame.core.issue import (
    AuditEntry,
    EventPage,
    HourCount,
    Issue,
    IssueFilter,
    IssuePage,
    KnownNames,
    LinkedSentryIssue,
    RelatedIssue,
    Status,
    StoredEvent,
)
from kiwame.store import charts, counters, cursor, project_names, related, sentry_issues
from kiwame.store.database import Database
from kiwame.store.event_json import unpack_event
from kiwame.store.issues import issue_number, issue_of, missing, whole
from kiwame.store.listing import matched, ordering, words_of
from kiwame.store.schema import audit, events, issues
from kiwame.store.seen import project_number

_MOST_AUDIT = 500


@dataclass(frozen=True, slots=True)
class SqlReader:
    """`Reader` on a database."""

    database: Database

    def issues(self, matching: IssueFilter, limit: int, cursor: str | None) -> IssuePage:
        """A page of issues in the filter's order. UsageError for a cursor that is not ours or of another filter."""
        order = ordering(matching.order)
        query = matched(select(*order), matching, sqlite=self.database.sqlite)
        numbers, following = self._page(query, order, limit, (cursor, words_of(matching)))
        with self.database.read() as connection:
            found = whole_issues(connection, [row["id"] for row in numbers])
        return IssuePage(issues=tuple(found), next_cursor=following)

    def status_counts(self, matching: IssueFilter) -> dict[Status, int]:
        """How many issues of each status match, whatever status the filter itself names; all statuses are there."""
        query = select(issues.c.status, func.count()).group_by(issues.c.status)
        query = matched(query, replace(matching, status=None), sqlite=self.database.sqlite)
        with self.database.read() as connection:
            found = {row[0]: row[1] for row in connection.execute(query)}
        return {status: found.get(status.value, 0) for status in Status}

    def hours(self, issue_ids: Sequence[str], since_hour: int) -> dict[str, dict[int, int]]:
        """Failures of several issues by whole hour since 1970, from `since_hour` on; hours without any are left out.

        Each issue asked for is there. NotFound for an id that is no number.
        """
        with self.database.read() as connection:
            found = charts.hours(connection, [issue_number(issue_id) for issue_id in issue_ids], since_hour)
        return {str(number): counts for number, counts in found.items()}

    def hours_of(self, issue_id: str, since_hour: int) -> list[HourCount]:
        """Failures of one issue by hour, release and environment, oldest first. NotFound."""
        with self.database.read() as connection:
            return charts.hours_of(connection, _require(connection, issue_id), since_hour)

    def known_names(self, project: str | None) -> KnownNames:
        """What issues of a project (None: of all) can be filtered by."""
        try:
            number = None if project is None else project_number(project)
        except NotFound:
            return KnownNames()
        with self.database.read() as connection:
            return project_names.known(connection, number)

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
        self, query: Select[Any], order: tuple[Column[Any], ...], limit: int, position: tuple[str | None, str]
    ) -> tuple[Sequence[RowMapping], str | None]:
        """Rows by descending `order` behind a cursor, and the cursor behind the last one where there are more."""
        behind, of = position
        if behind is not None:
            query = query.where(tuple_(*order) < tuple_(*cursor.read(behind, of=of, size=len(order))))
        query = query.order_by(*(column.desc() for column in order)).limit(limit + 1)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        if len(rows) <= limit:
            return rows, None
        last = rows[limit - 1]
        return rows[:limit], cursor.write(*(last[column.name] for column in order), of=of)

    def audit(self, issue_id: str) -> list[AuditEntry]:
        """What people did to an issue lately, at most 500 things, oldest first. NotFound."""
        with self.database.read() as connection:
            number = _require(connection, issue_id)
            query = select(audit).where(audit.c.issue_id == number).order_by(audit.c.id.desc()).limit(_MOST_AUDIT)
            return [
                AuditEntry(at=row.at, actor=row.actor, action=row.action, before=row.before, after=row.after)
                for row in reversed(connection.execute(query).all())
            ]

    def related(self, issue_id: str, limit: int) -> list[RelatedIssue]:
        """Other issues of the same provider and reason that failed in the same hours, the most failures first; none
        where the issue names no provider. NotFound."""
        with self.database.read() as connection:
            return related.find(connection, one_issue(connection, issue_id), limit)

    def sentry_links(self, issue_id: str) -> list[LinkedSentryIssue]:
        """Sentry's issues that this issue's events named. NotFound."""
        with self.database.read() as connection:
            return sentry_issues.linked(connection, _require(connection, issue_id))

    def stored_events(self, after: int, limit: int) -> list[tuple[int, StoredEvent]]:
        """Stored events in the order they were kept, for replay: (position, event) with position > `after`."""
        query = select(events).where(events.c.id > after).order_by(events.c.id).limit(limit)
        with self.database.read() as connection:
            return [(row["id"], _stored(row)) for row in connection.execute(query).mappings()]

    def latest_events(self, limit: int) -> list[StoredEvent]:
        """The stored events that were kept last, the last first."""
        query = select(events).order_by(events.c.id.desc()).limit(limit)
        with self.database.read() as connection:
            return [_stored(row) for row in connection.execute(query).mappings()]

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


def whole_issues(connection: Connection, numbers: Sequence[int]) -> list[Issue]:
    """Issues in the order asked for; one that went meanwhile is left out."""
    rows = connection.execute(whole().where(issues.c.id.in_(numbers))).mappings()
    found = {row["id"]: issue_of(row) for row in rows}
    return [found[number] for number in numbers if number in found]


def _require(connection: Connection, issue_id: str) -> int:
    number = issue_number(issue_id)
    if connection.scalar(select(issues.c.id).where(issues.c.id == number)) is None:
        raise missing(issue_id)
    return number


def _stored(row: RowMapping) -> StoredEvent:
    event, detail = unpack_event(row["body"])
    return StoredEvent(event=event, detail=detail, issue_id=str(row["issue_id"]))
