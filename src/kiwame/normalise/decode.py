"""JSON of one event to its typed payload: msgspec where it is installed, the standard library else, with one result."""

from collections.abc import Callable
from typing import Any

from kiwame.normalise import decode_json
from kiwame.normalise.payload import SentryPayload

__all__ = ["SentryPayload", "decode_event", "decode_mapping", "parse"]

_decode: Callable[[bytes], SentryPayload]
_parse: Callable[[bytes], dict[str, Any]]
try:
    from kiwame.normalise import decode_msgspec

    _decode, _parse = decode_msgspec.decode, decode_msgspec.parse
except ImportError:
    _decode, _parse = decode_json.decode, decode_json.parse


def decode_event(data: bytes) -> SentryPayload:
    """The payload of one event's JSON. A part of the wrong shape counts as missing.

    Raises Unreadable("not_json") and Unreadable("not_an_object") only: bytes that are no UTF-8, lone surrogates, NaN,
    control characters, numbers of any length and any depth of nesting are read as far as they go.
    """
    return _decode(data)


def decode_mapping(value: dict[str, Any]) -> SentryPayload:
    """The payload of an event that is parsed already (a webhook's `data.error` or `data.event`)."""
    return decode_json.from_mapping(value)


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object in `data` as plain values, nested too deep: the outer levels. Raises as `decode_event` does."""
    return _parse(data)
