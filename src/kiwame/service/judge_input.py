"""What `kiwame classify` was given: finds out what kind of input it is, and takes it apart into cases, line by line."""

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn, TypeAlias

from kiwame.core.errors import Unreadable, UsageError

MAX_LINE_BYTES = 16 << 20
"""The longest JSON line; Sentry itself takes events of 1 MiB."""
MAX_WHOLE_BYTES = 64 << 20
"""The largest input that is one case, since it is held in memory several times over."""

JsonObject: TypeAlias = dict[str, Any]

_TOLD_BY = frozenset({"type", "message", "stacktrace"})
_KNOWN = _TOLD_BY | {
    "id", "platform", "tags", "error", "exception", "logentry", "threads", "event_id", "sdk", "contexts",
    "breadcrumbs", "data", "sentry.interfaces.Exception", "sentry.interfaces.Message",
}  # fmt: skip
"""A line of JSON that has none of these is part of a log, not a case."""
_ENVELOPE_HEADER = frozenset({"event_id", "dsn", "sdk", "sent_at", "trace"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge: a JSON object, or a text as it was pasted. `line` counts from 1 (in an array: the place)."""

    line: int
    value: JsonObject | str


@dataclass(frozen=True, slots=True)
class Bad:
    """One thing that cannot be judged, and why."""

    line: int
    why: str


def read_items(stream: BinaryIO, *, json_lines: bool = False) -> Iterator[Item | Bad]:
    """Everything to judge in `stream`, in order; JSON lines are read one at a time: a pipe is answered as it flows.

    `json_lines`: a name such as cases.jsonl already said what it is. UsageError where the whole is too large.
    """
    stream, line, number = _first_line(stream)
    if not line:
        return
    head = _parsed(line, number) if line.lstrip().startswith(b"{") or json_lines else None
    if isinstance(head, Item) and _is_envelope_header(head.value):
        yield from _envelope(line + _rest(stream, len(line)), head)
    elif head is not None and (json_lines or (isinstance(head, Item) and not _KNOWN.isdisjoint(head.value))):
        yield head
        yield from _lines(stream, number + 1)
    else:
        yield from _whole(line + _rest(stream, len(line)), number)


def _first_line(stream: BinaryIO) -> tuple[BinaryIO, bytes, int]:
    """The first line that is not blank, without a byte order mark, and its number; b"" where there is none."""
    line = stream.readline(MAX_LINE_BYTES + 1)
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = (line + _rest(stream, len(line))).decode("utf-16", "replace")
        stream = io.BytesIO(text.encode("utf-8", "replace"))
        line = stream.readline()
    line = line.removeprefix(codecs.BOM_UTF8)
    number = 1
    while line and not line.strip():
        line = stream.readline(MAX_LINE_BYTES + 1)
        number += 1
    return stream, line, number


def _rest(stream: BinaryIO, so_far: int) -> bytes:
    rest = stream.read(MAX_WHOLE_BYTES - so_far + 1)
    if so_far + len(rest) > MAX_WHOLE_BYTES:
        most = MAX_WHOLE_BYTES >> 20
        raise UsageError(f"the input is one text of more than {most} MiB: give the part that tells of the error")
    return rest


def _lines(stream: BinaryIO, number: int) -> Iterator[Item | Bad]:
    while line := stream.readline(MAX_LINE_BYTES + 1):
        if len(line) > MAX_LINE_BYTES:
            yield Bad(number, f"longer than {MAX_LINE_BYTES >> 20} MiB")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES + 1)
        elif line.strip():
            yield _parsed(line, number)
        number += 1


def _parsed(line: bytes, number: int) -> Item | Bad:
    """A line of JSON lines."""
    try:
        value = _loads(line.decode().rstrip())
    except UnicodeDecodeError as error:
        return Bad(number, f"not UTF-8: byte 0x{line[error.start]:02x} at offset {error.start}")
    except json.JSONDecodeError as error:
        return Bad(number, f"not JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return Bad(number, "not readable: JSON nested too deeply")
    except ValueError as error:
        return Bad(number, f"not JSON: {error}")
    if not isinstance(value, dict):
        return Bad(number, "not a JSON object")
    return Item(number, value)


def _loads(text: str) -> Any:
    return json.loads(text, parse_constant=_no_constant)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _whole(data: bytes, number: int) -> Iterator[Item | Bad]:
    """Input whose first line is no JSON object of its own: a pretty-printed one, an array, JSON lines that begin badly,
    or else a text."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    if text.lstrip()[:1] in ("{", "["):
        try:
            value = _loads(text)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            yield Item(number, value)
            return
        if isinstance(value, list) and (not value or any(isinstance(each, dict) for each in value)):
            for place, each in enumerate(value, start=1):
                yield Item(place, each) if isinstance(each, dict) else Bad(place, "not a JSON object")
            return
    if _are_json_lines(text):
        yield from _lines(io.BytesIO(data), number)
    else:
        yield Item(number, text)


_OBJECT_LINE = re.compile(r'^[ \t]*\{[ \t]*"', re.MULTILINE)


def _are_json_lines(text: str) -> bool:
    """True where the text begins like an object of ours that broke off, or holds a line that is a case with its id.

    A log may hold JSON too, but not with an id beside what a case tells.
    """
    if re.match(r'\s*\{[ \t]*"(?:id|platform|type|message|stacktrace|tags|exception|event_id)"[ \t]*:.*\S', text):
        return True
    for found in _OBJECT_LINE.finditer(text):
        end = text.find("\n", found.start())
        item = _parsed(text[found.start() : end if end >= 0 else len(text)].encode(), 0)
        if (
            isinstance(item, Item)
            and isinstance(item.value, dict)
            and "id" in item.value
            and _TOLD_BY & set(item.value)
        ):
            return True
    return False


def _is_envelope_header(value: JsonObject | str) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= _ENVELOPE_HEADER


def _envelope(data: bytes, header: Item) -> Iterator[Item | Bad]:
    """The events of an envelope as an SDK sends it."""
    from kiwame.ingest.envelope import read_envelope
    from kiwame.ingest.limits import EnvelopeLimits

    try:
        events = read_envelope(data, EnvelopeLimits()).events
    except Unreadable as error:
        yield Bad(header.line, f"not an envelope: {error}")
        return
    for place, event in enumerate(events, start=1):
        item = _parsed(event.payload, place)
        if isinstance(item, Item) and isinstance(item.value, dict) and event.event_id:
            item.value["event_id"] = event.event_id
        yield item
