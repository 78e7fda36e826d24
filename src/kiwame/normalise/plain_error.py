"""An event out of plain text: a class, a message and a stack trace as any language prints them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kiwame.core.event import ErrorEvent, Frame, Link
from kiwame.normalise import bounds, facts, frames, hints, sentry_tags
from kiwame.normalise.class_name import head_of, head_within, split_class
from kiwame.normalise.log_line import said
from kiwame.normalise.redactor import Redactor
from kiwame.normalise.stacks.parsed import Parsed
from kiwame.normalise.stacks.table import read_stack

_MAX_LINKS = 50
"""Links kept of a printed chain: as many of the root's side as of the other."""
_TRACEBACK = "Traceback (most recent call last)"
_MAX_SCANNED_LINES = 200


def to_event(
    *,
    event_id: str,
    type: str,  # noqa: A002 the field's name in the JSON lines that people write
    message: str,
    stacktrace: str,
    tags: Mapping[str, str],
    platform: str,
    timestamp: float,
    project: str = "",
    redactor: Redactor,
) -> ErrorEvent:
    """The event that `type`, `message` and `stacktrace` tell of, its chain as far as the stack trace prints one.

    `type` may carry its module; where it is empty the message's own head names the class. `timestamp` in Unix seconds,
    taken as given, for both times of the event. Never raises, whatever the texts hold.
    """
    entry, links, loose = _compose(type, message, stacktrace, platform)
    pairs = sentry_tags.pairs(dict(tags))
    release, environment = (str(tags.get(name, "")) for name in ("release", "environment"))
    texts = bounds.redacted((platform, release, environment, *_texts(entry, links, loose)), redactor)
    words: dict[str, str] = {}
    for link in links:
        words = hints.of_error(link.properties) | words
    event = ErrorEvent(
        event_id=event_id,
        project=project,
        timestamp=timestamp,
        received_at=timestamp,
        platform=bounds.cut(texts[platform]),
        message=bounds.cut_message(texts[entry]),
        chain=tuple(_link(link, texts) for link in links),
        threads_frames=_frames(loose, texts),
        tags=sentry_tags.redacted(pairs, redactor),
        release=bounds.cut(texts[release]),
        environment=bounds.cut(texts[environment]),
    )
    return replace(event, facts=facts.read(event, {name: redactor.text(value) for name, value in words.items()}))


def parse_text(text: str) -> tuple[str, str, str]:
    """(type, message, stacktrace) of a pasted traceback or of log lines, each "" where it is not there.

    A stack trace is handed on whole. Of log lines the first that names an error class counts, wherever in the line it
    stands; then the text itself is handed on as stacktrace, so that nothing it says is lost.
    """
    text = text.strip()
    links = read_stack(text)
    for link in reversed(links):
        if link.name or link.message:
            return link.name, link.message, text
    lines = text.split("\n", _MAX_SCANNED_LINES)[:_MAX_SCANNED_LINES]
    for place, line in enumerate(lines):
        words = said(line)
        head = head_of(words) or head_within(words)
        if head is not None:
            rest = text.split("\n", place + 1)[place + 1 :]
            message = "\n".join([head.message, *rest]).strip()
            return head.name, message, "" if line.startswith(head.name) and place == 0 else text
    return "", said(lines[0]) + text[len(lines[0]) :], ""


def _compose(name: str, message: str, stacktrace: str, platform: str) -> tuple[str, list[Parsed], Sequence[Frame]]:
    """(log entry, links, frames that belong to no exception) of the three texts together."""
    name, message = name.strip(), message.strip()
    links = read_stack(stacktrace, platform)
    if len(links) > _MAX_LINKS:
        links = [*links[: _MAX_LINKS // 2], *links[-_MAX_LINKS // 2 :]]
    entry = "" if links else _unread(stacktrace, message)
    if name:
        name, message = _without_own_class(name, message)
    else:
        head = _first_head(message)
        if head is not None:
            entry = entry or (message if not message.startswith(head[0]) else "")
            name, message = head
    if name:
        return entry, _joined(name, message, links), ()
    return _without_class(message, entry, links)


def _unread(stacktrace: str, message: str) -> str:
    """What a stack trace that no reader knows says beyond the message: log lines, as a rule."""
    text = stacktrace.strip()
    return "" if _TRACEBACK in text or text.partition(": ")[2] in message or text in message else text


def _without_class(message: str, entry: str, links: list[Parsed]) -> tuple[str, list[Parsed], Sequence[Frame]]:
    """No class is named beside the stack: the message is a log entry, or the words of the exception in it."""
    named = [link for link in links if link.name or link.message]
    loose = links[-1].frames if links and not named else ()
    if named and message and any(message in link.message for link in named):
        message = ""
    return message or entry, named, loose


def _joined(name: str, message: str, links: list[Parsed]) -> list[Parsed]:
    """The stack's links with the class and message given beside it: one of them, or the outermost above them all."""
    bare = split_class(name)[1]
    for place in range(len(links) - 1, -1, -1):
        link = links[place]
        if split_class(link.name)[1] == bare or (link.message and not link.name and link.message in message):
            better = replace(link, name=_longer(name, link.name), message=_longer(message, link.message))
            named = [other for other in links[place + 1 :] if other.name]
            return [*_named(links[:place]), better, *named]
    loose = links[-1] if links and not links[-1].name and not links[-1].message else None
    own = Parsed(
        name=name,
        message=message,
        frames=loose.frames if loose else (),
        properties=loose.properties if loose else {},
        is_group=bare.endswith("Group"),
    )
    return [*_named(links), own]


def _named(links: list[Parsed]) -> list[Parsed]:
    return [link for link in links if link.name or link.message]


def _longer(first: str, second: str) -> str:
    return first if len(first) >= len(second) else second


def _first_head(message: str) -> tuple[str, str] | None:
    """(class, what follows) where the message's first line names a class."""
    first, _, rest = message.partition("\n")
    words = said(first)
    head = head_of(words) or head_within(words)
    if head is None:
        return None
    return head.name, f"{head.message}\n{rest}".strip()


def _without_own_class(name: str, message: str) -> tuple[str, str]:
    """(class, message) without a repetition of the class at the message's head, the fuller of the two names kept."""
    head = head_of(message.partition("\n")[0], sure=True)
    if head is None or split_class(head.name)[1] != split_class(name)[1]:
        return name, message
    return _longer(name, head.name), "\n".join((head.message, *message.split("\n")[1:])).strip()


def _texts(entry: str, links: Iterable[Parsed], loose: Sequence[Frame]) -> Iterator[str]:
    yield entry
    for link in links:
        yield link.name
        yield link.message
        yield from _frame_texts(link.frames)
    yield from _frame_texts(loose)


def _frame_texts(found: Sequence[Frame]) -> Iterator[str]:
    for frame in frames.bounded(found):
        yield from (frame.function, frame.module, frame.filename)


def _link(link: Parsed, texts: Mapping[str, str]) -> Link:
    module, name = split_class(texts[link.name])
    return Link(
        type=bounds.cut(name),
        module=bounds.cut(module),
        message=bounds.cut_message(texts[link.message]),
        is_group=link.is_group,
        frames=_frames(link.frames, texts),
    )


def _frames(found: Sequence[Frame], texts: Mapping[str, str]) -> tuple[Frame, ...]:
    return tuple(
        Frame(
            function=bounds.cut(texts[frame.function]),
            module=bounds.cut(texts[frame.module]),
            filename=bounds.cut(texts[frame.filename]),
            lineno=frame.lineno,
            in_app=frame.in_app,
        )
        for frame in frames.bounded(found)
    )
