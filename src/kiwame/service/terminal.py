"""Text for a terminal: nothing in it that steers the terminal, as wide as it is, and colour where it is wanted."""

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import IO

_SEQUENCE = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)?|[ -/]*[0-~])|\x9b[0-?]*[ -/]*[@-~]"
)
"""What moves, colours, renames or asks a terminal: CSI and OSC sequences, and the short ones."""
_TURNING = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""Characters that turn the direction of what follows, or end a line."""
_STEERING = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200d\u2060-\u2065\ufeff\ufff9-\ufffb{_TURNING}]")
"""Those, the control characters of both sets but whitespace, and characters without a width to hide behind."""
_ESCAPED = re.compile(f"[\x7f-\x9f{_TURNING}]")

MAX_WIDTH = 100
"""Columns: lines of prose are not read beyond them."""

_NOT_FIRST = frozenset("。、，．：；！？）」』】〉》〕］｝・ー…”’),.:;!?]}%％")
"""Characters that no line begins with."""
_NOT_LAST = frozenset("（「『【〈《〔［｛“‘([{")
"""Characters that no line ends with."""


def harmless(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey."""
    return " ".join(_STEERING.sub("", _SEQUENCE.sub("", text)).split())


def escaped(line: str) -> str:
    """A line of JSON in which what a terminal would obey is written as \\uXXXX."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width_of(text: str) -> int:
    """How many columns `text` takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns (at least 2): broken at spaces, between wide characters, or where
    nothing else is left, anywhere. Never an empty list."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = width_of(piece.rstrip())
        if used + size <= width:
            line, used = line + piece, used + width_of(piece)
            continue
        if line.strip():
            lines.append(line.rstrip())
        line, used = "", 0
        while width_of(piece.rstrip()) > width:
            head = _fitting(piece, width)
            lines.append(head)
            piece = piece[len(head) :]
        line, used = piece, width_of(piece)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """What must stay together: a word with the space after it, or a wide character with its punctuation."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " ":
        return False
    if before == " ":
        return True
    if after in _NOT_FIRST or before in _NOT_LAST or _columns(after) == 0:
        return False
    return _columns(before) == 2 or _columns(after) == 2


def _fitting(piece: str, width: int) -> str:
    used = 0
    for place, character in enumerate(piece):
        used += _columns(character)
        if used > width:
            return piece[: max(place, 1)]
    return piece


def columns_of(stream: IO[bytes]) -> int:
    """How wide to write: MAX_WIDTH, or less on a narrower terminal."""
    try:
        return min(max(os.get_terminal_size(stream.fileno()).columns, 40), MAX_WIDTH)
    except (OSError, ValueError):
        return MAX_WIDTH


def wants_colour(stream: IO[bytes]) -> bool:
    """True on a terminal that shows colour, unless NO_COLOR asks for none (no-color.org: set to anything)."""
    # These two describe the terminal, not Kiwame: they are no settings.
    quiet = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM", "") in {"", "dumb"}
    return not quiet and stream.isatty()
