"""Merging and splitting issues by hand: one transaction each, audited on every issue that it touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, tuple_, update

from kiwame.core.errors import Conflict, UsageError
from kiwame.core.issue import Issue
from kiwame.core.ports import SeverityPolicy
from kiwame.core.regrouping import Split, SplitBy
from kiwame.core.taxonomy import Severity
from kiwame.store import alerts, buckets, issues, judged, samples, standing
from kiwame.store.commands import write_audit
from kiwame.store.database import Database
from kiwame.store.event_json import to_json
from kiwame.store.key_values import count_up, counted
from kiwame.store.reader import one_issue, whole_issues
from kiwame.store.schema import (
    events,
    issue_hours,
    issue_minutes,
    issue_sentry_issues,
    issue_users,
    splits,
)
from kiwame.store.schema import issues as table
from kiwame.store.seen import insert_or_ignore, upsert
from kiwame.store.sketch import added, estimate, unpack
from kiwame.store.text import clean

MOST_AT_ONCE = 100
"""Issues that are merged in one act."""
_VERSION = "splits_version"
_MEANWHILE = "These issues were merged or taken out meanwhile: look at them again, then try again"


@dataclass(frozen=True, slots=True)
class SqlRegrouping:
    """`Regrouping` on a database."""

    database: Database
    severity: SeverityPolicy

    def version(self) -> str:
        """Another text whenever a split was made or taken back."""
        with self.database.read() as connection:
            return counted(connection, _VERSION)

    def splits(self) -> list[Split]:
        """All splits that hold, oldest first."""
        query = select(splits).order_by(splits.c.at, splits.c.project_id, splits.c.fingerprint)
        with self.database.read() as connection:
            return [
                Split(
                    project=str(row.project_id),
                    fingerprint=row.fingerprint,
                    by=SplitBy(row.split_by),
                    actor=row.actor,
                    at=row.at,
                )
                for row in connection.execute(query)
            ]

    def merge(self, issue_ids: Sequence[str], into: str, actor: str, now: float) -> Issue:
        """Make issues part of the issue `into` of the same project: its counts and stored events take theirs in, their
        later events go to it, and they are listed no more. What was made part of them goes along; where they were
        split, that is taken back. Nobody is told.

        NotFound; UsageError where none is named, they are of several projects, or one is `into` or merged already;
        Conflict where others merge the same issues at this moment.
        """
        target = issues.issue_number(into)
        parts = sorted({issues.issue_number(each) for each in issue_ids})
        if not parts or len(parts) > MOST_AT_ONCE:
            raise UsageError(f"Name 1 to {MOST_AT_ONCE} issues that become part of issue {target}")
        if target in parts:
            raise UsageError(f"Issue {target} cannot become part of itself: name the others only")
        with self.database.write() as connection:
            rows = _locked_with_parts(connection, target, parts)
            for number in (target, *parts):
                _require_mergeable(rows[number], rows[target])
            whole = dict(rows[target])
            for number in parts:
                whole = _with(whole, dict(rows[number]))
            _move(connection, parts, target)
            users = _sketch(connection, [*parts, target], target)
            whole |= {"user_count": estimate(users), "version": whole["version"] + 1}
            recent = buckets.lately(connection, target, whole["first_seen"], now)
            whole = judged.with_severity(whole, recent, self.severity)
            # A person did this and knows of it: what it makes of the severity is told to nobody.
            whole = standing.told_at_least(whole, Severity(whole["severity"]))
            issues.save(connection, {target: whole})
            _mark(connection, parts, target)
            _join_again(connection, [rows[number] for number in parts], actor, now)
            for number in parts:
                alerts.cancel(connection, number, now)
                write_audit(connection, number, [("merged_into", "", str(target))], (actor, now))
            write_audit(connection, target, [("merged", "", ", ".join(map(str, parts)))], (actor, now))
            return one_issue(connection, into)

    def unmerge(self, issue_id: str, actor: str, now: float) -> Issue:
        """Make a merged issue an issue again: later events of its fingerprint come to it; what both counted before
        stays where it was counted. NotFound; UsageError where it was not merged; Conflict as in `merge`."""
        number = issues.issue_number(issue_id)
        with self.database.write() as connection:
            # The whole is audited too: both are locked, by id as everywhere.
            seen = connection.scalar(select(table.c.merged_into).where(table.c.id == number))
            row = _locked(connection, [number] if seen is None else [number, seen])[number]
            into = row["merged_into"]
            if into is None:
                raise UsageError(f"Issue {number} is not part of another one")
            if into != seen:
                raise Conflict(_MEANWHILE)
            changed = {"merged_into": None, "version": row["version"] + 1}
            connection.execute(update(table).where(table.c.id == number).values(changed))
            write_audit(connection, number, [("merged_into", str(into), "")], (actor, now))
            write_audit(connection, into, [("merged", str(number), "")], (actor, now))
            return one_issue(connection, issue_id)

    def merged_into(self, issue_id: str) -> list[Issue]:
        """The issues that are part of this one, by id. NotFound."""
        number = issues.issue_number(issue_id)
        with self.database.read() as connection:
            one_issue(connection, issue_id)
            parts = connection.scalars(select(table.c.id).where(table.c.merged_into == number).order_by(table.c.id))
            return whole_issues(connection, list(parts))

    def split(self, issue_id: str, by: SplitBy | None, actor: str, now: float) -> Issue:
        """From now on tell the issue's events apart by this beside the fingerprint; None takes that back.

        NotFound; UsageError where the issue is merged, or has others merged into it: those hold several fingerprints.
        """
        number = issues.issue_number(issue_id)
        with self.database.write() as connection:
            row = _locked(connection, [number])[number]
            if row["merged_into"] is not None:
                raise UsageError(f"Issue {number} is part of issue {row['merged_into']}: take it out of there first")
            if connection.scalar(select(table.c.id).where(table.c.merged_into == number).limit(1)) is not None:
                raise UsageError(f"Issue {number} has others merged into it: take those out first")
            key = (splits.c.project_id == row["project_id"], splits.c.fingerprint == row["fingerprint"])
            count_up(connection, _VERSION)
            before = connection.scalar(select(splits.c.split_by).where(*key)) or ""
            connection.execute(delete(splits).where(*key))
            if by is not None:
                values = {"split_by": by.value, "actor": clean(actor, 200), "at": now}
                owner = {"project_id": row["project_id"], "fingerprint": row["fingerprint"]}
                connection.execute(insert(splits).values(**owner, **values))
            connection.execute(update(table).where(table.c.id == number).values(version=row["version"] + 1))
            write_audit(connection, number, [("split_by", before, by.value if by else "")], (actor, now))
            return one_issue(connection, issue_id)


def _locked(connection: Connection, numbers: Sequence[int]) -> dict[int, RowMapping]:
    rows = issues.locked(connection, numbers)
    for number in numbers:
        if number not in rows:
            raise issues.missing(str(number))
    return rows


def _locked_with_parts(connection: Connection, target: int, parts: Sequence[int]) -> dict[int, RowMapping]:
    """The rows of a merge, locked together with those that were merged into `parts` before and go along. Conflict."""
    query = select(table.c.id).where(table.c.merged_into.in_(parts))
    along = set(connection.scalars(query))
    rows = _locked(connection, sorted({target, *parts, *along}))
    if not along.issuperset(connection.scalars(query)):
        raise Conflict(_MEANWHILE)
    return rows


def _join_again(connection: Connection, parts: Sequence[RowMapping], actor: str, now: float) -> None:
    """What becomes part of another is told apart no further: its later events all go there."""
    keys = {(row["project_id"], row["fingerprint"]): row["id"] for row in parts}
    of_parts = tuple_(splits.c.project_id, splits.c.fingerprint).in_(list(keys))
    found = connection.execute(select(splits.c.project_id, splits.c.fingerprint, splits.c.split_by).where(of_parts))
    told_apart = [(keys[row.project_id, row.fingerprint], row.split_by) for row in found]
    if told_apart:
        count_up(connection, _VERSION)
        connection.execute(delete(splits).where(of_parts))
    for number, by in told_apart:
        write_audit(connection, number, [("split_by", by, "")], (actor, now))


def _require_mergeable(row: RowMapping, target: RowMapping) -> None:
    if row["merged_into"] is not None:
        raise UsageError(f"Issue {row['id']} is part of issue {row['merged_into']} already")
    if row["project_id"] != target["project_id"]:
        raise UsageError(
            f"Issue {row['id']} is of another project than issue {target['id']}: issues never cross projects"
        )


def _with(whole: dict[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """The row of an issue with what another one counted. Status, verdict and what was told stay the issue's own."""
    environments = dict.fromkeys([*issues.names(whole["environments"]), *issues.names(part["environments"])])
    releases = dict.fromkeys([*issues.names(part["releases"]), *issues.names(whole["releases"])])
    return whole | {
        "first_seen": min(whole["first_seen"], part["first_seen"]),
        "last_seen": max(whole["last_seen"], part["last_seen"]),
        "count": whole["count"] + part["count"],
        "reports": whole["reports"] + part["reports"],
        "handled": whole["handled"] and part["handled"],
        "environments": to_json(list(environments)[: judged.MOST_ENVIRONMENTS]),
        "releases": to_json(list(releases)[-judged.MOST_RELEASES :]),
        "provider": whole["provider"] or part["provider"],
    }


def _move(connection: Connection, parts: Sequence[int], target: int) -> None:
    """Give the target the parts' events, hours, minutes and links to Sentry. Reports that wait for their second stay:
    who finds them asks what their issue is part of, and locks them before the issue."""
    of_parts = events.c.issue_id.in_(parts)
    # An issue has one newest event: those of the parts become samples.
    newest = events.c.kind == samples.Kind.NEWEST.value
    connection.execute(update(events).where(of_parts, newest).values(kind=samples.Kind.SAMPLE.value))
    connection.execute(update(events).where(of_parts).values(issue_id=target))
    _add_up(connection, parts, target)
    links = select(issue_sentry_issues).where(issue_sentry_issues.c.issue_id.in_(parts))
    rows = [{**row, "issue_id": target} for row in connection.execute(links).mappings()]
    if rows:
        connection.execute(insert_or_ignore(connection, issue_sentry_issues), rows)
        connection.execute(delete(issue_sentry_issues).where(issue_sentry_issues.c.issue_id.in_(parts)))


def _add_up(connection: Connection, parts: Sequence[int], target: int) -> None:
    hours = [
        {**row, "issue_id": target}
        for row in connection.execute(select(issue_hours).where(issue_hours.c.issue_id.in_(parts))).mappings()
    ]
    keys = ["issue_id", "hour", "environment", "release"]
    if hours:
        connection.execute(upsert(connection, issue_hours, keys, count="add", reports="add"), hours)
        connection.execute(delete(issue_hours).where(issue_hours.c.issue_id.in_(parts)))
    minutes: dict[int, tuple[int, bytes]] = {}
    kept = select(issue_minutes).where(issue_minutes.c.issue_id.in_([target, *parts]))
    for row in connection.execute(kept):
        failures, users = minutes.get(row.minute, (0, b""))
        minutes[row.minute] = (failures + row.failures, added(users, unpack(bytes(row.users))))
    rows = [
        {"issue_id": target, "minute": minute, "failures": failures, "users": users[: 8 * buckets.USERS_A_MINUTE]}
        for minute, (failures, users) in sorted(minutes.items())
    ]
    if rows:
        statement = upsert(connection, issue_minutes, ["issue_id", "minute"], failures="set", users="set")
        connection.execute(statement, rows)
        connection.execute(delete(issue_minutes).where(issue_minutes.c.issue_id.in_(parts)))


def _sketch(connection: Connection, numbers: Sequence[int], target: int) -> bytes:
    """The users of all of them, kept as the target's."""
    users = b""
    for sketch in connection.scalars(select(issue_users.c.sketch).where(issue_users.c.issue_id.in_(numbers))):
        users = added(users, unpack(bytes(sketch)))
    if users:
        connection.execute(delete(issue_users).where(issue_users.c.issue_id.in_(numbers)))
        connection.execute(insert(issue_users).values(issue_id=target, sketch=users))
    return users


def _mark(connection: Connection, parts: Sequence[int], target: int) -> None:
    """The parts, and what was merged into them before, are part of the target; their own counts begin anew."""
    connection.execute(update(table).where(table.c.merged_into.in_(parts)).values(merged_into=target))
    emptied = {"merged_into": target, "count": 0, "reports": 0, "user_count": 0, "version": table.c.version + 1}
    connection.execute(update(table).where(table.c.id.in_(parts)).values(emptied))
