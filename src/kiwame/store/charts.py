"""Failures over time, as charts draw them: of a whole list of issues, and of one by release and environment."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from kiwame.core.issue import HourCount
from kiwame.store.schema import issue_hours

_hours = issue_hours.c
_PER_QUERY = 400


def hours(connection: Connection, numbers: Sequence[int], since_hour: int) -> dict[int, dict[int, int]]:
    """Failures of issues by hour from `since_hour` on; a further report of a failure is none."""
    found: dict[int, dict[int, int]] = {number: {} for number in numbers}
    for at in range(0, len(numbers), _PER_QUERY):
        query = (
            select(_hours.issue_id, _hours.hour, func.sum(_hours.count))
            .where(_hours.issue_id.in_(numbers[at : at + _PER_QUERY]), _hours.hour >= since_hour, _hours.count > 0)
            .group_by(_hours.issue_id, _hours.hour)
        )
        for issue, hour, count in connection.execute(query):
            found[issue][hour] = int(count)
    return found


def hours_of(connection: Connection, number: int, since_hour: int) -> list[HourCount]:
    """Failures of one issue from `since_hour` on, by hour, release and environment, oldest first."""
    query = (
        select(_hours.hour, _hours.count, _hours.release, _hours.environment)
        .where(_hours.issue_id == number, _hours.hour >= since_hour, _hours.count > 0)
        .order_by(_hours.hour, _hours.release, _hours.environment)
    )
    return [
        HourCount(hour=row[0], count=row[1], release=row[2], environment=row[3]) for row in connection.execute(query)
    ]
