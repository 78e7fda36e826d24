"""What people read of an event beside its chain: source text, breadcrumbs, contexts, request; redacted and bounded."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast

from kiwame.core.event import Breadcrumb, EventDetail, FrameSource, Json
from kiwame.normalise import chain, clock, decode_json
from kiwame.normalise.bounded_json import as_object, bounded_json
from kiwame.normalise.bounds import cut
from kiwame.normalise.frames import bounded
from kiwame.normalise.payload import SentryPayload
from kiwame.normalise.redactor import Redactor
from kiwame.normalise.request_parts import harmless_request

_MAX_BREADCRUMBS = 100
_MAX_MODULES = 500
_VERSION = 100
"""Characters kept of a package's version; cut once it is redacted, so that no secret is cut in two and missed."""
_LINE = 500
"""Characters kept of a source line."""
_LONGEST_WORD = 250
_LINES = 5
"""Source lines kept on either side of the one that raised."""
_TEXT = 4096
"""Characters kept of any other text."""

_Frames = list[list[dict[str, Json]]]


def detail(payload: SentryPayload, redactor: Redactor) -> EventDetail:
    """The detail of `payload`; everything of it goes through one call of `redactor`. Never raises."""
    source = payload.source
    full = decode_json.parse(source) if isinstance(source, bytes) else source
    raw: dict[str, Json] = {
        "sources": cast("Json", _sources(payload, full)),
        "breadcrumbs": cast("Json", _breadcrumbs(full.get("breadcrumbs"))),
        "contexts": as_object(full.get("contexts")),
        "extra": as_object(full.get("extra")),
        "request": harmless_request(full.get("request")),
        "modules": _modules(full.get("modules")),
    }
    clean = as_object(bounded_json(raw, text=_TEXT, redact=redactor.json))
    return EventDetail(
        sources=tuple(tuple(_frame_source(frame) for frame in _list(stack)) for stack in _list(clean.get("sources"))),
        breadcrumbs=tuple(_breadcrumb(as_object(crumb)) for crumb in _list(clean.get("breadcrumbs"))),
        contexts=as_object(clean.get("contexts")),
        extra=as_object(clean.get("extra")),
        request=as_object(clean.get("request")),
        modules={
            name: cut(version, _VERSION)
            for name, version in as_object(clean.get("modules")).items()
            if isinstance(version, str)
        },
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _values(value: object) -> list[Any]:
    """The members of {"values": […]}, of a bare list, or a single object as the only member."""
    if isinstance(value, dict):
        return value["values"] if isinstance(value.get("values"), list) else [value]
    return _list(value)


def _sources(payload: SentryPayload, full: Mapping[str, Any]) -> _Frames:
    """For each frame of the event's chain, in its order, what stands beside it in the sent event."""
    sent = _values(full.get("exception"))
    stacks: _Frames = []
    for place in chain.order(payload.event):
        value = as_object(sent[place]) if place < len(sent) else {}
        frames = _list(as_object(value.get("stacktrace")).get("frames"))
        stacks.append([_beside(frame) for frame in bounded(frames) if isinstance(frame, dict)])
    return stacks


def _beside(frame: dict[str, Any]) -> dict[str, Json]:
    """Path, source lines as one text (a private key spans several) and variables of a frame.

    Of a library's frame the one line and no variables: people fold those frames, and they are most of an event.
    """
    if frame.get("in_app") is False:
        return {"path": _text(frame.get("abs_path")), "before": 0, "code": _shortened(_text(frame.get("context_line")))}
    before = [line for line in _list(frame.get("pre_context")) if isinstance(line, str)][-_LINES:]
    after = [line for line in _list(frame.get("post_context")) if isinstance(line, str)][:_LINES]
    lines = [_shortened(line.replace("\n", " ")) for line in (*before, _text(frame.get("context_line")), *after)]
    return {
        "path": _text(frame.get("abs_path")),
        "before": len(before),
        "code": "\n".join(lines),
        "vars": as_object(frame.get("vars")),
    }


def _shortened(line: str) -> str:
    """At most `_LINE` characters, and no half of a word at the end: it might be half of a secret."""
    if len(line) <= _LINE:
        return line
    kept = line[:_LINE]
    return line[: max(kept.rfind(" "), _LINE - _LONGEST_WORD)]


def _frame_source(found: object) -> FrameSource:
    frame = as_object(found)
    lines = _text(frame.get("code")).split("\n")
    before = frame.get("before")
    at = before if isinstance(before, int) and before < len(lines) else 0
    return FrameSource(
        abs_path=cut(_text(frame.get("path")), _LINE),
        pre_context=tuple(lines[:at]),
        context_line=lines[at],
        post_context=tuple(lines[at + 1 :]),
        variables=as_object(frame.get("vars")),
    )


def _breadcrumbs(value: object) -> list[dict[str, Json]]:
    """The newest breadcrumbs, oldest first."""
    crumbs = [crumb for crumb in _values(value) if isinstance(crumb, dict)][-_MAX_BREADCRUMBS:]
    return [
        {
            "timestamp": _moment(crumb.get("timestamp")),
            "category": _text(crumb.get("category")) or _text(crumb.get("type")),
            "level": _text(crumb.get("level")),
            "message": _text(crumb.get("message")),
            "data": as_object(crumb.get("data")),
        }
        for crumb in crumbs
    ]


def _moment(value: object) -> str:
    """RFC 3339 in UTC; "" where it is no time."""
    seconds = clock.moment(value if isinstance(value, str) else None)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12:
        seconds = clock.moment(float(value))
    try:
        return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return ""


def _breadcrumb(crumb: dict[str, Json]) -> Breadcrumb:
    return Breadcrumb(
        timestamp=_text(crumb.get("timestamp")),
        category=cut(_text(crumb.get("category")), 100),
        level=cut(_text(crumb.get("level")), 20),
        message=_text(crumb.get("message")),
        data=as_object(crumb.get("data")),
    )


def _modules(value: object) -> dict[str, Json]:
    items = list(as_object(value).items())[:_MAX_MODULES]
    return {name: version for name, version in items if isinstance(version, str)}
