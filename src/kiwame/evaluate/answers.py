"""Another classifier's answers: JSON lines with id, category, reason, confidence, decided_by, one for each case."""

from collections.abc import Mapping

from kiwame.core.errors import Unreadable
from kiwame.core.taxonomy import Category, Reason
from kiwame.evaluate.labels import shown
from kiwame.evaluate.scored import Said

_UNKNOWN = frozenset({"unknown", "", "none", "null"})
"""How classifiers say that they do not know, beside null and our own states."""
_LONGEST_DECIDER = 100


def answer_of(value: Mapping[str, object]) -> Said:
    """What an answer says. Unreadable where it is none.

    A category or reason that the taxonomy has not is an error and not merely wrong: it is most likely a renamed one.
    A reason of another category is taken as it is said, and is wrong.
    """
    decided_by = value.get("decided_by")
    return Said(
        category=_category(value.get("category")),
        reason=_reason(value.get("reason")),
        confidence=_confidence(value.get("confidence")),
        decided_by=str(decided_by)[:_LONGEST_DECIDER] if decided_by else None,
    )


def _category(given: object) -> Category:
    if given is None or (isinstance(given, str) and given.lower() in _UNKNOWN):
        return Category.UNCLASSIFIED
    found = next((category for category in Category if category.value == given), None)
    if found is None:
        raise Unreadable("category", f"the category {shown(given)} is unknown")
    return found


def _reason(given: object) -> Reason | None:
    if given is None or (isinstance(given, str) and given.lower() in _UNKNOWN):
        return None
    found = next((reason for reason in Reason if reason.value == given), None)
    if found is None:
        raise Unreadable("reason", f"the reason {shown(given)} is unknown")
    return found


def _confidence(given: object) -> float:
    """The confidence; 0 where none is said, as nothing was promised."""
    if given is None:
        return 0.0
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 1:
        raise Unreadable("confidence", f"the confidence {shown(given)} is no number from 0 to 1")
    return float(given)
