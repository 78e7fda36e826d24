"""The cascade: asks the deciders in order, combines what they answer, and keeps all of it in the verdict's trace."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from kiwame.core.event import ErrorEvent, Facts
from kiwame.core.taxonomy import Category
from kiwame.core.verdict import UNCLASSIFIED_BELOW, Answer, Verdict, Versions
from kiwame.decide.by_rules import ByRules
from kiwame.decide.parameters import parameters_of
from kiwame.decide.policy import is_said, owner


class Decider(Protocol):
    """Something that can say what an event is. `name` and `version` are stored with the verdict."""

    name: str
    version: str

    def answers(self, event: ErrorEvent) -> tuple[Answer, ...]:
        """What it says of `event`, its best first; nothing where it has nothing to say."""


class Cascade:
    """Deciders in order of rank, combined into one verdict."""

    def __init__(self, deciders: Sequence[Decider], *, unclassified_below: float = UNCLASSIFIED_BELOW) -> None:
        self._deciders = tuple(deciders)
        self._unclassified_below = unclassified_below

    @property
    def versions(self) -> Versions:
        """The versions of what judges here; the grouping's is added by whoever stores the verdict."""
        names = {decider.name: decider.version for decider in self._deciders}
        return Versions(rules=names.get("rules", ""), model=names.get("model", ""))

    def judge(self, event: ErrorEvent) -> Verdict:
        """Ask every decider and combine. `event` carries its facts. Pure: no decider here waits for anybody."""
        rounds = [decider.answers(event) for decider in self._deciders]
        verdict = combine(rounds, event.facts, versions=self.versions, unclassified_below=self._unclassified_below)
        return replace(verdict, parameters=parameters_of(event))


def offline_cascade(*, unclassified_below: float = UNCLASSIFIED_BELOW) -> Cascade:
    """The cascade that needs no network, no key and nothing but the standard library."""
    return Cascade([ByRules()], unclassified_below=unclassified_below)


def combine(
    rounds: Sequence[Sequence[Answer]],
    facts: Facts,
    *,
    versions: Versions,
    unclassified_below: float = UNCLASSIFIED_BELOW,
) -> Verdict:
    """One verdict from the answers of each decider (each decider's best first).

    The surest of the deciders' first answers wins, the earlier decider on equal confidence. Below `unclassified_below`
    it is not said: the category is `unclassified`, and the guesses stay in the trace.
    """
    heads = [answers[0] for answers in rounds if answers]
    if not heads:
        return _nobody(versions, facts)
    winner = max(heads, key=lambda answer: answer.confidence)
    said = is_said(winner.confidence, unclassified_below=unclassified_below)
    trace = _trace(winner, rounds, said=said)
    return Verdict(
        category=winner.category if said else Category.UNCLASSIFIED,
        reason=winner.reason if said else None,
        owner=owner(winner.reason, facts) if said else None,
        confidence=winner.confidence,
        decided_by=winner.decided_by if said else None,
        trace=trace,
        versions=versions,
        self_hosted=facts.self_hosted,
    )


def _nobody(versions: Versions, facts: Facts) -> Verdict:
    return Verdict(
        category=Category.UNCLASSIFIED, reason=None, owner=None, confidence=0.0, decided_by=None,
        versions=versions, self_hosted=facts.self_hosted,
    )  # fmt: skip


def _trace(winner: Answer, rounds: Sequence[Sequence[Answer]], *, said: bool) -> tuple[Answer, ...]:
    """All answers with their outcomes, the winner first."""
    if said:
        first = replace(winner, outcome="won", why="the surest decider's first answer")
    else:
        first = replace(winner, outcome="lost", why="below the threshold: the best guess, not said")
    rest: list[Answer] = []
    for answers in rounds:
        for index, answer in enumerate(answers):
            if answer is winner:
                continue
            if answer.reason is winner.reason:
                rest.append(replace(answer, outcome="agreed", why="the same reason"))
            else:
                why = "lower in the table" if index else "less sure than the winner"
                rest.append(replace(answer, outcome="lost", why=why))
    return (first, *rest)
