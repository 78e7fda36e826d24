"""Stretches of a text that must go: a view of the text without its escapes, and cutting the stretches out."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

MARK = re.compile(r"\[redacted:[a-z_]{1,20}\]")
"""What stands in place of a secret. Redaction leaves it alone, so that redacting twice changes nothing."""

_ESCAPE = re.compile(r"(?<!\\)\\+(?:u00[0-7][0-9A-Fa-f]|x[2-7][0-9A-Fa-f]|[nrtbfv/])|%(?:[2-7][0-9A-Fa-f]|0[9AaDd])")
_SHORT = {"n": " ", "r": " ", "t": " ", "b": " ", "f": " ", "v": " ", "/": "/"}


class Span(NamedTuple):
    """`text[start:end]` is a secret of the kind `label`."""

    start: int
    end: int
    label: str


def mark(label: str) -> str:
    """What stands in place of a secret of the kind `label`."""
    return f"[redacted:{label}]"


class View:
    """A text as a reader of its escapes sees it, with the way back.

    JSON in a string writes a line break as backslash and n, `=` as \\u003d, `/` as \\/, and a query writes `@` as %40
    and a space as %20: in the raw text `\\nsk-proj-…` and `%20sk-proj-…` have a letter or digit before the key, and
    `bob\\u0040example.com` is no address.
    """

    __slots__ = ("_ends", "_shifts", "text")

    def __init__(self, raw: str) -> None:
        self.text = raw
        self._ends: list[int] = []
        self._shifts: list[int] = []
        if "\\" not in raw and "%" not in raw:
            return
        pieces: list[str] = []
        widths: list[tuple[int, int]] = []
        last = 0
        for found in _ESCAPE.finditer(raw):
            char = _unescaped(found[0])
            pieces += (raw[last : found.start()], char)
            widths.append((found.start(), len(found[0]) - 1))
            last = found.end()
        if not widths:
            return
        pieces.append(raw[last:])
        self.text = "".join(pieces)
        before = [0, *accumulate(width for _, width in widths)]
        self._ends = [start - before[i] + 1 for i, (start, _) in enumerate(widths)]
        self._shifts = before

    def original(self, span: Span) -> Span:
        """The stretch of the raw text that `span` of the view stands for."""
        if not self._ends:
            return span
        start = span.start + self._shifts[bisect_right(self._ends, span.start)]
        end = span.end + self._shifts[bisect_right(self._ends, span.end)]
        return Span(start, end, span.label)


def _unescaped(escape: str) -> str:
    if escape[0] == "%":
        return max(" ", chr(int(escape[1:], 16)))
    body = escape.lstrip("\\")
    if body[0] in "ux":
        char = chr(int(body[1:], 16))
        return max(" ", char)
    return _SHORT[body[0]]


def united(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap joined into one; the first to begin (the longer of two) gives the label."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if joined and span.start < joined[-1].end:
            if span.end > joined[-1].end:
                joined[-1] = joined[-1]._replace(end=span.end)
        elif span.end > span.start:
            joined.append(span)
    return joined


def without(text: str, spans: list[Span]) -> str:
    """`text` with each of the (ordered, disjoint) spans replaced by its mark."""
    pieces: list[str] = []
    last = 0
    for span in spans:
        pieces += (text[last : span.start], mark(span.label))
        last = span.end
    pieces.append(text[last:])
    return "".join(pieces)
