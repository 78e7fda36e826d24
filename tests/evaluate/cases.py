"""Scored cases by plain values."""

from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason
from kiwame.core.verdict import Answer
from kiwame.evaluate.labels import Label
from kiwame.evaluate.scored import Said, Scored


def said(reason: Reason | None, confidence: float = 0.95, *, by: str | None = "rules:a") -> Said:
    """What somebody says: a reason with its category, or nothing."""
    if reason is None:
        return Said(category=Category.UNCLASSIFIED, reason=None, confidence=confidence)
    category = CATEGORY_OF[reason]
    trace = (
        Answer(decided_by=by or "", category=category, reason=reason, confidence=confidence, evidence=("status 429",)),
    )
    return Said(category=category, reason=reason, confidence=confidence, decided_by=by, trace=trace)


def scored(
    number: int, reason: Reason, spoken: Said, *, open_reason: bool = False, title: str = "Error: it failed"
) -> Scored:
    """The `number`-th case, which is `reason`, with what was said of it."""
    label = Label(category=CATEGORY_OF[reason], reason=None if open_reason else reason)
    return Scored(id=f"c{number}", line=number, title=title, label=label, said=spoken)
