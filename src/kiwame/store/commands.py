"""What people do to issues: change a status, correct a verdict. Each is one transaction, and each is audited."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert

from kiwame.core.errors import Conflict, UsageError
from kiwame.core.issue import Correction, Issue, Status
from kiwame.core.ports import SeverityPolicy
from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Owner, Reason, Severity, base_severity, owner_of
from kiwame.core.verdict import Answer, SeverityStep, SeverityVerdict, Verdict
from kiwame.store import alerts, buckets, issues, judged, lessons, standing
from kiwame.store.database import Database
from kiwame.store.reader import one_issue
from kiwame.store.schema import audit
from kiwame.store.text import clean
from kiwame.store.verdict_json import severity_columns


def corrected(verdict: Verdict, correction: Correction) -> Verdict:
    """The verdict that a person's correction makes: theirs, and sure. UsageError where its parts do not fit.

    Another category alone brings its unspecific reason (the last one of each: "rate_limit_other", …), a reason
    alone its category. The owner follows the reason unless it is named.
    """
    category, reason = _category_and_reason(verdict, correction)
    owner = correction.owner
    if owner is None and reason is not None:
        owner = verdict.owner if reason is verdict.reason else owner_of(reason, self_hosted=verdict.self_hosted)
    if reason is None and owner is not None:
        raise UsageError("An owner needs a reason: name the category and reason too")
    return replace(
        verdict,
        category=category,
        reason=reason,
        owner=owner,
        confidence=1.0,
        decided_by=judged.HUMAN,
        trace=_overruled(verdict, category, reason),
    )


def _overruled(verdict: Verdict, category: Category, reason: Reason | None) -> tuple[Answer, ...]:
    """The trace with the person's answer first; the machines' stay to be seen, a person's former one goes."""
    others = tuple(
        replace(answer, outcome="lost", why="a person decided")
        for answer in verdict.trace
        if answer.decided_by != judged.HUMAN
    )
    if reason is None:
        return others
    said = Answer(decided_by=judged.HUMAN, category=category, reason=reason, confidence=1.0, outcome="won")
    return (said, *others)


def _category_and_reason(verdict: Verdict, correction: Correction) -> tuple[Category, Reason | None]:
    category, reason = correction.category, correction.reason
    if reason is not None:
        belongs = CATEGORY_OF[reason]
        if category is not None and category is not belongs:
            raise UsageError(f"The reason {reason} belongs to {belongs}, not to {category}: name the one or the other")
        return belongs, reason
    if category is None or category is verdict.category:
        return verdict.category, verdict.reason
    if category.is_state:
        raise UsageError(f"{category} is what machines say when they are not sure: name one of the eight categories")
    return category, REASONS_OF[category][-1]


def set_severity(row: Mapping[str, Any], severity: Severity) -> dict[str, Any]:
    """Columns of a severity that a person set: it stays until a person changes it."""
    base = base_severity(judged.reason_of(row))
    step = ((SeverityStep.HUMAN, severity.rank - base.rank),)
    chosen = SeverityVerdict(severity=severity, base=base, steps=step)
    return {**severity_columns(chosen), "severity_highest": severity.value, "severity_human": True}


@dataclass(frozen=True, slots=True)
class SqlIssueCommands:
    """`IssueCommands` on a database."""

    database: Database
    severity: SeverityPolicy

    def correct(self, issue_id: str, correction: Correction, actor: str, now: float) -> Issue:
        """Change an issue; one that is no longer open cancels its deliveries that were not sent yet.

        NotFound; UsageError where parts do not fit (a reason of another category, a release awaited where no event
        names one); Conflict where the issue is no longer at the version that the correction names.
        What is already as asked for changes nothing and leaves no audit line, but a verdict that a machine gave and a
        person confirms becomes the person's. A category or reason that is named is remembered, for later issues.
        """
        with self.database.write() as connection:
            number = issues.issue_number(issue_id)
            found = issues.locked(connection, [number])
            if number not in found:
                raise issues.missing(issue_id)
            before = one_issue(connection, issue_id)
            if correction.version not in (None, before.version):
                raise Conflict("The issue has changed since you saw it: look at it again, then change it")
            row = self._changed(connection, dict(found[number]), before, correction, now=now)
            changed = row != dict(found[number])
            if (correction.category or correction.reason) and (changed or not lessons.has_taught(connection, number)):
                lessons.teach(connection, number, corrected(before.verdict, correction), (actor, now))
            if not changed:
                return before
            row["version"] += 1
            issues.save(connection, {number: row})
            if row["status"] != Status.OPEN.value:
                alerts.cancel(connection, number, now)
            after = one_issue(connection, issue_id)
            write_audit(connection, number, _changes(before, after), (actor, now))
            return after

    def rejudge(self, issue_id: str, verdict: Verdict, now: float) -> bool:
        """Give an issue the verdict of a newer judgement; False where a person's holds, or it says the same already.

        Nobody is told: the severity that follows counts as told. NotFound.
        """
        with self.database.write() as connection:
            number = issues.issue_number(issue_id)
            found = issues.locked(connection, [number])
            if number not in found:
                raise issues.missing(issue_id)
            row = dict(found[number])
            if not judged.takes(row, verdict):
                judged.confirm(connection, row, verdict)
                return False
            row = judged.with_verdict(connection, row, verdict, now)
            recent = buckets.lately(connection, number, row["first_seen"], now)
            row = judged.with_severity(row, recent, self.severity)
            issues.save(connection, {number: standing.told_at_least(row, Severity(row["severity"]))})
            return True

    def _changed(
        self, connection: Connection, row: dict[str, Any], before: Issue, correction: Correction, *, now: float
    ) -> dict[str, Any]:
        was = row
        row = standing.with_status(row, correction, now)
        if correction.category or correction.reason or correction.owner:
            verdict = corrected(before.verdict, correction)
            if verdict != before.verdict:
                row = judged.with_verdict(connection, row, verdict, now)
                recent = buckets.lately(connection, row["id"], row["first_seen"], now)
                row = judged.with_severity(row, recent, self.severity)
        if correction.severity is not None:
            row = row | set_severity(row, correction.severity)
        if row != was and (correction.severity is not None or row["severity"] != was["severity"]):
            # Who made it worse knows of it: their own act alerts nobody.
            row = standing.told_at_least(row, Severity(row["severity"]))
        return row


def _said(owner: Owner | None) -> str:
    return owner.value if owner else ""


def _changes(before: Issue, after: Issue) -> list[tuple[str, str, str]]:
    """(what, before, after) of each thing that changed."""
    was, now = before.verdict, after.verdict
    things = [
        ("status", standing.said(before), standing.said(after)),
        ("category", was.category.value, now.category.value),
        ("reason", was.reason.value if was.reason else "", now.reason.value if now.reason else ""),
        ("owner", _said(was.owner), _said(now.owner)),
        ("decided_by", was.decided_by or "", now.decided_by or ""),
        ("severity", before.severity.severity.value, after.severity.severity.value),
    ]
    return [(name, old, new) for name, old, new in things if old != new] or [("severity", "confirmed", "confirmed")]


def write_audit(connection: Connection, issue: int, changes: list[tuple[str, str, str]], by: tuple[str, float]) -> None:
    """Lines of an issue's audit trail: (what, before, after), by an actor at a time (Unix seconds)."""
    actor, now = by
    rows = [
        {"issue_id": issue, "at": now, "actor": clean(actor, 200), "action": name, "before": old, "after": new}
        for name, old, new in changes
    ]
    connection.execute(insert(audit), rows)
