"""The legacy store endpoint: one event's JSON as a body, made into an envelope so that the worker knows one form."""

import binascii
import json
from base64 import b64decode
from collections.abc import Callable

from kiwame.core.errors import Refused, Unreadable
from kiwame.ingest.encodings import decompress
from kiwame.ingest.envelope import normal_event_id
from kiwame.ingest.json_object import parse_object


def as_envelope(body: bytes, encoding: str, *, event_bytes: int, new_id: Callable[[], str]) -> tuple[str, bytes]:
    """The event's id (`new_id()` where the body says none) and an envelope that holds the event's JSON as it came.

    `body` is JSON in `encoding`, or base64 of zlib of JSON without one. Raises Refused 400 (not a JSON object) or 413
    (more than `event_bytes` of JSON).
    """
    try:
        payload = decompress(body, encoding, event_bytes).strip()
        if payload[:1] not in {b"{", b"["}:
            payload = _from_base64(payload, event_bytes)
        event_id = normal_event_id(parse_object(payload, "the event").get("event_id")) or new_id()
    except Unreadable as error:
        if error.reason == "bomb":
            raise Refused(413, f"An event may have at most {event_bytes} bytes.", causes=("event_too_large",)) from None
        raise Refused(400, f"Not an event: {error}.", causes=(error.reason,)) from None
    header = json.dumps({"event_id": event_id}).encode()
    item = json.dumps({"type": "event", "length": len(payload)}).encode()
    return event_id, b"\n".join((header, item, payload))


def _from_base64(body: bytes, event_bytes: int) -> bytes:
    """The JSON in a body of base64(zlib(JSON)); `body` as it is where it is no base64."""
    try:
        packed = b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        return body
    return decompress(packed, "deflate", event_bytes).strip()
