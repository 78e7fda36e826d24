"""One case of `kiwame classify`: from a JSON object or a pasted text to an event, and the id to answer under."""

import json
from dataclasses import dataclass
from typing import Any, TypeAlias

from kiwame.core.errors import Unreadable
from kiwame.core.event import Door, ErrorEvent
from kiwame.normalise import plain_error
from kiwame.normalise.redactor import Redactor
from kiwame.service.judge_input import Item, JsonObject

CaseId: TypeAlias = "str | int | float | bool"

_NO_EVENT_ID = "0" * 32
_TELLING = ("exception", "logentry", "threads", "sentry.interfaces.Exception", "sentry.interfaces.Message")
"""Where an event of Sentry tells of the error, as an object or a list; a plain case has none of them."""
_AROUND = ("event_id", "sdk", "contexts", "breadcrumbs")
"""What Sentry's events carry besides. Their `type` is a kind of event and never a class of errors."""
_KINDS = (None, "", "error", "default", "event", "message")


@dataclass(frozen=True, slots=True)
class Case:
    """An event to judge, under the id that the input gave it, or its line number. `numbered`: the input had no id."""

    id: CaseId
    event: ErrorEvent
    numbered: bool = False


def read_case(item: Item, redactor: Redactor) -> Case:
    """The case of an item. Unreadable, with the reason in its message, where it is none."""
    value = item.value
    if isinstance(value, str):
        return Case(item.line, _pasted(value, redactor), numbered=True)
    given = value.get("id")
    if isinstance(given, list | dict):
        raise Unreadable("id", "id must be a string or a number")
    if isinstance(given, float) and given - given != 0:  # inf: written as 1e999, and JSON cannot say it back
        raise Unreadable("id", "id is too large a number")
    numbered = given is None
    if _is_sentry(value):
        event, event_id = _sentry(value, redactor)
        return Case(given if given is not None else event_id or item.line, event, numbered=numbered and not event_id)
    return Case(item.line if given is None else given, _plain(value, redactor), numbered=numbered)


def _pasted(text: str, redactor: Redactor) -> ErrorEvent:
    kind, message, stacktrace = plain_error.parse_text(text)
    return plain_error.to_event(
        event_id=_NO_EVENT_ID,
        type=kind,
        message=message,
        stacktrace=stacktrace,
        tags={},
        platform="",
        timestamp=0.0,
        redactor=redactor,
    )


def _is_sentry(value: JsonObject) -> bool:
    wrapped = value.get("data")
    return (
        any(isinstance(value.get(key), dict | list) for key in _TELLING)
        or (
            isinstance(wrapped, dict) and any(isinstance(wrapped.get(key), dict) for key in ("event", "error", "issue"))
        )
        or (value.get("type") in _KINDS and "stacktrace" not in value and any(key in value for key in _AROUND))
    )


def _sentry(value: JsonObject, redactor: Redactor) -> tuple[ErrorEvent, str]:
    """The event, and its own id ("" where it has none)."""
    from kiwame.normalise import decode, sentry_event

    inner = value.get("data")
    if isinstance(inner, dict):  # a webhook as Sentry sends it
        wrapped = inner.get("event") or inner.get("error")
        value = wrapped if isinstance(wrapped, dict) else value
    given = value.get("event_id")
    event_id = given.replace("-", "").lower() if isinstance(given, str) else ""
    event = sentry_event.to_event(
        decode.decode_mapping(value),
        project="",
        door=Door.ENVELOPE,
        received_at=0.0,
        sent_at=None,
        event_id=event_id or _NO_EVENT_ID,
        redactor=redactor,
    )
    if not event.chain and not event.message.strip():
        raise Unreadable("nothing", "Sentry's event tells of no exception and no message")
    return event, event_id


def _plain(value: JsonObject, redactor: Redactor) -> ErrorEvent:
    kind, message = _text(value, "type"), _text(value, "message")
    # Loggers that write JSON put the traceback under `exception`, as text.
    stacktrace = _text(value, "stacktrace") or _text(value, "exception")
    if not (kind.strip() or message.strip() or stacktrace.strip()):
        if isinstance(value.get("error"), dict | str):  # a provider's answer, pasted as it came
            return _pasted(json.dumps(value, ensure_ascii=False), redactor)
        raise Unreadable("nothing", "nothing to judge: give at least one of type, message, stacktrace")
    timestamp = value.get("timestamp")
    return plain_error.to_event(
        event_id=_NO_EVENT_ID,
        type=kind,
        message=message,
        stacktrace=stacktrace,
        tags=_tags(value.get("tags")),
        platform=_text(value, "platform"),
        timestamp=float(timestamp) if isinstance(timestamp, int | float) and abs(timestamp) < 1e11 else 0.0,
        redactor=redactor,
    )


def _text(value: JsonObject, key: str) -> str:
    found = value.get(key)
    if found is None:
        return ""
    if isinstance(found, list) and key == "stacktrace" and all(isinstance(line, str) for line in found):
        return "\n".join(found)
    if isinstance(found, list | dict):
        raise Unreadable(key, f"{key} must be a string")
    return found if isinstance(found, str) else str(found)


def _tags(found: Any) -> dict[str, str]:
    """Tags as an object, or as the pairs that Sentry also has."""
    if found is None:
        return {}
    if isinstance(found, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in found):
        found = {str(key): each for key, each in found}
    if not isinstance(found, dict):
        raise Unreadable("tags", "tags must be an object")
    return {key: _tag(each) for key, each in found.items() if each is not None}


def _tag(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)
