"""One event for its page: the chain with frames, and what came with it, within a budget of bytes. Pure.

Whatever an event holds, the page stays small: what does not fit is cut, and the event as JSON has all of it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from kiwame.core.event import ErrorEvent, EventDetail, Frame, FrameSource, Json, Link
from kiwame.core.issue import StoredEvent
from kiwame.web.pages.visible import shown
from kiwame.web.views import moment

BUDGET = 48_000
"""Bytes of event text on a page, as they go over the wire."""

MESSAGE = 700
WHOLE_MESSAGE = 8_000
LINKS = 12
CALLS = 30
OPENED = 3
WITH_VARIABLES = 4
LINE = 160
VALUE = 200
VARIABLES = 16
FOLDED = 40
TAGS = 60
BREADCRUMBS = 20
ROWS = 60

_SECONDS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,9})?")


class Budget:
    """Bytes that may still be shown. What is taken is cut to what is left."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.cut = False

    def take(self, text: str, limit: int) -> str:
        """`text` with at most `limit` characters and the bytes that are left; the last of a longer one an ellipsis."""
        if len(text) > limit:
            self.cut = True
            text = text[: limit - 1] + "…"
        size = len(str(shown(text)).encode())
        if size > self.left:
            self.cut = True
            text = "…"
        self.left = max(0, self.left - size)
        return text

    def expect(self, things: Sequence[object], limit: int) -> None:
        """Note it where there are more `things` than will be shown."""
        self.cut = self.cut or len(things) > limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name and its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A source line; `at`: the one that ran."""

    number: int | None
    text: str
    at: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A frame that is shown on its own."""

    place: str
    function: str
    lineno: int | None
    lines: tuple[Line, ...] = ()
    variables: tuple[Pair, ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Frames of libraries in a row. `packages` are whose, `calls` one line for each."""

    count: int
    packages: tuple[str, ...]
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One exception of the chain. `whole` is the whole message where `message` is only its beginning, else ""."""

    type: str
    module: str
    message: str
    whole: str
    mechanism: str
    handled: bool | None
    frames: tuple[Call | Folded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One thing that happened before."""

    timestamp: str
    category: str
    level: str
    message: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """What the page shows of an event; `links` begins with what was finally raised. `cut`: not all of it is here."""

    event: ErrorEvent
    message: str
    whole: str
    links: tuple[LinkView, ...]
    threads: tuple[Call | Folded, ...]
    tags: tuple[Pair, ...]
    crumbs: tuple[Crumb, ...]
    contexts: tuple[Pair, ...]
    request: tuple[Pair, ...]
    extra: tuple[Pair, ...]
    modules: int
    cut: bool


def event_view(stored: StoredEvent, *, budget: int = BUDGET) -> EventView:
    """An event for its page, in at most about `budget` bytes of its own text."""
    event, detail = stored.event, stored.detail or EventDetail()
    purse = Budget(budget)
    links = _links(event, detail, purse)
    message, whole = ("", "") if event.chain else _message(event.message, purse)
    return EventView(
        event=event,
        message=message,
        whole=whole,
        links=links,
        threads=_frames(event.threads_frames, (), purse) if not any(link.frames for link in event.chain) else (),
        tags=_pairs(event.tags, TAGS, purse),
        crumbs=_crumbs(detail, purse),
        request=_rows(detail.request, purse),
        contexts=_rows(detail.contexts, purse),
        extra=_rows(detail.extra, purse),
        modules=len(detail.modules),
        cut=purse.cut,
    )


def _links(event: ErrorEvent, detail: EventDetail, purse: Budget) -> tuple[LinkView, ...]:
    numbered = list(enumerate(event.chain))[::-1]
    purse.expect(numbered, LINKS)
    # The cause matters as much as what was raised: of a long chain both ends are kept.
    kept = numbered if len(numbered) <= LINKS else [*numbered[: LINKS // 2], *numbered[-LINKS // 2 :]]
    found = []
    for place, link in kept:
        sources = detail.sources[place] if place < len(detail.sources) else ()
        found.append(_link(link, sources, purse))
    return tuple(found)


def _link(link: Link, sources: Sequence[FrameSource], purse: Budget) -> LinkView:
    message, whole = _message(link.message, purse)
    return LinkView(
        type=purse.take(link.type, VALUE),
        module=purse.take(link.module, VALUE),
        message=message,
        whole=whole,
        mechanism=purse.take(link.mechanism, 60),
        handled=link.handled,
        frames=_frames(link.frames, sources, purse),
    )


def _message(text: str, purse: Budget) -> tuple[str, str]:
    text = text.strip()
    if len(text) <= MESSAGE:
        return purse.take(text, MESSAGE), ""
    return purse.take(text[: MESSAGE - 1] + "…", MESSAGE), purse.take(text, WHOLE_MESSAGE)


def _frames(frames: Sequence[Frame], sources: Sequence[FrameSource], purse: Budget) -> tuple[Call | Folded, ...]:
    """Newest call first; the application's one by one, those of libraries folded where they follow one another."""
    numbered = list(enumerate(frames))[::-1]
    purse.expect(numbered, CALLS + FOLDED)
    any_ours = any(frame.in_app for frame in frames)
    found: list[Call | Folded] = []
    number = 0
    newest = len(frames) - 1

    def is_shown(one: tuple[int, Frame]) -> bool:
        return one[1].in_app or (not any_ours and one[0] == newest)

    for ours, several in groupby(numbered, key=is_shown):
        group = list(several)
        if not ours:
            found.append(_folded([frame for _, frame in group], purse))
            continue
        for place, frame in group[: CALLS - number]:
            source = sources[place] if place < len(sources) else FrameSource()
            found.append(_call(frame, source, number, purse))
            number += 1
        if number >= CALLS:
            purse.cut = True
            break
    return tuple(found)


def _folded(frames: Sequence[Frame], purse: Budget) -> Folded:
    packages = dict.fromkeys(filter(None, (package_of(frame) for frame in frames)))
    purse.expect(frames, FOLDED)
    calls = tuple(purse.take(_one_line(frame), LINE) for frame in frames[:FOLDED])
    return Folded(count=len(frames), packages=tuple(list(packages)[:4]), calls=calls)


def _one_line(frame: Frame) -> str:
    place = frame.filename or frame.module or "?"
    line = f":{frame.lineno}" if frame.lineno is not None else ""
    return f"{place}{line} {frame.function}".rstrip()


def package_of(frame: Frame) -> str:
    """Whose code a frame is: the package that its module or its path names, "" where neither does.

    >>> package_of(Frame(module="openai._base_client")), package_of(Frame(filename="/app/node_modules/@ai/sdk/x.js"))
    ('openai', '@ai/sdk')
    """
    path = frame.filename.replace("\\", "/")
    for marker in ("/site-packages/", "/dist-packages/", "node_modules/"):
        _, found, rest = path.rpartition(marker)
        if found:
            parts = rest.split("/")
            return "/".join(parts[:2]) if parts[0].startswith("@") else parts[0].removesuffix(".py")
    return frame.module.partition(".")[0]


def _call(frame: Frame, source: FrameSource, number: int, purse: Budget) -> Call:
    return Call(
        place=purse.take(frame.filename or frame.module or "?", LINE),
        function=purse.take(frame.function, LINE),
        lineno=frame.lineno,
        lines=tuple(_lines(frame, source, purse)),
        variables=_variables(source.variables, purse) if number < WITH_VARIABLES else (),
        opened=number < OPENED,
    )


def _lines(frame: Frame, source: FrameSource, purse: Budget) -> Iterator[Line]:
    if not source.context_line:
        return
    before, after = source.pre_context[-4:], source.post_context[:4]
    first = frame.lineno - len(before) if frame.lineno is not None else None
    texts = [*((text, False) for text in before), (source.context_line, True), *((text, False) for text in after)]
    for place, (text, at) in enumerate(texts):
        line = purse.take(text.rstrip("\r\n").expandtabs(4), LINE)
        yield Line(number=first + place if first is not None else None, text=line, at=at)


def _variables(variables: Mapping[str, Json], purse: Budget) -> tuple[Pair, ...]:
    return _pairs([(name, written(value)) for name, value in variables.items()], VARIABLES, purse)


def _pairs(pairs: Sequence[tuple[str, str]], limit: int, purse: Budget) -> tuple[Pair, ...]:
    purse.expect(pairs, limit)
    found = []
    for name, value in pairs[:limit]:
        if not purse.left:
            purse.cut = True
            break
        found.append(Pair(name=purse.take(name, 80), value=purse.take(value, VALUE)))
    return tuple(found)


def _crumbs(detail: EventDetail, purse: Budget) -> tuple[Crumb, ...]:
    purse.expect(detail.breadcrumbs, BREADCRUMBS)
    return tuple(
        Crumb(
            timestamp=purse.take(clock_time(crumb.timestamp), 40),
            category=purse.take(crumb.category, 60),
            level=purse.take(crumb.level, 20),
            message=purse.take(crumb.message, VALUE),
            data=purse.take(written(crumb.data), VALUE) if crumb.data else "",
        )
        for crumb in detail.breadcrumbs[: -BREADCRUMBS - 1 : -1]
    )


def clock_time(text: str) -> str:
    """A breadcrumb's moment as people scan it, where it can be read; else as it came.

    >>> clock_time("2026-11-24T00:31:31.011250Z"), clock_time("1767225600.5"), clock_time("soon")
    ('00:31:31.011', '00:00:00.500', 'soon')
    """
    try:
        at = moment(float(text)) if _SECONDS.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        return text
    return at.strftime("%H:%M:%S.") + f"{at.microsecond // 1000:03d}"


def _rows(things: Mapping[str, Json], purse: Budget) -> tuple[Pair, ...]:
    """Names and values, those of an object within by 'outer.inner'."""
    rows: list[tuple[str, str]] = []
    for name, value in things.items():
        if isinstance(value, dict):
            rows += [(f"{name}.{inner}", written(one)) for inner, one in value.items()]
        else:
            rows.append((name, written(value)))
    return _pairs(rows, ROWS, purse)


def written(value: object) -> str:
    """A value as people read it: text as it is, anything else as JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
