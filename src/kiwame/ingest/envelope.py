"""The envelope's grammar: `peek` reads what a door must know, `read_envelope` all of it, for the worker.

envelope = header-JSON { "\\n" item } [ "\\n" ]        item = header-JSON "\\n" payload
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kiwame.core.errors import Refused, Unreadable
from kiwame.core.event import Json, RawEvent
from kiwame.ingest.encodings import decompress, first_bytes
from kiwame.ingest.json_object import parse_object, text, whole
from kiwame.ingest.limits import HEADER_LINE_BYTES, EnvelopeLimits

_EVENT_ID = re.compile(r"[0-9a-f]{32}\Z")
_FIRST_LOOK_BYTES = 1024
_ITEM_HEADER_BYTES = 512
_REPORT_BYTES = 4 * 1024
_REPORT_LINES = 100
_MOST_LOST = 2**31
"""Events of one line of a report: no application loses more, and sums of larger ones leave a database's integers."""
_WITHOUT_EVENT: Final = frozenset(
    {
        "transaction", "session", "sessions", "check_in", "log", "profile", "profile_chunk", "replay_event",
        "replay_recording", "replay_video", "statsd", "metric_buckets", "trace_metric", "span",
    }
)  # fmt: skip
"""Item types that, as an envelope's first, say that it carries no error event (an event is exclusive with them)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peeked:
    """What the door reads off an envelope's first bytes.

    `event_id` is 32 hex digits or "", `carries_event` None where it cannot be seen.
    """

    event_id: str = ""
    dsn: str = ""
    carries_event: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """One `event` item: its JSON, not decoded, and the id that wins over the payload's ("" where none is said)."""

    payload: bytes
    event_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Events that an SDK dropped before they could reach us, as its client report says."""

    reason: str
    category: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope as the worker sees it. `sent_at` Unix seconds, `skipped` the number of other items by type."""

    sent_at: float | None = None
    events: tuple[EventItem, ...] = ()
    lost: tuple[Lost, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    type: str
    start: int
    end: int


def peek(body: bytes, encoding: str, *, header_line_bytes: int = HEADER_LINE_BYTES) -> Peeked:
    """What the first line of an envelope says, and whether an event follows; decompresses only as much as that needs.

    Raises Refused 400: the encoding is not what it says, or the first line is too long or no JSON object.
    """
    try:
        head = first_bytes(body, encoding, _FIRST_LOOK_BYTES)
        end = head.find(b"\n")
        if len(head) >= _FIRST_LOOK_BYTES and not 0 <= end <= _FIRST_LOOK_BYTES - _ITEM_HEADER_BYTES:
            head = first_bytes(body, encoding, header_line_bytes + 1 + _ITEM_HEADER_BYTES)
            end = head.find(b"\n")
        line = head if end < 0 else head[:end]
        if len(line) > header_line_bytes:
            raise Unreadable("header_line", f"the envelope's header line is longer than {header_line_bytes} bytes")
        header = parse_object(line, "the envelope's header line")
    except Unreadable as error:
        raise Refused(400, f"Not an envelope: {error}.", causes=(error.reason,)) from None
    event_id = normal_event_id(header.get("event_id"))
    return Peeked(
        event_id=event_id,
        dsn=text(header.get("dsn"), 2000),
        carries_event=_carries_event(head, end, event_id),
    )


def _carries_event(head: bytes, end: int, event_id: str) -> bool | None:
    """Judged by the first item's type, else by whether the envelope has an event id. None: it has one, and may."""
    rest = head[end + 1 :].lstrip(b"\r\n") if end >= 0 else b""
    if not rest:
        return False
    try:
        kind = parse_object(rest.partition(b"\n")[0], "the first item's header").get("type")
    except Unreadable:
        return None
    if kind == "event":
        return True
    if kind in _WITHOUT_EVENT if isinstance(kind, str) else False:
        return False
    return None if event_id else False


def read_raw(raw: RawEvent, limits: EnvelopeLimits) -> Envelope:
    """`raw` decompressed and read: for every door but the webhook's (the store's door makes an envelope of its body).

    Raises Unreadable as `decompress` and `read_envelope` do.
    """
    return read_envelope(decompress(raw.body, raw.encoding, limits.decompressed_bytes), limits)


def read_envelope(body: bytes, limits: EnvelopeLimits) -> Envelope:
    """The events, losses and other items of a decompressed envelope, in linear time.

    The header's event_id belongs to the first event; a further one keeps its payload's. Raises Unreadable:
    "header_line", "not_json" or "wrong_shape" (a header), "item_header" (no type), "length" (a length that is no
    number, or after which neither newline nor end follows), "event_too_large", "too_many_items", "bomb".
    """
    if len(body) > limits.decompressed_bytes:
        raise Unreadable("bomb", f"the envelope is larger than {limits.decompressed_bytes} bytes")
    line, position = _line(body, 0, limits.header_line_bytes, "the envelope's header line")
    header = parse_object(line, "the envelope's header line")
    event_id = normal_event_id(header.get("event_id"))
    events: list[EventItem] = []
    lost: list[Lost] = []
    skipped: dict[str, int] = {}
    for item in _items(body, position, limits):
        size = item.end - item.start
        if item.type == "event":
            if size > limits.event_bytes:
                raise Unreadable("event_too_large", f"an event of {size} bytes; at most {limits.event_bytes} are taken")
            payload = body[item.start : item.end]
            events.append(EventItem(payload=payload, event_id="" if events else event_id))
        elif item.type == "client_report" and size <= _REPORT_BYTES:
            lost.extend(_losses(body[item.start : item.end]))
        else:
            kind = item.type if len(skipped) < _REPORT_LINES or item.type in skipped else "other"
            skipped[kind] = skipped.get(kind, 0) + 1
    return Envelope(
        sent_at=unix_seconds(header.get("sent_at")),
        events=tuple(events),
        lost=tuple(lost),
        skipped=tuple(skipped.items()),
    )


def _items(body: bytes, position: int, limits: EnvelopeLimits) -> Iterator[_Item]:
    """Every item from `position` on; blank lines between items are passed over."""
    count = 0
    while position < len(body):
        line, start = _line(body, position, limits.header_line_bytes, "an item's header line")
        if not line.strip():
            position = start
            continue
        count += 1
        if count > limits.items:
            raise Unreadable("too_many_items", f"the envelope holds more than {limits.items} items")
        header = parse_object(line, "an item's header line")
        kind = header.get("type")
        if not isinstance(kind, str) or not kind:
            raise Unreadable("item_header", "an item's header has no type")
        end = _payload_end(body, start, header.get("length"))
        yield _Item(type=kind[:64], start=start, end=end)
        position = end + 1


def _line(body: bytes, start: int, most: int, what: str) -> tuple[bytes, int]:
    """The line that begins at `start`, and where the next one does."""
    end = body.find(b"\n", start, start + most + 1)
    if end < 0:
        end = len(body)
        if end - start > most:
            raise Unreadable("header_line", f"{what} is longer than {most} bytes")
    return body[start:end], min(end + 1, len(body))


def _payload_end(body: bytes, start: int, length: Json) -> int:
    """Where the payload ends: after `length` bytes, or without one at the next newline or the end of the body."""
    if length is None:
        end = body.find(b"\n", start)
        return len(body) if end < 0 else end
    if isinstance(length, bool) or not isinstance(length, int) or length < 0:
        raise Unreadable("length", "an item's length is not a whole number of bytes")
    end = start + length
    if end > len(body):
        raise Unreadable("length", f"the envelope ends {end - len(body)} bytes before its item does")
    if end < len(body) and body[end] != 0x0A:
        raise Unreadable("length", "no newline follows the item where its length says that it ends")
    return end


def _losses(payload: bytes) -> Iterator[Lost]:
    """The lines of a client report; whatever has another shape is passed over."""
    try:
        lines = parse_object(payload, "a client report").get("discarded_events")
    except Unreadable:
        return
    for line in lines[:_REPORT_LINES] if isinstance(lines, list) else ():
        if isinstance(line, dict) and (quantity := whole(line.get("quantity"))):
            reason, category = text(line.get("reason"), 64), text(line.get("category"), 64)
            quantity = min(quantity, _MOST_LOST)
            yield Lost(reason=reason or "unsaid", category=category or "unsaid", quantity=quantity)


def normal_event_id(value: object) -> str:
    """32 hex digits of an id given so or as a dashed UUID, in any case; "" for anything else."""
    if not isinstance(value, str) or len(value) > 36:
        return ""
    plain = value.replace("-", "").lower() if len(value) == 36 else value.lower()
    return plain if _EVENT_ID.match(plain) else ""


def unix_seconds(value: object) -> float | None:
    """An RFC 3339 time as Unix seconds, UTC where it names no zone; None for anything else."""
    if not isinstance(value, str) or len(value) > 64:
        return None
    try:
        at = datetime.fromisoformat(value)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
