"""Set-ups of deciders by name: `rules`, `rules+…`, `all`. Each decider can be left out, to see what it is worth."""

from collections.abc import Callable
from typing import Protocol

from kiwame.core.errors import UsageError
from kiwame.core.event import ErrorEvent
from kiwame.core.verdict import UNCLASSIFIED_BELOW, Verdict, Versions
from kiwame.decide.by_rules import ByRules
from kiwame.decide.cascade import Cascade, Decider, offline_cascade

ALL = "all"
"""The set-up that `kiwame classify` judges by."""

DECIDERS: dict[str, Callable[[], Decider]] = {
    "rules": ByRules,
}
"""A decider's name to what makes it, in the order in which the cascade asks them."""


class Judge(Protocol):
    """What says a verdict of an event, and by which versions."""

    @property
    def versions(self) -> Versions:
        """The versions of what judges."""

    def judge(self, event: ErrorEvent) -> Verdict:
        """The verdict of one event."""


def is_set_up(text: str) -> bool:
    """True where `text` names a set-up, rightly or with a wrong name in it; False where it rather names a file."""
    return text == ALL or not set(text.split("+")).isdisjoint(DECIDERS)


def judge_of(set_up: str, *, unclassified_below: float = UNCLASSIFIED_BELOW) -> Judge:
    """What judges as `set_up` says: `all`, or names of deciders with + between them. UsageError for another name."""
    if set_up == ALL:
        return offline_cascade(unclassified_below=unclassified_below)
    wanted = set_up.split("+")
    unknown = [name for name in wanted if name not in DECIDERS]
    if unknown or len(set(wanted)) < len(wanted):
        names = ", ".join(DECIDERS)
        raise UsageError(f"the set-up {set_up[:60]!r} is unknown: use {ALL}, or one or several of {names} as A+B")
    return Cascade([make() for name, make in DECIDERS.items() if name in wanted], unclassified_below=unclassified_below)
