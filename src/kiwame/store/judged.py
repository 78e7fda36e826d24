"""What a batch does to an issue's row: status, verdict, severity. Decided by grouping and the severity policy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, update

from kiwame.core.alert import Alert
from kiwame.core.issue import Status
from kiwame.core.ports import SeverityPolicy
from kiwame.core.taxonomy import Reason, Severity
from kiwame.core.verdict import SeverityInputs, SeverityVerdict, Verdict
from kiwame.grouping.update import Arrival, Outcome, Standing, after_event
from kiwame.store import alerts
from kiwame.store.batch import Addition
from kiwame.store.buckets import Lately
from kiwame.store.event_json import to_json
from kiwame.store.issues import names
from kiwame.store.schema import verdicts
from kiwame.store.verdict_json import directive_of, severity_columns, verdict_row

MOST_ENVIRONMENTS = 50
MOST_RELEASES = 50
"""Names remembered of an issue: of more, the oldest environments and the newest releases."""

HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Changed:
    """An issue's new columns, and what the events did to it."""

    row: dict[str, Any]
    outcome: Outcome


def standing_of(row: RowMapping | Mapping[str, Any]) -> Standing:
    """How an issue stands, from its row."""
    return Standing(
        status=Status(row["status"]),
        resolved_at=row["resolved_at"],
        resolved_in_next=row["resolved_in_next"],
        ignored_until=row["ignored_until"],
        ignored_until_count=row["ignored_until_count"],
    )


def with_events(
    row: RowMapping, addition: Addition, users: int | None, released: Mapping[tuple[int, str], float]
) -> Changed:
    """The row after a batch's events, its verdict and severity still those from before.

    `released` says when a (project, release) was first seen; it is asked only where the issue waits for a release.
    """
    count = row["count"] + addition.count
    releases = tuple((at, released.get((row["project_id"], release), at)) for release, at in addition.releases.items())
    after = after_event(standing_of(row), Arrival(last_seen=addition.newest, count=count, releases=releases))
    new = {
        **row,
        "status": after.status.value,
        "version": row["version"] + after.came_back,
        "first_seen": min(row["first_seen"], addition.first_seen),
        "last_seen": max(row["last_seen"], addition.last_seen),
        "count": count,
        "reports": row["reports"] + addition.reports,
        "user_count": row["user_count"] if users is None else users,
        "handled": row["handled"] and addition.handled,
        "environments": to_json(_joined(row["environments"], addition.environments)[:MOST_ENVIRONMENTS]),
        "releases": to_json(_joined(row["releases"], addition.releases)[-MOST_RELEASES:]),
        "provider": row["provider"] or addition.provider,
    }
    if after.came_back:
        new |= _ANEW
    if after.outcome is Outcome.REGRESSED:
        new |= {"regressed": True, "severity_highest": "", "pending_alert": Alert.REGRESSED.value}
    elif after.outcome is Outcome.RETURNED:
        new |= {"pending_alert": Alert.RETURNED.value}
    return Changed(row=new, outcome=after.outcome)


_ANEW: Mapping[str, Any] = {
    "resolved_at": None,
    "resolved_in_next": False,
    "ignored_until": None,
    "ignored_until_count": None,
    "told_severity": "",
}
"""Of an issue that came back: nothing of what ended its status, and nothing was told since."""


def _joined(kept: str, further: Iterable[str]) -> list[str]:
    """Names that are kept and those not yet among them, in the order they came."""
    return list(dict.fromkeys([*names(kept), *further]))


def takes(row: Mapping[str, Any], verdict: Verdict | None) -> bool:
    """True where `verdict` becomes the issue's: a person's holds, and the same again says nothing new."""
    if verdict is None or row["decided_by"] == HUMAN:
        return False
    if row["verdict_id"] is None:
        return True
    reason = verdict.reason.value if verdict.reason else None
    said = (verdict.category.value, reason, verdict.decided_by, verdict.directive)
    return said != (row["category"], row["reason"], row["decided_by"], directive_of(row["directive"]))


def with_verdict(connection: Connection, row: dict[str, Any], verdict: Verdict, now: float) -> dict[str, Any]:
    """The row with `verdict` as the issue's present one, written to its history.

    Only a verdict that is not a language model's alone gives up the severity held so far (TAXONOMY). Where the user's
    own rules mute the issue, what waits to be told of it is not told any more.
    """
    if verdict.directive.mute:
        alerts.cancel(connection, row["id"], now)
    columns = verdict_row(verdict, issue_id=row["id"], at=now)
    number = connection.execute(insert(verdicts).returning(verdicts.c.id), columns).scalar_one()
    by_llm = (verdict.decided_by or "").startswith("llm:")
    return row | {
        "verdict_id": number,
        "category": columns["category"],
        "reason": columns["reason"],
        "decided_by": columns["decided_by"],
        "directive": columns["directive"],
        "severity_highest": row["severity_highest"] if by_llm else "",
    }


def confirm(connection: Connection, row: Mapping[str, Any], verdict: Verdict) -> None:
    """Today's rules say what the issue's verdict says already: they are its rules from now on. A person's stays."""
    if row["verdict_id"] is not None and row["decided_by"] != HUMAN:
        now = {"rules_version": verdict.versions.rules}
        connection.execute(update(verdicts).where(verdicts.c.id == row["verdict_id"]).values(now))


def reason_of(row: Mapping[str, Any]) -> Reason | None:
    """The reason of the issue's present verdict."""
    return Reason(row["reason"]) if row["reason"] else None


def severity_now(row: Mapping[str, Any], lately: Lately, policy: SeverityPolicy) -> SeverityVerdict:
    """The severity that the policy says of an issue as it now stands."""
    directive = directive_of(row["directive"])
    return policy(
        SeverityInputs(
            reason=reason_of(row),
            decided_by=row["decided_by"],
            environments=names(row["environments"]),
            handled=row["handled"],
            users_10m=lately.users,
            events_10m=lately.failures,
            rate_ratio=lately.rate_ratio,
            regressed=row["regressed"],
            highest=Severity(row["severity_highest"]) if row["severity_highest"] else None,
            floor=directive.floor,
            ceiling=directive.ceiling,
        )
    )


def with_severity(row: dict[str, Any], lately: Lately, policy: SeverityPolicy) -> dict[str, Any]:
    """The row with its severity computed anew; one that a person set stays until a person changes it."""
    if row["severity_human"]:
        return row
    severity = severity_now(row, lately, policy)
    held = Severity(row["severity_highest"]) if row["severity_highest"] else severity.severity
    highest = max(held, severity.severity, key=lambda level: level.rank)
    return row | severity_columns(severity) | {"severity_highest": highest.value}
