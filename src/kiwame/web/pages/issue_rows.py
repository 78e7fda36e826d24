"""An issue in a list: what one row says. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiwame.core.issue import Issue
from kiwame.core.taxonomy import Severity
from kiwame.playbooks.render import render
from kiwame.web.pages.charts import HOUR_S, Bars, bars, series
from kiwame.web.pages.visible import first_line, fitting

NEW_S = 4 * HOUR_S
"""Seconds for which an issue is marked as new."""

HOURS = 24
_LONGEST = 180
"""Characters of the technical line."""
_MOST_BYTES = 360
"""Bytes of each text of a row as it goes over the wire: fifty rows stay one small page."""
_BURNING = frozenset({Severity.CRITICAL, Severity.HIGH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. `technical` is class, status and code, or class and message; `hours` the last 24 as bars."""

    issue: Issue
    headline: str
    technical: str
    unsure: bool
    new: bool
    hours: Bars


def row(issue: Issue, hours: Mapping[int, int], *, language: str, unsure_below: float, now: float) -> Row:
    """An issue's row at `now` (Unix seconds); `hours` counts failures by whole hour since 1970."""
    unsure = issue.verdict.is_unsure(unsure_below)
    counts = series(hours, last_hour=int(now // HOUR_S), length=HOURS)
    return Row(
        issue=issue,
        headline=fitting(render(issue.verdict, language=language, unsure=unsure).headline, _MOST_BYTES),
        technical=fitting(technical_line(issue), _MOST_BYTES),
        unsure=unsure,
        new=is_new(issue, now),
        hours=bars(counts, step=4, gap=1, height=24, burning=is_burning(issue)),
    )


def is_new(issue: Issue, now: float) -> bool:
    """True for an issue that was first seen within the last hours and has not been dealt with before."""
    return not issue.regressed and 0 <= now - issue.first_seen < NEW_S


def is_burning(issue: Issue) -> bool:
    """True where hours with many events are worth red."""
    return issue.severity.severity in _BURNING


def technical_line(issue: Issue, *, separator: str = " ") -> str:
    """Class, status and code where a peer said them, else class and message."""
    said = issue.verdict.parameters
    facts = [said.get("status", ""), said.get("code", "")]
    if not any(facts):
        return first_line(issue.title, _LONGEST)
    if not facts[1] and said.get("host"):
        facts.append(said["host"])
    return first_line(separator.join(part for part in (class_of(issue), *facts) if part), _LONGEST)


def class_of(issue: Issue) -> str:
    """The error's class with the package it is of, as grouping names it."""
    parts = dict(reversed(issue.fingerprint.parts))
    for name in ("error", "type"):
        if name in parts:
            return parts[name]
    return parts["errors"].partition(" ← ")[0] if "errors" in parts else issue.type
