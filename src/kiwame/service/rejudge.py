"""Judging issues again after an upgrade, each from its newest stored event and in a transaction of its own.

A person's verdict is never touched. What a language model was asked for stands until a cheaper decider is sure: it was
asked because none was. A state ("classification_failed", …) gives way only to a verdict. Nobody is told of anything.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from kiwame.core.errors import NotFound
from kiwame.core.event import ErrorEvent
from kiwame.core.issue import Issue
from kiwame.core.rejudging import JudgedFilter, Rejudgeable
from kiwame.core.verdict import UNSURE_BELOW, Verdict
from kiwame.service.reread import reread

PAGE = 200


class Outcome(StrEnum):
    """What judging an issue again comes to; the first two change it. `decider`: the same, said by somebody else."""

    VERDICT = "verdict"
    DECIDER = "decider"
    SAME = "same"
    HUMAN = "held_by_human"
    LLM = "held_by_llm"
    NO_EVENT = "no_event"
    GONE = "gone"

    @property
    def changes(self) -> bool:
        """True where the issue gets the new verdict."""
        return self in (Outcome.VERDICT, Outcome.DECIDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """One issue, as it was before, with the new verdict (None where it was not judged)."""

    issue: Issue
    outcome: Outcome
    verdict: Verdict | None = None


class Writes(Protocol):
    """The part of `core.ports.IssueCommands` that this needs."""

    def rejudge(self, issue_id: str, verdict: Verdict, now: float) -> bool:
        """Give an issue the verdict; False where a person's holds, or it says the same already. NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudging:
    """What it takes. Without `writes` nothing changes. `unsure_below` is `KIWAME_LLM_BELOW`, `clock` Unix seconds."""

    issues: Rejudgeable
    judge: Callable[[ErrorEvent], Verdict]
    clock: Callable[[], float]
    writes: Writes | None = None
    unsure_below: float = UNSURE_BELOW

    def run(self, matching: JudgedFilter) -> Iterator[Rejudged]:
        """Every issue that matches, by id; one that is made meanwhile may be among them or not. A page is held."""
        after = 0
        while page := self.issues.page(matching, after, PAGE):
            after = int(page[-1][0].id)
            for issue, event in page:
                yield self._again(issue, event)

    def _again(self, issue: Issue, event: ErrorEvent | None) -> Rejudged:
        if issue.verdict.by_human:
            return Rejudged(issue=issue, outcome=Outcome.HUMAN)
        if event is None:
            return Rejudged(issue=issue, outcome=Outcome.NO_EVENT)
        verdict = settled(issue.verdict, self._judged(issue, event), unsure_below=self.unsure_below)
        outcome = outcome_of(issue.verdict, verdict)
        if self.writes is not None and (outcome.changes or verdict.versions.rules != issue.verdict.versions.rules):
            outcome = self._written(self.writes, issue, verdict, outcome)
        return Rejudged(issue=issue, outcome=outcome, verdict=verdict)

    def _judged(self, issue: Issue, event: ErrorEvent) -> Verdict:
        verdict = self.judge(reread(event))
        return replace(verdict, versions=replace(verdict.versions, grouping=issue.fingerprint.version))

    def _written(self, writes: Writes, issue: Issue, verdict: Verdict, outcome: Outcome) -> Outcome:
        """Write it; where it says the same, that today's rules say so."""
        try:
            taken = writes.rejudge(issue.id, verdict, self.clock())
        except NotFound:
            return Outcome.GONE
        # A person may have spoken since the page was read: the transaction has looked again.
        return Outcome.HUMAN if outcome.changes and not taken else outcome


def settled(before: Verdict, now: Verdict, *, unsure_below: float = UNSURE_BELOW) -> Verdict:
    """The verdict that an issue has after a machine's verdict was judged again: the newer one, or the one before with
    what the user's own rules ask for today."""
    unsure = now.category.is_state or now.is_unsure(unsure_below)
    was_state = before.category.is_state and now.category.is_state
    if not was_state and not (_by_llm(before) and unsure):
        return now
    versions = replace(now.versions, prompt=before.versions.prompt)
    return replace(before, directive=now.directive, versions=versions)


def _by_llm(verdict: Verdict) -> bool:
    return (verdict.decided_by or "").startswith("llm:")


def outcome_of(before: Verdict, now: Verdict) -> Outcome:
    """What a machine's verdict and the settled one come to."""
    if (before.category, before.reason, before.directive) != (now.category, now.reason, now.directive):
        return Outcome.VERDICT
    if before.decided_by != now.decided_by:
        return Outcome.DECIDER
    return Outcome.LLM if _by_llm(now) else Outcome.SAME
