"""The cascade: asks all cheap deciders, combines what they answer, and keeps all of it in the verdict's trace."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from kiwame.core.event import ErrorEvent, Facts
from kiwame.core.memory import Lesson
from kiwame.core.taxonomy import Category
from kiwame.core.verdict import UNCLASSIFIED_BELOW, UNSURE_BELOW, Answer, Verdict, Versions
from kiwame.decide.by_model import ByModel, shipped
from kiwame.decide.by_rules import ByRules
from kiwame.decide.model.artifact import ModelUnusable
from kiwame.decide.model.model import Distribution
from kiwame.decide.parameters import parameters_of
from kiwame.decide.policy import is_said, owner
from kiwame.decide.pool import CALIBRATION, Pooled, pooled
from kiwame.decide.view import View

if TYPE_CHECKING:  # 2 ms that a command without rules of its own need not pay
    from kiwame.decide.user_rules import UserRules

ENOUGH_PEOPLE = 3
"""Corrections near an event that, where they agree, outrank any rule."""
SURE = 0.9
"""What their agreement is worth at least (`by_memory`): contradicted, they outrank nobody."""
GUESSES = 2
"""Of the model, so many of its answers stay in the trace."""


class Decider(Protocol):
    """Something that can say what an event is. `name` and `version` are stored with the verdict."""

    name: str
    version: str

    def answers(self, event: ErrorEvent, view: View | None = None) -> tuple[Answer, ...]:
        """What it says of `event`, its best first; nothing where it has nothing to say. `view` is the event's."""


class Cascade:
    """Deciders in order of rank, combined into one verdict; `user_rules` come before all of them."""

    def __init__(
        self,
        deciders: Sequence[Decider],
        *,
        user_rules: "UserRules | None" = None,
        unclassified_below: float = UNCLASSIFIED_BELOW,
    ) -> None:
        self._deciders = tuple(deciders)
        self._user_rules = user_rules
        self._unclassified_below = unclassified_below
        names = {decider.name: decider.version for decider in self._deciders}
        own = user_rules.version if user_rules is not None else ""
        self._versions = Versions(
            rules="+".join(part for part in (names.get("rules", ""), own) if part) if own else names.get("rules", ""),
            model=names.get("model", ""),
            calibration=CALIBRATION.version,
        )

    @property
    def versions(self) -> Versions:
        """The versions of what judges here; the grouping's is added by whoever stores the verdict."""
        return self._versions

    def judge(self, event: ErrorEvent) -> Verdict:
        """Ask every decider and combine. `event` carries its facts. Pure: no decider here waits for anybody."""
        view = View(event)
        rounds: list[tuple[Answer, ...]] = []
        distribution: Distribution | None = None
        if self._user_rules is not None:
            rounds.append(self._user_rules.answers(event))
        for decider in self._deciders:
            if isinstance(decider, ByModel):
                distribution = decider.model.distribution(view)
                rounds.append(() if distribution is None else decider.said(distribution))
            else:
                rounds.append(decider.answers(event, view))
        verdict = combine(
            rounds,
            event.facts,
            versions=self._versions,
            model=distribution,
            parameters=parameters_of(event),
            unclassified_below=self._unclassified_below,
        )
        if self._user_rules is None:
            return verdict
        asked = self._user_rules.directive(event, verdict.category, verdict.reason)
        return replace(verdict, directive=asked)


def offline_cascade(
    *,
    unclassified_below: float = UNCLASSIFIED_BELOW,
    user_rules: "UserRules | None" = None,
    lessons: Sequence[Lesson] = (),
) -> Cascade:
    """The cascade that needs no network, no key and nothing but the standard library.

    `lessons` are what people taught, oldest first. Without a usable model the others go on (`kiwame check` says so).
    """
    deciders: list[Decider] = [ByRules()]
    if lessons:
        from kiwame.decide.by_memory import ByMemory  # 10 ms, for those whom somebody has taught

        deciders.append(ByMemory(lessons))
    with contextlib.suppress(ModelUnusable):
        deciders.append(shipped())
    return Cascade(deciders, user_rules=user_rules, unclassified_below=unclassified_below)


def combine(
    rounds: Sequence[Sequence[Answer]],
    facts: Facts,
    *,
    versions: Versions,
    model: Distribution | None = None,
    parameters: Mapping[str, str] = MappingProxyType({}),
    unclassified_below: float = UNCLASSIFIED_BELOW,
) -> Verdict:
    """One verdict from the answers of each decider (each decider's best first) and the model's whole distribution.

    Three people who agree near an event outrank any rule; else the user's own rule outranks everything; else the first
    answers of rules and memory and the model's distribution are pooled (`pool`). Below `unclassified_below` it is not
    said: the category is `unclassified`, and the guesses stay in the trace.
    """
    heads = [answers[0] for answers in rounds if answers]
    chosen = _outranking(heads)
    if chosen is not None:
        said_by, confidence, why = chosen, chosen.confidence, _WHY_CHOSEN[_kind(chosen)]
    else:
        together = pooled([head for head in heads if model is None or _kind(head) != "model"], model)
        if together is None:
            return Verdict(
                category=Category.UNCLASSIFIED, reason=None, owner=None, confidence=0.0, decided_by=None,
                parameters=parameters, versions=versions, self_hosted=facts.self_hosted,
            )  # fmt: skip
        said_by = _speaker(together, rounds, versions.model)
        confidence, why = together.confidence, "what all deciders say together"
    said = is_said(confidence, unclassified_below=unclassified_below)
    return Verdict(
        category=said_by.category if said else Category.UNCLASSIFIED,
        reason=said_by.reason if said else None,
        owner=owner(said_by.reason, facts) if said else None,
        confidence=confidence,
        decided_by=said_by.decided_by if said else None,
        parameters=parameters,
        trace=_trace(said_by, rounds, why=why if said else ""),
        versions=versions,
        self_hosted=facts.self_hosted,
    )


_WHY_CHOSEN = {
    "memory": "three people or more said so of near issues",
    "own": "a rule of your own outranks every other decider",
}


def _kind(answer: Answer) -> str:
    """Who said it: "own", "rules", "memory" or "model"."""
    kind, _, rest = answer.decided_by.partition(":")
    return "own" if kind == "rules" and rest.startswith("own.") else kind


def _outranking(heads: Sequence[Answer]) -> Answer | None:
    """The answer that stands whatever the others say, if there is one."""
    for answer in heads:
        if _kind(answer) == "memory" and answer.confirmations >= ENOUGH_PEOPLE and answer.confidence >= SURE:
            return answer
    return next((answer for answer in heads if _kind(answer) == "own"), None)


def _speaker(together: Pooled, rounds: Sequence[Sequence[Answer]], model_version: str) -> Answer:
    """Whose answer the pool's is: of those that say its reason a sure rule's, which names its evidence; else the
    surest, the earlier decider on equal confidence."""
    same = [
        answer
        for answers in rounds
        for place, answer in enumerate(answers)
        if answer.reason is together.reason and (not place or _kind(answer) == "model")
    ]
    for answer in same:
        if _kind(answer) == "rules" and answer.confidence >= UNSURE_BELOW:
            return answer
    if same:
        return max(same, key=lambda answer: answer.confidence)
    return Answer(
        decided_by=f"model:{model_version}",
        category=together.category,
        reason=together.reason,
        confidence=together.confidence,
    )


def _trace(winner: Answer, rounds: Sequence[Sequence[Answer]], *, why: str) -> tuple[Answer, ...]:
    """The winner's answer, then all others with their outcomes; of the model's guesses the best."""
    if why:
        first = winner.with_outcome("won", why)
    else:
        first = winner.with_outcome("lost", "below the threshold: the best guess, not said")
    rest: list[Answer] = []
    for answers in rounds:
        kept = answers[:GUESSES] if answers and _kind(answers[0]) == "model" else answers
        for place, answer in enumerate(kept):
            if answer is not winner:
                rest.append(answer.with_outcome(*_beside(answer, winner, place)))
    return (first, *rest)


def _beside(answer: Answer, winner: Answer, place: int) -> tuple[str, str]:
    """What became of an answer that did not win, and why."""
    if place and _kind(answer) == "model":
        return "lost", "its second guess"
    if answer.reason is winner.reason:
        return "agreed", "the same reason"
    if place:
        return "lost", "lower in the table"
    if answer.category is winner.category:
        return "agreed", "the same category, for another reason"
    return "lost", "the others outweigh it"
