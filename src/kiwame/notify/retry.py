"""When a message that did not arrive is tried again. Pure: the time and the draw are arguments."""

import math
from email.utils import parsedate_to_datetime

MOST_SECONDS = 60.0
GIVE_UP_AFTER_S = 86_400.0
"""A day: later an alert is no news, and the page shows the issue all the same."""
_LONGEST_ASKED_S = 3600.0
"""What a Retry-After may ask at most: a wrong one must not silence a channel for days."""


def pause(tries: int, draw: float) -> float:
    """Seconds to wait after `tries` (1, 2, …) failures in a row: 1–2, 2–4, 4–8 … 30–60. `draw` in [0, 1) is chance.

    >>> pause(1, 0.0), pause(1, 0.5), pause(3, 0.0), pause(100, 1.0)
    (1.0, 1.5, 4.0, 60.0)
    """
    upper = min(MOST_SECONDS, 2.0 ** min(max(tries, 1), 10))
    return upper / 2 + upper / 2 * draw


def asked(retry_after: str, now: float) -> float | None:
    """Seconds that a Retry-After header asks for (seconds or an HTTP date), at most an hour; None where it says none.

    >>> asked("30", 0.0), asked("Thu, 01 Jan 1970 00:00:10 GMT", 4.0), asked("soon", 0.0), asked("1e9", 0.0)
    (30.0, 6.0, None, 3600.0)
    """
    text = retry_after.strip()[:100]
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(text).timestamp() - now
        except (ValueError, TypeError, OverflowError):
            return None
    if math.isnan(seconds):
        return None
    return min(max(seconds, 0.0), _LONGEST_ASKED_S)


def again_at(*, tries: int, created_at: float, now: float, after: float | None, draw: float) -> float | None:
    """When to try again (Unix seconds): as long as was asked and no shorter than the pause; None: given up for good."""
    at = now + max(pause(tries, draw), after or 0.0)
    return None if now - created_at >= GIVE_UP_AFTER_S else at
