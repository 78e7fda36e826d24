"""Merging and splitting by hand: what people decided about fingerprints, and the port that keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kiwame.core.issue import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingChoice:
    """What a person decided about one fingerprint of a project, remembered for every later event.

    Either `merged_into` is the fingerprint whose issue takes its events, or `split_by` names what its events are told
    apart by beside their fingerprint: "message", "frames" or "transaction".
    """

    project: str
    fingerprint: str
    merged_into: str = ""
    split_by: str = ""
    actor: str = ""
    at: float = 0.0


class Regrouping(Protocol):
    """Merging and splitting issues by hand, remembered by fingerprint. Each act is audited."""

    def version(self) -> str:
        """Another text whenever a choice was made or taken back; cheap to ask."""

    def choices(self) -> list[GroupingChoice]:
        """All choices that hold, oldest first."""

    def merge(self, issue_ids: Sequence[str], into: str, actor: str, now: float) -> Issue:
        """Make issues part of the issue `into` of the same project: its counts take theirs in, their later events go to
        it, and they are listed no more. NotFound; UsageError where they are of several projects or one is `into`."""

    def unmerge(self, issue_id: str, actor: str, now: float) -> Issue:
        """Make a merged issue an issue again: later events of its fingerprint come to it; what both counted before
        stays where it was counted. NotFound; UsageError where it was not merged."""

    def split(self, issue_id: str, by: str, actor: str, now: float) -> Issue:
        """From now on tell the issue's events apart by "message", "frames" or "transaction" beside the fingerprint;
        "" takes that back. NotFound; UsageError."""
