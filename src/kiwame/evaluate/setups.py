"""Set-ups of deciders by name: `rules`, `rules+model`, `all`. Each decider can be left out, to see what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kiwame.core.errors import UsageError
from kiwame.core.event import ErrorEvent
from kiwame.core.memory import Lesson
from kiwame.core.verdict import UNCLASSIFIED_BELOW, Verdict, Versions
from kiwame.decide.by_memory import ByMemory
from kiwame.decide.by_model import shipped
from kiwame.decide.by_rules import ByRules
from kiwame.decide.cascade import Cascade, Decider, offline_cascade
from kiwame.decide.user_rules import UserRules

ALL = "all"
"""The set-up that Kiwame judges by."""
DECIDERS = ("own", "rules", "memory", "model")
"""What a set-up can be put together of, in the order in which the cascade asks them; `own` are the user's own rules."""


class Judge(Protocol):
    """What says a verdict of an event, and by which versions."""

    @property
    def versions(self) -> Versions:
        """The versions of what judges."""

    def judge(self, event: ErrorEvent) -> Verdict:
        """The verdict of one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What set-ups are put together of beside what ships with Kiwame: the user's own rules, and what people taught."""

    unclassified_below: float = UNCLASSIFIED_BELOW
    own: UserRules | None = None
    lessons: Sequence[Lesson] = ()


def is_set_up(text: str) -> bool:
    """True where `text` names a set-up, rightly or with a wrong name in it; False where it rather names a file."""
    return text == ALL or not set(text.split("+")).isdisjoint(DECIDERS)


def judge_of(set_up: str, parts: Parts) -> Judge:
    """What judges as `set_up` says: `all`, or names of deciders with + between them.

    UsageError for another name, or for a decider that has nothing to judge by; ModelUnusable.
    """
    if set_up == ALL:
        return offline_cascade(
            unclassified_below=parts.unclassified_below, user_rules=parts.own, lessons=parts.lessons
        )  # fmt: skip
    wanted = set_up.split("+")
    if not set(wanted) <= set(DECIDERS) or len(set(wanted)) < len(wanted):
        names = ", ".join(DECIDERS)
        raise UsageError(f"the set-up {set_up[:60]!r} is unknown: use {ALL}, or one or several of {names} as A+B")
    if "own" in wanted and parts.own is None:
        raise UsageError("the set-up names own rules and there are none: write a [[rule]] in the settings' file")
    deciders = [_decider(name, parts) for name in DECIDERS if name in wanted and name != "own"]
    return Cascade(
        deciders,
        user_rules=parts.own if "own" in wanted else None,
        unclassified_below=parts.unclassified_below,
    )


def _decider(name: str, parts: Parts) -> Decider:
    if name == "rules":
        return ByRules()
    if name == "model":
        return shipped()
    if not parts.lessons:
        raise UsageError(
            "the set-up names memory and there is none: give what `kiwame memory export` wrote as --lessons"
        )
    return ByMemory(parts.lessons)
