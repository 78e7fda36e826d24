"""The store as the pipeline sees it: what is known of a batch, and the one transaction that writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, select, tuple_

from kiwame.core.alert import Delivery
from kiwame.core.errors import Conflict
from kiwame.core.event import ErrorEvent
from kiwame.core.issue import Known, KnownIssue, LinkedSentryIssue, Recorded, Recording
from kiwame.core.ports import AlertPolicy, SeverityPolicy
from kiwame.grouping.update import Outcome
from kiwame.store import (
    alerts,
    buckets,
    counters,
    deliveries,
    issues,
    judged,
    pairs,
    project_names,
    samples,
    seen,
    sentry_issues,
)
from kiwame.store.batch import NAME_LENGTH, Addition, Assigned, additions, by_provider, named
from kiwame.store.buckets import Lately
from kiwame.store.database import Database
from kiwame.store.project_names import NameKey
from kiwame.store.schema import issues as issues_table
from kiwame.store.schema import verdicts
from kiwame.store.text import clean

_PER_QUERY = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What is asked within the transaction: how bad an issue is, and what is told of it."""

    severity: SeverityPolicy
    alerts: AlertPolicy


@dataclass(frozen=True, slots=True)
class SqlRecorder:
    """`Recorder` on a database."""

    database: Database
    policies: Policies

    def known(self, events: Sequence[tuple[ErrorEvent, str]]) -> Known:
        """What is known of a batch of (event, fingerprint value). NotFound for a project id that is no number."""
        keys = {seen.key_of(event.project, event.event_id): (event.project, event.event_id) for event, _ in events}
        wanted = {
            (seen.project_number(event.project), clean(value, NAME_LENGTH)): (event.project, value)
            for event, value in events
        }
        with self.database.read() as connection:
            counted = seen.among(connection, keys)
            return Known(
                seen=frozenset(keys[key] for key in counted),
                issues=_known_issues(connection, wanted),
                pairable=pairs.around(connection, [event for event, _ in events]),
            )

    def record(self, recordings: Sequence[Recording], now: float) -> Recorded:
        """Write a batch in one transaction; an event already counted changes nothing, in any process at any time.

        Conflict where a recording without a verdict finds no issue (it went meanwhile, or its partner was given to
        another event): nothing is written, and the batch wants `known` and a verdict again. NotFound for a project
        that is not there.
        """
        if not recordings:
            return Recorded()
        with self.database.write() as connection:
            return _record(connection, recordings, now, self.policies)

    def link_sentry_issue(self, issue: LinkedSentryIssue) -> None:
        """Keep Sentry's own issue as its webhook described it; an older description than the kept one is ignored."""
        with self.database.write() as connection:
            sentry_issues.describe(connection, issue)

    def count(self, name: str, amount: int, now: float) -> None:
        """Add to a counter that survives restarts."""
        with self.database.write() as connection:
            counters.add(connection, {name: amount})


def _known_issues(
    connection: Connection, wanted: Mapping[tuple[int, str], tuple[str, str]]
) -> dict[tuple[str, str], KnownIssue]:
    table, whole = issues_table.c, issues_table.alias("whole")
    keys = sorted(wanted)
    found: dict[tuple[str, str], KnownIssue] = {}
    for at in range(0, len(keys), _PER_QUERY):
        # What a merged issue's events are added to, and must be known of, is the issue that it is part of.
        query = (
            select(
                table.project_id,
                table.fingerprint,
                whole.c.id,
                whole.c.reports,
                whole.c.verdict_id,
                whole.c.releases,
                verdicts.c.decided_by,
                verdicts.c.rules_version,
            )
            .join(whole, whole.c.id == func.coalesce(table.merged_into, table.id))
            .outerjoin(verdicts, verdicts.c.id == whole.c.verdict_id)
            .where(tuple_(table.project_id, table.fingerprint).in_(keys[at : at + _PER_QUERY]))
        )
        for row in connection.execute(query):
            found[wanted[row.project_id, row.fingerprint]] = KnownIssue(
                id=str(row.id),
                reports=row.reports,
                verdict_holds=row.verdict_id is not None,
                rules_version=row.rules_version or "",
                by_human=row.decided_by == judged.HUMAN,
                releases=frozenset(issues.names(row.releases)),
            )
    return found


def _record(connection: Connection, recordings: Sequence[Recording], now: float, policies: Policies) -> Recorded:
    keyed = [(seen.key_of(item.event.project, item.event.event_id), item) for item in recordings]
    new = seen.remember(connection, [key for key, _ in keyed], now)
    fresh: dict[seen.EventKey, Recording] = {}
    for key, item in keyed:
        if key in new:
            fresh.setdefault(key, item)
    duplicates = len(recordings) - len(fresh)
    if not fresh:
        return Recorded(duplicates=duplicates)
    assigned, joins, made = _assign(connection, fresh)
    batch = additions(assigned.values(), now)
    names = named(assigned.values(), now)
    added = _add(connection, batch, names, now, policies)
    buckets.count_providers(connection, by_provider(assigned.values(), now))
    project_names.remember(connection, names)
    pairs.keep(connection, assigned, joins)
    sentry_issues.link(connection, {issue: addition.sentry for issue, addition in batch.items() if addition.sentry})
    failures = sum(addition.count for addition in batch.values())
    counters.add(connection, {"events": len(fresh), "failures": failures, "issues": len(made)})
    return Recorded(
        stored=len(fresh),
        duplicates=duplicates,
        new_issues=tuple(str(issue) for issue in sorted(made)),
        regressed=tuple(str(issue) for issue in added.regressed),
        alerts=added.alerts,
    )


def _assign(
    connection: Connection, fresh: Mapping[seen.EventKey, Recording]
) -> tuple[dict[seen.EventKey, Assigned], dict[seen.EventKey, pairs.Partner], frozenset[int]]:
    """Each event's issue: its partner's where it joins one, else its fingerprint's; and the issues made for that."""
    joins = pairs.joining(connection, fresh)
    alone = {key: item for key, item in fresh.items() if key not in joins}
    found, made = issues.find_or_create(connection, list(alone.values())) if alone else ({}, frozenset())
    assigned: dict[seen.EventKey, Assigned] = {}
    for key, item in fresh.items():
        partner = joins.get(key)
        if partner is None:
            assigned[key] = Assigned(item, found[issues.key_of(item)], joined=False)
        else:
            issue = assigned[partner.key].issue_id if partner.issue_id is None else partner.issue_id
            assigned[key] = Assigned(item, issue, joined=True)
    return assigned, joins, made


@dataclass(frozen=True, slots=True)
class _Added:
    """Issues that came back after a resolve, and how many deliveries were put into the outbox."""

    regressed: list[int]
    alerts: int


def _add(
    connection: Connection,
    batch: Mapping[int, Addition],
    names: Mapping[NameKey, float],
    now: float,
    policies: Policies,
) -> _Added:
    """Add a batch, which names `names`, to its issues."""
    before = issues.locked(connection, batch)
    if any(row["merged_into"] is not None for row in before.values()):
        raise Conflict("An issue of this batch was merged meanwhile: judge the batch again")
    released = _released(connection, batch, before, names)
    users = buckets.count_users(connection, batch)
    lately = buckets.count_minutes(connection, batch, now)
    ratios = buckets.rate_ratios(
        connection,
        lately,
        {issue: row["first_seen"] for issue, row in before.items()},
        {issue: max(addition.minutes) for issue, addition in batch.items()},
    )
    changed = {}
    regressed = []
    told: list[Delivery] = []
    for issue, addition in batch.items():
        change = judged.with_events(before[issue], addition, users.get(issue), released)
        row = change.row
        if change.outcome is Outcome.REGRESSED:
            regressed.append(issue)
        if addition.verdict is not None and judged.takes(row, addition.verdict):
            row = judged.with_verdict(connection, row, addition.verdict, now)
        elif addition.verdict is not None:
            judged.confirm(connection, row, addition.verdict)
        recent = Lately(users=lately[issue].users, failures=lately[issue].failures, rate_ratio=ratios.get(issue))
        row = judged.with_severity(row, recent, policies.severity)
        changed[issue], due = alerts.with_alert(row, policies.alerts, fresh=addition.fresh, now=now)
        told += due
    issues.save(connection, changed)
    buckets.count_hours(connection, batch)
    samples.keep(connection, batch, before)
    return _Added(regressed, deliveries.insert(connection, told) if told else 0)


def _released(
    connection: Connection,
    batch: Mapping[int, Addition],
    before: Mapping[int, RowMapping],
    names: Mapping[NameKey, float],
) -> dict[tuple[int, str], float]:
    """When the releases of those issues that wait for one were first seen in their projects, this batch included."""
    wanted = {
        (row["project_id"], release)
        for issue, row in before.items()
        if row["resolved_in_next"]
        for release in batch[issue].releases
    }
    if not wanted:
        return {}
    new = {(project, name): at for (project, kind, name), at in names.items() if kind == project_names.Kind.RELEASE}
    return new | project_names.first_seen(connection, wanted)
