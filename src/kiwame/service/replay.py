"""Judging again: what today's grouping and deciders say of an event, beside what its issue was told."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from kiwame.core.event import ErrorEvent, Fingerprint
from kiwame.core.issue import Issue, Known, KnownIssue, Pairable, StoredEvent
from kiwame.core.verdict import Verdict
from kiwame.grouping.mechanisms import CURRENT, OLDER, fingerprint
from kiwame.grouping.update import find_partner, link_hashes
from kiwame.service.reread import reread


class Change(StrEnum):
    """What judging again comes to. `joined`: a further report of a failure, still that of its issue."""

    SAME = "same"
    JOINED = "joined"
    VERDICT = "verdict"
    GROUPING = "grouping"
    HELD = "held_by_human"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One event, judged again. `issue` is the one it belongs or would belong to, None for a new one."""

    event: ErrorEvent
    fingerprint: Fingerprint
    verdict: Verdict
    issue: Issue | None
    change: Change


class Judge(Protocol):
    """What says a verdict."""

    def judge(self, event: ErrorEvent) -> Verdict:
        """The verdict of one event."""


class Issues(Protocol):
    """The part of `core.ports.Reader` that replay needs."""

    def issue(self, issue_id: str) -> Issue:
        """One issue. NotFound."""

    def stored_events(self, after: int, limit: int) -> list[tuple[int, StoredEvent]]:
        """Stored events in the order they were kept: (position, event) with position > `after`."""


class Knows(Protocol):
    """The part of `core.ports.Recorder` that replay needs."""

    def known(self, events: Sequence[tuple[ErrorEvent, str]]) -> Known:
        """What is known of a batch of (event, fingerprint value)."""


_PAGE = 200


def of_store(reader: Issues, judge: Judge) -> Iterator[Again]:
    """Every stored event against its own issue."""
    after = 0
    issues: dict[str, Issue] = {}
    reported: defaultdict[tuple[str, str], list[Pairable]] = defaultdict(list)
    while page := reader.stored_events(after, _PAGE):
        after = page[-1][0]
        for _, kept in page:
            if kept.issue_id not in issues:
                issues[kept.issue_id] = reader.issue(kept.issue_id)
            again = _again(reread(kept.event), issues[kept.issue_id], judge)
            earlier = reported[kept.issue_id, kept.event.trace_id]
            report = _report(kept.event)
            if again.change is Change.GROUPING and find_partner(report, earlier) is not None:
                again = replace(again, change=Change.JOINED)
            earlier.append(report)
            yield again


def _report(event: ErrorEvent) -> Pairable:
    return Pairable(
        event_id=event.event_id,
        project=event.project,
        trace_id=event.trace_id,
        timestamp=event.timestamp,
        links=link_hashes(event),
    )


def of_events(events: Iterator[ErrorEvent], judge: Judge, *, reader: Issues, recorder: Knows) -> Iterator[Again]:
    """Saved events against the issues that they would join."""
    for event in events:
        found = _known(event, recorder)
        yield _again(event, reader.issue(found.id) if found else None, judge)


def _known(event: ErrorEvent, recorder: Knows) -> KnownIssue | None:
    """The issue that the event would join, as the pipeline finds it: by today's grouping, else by an older one."""
    for version in (CURRENT, *OLDER):
        value = fingerprint(event, version).value
        if found := recorder.known([(event, value)]).issues.get((event.project, value)):
            return found
    return None


def of_events_alone(events: Iterator[ErrorEvent], judge: Judge) -> Iterator[Again]:
    """Saved events without a store to compare them with: each is new."""
    for event in events:
        yield _again(event, None, judge)


def _again(event: ErrorEvent, issue: Issue | None, judge: Judge) -> Again:
    group, verdict = fingerprint(event), judge.judge(event)
    if issue is None:
        change = Change.NEW
    elif issue.verdict.by_human:
        change = Change.HELD
    elif issue.fingerprint.value not in {fingerprint(event, version).value for version in (CURRENT, *OLDER)}:
        change = Change.GROUPING
    elif (issue.verdict.category, issue.verdict.reason) != (verdict.category, verdict.reason):
        change = Change.VERDICT
    else:
        change = Change.SAME
    return Again(event=event, fingerprint=group, verdict=verdict, issue=issue, change=change)
