"""What an event does to an issue: pure decisions, each a named value. Whoever stores carries them out."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from kiwame.core.event import ErrorEvent
from kiwame.core.issue import Pairable, Status

ALWAYS_KEPT = 100
"""The first events of an issue are all kept in full; after them a sample."""

PAIR_WITHIN_S = 10.0
"""Seconds that two reports of one failure lie apart at most."""


class Outcome(StrEnum):
    """What an event did to its issue."""

    NEW = "new"
    KNOWN = "known"
    REGRESSED = "regressed"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterEvent:
    """The issue's status after an event, and what the event did."""

    status: Status
    outcome: Outcome

    @property
    def regressed(self) -> bool:
        """True where a resolved issue came back."""
        return self.outcome is Outcome.REGRESSED


def after_event(status: Status | None) -> AfterEvent:
    """What a new event does to an issue that stands at `status`; None: there was no issue yet.

    A resolved issue is open again; an ignored one stays ignored; an acknowledged one stays so.
    """
    match status:
        case None:
            return AfterEvent(status=Status.OPEN, outcome=Outcome.NEW)
        case Status.RESOLVED:
            return AfterEvent(status=Status.OPEN, outcome=Outcome.REGRESSED)
        case Status.IGNORED:
            return AfterEvent(status=Status.IGNORED, outcome=Outcome.IGNORED)
        case Status.OPEN | Status.ACKNOWLEDGED:
            return AfterEvent(status=status, outcome=Outcome.KNOWN)
        case _:
            assert_never(status)


def keep_event(*, reports: int, event_id: str, new_release: bool) -> bool:
    """Whether an event is kept in full. `reports`: the issue's events before it; `new_release`: first of its release.

    The first hundred and each release's first always; then one in reports/50, by a hash of its id, so that a repeat
    decides alike: about 35 more for each doubling. The newest is the store's to keep, one that each batch replaces.
    """
    if reports < ALWAYS_KEPT or new_release:
        return True
    drawn = int.from_bytes(hashlib.sha256(event_id.encode(errors="surrogatepass")).digest()[:4], "big")
    return drawn % max(2, reports // 50) == 0


def link_hashes(event: ErrorEvent) -> tuple[str, ...]:
    """A hash (16 hex digits) of class and message of each link of the chain, from the root: alike in two reports."""
    return tuple(
        hashlib.sha256(json.dumps([link.type, link.message]).encode()).hexdigest()[:16] for link in event.chain
    )


def find_partner(candidate: Pairable, earlier: Iterable[Pairable]) -> Pairable | None:
    """The earlier report of the same failure that `candidate` joins, or None.

    Same project and trace, at most 10 s apart, neither paired, and one's chain from the root a proper prefix of the
    other's: equal chains are two failures, since an SDK has one trace id for a whole process outside requests. Of
    several the nearest in time, then the longest shared chain, then the smallest event id.
    """
    if candidate.paired or not candidate.trace_id or not candidate.links:
        return None
    fitting = [other for other in earlier if _fits(candidate, other)]
    return min(fitting, key=lambda other: _nearness(candidate, other), default=None)


def _fits(one: Pairable, other: Pairable) -> bool:
    if other.paired or not other.links or other.event_id == one.event_id:
        return False
    if other.project != one.project or other.trace_id != one.trace_id:
        return False
    if not abs(other.timestamp - one.timestamp) <= PAIR_WITHIN_S:
        return False
    short, long = sorted((one.links, other.links), key=len)
    return len(short) < len(long) and long[: len(short)] == short


def _nearness(one: Pairable, other: Pairable) -> tuple[float, int, str]:
    return abs(other.timestamp - one.timestamp), -min(len(one.links), len(other.links)), other.event_id
