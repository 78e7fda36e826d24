"""What people read of an event beside its chain: source text, breadcrumbs, contexts, request; redacted and bounded."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple, cast

from kiwame.core.event import Breadcrumb, EventDetail, FrameSource, Json
from kiwame.normalise import chain, clock, decode
from kiwame.normalise.bounded_json import as_object, bounded_json
from kiwame.normalise.bounds import cut, redacted
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

_MODULES_REMEMBERED = 32_768
"""Characters of a list of packages that is redacted once for all events that bring the same one: a process's."""

_SOURCE_REMEMBERED = 2_000
"""Characters of a frame's path and lines that are redacted once for all events that bring the same ones."""


class _Beside(NamedTuple):
    """What stands beside a frame, as it was sent: `code` is its source lines, `before` how many precede its own."""

    path: str
    before: int
    code: str
    variables: dict[str, Json]


def detail(payload: SentryPayload, redactor: Redactor) -> EventDetail:
    """The detail of `payload`; everything of it goes through `redactor`. Never raises."""
    source = payload.source
    full = decode.parse(source) if isinstance(source, bytes) else source
    stacks = _stacks(payload, full)
    raw: dict[str, Json] = {
        "variables": [[cast("Json", frame.variables) for frame in stack if frame.variables] for stack in stacks],
        "breadcrumbs": cast("Json", _breadcrumbs(full.get("breadcrumbs"))),
        "contexts": as_object(full.get("contexts")),
        "extra": as_object(full.get("extra")),
        "request": harmless_request(full.get("request")),
    }
    clean = as_object(bounded_json(raw, text=_TEXT, redact=redactor.json))
    return EventDetail(
        sources=_sources(stacks, _list(clean["variables"]), redactor),
        breadcrumbs=tuple(_breadcrumb(as_object(crumb)) for crumb in _list(clean.get("breadcrumbs"))),
        contexts=as_object(clean.get("contexts")),
        extra=as_object(clean.get("extra")),
        request=as_object(clean.get("request")),
        modules=_modules(full.get("modules"), redactor),
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


def _stacks(payload: SentryPayload, full: Mapping[str, Any]) -> list[list[_Beside]]:
    """For each frame of the event's chain, in its order, what stands beside it in the sent event."""
    sent = _values(full.get("exception"))
    stacks = []
    for place in chain.order(payload.event):
        value = as_object(sent[place]) if place < len(sent) else {}
        frames = _list(as_object(value.get("stacktrace")).get("frames"))
        stacks.append([_beside(frame) for frame in bounded(frames) if isinstance(frame, dict)])
    return stacks


def _beside(frame: dict[str, Any]) -> _Beside:
    """Path, source lines as one text (a private key spans several) and variables of a frame.

    Of a library's frame the one line and no variables: people fold those frames, and they are most of an event.
    """
    line = _text(frame.get("context_line"))
    if frame.get("in_app") is False:
        return _Beside(_text(frame.get("abs_path")), 0, _shortened(line), {})
    before = [each for each in _list(frame.get("pre_context")) if isinstance(each, str)][-_LINES:]
    after = [each for each in _list(frame.get("post_context")) if isinstance(each, str)][:_LINES]
    lines = [_shortened(each.replace("\n", " ")) for each in (*before, line, *after)]
    return _Beside(_text(frame.get("abs_path")), len(before), "\n".join(lines), as_object(frame.get("vars")))


def _shortened(line: str) -> str:
    """At most `_LINE` characters, and no half of a word at the end: it might be half of a secret."""
    if len(line) <= _LINE:
        return line
    kept = line[:_LINE]
    return line[: max(kept.rfind(" "), _LINE - _LONGEST_WORD)]


def _sources(
    stacks: list[list[_Beside]], variables: list[Any], redactor: Redactor
) -> tuple[tuple[FrameSource, ...], ...]:
    """The frames' sources, redacted. `variables` are those of the frames that have some, already clean."""
    found = []
    for place, stack in enumerate(stacks):
        clean = iter(_list(variables[place]) if place < len(variables) else ())
        sources = []
        for frame in stack:
            known = len(frame.path) + len(frame.code) <= _SOURCE_REMEMBERED
            read = _known_source if known else _source
            source = read(frame.path, frame.before, frame.code, redactor)  # type: ignore[arg-type]  # by identity
            sources.append(_with(source, as_object(next(clean, None))) if frame.variables else source)
        found.append(tuple(sources))
    return tuple(found)


def _source(path: str, before: int, code: str, redactor: Redactor) -> FrameSource:
    texts = redacted((path, code), redactor)
    lines = cut(texts[code], _TEXT).split("\n")
    at = before if before < len(lines) else 0
    return FrameSource(
        abs_path=cut(texts[path], _LINE),
        pre_context=tuple(lines[:at]),
        context_line=lines[at],
        post_context=tuple(lines[at + 1 :]),
    )


_known_source = lru_cache(maxsize=2048)(_source)
"""A service's frames come again with each of its events."""


def _with(source: FrameSource, variables: dict[str, Json]) -> FrameSource:
    return FrameSource(
        abs_path=source.abs_path,
        pre_context=source.pre_context,
        context_line=source.context_line,
        post_context=source.post_context,
        variables=variables,
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


def _modules(value: object, redactor: Redactor) -> dict[str, str]:
    sent = as_object(value)
    names, versions = tuple(sent), tuple(sent.values())
    usual = len(names) <= _MAX_MODULES and set(map(type, versions)) <= {str}
    if usual and sum(map(len, names)) + sum(map(len, cast("tuple[str, ...]", versions))) <= _MODULES_REMEMBERED:
        return dict(_known_modules(names, versions, redactor))  # type: ignore[arg-type]  # by identity
    return _clean_modules(names, versions, redactor)


def _clean_modules(names: tuple[str, ...], versions: tuple[Json, ...], redactor: Redactor) -> dict[str, str]:
    items = list(zip(names, versions, strict=True))[:_MAX_MODULES]
    sent: dict[str, Json] = {name: version for name, version in items if isinstance(version, str)}
    clean = as_object(bounded_json(sent, text=_TEXT, redact=redactor.json))
    return {name: cut(version, _VERSION) for name, version in clean.items() if isinstance(version, str)}


_known_modules = lru_cache(maxsize=64)(_clean_modules)
"""A process sends the same list, half of an event's values, with each of its events."""
