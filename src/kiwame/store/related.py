"""Issues above which one cause may lie: the same provider and reason at the same time. A relation, never a merge."""

from sqlalchemy import Connection, func, select

from kiwame.core.issue import Issue, RelatedIssue, Status
from kiwame.store.issues import issue_number
from kiwame.store.schema import issue_hours, issues, verdicts

WINDOW_HOURS = 7 * 24
"""How far back from an issue's last failure its hours are compared."""
LOOKED_AT = 1000
"""Issues of its provider and reason that are compared, the last seen first: an outage may make tens of thousands."""


def find(connection: Connection, issue: Issue, limit: int) -> list[RelatedIssue]:
    """Other issues of the issue's provider and reason with failures in its hours, the most failures first."""
    if not issue.provider or issue.verdict.reason is None:
        return []
    number = issue_number(issue.id)
    since = int(issue.last_seen // 3600) - WINDOW_HOURS
    hours = select(issue_hours.c.hour).where(issue_hours.c.issue_id == number, issue_hours.c.hour >= since)
    alike = (
        select(issues.c.id)
        .join(verdicts, verdicts.c.id == issues.c.verdict_id)
        .where(
            issues.c.provider == issue.provider,
            verdicts.c.reason == issue.verdict.reason.value,
            issues.c.id != number,
            issues.c.merged_into.is_(None),
            issues.c.last_seen >= since * 3600.0,
        )
        .order_by(issues.c.last_seen.desc(), issues.c.id.desc())
        .limit(LOOKED_AT)
    )
    shared = func.sum(issue_hours.c.count).label("shared")
    query = (
        select(issues.c.id, issues.c.project_id, issues.c.title, issues.c.status, issues.c.last_seen, shared)
        .join(issue_hours, issue_hours.c.issue_id == issues.c.id)
        .where(issues.c.id.in_(alike), issue_hours.c.hour.in_(hours))
        .group_by(issues.c.id, issues.c.project_id, issues.c.title, issues.c.status, issues.c.last_seen)
        .order_by(shared.desc(), issues.c.id)
        .limit(limit)
    )
    return [
        RelatedIssue(
            id=str(row.id),
            project=str(row.project_id),
            title=row.title,
            status=Status(row.status),
            count=int(row.shared),
            last_seen=row.last_seen,
        )
        for row in connection.execute(query)
    ]
