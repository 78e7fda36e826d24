"""What was said of a labelled case, and whether it is right."""

from dataclasses import dataclass

from kiwame.core.taxonomy import Category, Reason
from kiwame.core.verdict import Answer, Verdict
from kiwame.evaluate.labels import Label

DIGITS = 4
"""Of a confidence, as everywhere it is shown: what `kiwame classify` prints and what is scored are the same."""
NOBODY = "nobody"
"""Stands where no decider was sure enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a set-up of deciders, or somebody else's classifier, says of a case. `confidence` is 0..1.

    `category` may be a state. `trace` is empty for another classifier's answers.
    """

    category: Category
    reason: Reason | None
    confidence: float
    decided_by: str | None = None
    trace: tuple[Answer, ...] = ()

    @property
    def decider(self) -> str:
        """Who said it, without which rule or version: "rules", "model", …, or `NOBODY`."""
        return (self.decided_by or NOBODY).partition(":")[0]

    def __str__(self) -> str:
        return f"{self.category}/{self.reason}" if self.reason else self.category.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A case with what was said of it. `title` is the case's own, redacted; `line` is where it stands in its file."""

    id: str
    line: int
    title: str
    label: Label
    said: Said

    @property
    def category_right(self) -> bool:
        """The category is the label's."""
        return self.said.category is self.label.category

    @property
    def reason_right(self) -> bool:
        """Category and reason are the label's; of a case whose reason is open, False."""
        return self.category_right and self.label.reason is not None and self.said.reason is self.label.reason

    @property
    def is_wrong(self) -> bool:
        """The category is not the label's, or the reason is not, where the label has one."""
        return not self.category_right or (self.label.reason is not None and not self.reason_right)


def said_of(verdict: Verdict) -> Said:
    """A verdict as it is scored."""
    return Said(
        category=verdict.category,
        reason=verdict.reason,
        confidence=round(verdict.confidence, DIGITS),
        decided_by=verdict.decided_by,
        trace=verdict.trace,
    )
