"""What people taught as a decider: an event near corrected issues is answered as people corrected them."""

import hashlib
from collections.abc import Sequence

from kiwame.core.event import ErrorEvent
from kiwame.core.memory import Lesson, Traits
from kiwame.core.taxonomy import Reason
from kiwame.core.verdict import Answer
from kiwame.decide.view import View
from kiwame.grouping.likeness import (
    NEAR,
    Weighed,
    apart,
    comparable,
    facts_of,
    root_class,
    root_of,
    traits_of,
    weighed,
)

PRIOR = 0.25
"""The weight of what was not seen yet: one lesson in nothing but agreement gives 1 / 1.25 = 0.8."""
AT_THE_EDGE = 0.75
"""What an agreeing lesson weighs that is only just near: three of them still give 2.25 / 2.5 = 0.9."""
SUREST = 0.99
MOST_COMPARED = 500
"""Lessons that one event is compared with; of more that share its rarest words, the newest."""
MOST_NAMED = 6
"""Issues that the evidence names."""
MOST_KEPT = 20
"""Issues that an answer keeps, to link to."""

_ENOUGH = (1 - NEAR) / (1 + NEAR)
"""The share of an event's own weight that any lesson near it has as well: Dice's measure, solved for it."""
_MANY_KINDS = 64
_ROUNDING = 1e-9
_ANY = "*"
"""In place of a root, for an event that has none: near to any class."""


class ByMemory:
    """Answers by the lessons near an event; pure.

    The confidence in a reason is `A / (A + C + 0.25)`, at most 0.99: each near lesson that says it adds to A its
    nearness, from 1 at distance 0 down to 0.75 at `NEAR`; each that says another reason adds its nearness to C, the
    less the farther it is behind the nearest agreeing one. So one lesson gives 0.75 to 0.8, three that agree at least
    0.9, and one against one less than a half.
    """

    name = "memory"

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        """`lessons`: oldest first."""
        self.version = _version(lessons)
        self._lessons = tuple(lessons)
        self._weighed = tuple(weighed(lesson.traits) for lesson in lessons)
        self._kinds: dict[str, list[int]] = {}
        self._facts: list[dict[str, str]] = []
        self._kind_of: list[int] = []
        self._same: dict[Traits, list[int]] = {}
        self._having: dict[tuple[str, str], list[int]] = {}
        kinds: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
        for at, lesson in enumerate(self._lessons):
            root, facts = root_class(lesson.traits), lesson.traits.facts
            if (root, facts) not in kinds:
                kinds[root, facts] = len(kinds)
                self._kinds.setdefault(root, []).append(kinds[root, facts])
                self._facts.append(dict(facts))
            self._kind_of.append(kinds[root, facts])
            self._same.setdefault(lesson.traits, []).append(at)
            for part in (*self._weighed[at].words, *self._weighed[at].frames):
                self._having.setdefault((root, part), []).append(at)
                self._having.setdefault((_ANY, part), []).append(at)

    def answers(self, event: ErrorEvent, view: View | None = None) -> tuple[Answer, ...]:
        """What people said of near issues, the surest first; nothing where none is near. The view is not looked at."""
        root = root_of(event)
        facts = dict(facts_of(event))
        if not self._may_know(root, facts):
            return ()
        near = self._near(root, facts, traits_of(event))
        answers = [_answer(reason, near) for reason in dict.fromkeys(lesson.reason for _, lesson in near)]
        return tuple(sorted(answers, key=lambda answer: -answer.confidence))

    def _may_know(self, root: str, facts: dict[str, str]) -> bool:
        """Whether any lesson is of this class and these facts: mostly none, and then no more of the event is read."""
        kinds: Sequence[int] = range(len(self._facts))
        if root:
            kinds = [*self._kinds.get(root, ()), *self._kinds.get("", ())]
        return len(kinds) > _MANY_KINDS or any(comparable(self._facts[kind], facts) for kind in kinds)

    def _near(self, root: str, facts: dict[str, str], traits: Traits) -> list[tuple[float, Lesson]]:
        """(distance, lesson) of those that are near, the nearest first and of equals the newest."""
        mine = weighed(traits)
        same = self._same.get(traits, [])[-MOST_COMPARED:]
        alike = set(same)
        found = [(0.0, self._lessons[at]) for at in reversed(same)]
        compared = 0
        for at in self._promising(root, mine):
            if at in alike or not comparable(self._facts[self._kind_of[at]], facts):
                continue
            far = apart(mine, self._weighed[at])
            if far < NEAR:
                found.append((far, self._lessons[at]))
            compared += 1
            if compared == MOST_COMPARED:
                break
        return sorted(found, key=lambda pair: pair[0])

    def _promising(self, root: str, mine: Weighed) -> list[int]:
        """Lessons that may be near by what they share of the event's rarest parts, the newest first.

        What all the more common parts weigh is too little to be near by, and so one that has none of the rarest is not.
        """
        roots = (root, "") if root else (_ANY,)
        parts = [
            (weight, [having for each in roots if (having := self._having.get((each, part)))])
            for part, weight in (*mine.words.items(), *mine.frames.items())
        ]
        parts.sort(key=lambda part: sum(map(len, part[1])))
        left = mine.words_sum + mine.frames_sum
        sharing: dict[int, float] = {}
        for weight, havings in parts:
            if left + _ROUNDING < mine.words_sum * _ENOUGH:
                break
            left -= weight
            for having in havings:
                for at in having:
                    sharing[at] = sharing.get(at, 0.0) + weight
        left += _ROUNDING
        half = (1 - NEAR) / 2
        promising = [
            at
            for at, shared in sharing.items()
            if shared + left > half * (mine.words_sum + self._weighed[at].words_sum)
        ]
        return sorted(promising, reverse=True)


def _answer(reason: Reason, near: Sequence[tuple[float, Lesson]]) -> Answer:
    agreeing = [(far, lesson) for far, lesson in near if lesson.reason is reason]
    opposed = [(far, lesson) for far, lesson in near if lesson.reason is not reason]
    nearest = agreeing[0][0]
    agreed = sum(_nearness(far) for far, _ in agreeing)
    against = sum(_nearness(far) * min(max(1 - (far - nearest) / NEAR, 0.0), 1.0) for far, _ in opposed)
    first = agreeing[0][1]
    return Answer(
        decided_by=f"memory:{first.issue}",
        category=first.category,
        reason=reason,
        confidence=round(min(agreed / (agreed + against + PRIOR), SUREST), 4),
        evidence=_evidence(agreeing, opposed),
        confirmations=len(agreeing),
        taught_by=tuple(lesson.issue for _, lesson in agreeing[:MOST_KEPT]),
    )


def _nearness(far: float) -> float:
    return 1 - (1 - AT_THE_EDGE) * far / NEAR


def _evidence(agreeing: Sequence[tuple[float, Lesson]], opposed: Sequence[tuple[float, Lesson]]) -> tuple[str, ...]:
    near = "people's corrections" if len(agreeing) > 1 else "person's correction"
    said = [f"{len(agreeing)} {near} near (distance {agreeing[0][0]:.2f}): {_issues(agreeing)}"]
    if opposed:
        others = "people's corrections" if len(opposed) > 1 else "person's correction"
        verb = "say" if len(opposed) > 1 else "says"
        said.append(f"{len(opposed)} {others} {verb} otherwise (distance {opposed[0][0]:.2f}): {_issues(opposed)}")
    return tuple(said)


def _issues(lessons: Sequence[tuple[float, Lesson]]) -> str:
    named = ", ".join(lesson.issue for _, lesson in lessons[:MOST_NAMED])
    more = ", …" if len(lessons) > MOST_NAMED else ""
    return f"{'issues' if len(lessons) > 1 else 'issue'} {named}{more}"


def _version(lessons: Sequence[Lesson]) -> str:
    """Eight hex digits of all that the answers depend on."""
    digest = hashlib.sha256()
    for lesson in lessons:
        told = (lesson.issue, lesson.reason.value, lesson.traits)
        digest.update(repr(told).encode(errors="surrogatepass"))
    return digest.hexdigest()[:8]
