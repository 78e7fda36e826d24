"""The labels of a case: a category, and a reason of it or none. What is no label is named, with what was perhaps meant.

Nothing is guessed here: a case with a label that nobody can mean would be scored wrong for ever, or right by chance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kiwame.core.errors import Unreadable
from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, STATES, Category, Reason

_Named = TypeVar("_Named", Category, Reason)

_LONGEST_NAME = 60
"""Characters of a wrong name that are repeated; the longest name there is has 24."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a person says a case is. `reason` is None where that is open: then only the category is scored."""

    category: Category
    reason: Reason | None = None

    def __str__(self) -> str:
        return f"{self.category}/{self.reason}" if self.reason else self.category.value


def label_of(value: Mapping[str, object]) -> Label:
    """The label that stands in the keys `category` and `reason` of a case. Unreadable, saying what would be one."""
    category, reason = value.get("category"), value.get("reason")
    if category is None:
        raise Unreadable("label", "no label: name its category, and its reason or null")
    found = _category(category)
    if reason is None:
        _require_well_spelled(value)
        return Label(category=found)
    return Label(category=found, reason=_reason(reason, found))


def _require_well_spelled(value: Mapping[str, object]) -> None:
    """A misspelled key would leave the reason open, and score less than was meant without a word."""
    if "reason" in value:
        return
    from difflib import get_close_matches

    for key in value:
        if get_close_matches(str(key)[:_LONGEST_NAME].lower(), ["reason"], cutoff=0.8):
            raise Unreadable("label", f"the key {shown(key)} is unknown: did you mean reason?")


def _category(given: object) -> Category:
    if isinstance(given, str) and (given == "unknown" or given in STATES):
        raise Unreadable("label", f"the category {given} is what a machine says, and never a label of a case")
    allowed = [category for category in Category if not category.is_state]
    found = _named(given, allowed)
    if found is None:
        raise Unreadable("label", f"the category {shown(given)} is unknown{_meant(given, allowed)}")
    return found


def _reason(given: object, category: Category) -> Reason:
    found = _named(given, Reason)
    if found is None:
        wanted = "" if given != "" else ": write null where it is open"
        raise Unreadable("label", f"the reason {shown(given)} is unknown{wanted}{_meant(given, REASONS_OF[category])}")
    if CATEGORY_OF[found] is not category:
        raise Unreadable("label", f"the reason {found} belongs to {CATEGORY_OF[found]}, not to {category}")
    return found


def _named(given: object, among: Iterable[_Named]) -> _Named | None:
    return next((each for each in among if each.value == given), None) if isinstance(given, str) else None


def shown(given: object) -> str:
    """A wrong value as an error repeats it: short, and on one line."""
    text = repr(given)
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def _meant(given: object, among: Iterable[str]) -> str:
    """What a misspelled name is near to, or else all that there are."""
    if not isinstance(given, str) or not given:
        return ""
    from difflib import get_close_matches  # only where something is wrong

    names = [str(name) for name in among]
    near = get_close_matches(given[:_LONGEST_NAME].strip().lower().replace("-", "_").replace(" ", "_"), names, n=1)
    return f": did you mean {near[0]}?" if near else f": use one of {', '.join(names)}"
