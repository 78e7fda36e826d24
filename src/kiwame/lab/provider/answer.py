"""What the fake provider answers to one request: status, headers, body, and how the connection ends."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiwame.lab.draw import Draw

Words = str | Callable[[Draw], str]
"""A text, or how to make one with varying ids and numbers."""


class Ending(StrEnum):
    """How an answer ends."""

    WHOLE = "whole"
    CUT_CHUNK = "cut_chunk"
    """Chunked; the peer closes within a chunk."""
    CUT_LENGTH = "cut_length"
    """With a length; the peer closes before it is reached."""
    RESET = "reset"
    """The connection is reset before a byte of the answer."""
    RESET_MIDWAY = "reset_midway"
    """Chunked; the connection is reset after a part of the answer."""
    CLOSED = "closed"
    """The connection is closed before a byte of the answer."""
    HANG = "hang"
    """No byte comes until the client gives up."""
    STALL = "stall"
    """The head and a part of a chunked body come, then nothing until the client gives up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An HTTP answer. Header names are written as given."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    ending: Ending = Ending.WHOLE


Make = Callable[[Draw], Answer]


def say(words: Words, draw: Draw) -> str:
    """The text of `words`."""
    return words if isinstance(words, str) else words(draw)


def json_answer(status: int, body: object, headers: Mapping[str, str] | None = None) -> Answer:
    """A JSON body with its content type."""
    fields = {"content-type": "application/json", **(headers or {})}
    return Answer(status=status, headers=tuple(fields.items()), body=json.dumps(body).encode())


def html_answer(status: int, title: str, server: str = "nginx") -> Answer:
    """The page that a reverse proxy puts in front of a failing upstream."""
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        f"<hr><center>{server}</center>\r\n</body>\r\n</html>\r\n"
    )
    fields = (("content-type", "text/html"), ("server", server))
    return Answer(status=status, headers=fields, body=page.encode())


def always(answer: Answer) -> Make:
    """The same answer every time."""
    return lambda draw: answer


def ending(how: Ending, body: bytes = b"", content_type: str = "application/json") -> Make:
    """A successful answer whose connection ends as `how` says."""
    return always(Answer(headers=(("content-type", content_type),), body=body, ending=how))


def sse(*events: object, names: tuple[str, ...] = ()) -> bytes:
    """Server-sent events, one per object; `names` are their event names, where the protocol has some."""
    lines: list[str] = []
    for index, event in enumerate(events):
        if index < len(names):
            lines.append(f"event: {names[index]}\n")
        lines.append(f"data: {event if isinstance(event, str) else json.dumps(event)}\n\n")
    return "".join(lines).encode()
