"""The rules as a decider: every rule that fires answers, the first in the table is what the rules say."""

from collections.abc import Sequence
from dataclasses import replace

from kiwame.core.event import ErrorEvent
from kiwame.core.taxonomy import Category
from kiwame.core.verdict import Answer
from kiwame.decide.index import Index
from kiwame.decide.rules.rule import Rule
from kiwame.decide.rules.table import RULES_VERSION, TABLE
from kiwame.decide.view import View

_SURE = 0.75
_TOO_MANY = 4
"""Categories at once: no case of the project's, nor of the real ones, has more than three."""
_AT_MOST = 0.5
_NAMES = tuple(str(category) for category in Category if not category.is_state)


class ByRules:
    """Answers by the table of rules; pure, one pass over the table an event."""

    name = "rules"

    def __init__(self, table: Sequence[Rule] = TABLE, version: str = RULES_VERSION) -> None:
        self._table = tuple(table)
        self._index = Index(self._table)
        self.version = version

    def answers(self, event: ErrorEvent, view: View | None = None) -> tuple[Answer, ...]:
        """The answers of all rules that fire on `event` (with its facts), in the table's order: the first wins.

        `view` is the event's, where the caller has made it already.
        """
        view = view or View(event)
        fired: list[Answer] = []
        for position, said in self._index.candidates(view):
            rule = self._table[position]
            evidence = rule.fires(view, said)
            if evidence is not None:
                fired.append(
                    Answer(
                        decided_by=f"rules:{rule.id}",
                        category=rule.category,
                        reason=rule.reason,
                        confidence=rule.confidence,
                        evidence=evidence,
                    )
                )
        return _honest(fired, view)


def _honest(fired: list[Answer], view: View) -> tuple[Answer, ...]:
    """`fired` as it is, or unsure where the event speaks of so many kinds of failure that it speaks of none."""
    sure = {answer.category for answer in fired if answer.confidence >= _SURE}
    named = sum(category in view.text for category in _NAMES) if "_error" in view.text else 0
    if len(sure) < _TOO_MANY and named < _TOO_MANY:
        return tuple(fired)
    why = f"speaks of {max(len(sure), named)} kinds of failure at once"
    return tuple(
        replace(answer, confidence=min(answer.confidence, _AT_MOST), evidence=(*answer.evidence, why))
        for answer in fired
    )
