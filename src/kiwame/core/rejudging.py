"""Judging issues again after an upgrade: which of them, and the port that gives them with their newest event."""

from dataclasses import dataclass
from typing import Protocol

from kiwame.core.event import ErrorEvent
from kiwame.core.issue import Issue
from kiwame.core.taxonomy import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFilter:
    """Which issues to judge again; None: any.

    `since`: seen then or later (Unix seconds). `category` is what they were said to be. `decided_by` is how their
    decider's name begins ("rules", "llm:openai", "model:3"); "" stands for those that nobody decided.
    """

    project: str | None = None
    category: Category | None = None
    decided_by: str | None = None
    since: float | None = None


class Rejudgeable(Protocol):
    """Issues with what they can be judged again by. Never writes."""

    def page(self, matching: JudgedFilter, after: int, limit: int) -> list[tuple[Issue, ErrorEvent | None]]:
        """The next issues by id whose number is greater than `after`, at most `limit`, each with its newest stored
        event, None where retention has dropped them all. Merged issues are left out: they are judged no more."""

    def count(self, matching: JudgedFilter) -> int:
        """How many issues match."""
