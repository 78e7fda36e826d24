"""Merging and splitting issues by hand: what people decided, and the port that keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiwame.core.issue import Issue


class SplitBy(StrEnum):
    """What the events of one fingerprint can be told apart by beside it."""

    MESSAGE = "message"
    FRAMES = "frames"
    TRANSACTION = "transaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A person's decision to tell the events of one fingerprint of a project apart further; `at` in Unix seconds."""

    project: str
    fingerprint: str
    by: SplitBy
    actor: str = ""
    at: float = 0.0


class Regrouping(Protocol):
    """Merging and splitting issues by hand, remembered by fingerprint. Each act is audited.

    A merged issue takes no events any more: the store gives those of its fingerprint to the issue it is part of.
    """

    def version(self) -> str:
        """Another text whenever a split was made or taken back; cheap to ask."""

    def splits(self) -> list[Split]:
        """All splits that hold, oldest first."""

    def merge(self, issue_ids: Sequence[str], into: str, actor: str, now: float) -> Issue:
        """Make issues part of the issue `into` of the same project: its counts and stored events take theirs in, their
        later events go to it, and they are listed no more. What was made part of them goes along; where they were
        split, that is taken back. Nobody is told.

        NotFound; UsageError where none is named, they are of several projects, or one is `into` or merged already;
        Conflict where others merge the same issues at this moment.
        """

    def unmerge(self, issue_id: str, actor: str, now: float) -> Issue:
        """Make a merged issue an issue again: later events of its fingerprint come to it; what both counted before
        stays where it was counted. NotFound; UsageError where it was not merged; Conflict as in `merge`."""

    def merged_into(self, issue_id: str) -> list[Issue]:
        """The issues that are part of this one, by id. NotFound."""

    def split(self, issue_id: str, by: SplitBy | None, actor: str, now: float) -> Issue:
        """From now on tell the issue's events apart by this beside the fingerprint; None takes that back.

        NotFound; UsageError where the issue is merged, or has others merged into it: those hold several fingerprints.
        """
