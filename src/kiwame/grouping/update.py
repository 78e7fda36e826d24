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
    """What events did to their issue. `REGRESSED`: a resolved one came back. `RETURNED`: an ignore ended."""

    NEW = "new"
    KNOWN = "known"
    REGRESSED = "regressed"
    RETURNED = "returned"
    IGNORED = "ignored"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an issue stands before events: its status and what ends it, as `Issue` has them.

    `resolved_at` (Unix seconds) is when somebody resolved it, None where that is not known.
    """

    status: Status
    resolved_at: float | None = None
    resolved_in_next: bool = False
    ignored_until: float | None = None
    ignored_until_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One or several events that came to an issue.

    `last_seen` is the newest one's time (Unix seconds), `count` the issue's failures with them. `releases` are (time of
    the newest event of a release, when the issue's project first saw that release), those events included.
    """

    last_seen: float
    count: int
    releases: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterEvent:
    """The issue's status after events, and what they did."""

    status: Status
    outcome: Outcome

    @property
    def came_back(self) -> bool:
        """True where the issue is open again, be it after a resolve or an ignore."""
        return self.outcome in (Outcome.REGRESSED, Outcome.RETURNED)


def after_event(standing: Standing | None, arrival: Arrival) -> AfterEvent:
    """What new events do to an issue; None: there was no issue yet.

    A resolved issue is open again by an event from after the resolve; where it waits for the next release, by one of a
    release that its project first saw after the resolve: an event without a release does not bring it back. An ignored
    one is open again by an event from its end on, or by as many failures as it was to outlast. An acknowledged one
    stays so.
    """
    if standing is None:
        return AfterEvent(status=Status.OPEN, outcome=Outcome.NEW)
    match standing.status:
        case Status.RESOLVED if _regresses(standing, arrival):
            return AfterEvent(status=Status.OPEN, outcome=Outcome.REGRESSED)
        case Status.RESOLVED:
            return AfterEvent(status=Status.RESOLVED, outcome=Outcome.RESOLVED)
        case Status.IGNORED if _outlasted(standing, arrival):
            return AfterEvent(status=Status.OPEN, outcome=Outcome.RETURNED)
        case Status.IGNORED:
            return AfterEvent(status=Status.IGNORED, outcome=Outcome.IGNORED)
        case Status.OPEN | Status.ACKNOWLEDGED as status:
            return AfterEvent(status=status, outcome=Outcome.KNOWN)
        case _:
            assert_never(standing.status)


def _regresses(standing: Standing, arrival: Arrival) -> bool:
    at = standing.resolved_at
    if at is None:
        return True
    if standing.resolved_in_next:
        return any(min(seen, first_seen) > at for seen, first_seen in arrival.releases)
    # An event from before the resolve that arrives late does not bring the issue back.
    return arrival.last_seen > at


def _outlasted(standing: Standing, arrival: Arrival) -> bool:
    until, count = standing.ignored_until, standing.ignored_until_count
    return (until is not None and arrival.last_seen >= until) or (count is not None and arrival.count >= count)


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
