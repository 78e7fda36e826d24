"""A moment as people write it on a command line: 7d, 12h, 30m ago, or a date or time of day by ISO 8601."""

import re
from datetime import UTC, datetime

from kiwame.core.errors import UsageError

_AGO = re.compile(r"(\d{1,5})([mhdw])")
_LONGEST = 40
"""Characters of a date with time, fraction and zone, with some to spare."""
_SECONDS = {"m": 60, "h": 3600, "d": 86400, "w": 604800}


def moment(text: str, now: float) -> float:
    """`text` as Unix seconds: so long ago, or a date (its beginning) or a time, in UTC where it names no zone.

    UsageError for anything else, and for what lies in the future.

    >>> moment("2h", 10_000.0)
    2800.0
    >>> moment("2026-11-24", 2e9)
    1795478400.0
    """
    text = text.strip()
    ago = _AGO.fullmatch(text)
    if ago is not None:
        return now - int(ago[1]) * _SECONDS[ago[2]]
    try:
        read = datetime.fromisoformat(text if len(text) <= _LONGEST else "")
    except ValueError:
        raise UsageError(f"{text[:40]!r} is no time: write 30m, 12h, 7d or 2w ago, or 2026-11-24T12:00") from None
    at = (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    if at > now:
        raise UsageError(f"{text[:40]!r} lies in the future: name a time that has passed")
    return at
