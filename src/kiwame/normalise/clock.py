"""When an event happened: any form of timestamp, the sender's clock corrected, kept within what is believable."""

import math
from datetime import UTC, datetime

_EARLIEST = 946_684_800.0
"""1 January 2000: no event of a Sentry client is older; what claims to be has a broken clock."""
_LONGEST = 64
"""Characters of a timestamp: RFC 3339 with nanoseconds and a zone has 35."""
_AHEAD = 60.0
"""Seconds that an event may lie in the future of its receipt: clocks differ."""


def moment(value: float | str | None) -> float | None:
    """Unix seconds of a timestamp as Sentry's clients write it (RFC 3339 with or without zone, a number, a number as
    text), or None where it is none of these. Without a zone it is UTC (PROTOCOLS §2.5).
    """
    if value is None:
        return None
    if not isinstance(value, str):
        return value if math.isfinite(value) else None
    text = value.strip()
    if len(text) > _LONGEST:
        return None
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        pass
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def happened(*, claimed: float | None, sent_at: float | None, received_at: float) -> float:
    """The time of an event that says `claimed`, from a sender whose clock said `sent_at` when we read `received_at`.

    A sender's clock that is off shifts both of its times alike, so their distance to `received_at` is what counts.
    """
    if claimed is None or not math.isfinite(claimed):
        return received_at
    if sent_at is not None and math.isfinite(sent_at) and sent_at >= 0 and claimed >= 0:
        shifted = claimed + (received_at - sent_at)
        if _EARLIEST <= shifted <= received_at + _AHEAD:
            return shifted
    return claimed if _EARLIEST <= claimed <= received_at + _AHEAD else received_at
