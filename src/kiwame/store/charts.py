"""Failures over time, as charts draw them: of a whole list of issues, and of one by release and environment."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from kiwame.core.issue import HourCount
from kiwame.store.schema import issue_hours

_hours = issue_hours.c
_PER_QUERY = 400
MOST_COUNTS = 5_000


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
    """Failures of one issue from `since_hour` on, by hour, release and environment, oldest first.

    Senders choose the names: of more than `MOST_COUNTS` the largest are told apart, the rest of each hour is one more
    without names, so that the sum is right.
    """
    wanted = (_hours.issue_id == number, _hours.hour >= since_hour, _hours.count > 0)
    query = select(_hours.hour, _hours.count, _hours.release, _hours.environment).where(*wanted)
    largest = query.order_by(_hours.count.desc(), _hours.hour.desc(), _hours.release, _hours.environment)
    rows = connection.execute(largest.limit(MOST_COUNTS)).all()
    found = [HourCount(hour=row[0], count=row[1], release=row[2], environment=row[3]) for row in rows]
    if len(found) == MOST_COUNTS:
        rest = Counter[int]()
        for hour, count in connection.execute(
            select(_hours.hour, func.sum(_hours.count)).where(*wanted).group_by(_hours.hour)
        ):
            rest[hour] = int(count)
        rest.subtract(_by_hour(found))
        found += [HourCount(hour=hour, count=count) for hour, count in rest.items() if count]
    return sorted(found, key=lambda one: (one.hour, one.release, one.environment))


def _by_hour(counts: Sequence[HourCount]) -> Counter[int]:
    found = Counter[int]()
    for one in counts:
        found[one.hour] += one.count
    return found
