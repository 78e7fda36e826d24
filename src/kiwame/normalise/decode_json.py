"""Decoding by the standard library, tolerant of every wrong shape; also the way back for what msgspec refuses."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from kiwame.core.errors import Unreadable
from kiwame.normalise.payload import (
    SentEvent,
    SentException,
    SentFrame,
    SentMechanism,
    SentryPayload,
    SentSdk,
    SentStack,
    SentThread,
    SentUser,
)

_T = TypeVar("_T")
_Fields = Mapping[str, Callable[[Any], Any]]

_DEPTH_KEPT = 100
"""Levels kept of JSON that is nested too deep for the parser; Sentry's own clients stop at 10."""
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def decode(data: bytes) -> SentryPayload:
    """The payload of one event's JSON; raises Unreadable("not_json") or Unreadable("not_an_object")."""
    return SentryPayload(event=_event(parse(data)), source=data)


def from_mapping(value: Mapping[str, Any]) -> SentryPayload:
    """The payload of an event that is parsed already."""
    return SentryPayload(event=_event(value), source=value)


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object in `data` as plain values; of what is nested too deep the outer levels."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        value = _loads(text)
    except RecursionError:
        value = _loads(_pruned(text))
    if not isinstance(value, dict):
        raise Unreadable("not_an_object", f"an event is a JSON object, this is a JSON {type(value).__name__}")
    return value


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise Unreadable("not_json", f"the event is not JSON: {error.msg} at character {error.pos}") from None
    except ValueError:
        # A number of more than 4,300 digits, which Python refuses to convert.
        return json.loads(text, strict=False, parse_int=float)


def _pruned(text: str) -> str:
    """`text` with null for everything below `_DEPTH_KEPT` levels, which are counted by brackets outside of strings."""
    kept: list[str] = []
    depth, start = 0, 0
    for found in _BRACKETS.finditer(text):
        mark = found[0]
        if mark in ("[", "{"):
            depth += 1
            if depth == _DEPTH_KEPT + 1:
                kept.append(text[start : found.start()])
        elif mark in ("]", "}"):
            depth -= 1
            if depth == _DEPTH_KEPT:
                kept.append("null")
                start = found.end()
    if depth <= _DEPTH_KEPT:
        kept.append(text[start:])
    return "".join(kept)


def _text(value: Any) -> str | None:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(value)
        case int():
            return str(value) if -(10**30) < value < 10**30 else None
        case _:
            return None


def _whole(value: Any) -> int | None:
    match value:
        case bool():
            return None
        case int():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < 2**53 else None
        case str():
            return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
        case _:
            return None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _moment(value: Any) -> float | str | None:
    match value:
        case str():
            return value
        case bool():
            return None
        case int() | float():
            try:
                return float(value)
            except OverflowError:
                return None
        case _:
            return None


def _asis(value: Any) -> Any:
    return value


def _object(kind: Callable[..., _T], fields: _Fields) -> Callable[[Any], _T | None]:
    def read(value: Any) -> _T | None:
        if not isinstance(value, Mapping):
            return None
        return kind(**{name: convert(value[name]) for name, convert in fields.items() if name in value})

    return read


def _listed(item: Callable[[Any], _T | None]) -> Callable[[Any], list[_T | None] | None]:
    def read(value: Any) -> list[_T | None] | None:
        return [item(one) for one in value] if isinstance(value, list) else None

    return read


def _either(item: Callable[[Any], _T | None]) -> Callable[[Any], Any]:
    several = _listed(item)

    def read(value: Any) -> Any:
        return several(value) if isinstance(value, list) else item(value)

    return read


_frame = _object(
    SentFrame,
    {
        "function": _text,
        "module": _text,
        "filename": _text,
        "abs_path": _text,
        "lineno": _whole,
        "in_app": _flag,
    },
)
_stack = _object(SentStack, {"frames": _listed(_frame)})
_mechanism = _object(
    SentMechanism,
    {
        "type": _text,
        "handled": _flag,
        "exception_id": _whole,
        "parent_id": _whole,
        "source": _text,
        "is_exception_group": _flag,
        "data": _asis,
        "meta": _asis,
    },
)
_EXCEPTION: dict[str, Callable[[Any], Any]] = {
    "type": _text,
    "value": _text,
    "module": _text,
    "mechanism": _mechanism,
    "stacktrace": _stack,
}
_exception = _object(SentException, {**_EXCEPTION, "values": _listed(_object(SentException, _EXCEPTION))})
_THREAD: dict[str, Callable[[Any], Any]] = {"crashed": _flag, "current": _flag, "stacktrace": _stack}
_thread = _object(SentThread, {**_THREAD, "values": _listed(_object(SentThread, _THREAD))})
_user = _object(SentUser, dict.fromkeys(("id", "email", "username", "ip_address"), _asis))
_sdk = _object(SentSdk, {"name": _text, "version": _text})

_TEXTS = (
    "event_id", "datetime", "platform", "level", "logger", "culprit", "transaction", "server_name", "release", "dist",
    "environment", "title", "issue_id", "web_url", "url", "project",
)  # fmt: skip
_EVENT: _Fields = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(("message", "logentry", "tags", "fingerprint", "contexts", "extra"), _asis),
    "timestamp": _moment,
    "user": _user,
    "sdk": _sdk,
    "exception": _either(_exception),
    "threads": _either(_thread),
    "stacktrace": _stack,
}
_read_event = _object(SentEvent, _EVENT)


def _event(value: Mapping[str, Any]) -> SentEvent:
    return cast("SentEvent", _read_event(value))
