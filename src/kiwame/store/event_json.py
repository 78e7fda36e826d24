"""Events as they are kept: compressed JSON with a version in front.

The form is ours alone: written by `pack_event`, read back by `unpack_event`, every field by name. Text that a database
or an API could not carry on (U+0000, lone surrogates) becomes U+FFFD here, numbers that JSON has not (NaN) become null.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import msgspec
from zlib_ng import zlib_ng

from kiwame.core.event import (
    Breadcrumb,
    Deadline,
    Door,
    ErrorEvent,
    EventDetail,
    Facts,
    Frame,
    FrameSource,
    Json,
    Link,
    SentryLink,
)

_VERSION = b"\x01"
_LEVEL = 4
"""Of zlib-ng, 90 µs an event: higher ones take longer for a fiftieth of the size, lower ones leave a third more."""
_DEEPEST = 60
_NUL_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


_encode = msgspec.json.Encoder().encode
_KINDS = (Frame, FrameSource, Link, Facts, SentryLink, ErrorEvent, Breadcrumb, EventDetail)
_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in _KINDS}


def _plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, everything else as it is."""
    known = _NAMES.get(type(value))
    if known is not None:
        return {name: _plain(getattr(value, name)) for name in known}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) and not isinstance(value, dict) else value


def _bounded(value: Any, depth: int = _DEEPEST) -> Json:
    """What JSON can say of `value`: for the rare value that the encoder refuses."""
    match value:
        case None | bool() | str():
            return value
        case int():
            return value if abs(value) < 2**63 else f"{value:.6e}" if value.bit_length() < 1000 else "(a huge number)"
        case float():
            return value if math.isfinite(value) else None
        case _ if depth <= 0:
            return "(nested too deep)"
        case list() | tuple():
            return [_bounded(part, depth - 1) for part in value]
        case Mapping():
            return {str(key): _bounded(part, depth - 1) for key, part in value.items()}
        case _:
            return str(value)


def to_json(value: Any) -> str:
    """Compact JSON text of plain values that any database takes: no NaN, no U+0000, no lone surrogate, finite depth."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (ValueError, TypeError, RecursionError):
        text = json.dumps(_bounded(value), ensure_ascii=False, separators=(",", ":"))
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _NUL_ESCAPE.sub("\\1\ufffd", text) if "\\u0000" in text else text


def pack_event(event: ErrorEvent, detail: EventDetail | None) -> bytes:
    """An event and its detail as the bytes that are kept."""
    document = {"event": event, "detail": detail}
    try:
        text = _encode(document)
    except (ValueError, TypeError, OverflowError, RecursionError):
        text = b""
    if not text or rb"\u0000" in text:
        # A lone surrogate, U+0000, a number beyond 64 bits, something nested too deep: rare, and made storable first.
        text = _encode(json.loads(to_json({name: _plain(part) for name, part in document.items()})))
    return _VERSION + zlib_ng.compress(text, _LEVEL)


def unpack_event(body: bytes) -> tuple[ErrorEvent, EventDetail | None]:
    """The event and its detail of `pack_event`."""
    document = json.loads(zlib_ng.decompress(memoryview(body)[1:]))
    detail = document["detail"]
    return _event(document["event"]), None if detail is None else _detail(detail)


def _link(raw: dict[str, Any]) -> Link:
    return Link(**{**raw, "frames": tuple(Frame(**frame) for frame in raw.get("frames", ()))})


def _pairs(raw: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in raw)


def _facts(raw: dict[str, Any]) -> Facts:
    deadline = raw.get("deadline")
    read = {
        "deadline": None if deadline is None else Deadline(deadline),
        "sources": _pairs(raw.get("sources", [])),
    }
    return Facts(**{**raw, **read})


def _event(raw: dict[str, Any]) -> ErrorEvent:
    sentry = raw.get("sentry")
    read: dict[str, Any] = {
        "door": Door(raw.get("door", Door.ENVELOPE)),
        "chain": tuple(_link(link) for link in raw.get("chain", ())),
        "threads_frames": tuple(Frame(**frame) for frame in raw.get("threads_frames", ())),
        "tags": _pairs(raw.get("tags", [])),
        "fingerprint": tuple(raw.get("fingerprint", ())),
        "facts": _facts(raw.get("facts", {})),
        "sentry": None if sentry is None else SentryLink(**sentry),
    }
    return ErrorEvent(**{**raw, **read})


def _source(raw: dict[str, Any]) -> FrameSource:
    read = {name: tuple(raw.get(name, ())) for name in ("pre_context", "post_context")}
    return FrameSource(**{**raw, **read})


def _detail(raw: dict[str, Any]) -> EventDetail:
    read: dict[str, Any] = {
        "sources": tuple(tuple(_source(source) for source in sources) for sources in raw.get("sources", ())),
        "breadcrumbs": tuple(Breadcrumb(**crumb) for crumb in raw.get("breadcrumbs", ())),
    }
    return EventDetail(**{**raw, **read})
