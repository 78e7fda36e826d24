"""A lesson as a JSON object: what its row keeps of its traits, and the lines that are exported and imported.

{"issue": "12", "category": "timeout", "reason": "read_timeout", "actor": "ann", "at": 1760000000.0,
 "traits": {"facts": [["status", "504"]], "classes": ["acme.GatewayError"], "words": ["tenant"], "frames": []}}
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kiwame.core.errors import UsageError
from kiwame.core.memory import Lesson, Traits
from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Reason
from kiwame.grouping import likeness

IMPORTED = "import:"
"""In front of the issue's id of a lesson that was taught elsewhere."""

_KEYS = ("issue", "category", "reason", "actor", "at", "traits")
_TRAITS = ("facts", "classes", "words", "frames")
_ISSUE = re.compile(r"(?:import:)?[0-9A-Za-z_.-]{1,64}")
_LONGEST_NAME = 200
_LATEST = 253_402_300_800.0
"""The year 10000: no database or calendar goes on from there."""
_MOST_FACTS = 8

_Read = TypeVar("_Read")


def traits_object(traits: Traits) -> dict[str, Any]:
    """Traits as an object of lists."""
    return {
        "facts": [list(fact) for fact in traits.facts],
        "classes": list(traits.classes),
        "words": list(traits.words),
        "frames": list(traits.frames),
    }


def traits_of_object(found: Mapping[str, Any]) -> Traits:
    """The traits of `traits_object`."""
    return Traits(
        facts=tuple((name, value) for name, value in found["facts"]),
        classes=tuple(found["classes"]),
        words=tuple(found["words"]),
        frames=tuple(found["frames"]),
    )


def lesson_object(lesson: Lesson) -> dict[str, Any]:
    """A lesson as an object."""
    return {
        "issue": lesson.issue,
        "category": lesson.category.value,
        "reason": lesson.reason.value,
        "actor": lesson.actor,
        "at": lesson.at,
        "traits": traits_object(lesson.traits),
    }


def lesson_of(found: object) -> Lesson:
    """The lesson of an object from outside. UsageError, which says what is wrong and never repeats a value."""
    if not isinstance(found, dict):
        raise UsageError("it is no JSON object: a lesson is {" + ", ".join(_KEYS) + "}")
    _only(found, _KEYS, "a lesson")
    category, reason = _labels(found["category"], found["reason"])
    return Lesson(
        issue=_issue(found["issue"]),
        category=category,
        reason=reason,
        actor=_text(found["actor"], "actor", _LONGEST_NAME),
        at=_time(found["at"]),
        traits=_traits(found["traits"]),
    )


def _only(found: Mapping[str, Any], keys: tuple[str, ...], what: str) -> None:
    missing = [key for key in keys if key not in found]
    if missing:
        raise UsageError(f"{missing[0]} is missing: {what} has {', '.join(keys)}")
    if len(found) > len(keys):
        raise UsageError(f"it has a key that {what} has not: {what} has {', '.join(keys)}")


def _labels(category: object, reason: object) -> tuple[Category, Reason]:
    if not isinstance(category, str) or category not in [each.value for each in REASONS_OF]:
        raise UsageError(f"category is none of the eight: {', '.join(each.value for each in REASONS_OF)}")
    of = Category(category)
    if not isinstance(reason, str) or reason not in [each.value for each in Reason]:
        raise UsageError(f"reason is unknown; those of {of}: {', '.join(each.value for each in REASONS_OF[of])}")
    said = Reason(reason)
    if CATEGORY_OF[said] is not of:
        raise UsageError(f"the reason {said} belongs to {CATEGORY_OF[said]}, not to {of}")
    return of, said


def _issue(found: object) -> str:
    if not isinstance(found, str) or not _ISSUE.fullmatch(found):
        raise UsageError('issue must be an id as text, such as "12"')
    return found


def _time(found: object) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= _LATEST:
        raise UsageError("at must be a time in Unix seconds")
    at = float(found)
    if not math.isfinite(at):
        raise UsageError("at must be a time in Unix seconds")
    return at


def _text(found: object, where: str, longest: int) -> str:
    if not isinstance(found, str) or len(found) > longest:
        raise UsageError(f"{where} must be a text of at most {longest} characters")
    if "\0" in found or any("\ud800" <= character <= "\udfff" for character in found):
        raise UsageError(f"{where} holds a character that cannot be kept")
    return found


def _traits(found: object) -> Traits:
    if not isinstance(found, dict):
        raise UsageError("traits must be an object with " + ", ".join(_TRAITS))
    _only(found, _TRAITS, "traits")
    return Traits(
        facts=_list(found, "facts", _MOST_FACTS, _fact),
        classes=_list(found, "classes", likeness.MOST_CLASSES, _texts(likeness.LONGEST_CLASS)),
        words=_list(found, "words", likeness.MOST_WORDS, _texts(likeness.LONGEST_WORD)),
        frames=_list(found, "frames", likeness.MOST_FRAMES, _texts(likeness.LONGEST_FRAME)),
    )


def _list(found: Mapping[str, Any], name: str, most: int, read: Callable[[object, str], _Read]) -> tuple[_Read, ...]:
    values = found[name]
    if not isinstance(values, list) or len(values) > most:
        raise UsageError(f"traits.{name} must be a list of at most {most}")
    return tuple(read(value, f"each of traits.{name}") for value in values)


def _texts(longest: int) -> Callable[[object, str], str]:
    def read(value: object, where: str) -> str:
        text = _text(value, where, longest)
        if not text:
            raise UsageError(f"{where} must not be empty")
        return text

    return read


def _fact(value: object, where: str) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise UsageError(f"{where} must be a pair of name and value")
    named = _texts(likeness.LONGEST_FACT)
    return named(value[0], where), named(value[1], where)
