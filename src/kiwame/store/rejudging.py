"""Issues by id with their newest stored event: what judging again goes through, page by page, while the server runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from kiwame.core.errors import NotFound
from kiwame.core.event import ErrorEvent
from kiwame.core.issue import Issue
from kiwame.core.rejudging import JudgedFilter
from kiwame.store.database import Database
from kiwame.store.event_json import unpack_event
from kiwame.store.reader import whole_issues
from kiwame.store.schema import events, issues, verdicts
from kiwame.store.seen import project_number


@dataclass(frozen=True, slots=True)
class SqlRejudgeable:
    """`Rejudgeable` on a database."""

    database: Database

    def page(self, matching: JudgedFilter, after: int, limit: int) -> list[tuple[Issue, ErrorEvent | None]]:
        """The next issues by id whose number is greater than `after`, at most `limit`, each with its newest stored
        event, None where retention has dropped them all. Merged issues are left out: they are judged no more."""
        query = _matched(select(issues.c.id), matching)
        if query is None:
            return []
        with self.database.read() as connection:
            numbers = list(connection.scalars(query.where(issues.c.id > after).order_by(issues.c.id).limit(limit)))
            newest = _newest(connection, numbers)
            return [(issue, newest.get(int(issue.id))) for issue in whole_issues(connection, numbers)]

    def count(self, matching: JudgedFilter) -> int:
        """How many issues match."""
        query = _matched(select(func.count()).select_from(issues), matching)
        if query is None:
            return 0
        with self.database.read() as connection:
            return int(connection.scalar(query) or 0)


def _matched(query: Select[Any], matching: JudgedFilter) -> Select[Any] | None:
    """`query` narrowed to what matches; None where nothing can."""
    conditions: list[ColumnElement[bool]] = [issues.c.merged_into.is_(None)]
    if matching.project is not None:
        try:
            conditions.append(issues.c.project_id == project_number(matching.project))
        except NotFound:
            return None
    if matching.category is not None:
        conditions.append(issues.c.category == matching.category.value)
    if matching.since is not None:
        conditions.append(issues.c.last_seen >= matching.since)
    if matching.decided_by is not None:
        query = query.join(verdicts, verdicts.c.id == issues.c.verdict_id)
        by = verdicts.c.decided_by
        conditions.append(by.startswith(matching.decided_by, autoescape=True) if matching.decided_by else by.is_(None))
    return query.where(*conditions)


def _newest(connection: Connection, numbers: Sequence[int]) -> dict[int, ErrorEvent]:
    """The newest stored event of each issue that has one: one look into the index an issue."""
    if not numbers:
        return {}
    later = (
        select(events.c.id)
        .where(events.c.issue_id == issues.c.id)
        .order_by(events.c.timestamp.desc(), events.c.id.desc())
        .limit(1)
        .correlate(issues)
        .scalar_subquery()
    )
    query = select(events.c.issue_id, events.c.body).join(issues, events.c.id == later).where(issues.c.id.in_(numbers))
    return {row.issue_id: unpack_event(row.body)[0] for row in connection.execute(query)}
