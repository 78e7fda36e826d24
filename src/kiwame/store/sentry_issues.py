"""Issues at Sentry: as its webhooks describe them, and which of our issues their events belong to (many to many)."""

from collections.abc import Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from kiwame.core.issue import LinkedSentryIssue
from kiwame.store.schema import issue_sentry_issues, sentry_issues
from kiwame.store.seen import insert_or_ignore
from kiwame.store.text import clean

_KEYS = ("project", "title", "status", "substatus", "count", "user_count", "url", "updated_at")
_MOST = 2**62


def describe(connection: Connection, issue: LinkedSentryIssue) -> None:
    """Keep a description; an older one than the kept one is ignored, whatever order the webhooks come in."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(sentry_issues)
    statement = statement.on_conflict_do_update(
        index_elements=["id"],
        set_={name: statement.excluded[name] for name in _KEYS},
        where=sentry_issues.c.updated_at <= statement.excluded.updated_at,
    )
    connection.execute(
        statement,
        {
            "id": clean(issue.issue_id, 64),
            "project": clean(issue.project, 200),
            "title": clean(issue.title, 500),
            "status": clean(issue.status, 40),
            "substatus": clean(issue.substatus, 40),
            "count": max(0, min(issue.count, _MOST)),
            "user_count": max(0, min(issue.user_count, _MOST)),
            "url": clean(issue.url, 2000),
            "updated_at": issue.updated_at,
        },
    )


def link(connection: Connection, named: Mapping[int, Mapping[str, tuple[str, str]]]) -> None:
    """Keep which Sentry issues the events of our issues named: issue to {Sentry's id: (project, url)}."""
    rows = [
        {"issue_id": issue, "sentry_id": sentry_id, "project": project, "url": url}
        for issue, links in named.items()
        for sentry_id, (project, url) in sorted(links.items())
    ]
    if rows:
        connection.execute(insert_or_ignore(connection, issue_sentry_issues), rows)


def linked(connection: Connection, issue: int) -> list[LinkedSentryIssue]:
    """Sentry's issues that an issue's events named, by id; one that no webhook has described has no title."""
    ours, theirs = issue_sentry_issues.c, sentry_issues.c
    query = (
        select(ours.sentry_id, ours.project.label("own_project"), ours.url.label("own_url"), sentry_issues)
        .outerjoin(sentry_issues, theirs.id == ours.sentry_id)
        .where(ours.issue_id == issue)
        .order_by(ours.sentry_id)
    )
    return [
        LinkedSentryIssue(
            issue_id=row["sentry_id"],
            project=row["project"] or row["own_project"],
            title=row["title"] or "",
            status=row["status"] or "",
            substatus=row["substatus"] or "",
            count=row["count"] or 0,
            user_count=row["user_count"] or 0,
            url=row["url"] or row["own_url"],
            updated_at=row["updated_at"] or 0.0,
        )
        for row in connection.execute(query).mappings()
    ]
