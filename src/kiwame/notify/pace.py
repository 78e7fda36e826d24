"""How many messages a channel bears: at most ten in five minutes, the rest gathered in one digest. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

WINDOW_S = 300.0
MESSAGES = 10
GATHER_S = 15.0
"""How long the tenth message waits for what else comes: after it the channel is silent until the window frees."""
_SKEW_S = 5.0
"""What a clock may be set back while it is only put right."""


class Step(Enum):
    """What a channel may do now."""

    ONE = auto()
    DIGEST = auto()
    WAIT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The step. `gathering_since` is to be given to the next question, None where nothing is gathered."""

    step: Step
    gathering_since: float | None = None


def pace(sent: Sequence[float], *, now: float, gathering_since: float | None) -> Pace:
    """What to do while something waits. `sent`: when messages went to the channel within the last window.

    Up to nine go one by one. The tenth waits until 15 s have passed since there was something to gather, and then
    takes all that waits. What a clock that was set back says went in the future is not counted: it would silence the
    channel until the clock is there again.
    """
    lately = sum(1 for at in sent if now - WINDOW_S < at <= now + _SKEW_S)
    if lately < MESSAGES - 1:
        return Pace(step=Step.ONE)
    # A clock that was set back must not make a message wait for ever.
    since = now if gathering_since is None else min(gathering_since, now)
    if lately >= MESSAGES or now - since < GATHER_S:
        return Pace(step=Step.WAIT, gathering_since=since)
    return Pace(step=Step.DIGEST)
