"""Counts over time: minutes for present rates (kept two hours), hours by environment and release for charts, users."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, func, select

from kiwame.store.batch import Addition, Tally
from kiwame.store.schema import issue_hours, issue_minutes, issue_users, provider_hours
from kiwame.store.seen import upsert
from kiwame.store.sketch import added, estimate, pack, unpack

MINUTES_KEPT = 120
WINDOW_MINUTES = 10
BASELINE_MINUTES = 60
"""With less before the window there is no baseline to compare with."""
RATE_FROM = 10
"""Fewer failures than this in the window are no rate: else every second event of a rare issue would be 'ten times'."""
USERS_A_MINUTE = 64
"""Users told apart in one minute: what is asked of them is whether there were fifty in ten."""


@dataclass(frozen=True, slots=True)
class Lately:
    """Failures and distinct users of ten minutes (up to a batch's newest event, or now), and their rate over before."""

    users: int = 0
    failures: int = 0
    rate_ratio: float | None = None


@dataclass(slots=True)
class _Window:
    end: int
    users: set[int] = field(default_factory=set)
    failures: int = 0


def count_minutes(connection: Connection, batch: Mapping[int, Addition], now: float) -> dict[int, Lately]:
    """Add a batch to the minutes of its issues, and say for each issue what the last ten minutes look like.

    Minutes are those of the events' own time, so that a backlog that is worked off does not look like a burst; events
    older than two hours are in no minute. A failure that is reported twice, by an integration and by the framework,
    counts once, else an application that answers its failures by a 5xx would be twice as badly off as another.
    """
    oldest = int(now // 60) - MINUTES_KEPT
    windows = {
        issue: _Window(end=max(addition.minutes)) for issue, addition in batch.items() if max(addition.minutes) > oldest
    }
    if not windows:
        return {issue: Lately() for issue in batch}
    low = min(min(*batch[issue].minutes, window.end - WINDOW_MINUTES + 1) for issue, window in windows.items())
    table = issue_minutes.c
    query = select(table.issue_id, table.minute, table.failures, table.users).where(
        table.issue_id.in_(list(windows)), table.minute >= max(low, oldest + 1)
    )
    kept = {(row[0], row[1]): (row[2], bytes(row[3])) for row in connection.execute(query)}
    raised = {
        (issue, minute): _raised(kept.get((issue, minute), (0, b"")), tally)
        for issue in windows
        for minute, tally in batch[issue].minutes.items()
        if minute > oldest
    }
    statement = upsert(connection, issue_minutes, ["issue_id", "minute"], failures="set", users="set")
    connection.execute(
        statement,
        [
            {"issue_id": issue, "minute": minute, "failures": failures, "users": users}
            for (issue, minute), (failures, users) in raised.items()
        ],
    )
    kept |= raised
    for (issue, minute), (failures, users) in kept.items():
        window = windows[issue]
        if window.end - WINDOW_MINUTES < minute <= window.end:
            window.failures += failures
            window.users |= unpack(users)
    return {issue: Lately() for issue in batch} | {
        issue: Lately(users=len(window.users), failures=window.failures) for issue, window in windows.items()
    }


def lately(connection: Connection, issue: int, first_seen: float, now: float) -> Lately:
    """What the ten minutes up to `now` look like for one issue, without any further event."""
    end = int(now // 60)
    table = issue_minutes.c
    query = select(table.failures, table.users).where(
        table.issue_id == issue, table.minute > end - WINDOW_MINUTES, table.minute <= end
    )
    window = _Window(end=end)
    for failures, users in connection.execute(query):
        window.failures += failures
        window.users |= unpack(bytes(users))
    found = Lately(users=len(window.users), failures=window.failures)
    ratios = rate_ratios(connection, {issue: found}, {issue: first_seen}, {issue: end})
    return replace(found, rate_ratio=ratios.get(issue))


def _raised(kept: tuple[int, bytes], tally: Tally) -> tuple[int, bytes]:
    """Failures and users of a minute with a batch's added."""
    failures, users = kept
    known = unpack(users)
    room = sorted(tally.users - known)[: max(0, USERS_A_MINUTE - len(known))]
    return failures + tally.count, pack([*known, *room]) if room else users


def rate_ratios(
    connection: Connection, lately: Mapping[int, Lately], first_seen: Mapping[int, float], ends: Mapping[int, int]
) -> dict[int, float]:
    """For issues with enough failures in the window and an hour before it: the window's rate over the rate before.

    A baseline without any failure counts as one, so that the ratio stays a number.
    """
    spans: dict[int, tuple[int, int]] = {}
    for issue, recent in lately.items():
        if recent.failures >= RATE_FROM:
            start = ends[issue] - WINDOW_MINUTES + 1
            since = max(int(first_seen[issue] // 60), ends[issue] - MINUTES_KEPT + 1)
            if start - since >= BASELINE_MINUTES:
                spans[issue] = (since, start)
    if not spans:
        return {}
    table = issue_minutes.c
    found: dict[int, int] = {}
    for issue, (since, start) in spans.items():
        query = select(func.coalesce(func.sum(table.failures), 0)).where(
            table.issue_id == issue, table.minute >= since, table.minute < start
        )
        found[issue] = int(connection.scalar(query) or 0)
    return {
        issue: (lately[issue].failures / WINDOW_MINUTES) / (max(found[issue], 1) / (start - since))
        for issue, (since, start) in spans.items()
    }


def count_hours(connection: Connection, batch: Mapping[int, Addition]) -> None:
    """Add a batch to the hours of its issues, by environment and release."""
    rows = [
        {
            "issue_id": issue,
            "hour": hour,
            "environment": environment,
            "release": release,
            "count": tally.count,
            "reports": tally.reports,
        }
        for issue, addition in batch.items()
        for (hour, environment, release), tally in sorted(addition.hours.items())
    ]
    keys = ["issue_id", "hour", "environment", "release"]
    connection.execute(upsert(connection, issue_hours, keys, count="add", reports="add"), rows)


def count_providers(connection: Connection, tallies: Mapping[tuple[int, str, int], Tally]) -> None:
    """Add a batch to the hours of the providers it names."""
    rows = [
        {"project_id": project, "provider": provider, "hour": hour, "count": tally.count, "reports": tally.reports}
        for (project, provider, hour), tally in tallies.items()
    ]
    if rows:
        keys = ["project_id", "provider", "hour"]
        connection.execute(upsert(connection, provider_hours, keys, count="add", reports="add"), rows)


def count_users(connection: Connection, batch: Mapping[int, Addition]) -> dict[int, int]:
    """Add a batch's users to its issues; the new number of users of each issue whose number may have changed."""
    reported = {issue: addition.users for issue, addition in batch.items() if addition.users}
    if not reported:
        return {}
    query = select(issue_users.c.issue_id, issue_users.c.sketch).where(issue_users.c.issue_id.in_(list(reported)))
    kept = {row[0]: bytes(row[1]) for row in connection.execute(query)}
    changed = {}
    for issue, users in reported.items():
        before = kept.get(issue, b"")
        after = added(before, users)
        if after != before:
            changed[issue] = after
    if changed:
        rows = [{"issue_id": issue, "sketch": sketch} for issue, sketch in changed.items()]
        connection.execute(upsert(connection, issue_users, ["issue_id"], sketch="set"), rows)
    return {issue: estimate(sketch) for issue, sketch in changed.items()}
