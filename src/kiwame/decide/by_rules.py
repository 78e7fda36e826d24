"""The rules as a decider: every rule that fires answers, the first in the table is what the rules say."""

from collections.abc import Sequence

from kiwame.core.event import ErrorEvent
from kiwame.core.verdict import Answer
from kiwame.decide.index import Index
from kiwame.decide.rules.rule import Rule
from kiwame.decide.rules.table import RULES_VERSION, TABLE
from kiwame.decide.view import View


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
        return tuple(fired)
