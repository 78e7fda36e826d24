"""Decoding by msgspec straight into the typed payload; what it refuses goes to the tolerant decoder."""

from typing import Any

import msgspec

from kiwame.normalise import decode_json
from kiwame.normalise.payload import SentEvent, SentryPayload

_EVENT = msgspec.json.Decoder(SentEvent)


def decode(data: bytes) -> SentryPayload:
    """As `decode_json.decode`, with the same result, in a third of the time where every field has its usual shape."""
    try:
        return SentryPayload(event=_EVENT.decode(data), source=data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        # A wrong shape, a lone surrogate (which msgspec calls truncated data), NaN, a control character, depth: rare.
        return decode_json.decode(data)


def parse(data: bytes) -> dict[str, Any]:
    """As `decode_json.parse`, with the same result, in half the time."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return decode_json.parse(data)
    return value if isinstance(value, dict) else decode_json.parse(data)
