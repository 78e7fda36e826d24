"""Public fakes for tests: a clock that stands still, builders of events and recordings, memory in place of a store."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from kiwame.core.event import ErrorEvent, Facts, Fingerprint, Link
from kiwame.core.issue import Recording
from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason, base_severity, owner_of
from kiwame.core.verdict import Answer, SeverityInputs, SeverityVerdict, Verdict

NOW = 1_800_000_000.0
"""The moment at which a `FrozenClock` and `make_event` stand (January 2027)."""

_DAY = 86400


@dataclass(slots=True)
class FrozenClock:
    """A clock that moves when it is told to. Call it for the time in Unix seconds.

    >>> clock = FrozenClock()
    >>> clock.advance(60)
    >>> clock() - NOW
    60.0
    """

    now: float = NOW

    def __call__(self) -> float:
        """The time it stands at."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Move on by `seconds`."""
        self.now += seconds


@dataclass(slots=True)
class MemoryIdempotencyKeys:
    """`IdempotencyKeys` that last as long as the process."""

    _days: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, scope: str, keys: Sequence[str], now: float) -> set[str]:
        """Remember `keys` within `scope` at `now`; those that were not known before."""
        new = {key for key in keys if (scope, key) not in self._days}
        self._days.update(((scope, key), int(now // _DAY)) for key in new)
        return new

    def forget_before(self, at: float) -> None:
        """Drop keys remembered before the day of `at` (whole UTC days)."""
        self._days = {key: day for key, day in self._days.items() if day >= int(at // _DAY)}


def event_id(number: int) -> str:
    """The `number`-th event id: 32 hex digits, spread like real ones.

    >>> event_id(1) == event_id(1) != event_id(2)
    True
    """
    return blake2b(str(number).encode(), digest_size=16).hexdigest()


def make_event(number: int = 1, **fields: Any) -> ErrorEvent:
    """An event of project "1": OpenAI's client finds the account out of credit. `fields` replace its own."""
    own: dict[str, Any] = {
        "event_id": event_id(number),
        "project": "1",
        "timestamp": NOW,
        "received_at": NOW,
        "environment": "production",
        "platform": "python",
        "chain": (Link(type="RateLimitError", module="openai", message="You exceeded your current quota"),),
        "facts": Facts(provider="openai", model="gpt-4o", http_status=429, error_code="insufficient_quota"),
    }
    return ErrorEvent(**(own | fields))


def make_verdict(reason: Reason = Reason.QUOTA_EXHAUSTED, **fields: Any) -> Verdict:
    """A verdict of a rule, quite sure; `fields` replace its own."""
    answer = Answer(
        decided_by="rules:test", category=CATEGORY_OF[reason], reason=reason, confidence=0.95, outcome="won"
    )
    own: dict[str, Any] = {
        "category": answer.category,
        "reason": reason,
        "owner": owner_of(reason, self_hosted=False),
        "confidence": answer.confidence,
        "decided_by": answer.decided_by,
        "parameters": {"provider": "OpenAI"},
        "trace": (answer,),
    }
    return Verdict(**(own | fields))


def make_unclassified() -> Verdict:
    """What is said where no decider was sure."""
    return Verdict(category=Category.UNCLASSIFIED, reason=None, owner=None, confidence=0.0, decided_by=None)


def make_fingerprint(name: str = "quota") -> Fingerprint:
    """A fingerprint of one part."""
    value = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return Fingerprint(value=value, version="1", parts=(("name", name),))


def make_recording(number: int = 1, *, issue: str = "quota", judged: bool = True, **fields: Any) -> Recording:
    """A recording of `make_event(number, **fields)` in the issue named `issue`, with a verdict where `judged`."""
    return Recording(
        event=make_event(number, **fields),
        fingerprint=make_fingerprint(issue),
        verdict=make_verdict() if judged else None,
    )


def base_policy(inputs: SeverityInputs) -> SeverityVerdict:
    """A `SeverityPolicy` without steps: each reason's base, or the severity held so far where that is higher."""
    base = base_severity(inputs.reason)
    held = inputs.highest or base
    return SeverityVerdict(severity=max(base, held, key=lambda level: level.rank), base=base)
