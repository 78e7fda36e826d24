"""What a person did about an issue: its status, and what will end that. Pure, on an issue's row."""

import math
from typing import Any

from kiwame.core.errors import UsageError
from kiwame.core.issue import Correction, Issue, Status
from kiwame.core.taxonomy import Severity
from kiwame.store.issues import names

MOST_EVENTS = 1_000_000_000
LATEST = 253402300799.0
"""The last second of the year 9999."""


def with_status(row: dict[str, Any], correction: Correction, now: float) -> dict[str, Any]:
    """The row at the status that `correction` names, with what ends it and nothing of what ended the former one.

    Who changes a status knows of the issue: what was not told yet is not told any more. UsageError where what ends
    the status does not fit it.
    """
    _require_fitting(correction, now)
    status = correction.status
    if status is None:
        return row
    if status is Status.RESOLVED and correction.in_next_release and not names(row["releases"]):
        raise UsageError("No event of this issue names a release, so none can be the next: resolve it as it is")
    count = correction.ignore_count
    ends = {
        "ignored_until": correction.ignore_until,
        "ignored_until_count": None if count is None else row["count"] + count,
        "resolved_in_next": correction.in_next_release,
    }
    if status.value == row["status"] and all(row[name] == value for name, value in ends.items()):
        return row
    resolved = status is Status.RESOLVED
    return told_at_least(row, Severity(row["severity"])) | {
        **ends,
        "status": status.value,
        "resolved_at": now if resolved else None,
        # Resolved is done with: if it comes again, it comes back anew, and its severity starts anew.
        "regressed": False if resolved else row["regressed"],
        "pending_alert": "",
    }


def told_at_least(row: dict[str, Any], severity: Severity) -> dict[str, Any]:
    """The row with `severity` counted as told: what is no worse needs no alert."""
    told = Severity(row["told_severity"]) if row["told_severity"] else severity
    return row | {"told_severity": max(told, severity, key=lambda level: level.rank).value}


def _require_fitting(correction: Correction, now: float) -> None:
    until, count = correction.ignore_until, correction.ignore_count
    if until is not None and count is not None:
        raise UsageError("An ignore ends at a time or after a number of events: name one of them")
    if (until is not None or count is not None) and correction.status is not Status.IGNORED:
        raise UsageError("Only an ignore has an end: set the status ignored with it, or leave the end out")
    if until is not None and not (math.isfinite(until) and now < until <= LATEST):
        raise UsageError("An ignore ends in the future: name a later time, in Unix seconds")
    if count is not None and not 1 <= count <= MOST_EVENTS:
        raise UsageError(f"An ignore ends after 1 to {MOST_EVENTS} more events: name such a number")
    if correction.in_next_release and correction.status is not Status.RESOLVED:
        raise UsageError("Only what is resolved waits for a release: set the status resolved with it, or leave it out")


def said(issue: Issue) -> str:
    """An issue's status with what ends it, as the audit trail has it (`AuditEntry`)."""
    if issue.ignored_until is not None:
        return f"{issue.status}:until={int(issue.ignored_until)}"
    if issue.ignored_until_count is not None:
        return f"{issue.status}:more={max(0, issue.ignored_until_count - issue.count)}"
    if issue.resolved_in_next:
        return f"{issue.status}:next_release"
    return issue.status.value
