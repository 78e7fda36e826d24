"""Finds a provider's error body inside a message: JSON, a Python repr, a JavaScript print, cut off or wrapped.

The scanner is tolerant (any quotes, bare keys, a missing end) and bounded: one pass over the text, at most
`MAX_DEPTH` levels, `MAX_BODIES` objects and `MAX_UNCLOSED` strings without an end, so its time is linear in the text.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_DEPTH = 12
MAX_BODIES = 24
MAX_UNCLOSED = 16
MAX_ESCAPED = 4
"""Objects with escaped quotes, as they stand in a printed string of a text that is no object itself."""

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>[{\[])
      | (?P<close>[}\]])
      | (?P<mark>=>|[,:=;])
      | (?P<text>[bu]?(?:"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`))
      | (?P<word>[^\s{}\[\],:=;"'`]+)
      | (?P<loose>["'`])
    )""",
    re.VERBOSE | re.DOTALL,
)
_IN_A_STRING = re.compile(r"\{(?:\s|\\[nrt]){0,40}\\{1,7}[\"']")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}


@dataclass(frozen=True, slots=True)
class Found:
    """An object literal in a text: where it lies (`text[start:end]`) and what it says, all scalars as text."""

    start: int
    end: int
    value: dict[str, Value]


def find_objects(text: str) -> list[Found]:
    """All outermost object literals of `text`, in order; an object without an end reaches to the end of the text."""
    found: list[Found] = []
    at = _next_open(text, 0)
    budget = [MAX_UNCLOSED]
    escaped = MAX_ESCAPED if '\\"' in text or "\\'" in text else 0
    while at >= 0 and len(found) < MAX_BODIES:
        if escaped and _IN_A_STRING.match(text, at):
            escaped -= 1
            value, end = _read_escaped(text, at, budget)
        else:
            value, end = _read_object(text, at, budget)
        found.append(Found(at, end, value))
        at = _next_open(text, end)
    return found


def _next_open(text: str, at: int) -> int:
    """Where the next object may begin: a brace that is not a template's ('{{', '{%')."""
    at = text.find("{", at)
    while at >= 0 and text[at + 1 : at + 2] in ("{", "%"):
        at = text.find("{", at + 2)
    return at


def _read_escaped(text: str, start: int, budget: list[int]) -> tuple[dict[str, Value], int]:
    """The object whose quotes are escaped once more than its text is, and the offset behind it in that text."""
    pieces: list[str] = []
    at = start
    for escape in _ESCAPE.finditer(text, start):
        pieces.append(text[at : escape.start()])
        pieces.append(_unescape(escape))
        at = escape.end()
    pieces.append(text[at:])
    plain = "".join(pieces)
    value, end = _read_object(plain, 0, budget)
    if end == len(plain):
        return value, len(text)
    # Each escape before the end made the text shorter by what it had beyond one character.
    length, before = 0, start
    for escape in _ESCAPE.finditer(text, start):
        length += escape.start() - before
        if length >= end:
            return value, before + end - (length - (escape.start() - before))
        length += 1
        before = escape.end()
    return value, before + end - length


def _read_object(text: str, start: int, budget: list[int]) -> tuple[dict[str, Value], int]:
    """The object that begins at `text[start]`, and the offset behind it."""
    reader = _Reader()
    at = start + 1
    while token := _TOKEN.match(text, at):
        at = token.end()
        if token.lastgroup == "loose":
            budget[0] -= 1
            if reader.cut_off(text, at) or budget[0] < 0:
                break
        elif reader.take(token):
            return reader.root, at
    return reader.root, len(text)


class _Reader:
    """An object while its tokens come in: the containers that are open, and the key that waits in each."""

    __slots__ = ("awaiting", "keys", "root", "stack", "too_deep")

    def __init__(self) -> None:
        self.root: dict[str, Value] = {}
        self.stack: list[dict[str, Value] | list[Value]] = [self.root]
        self.keys: list[str] = [""]
        self.awaiting = False
        self.too_deep = 0

    def take(self, token: re.Match[str]) -> bool:
        """Take a token in; True where it closes the object."""
        mark = token[0][-1]
        match token.lastgroup:
            case "open":
                self._open(mark)
            case "close":
                return self._close()
            case "mark":
                self.awaiting = mark in ":=>" and bool(self.keys[-1])
                if mark in ",;":
                    self.keys[-1] = ""
            case kind:
                word = token[0].strip()
                self._word(unquoted(word) if kind == "text" else word, quoted=kind == "text")
        return False

    def cut_off(self, text: str, at: int) -> bool:
        """A quote without an end: what follows is the value that was cut off. False where none is awaited."""
        here = self.stack[-1]
        if not self.awaiting or isinstance(here, list) or self.keys[-1] in here:
            return False
        here[self.keys[-1]] = _ESCAPE.sub(_unescape, text[at:])
        return True

    def _open(self, mark: str) -> None:
        if self.too_deep or len(self.stack) >= MAX_DEPTH:
            self.too_deep += 1
            return
        child: dict[str, Value] | list[Value] = {} if mark == "{" else []
        _put(self.stack[-1], self.keys[-1], child)
        self.stack.append(child)
        self.keys.append("")
        self.awaiting = False

    def _close(self) -> bool:
        if self.too_deep:
            self.too_deep -= 1
            return False
        self.stack.pop()
        self.keys.pop()
        self.awaiting = False
        return not self.stack

    def _word(self, word: str, *, quoted: bool) -> None:
        here = self.stack[-1]
        if isinstance(here, list):
            if not self.too_deep:
                here.append(word)
        elif self.awaiting and self.keys[-1]:
            _extend(here, self.keys[-1], word, quoted=quoted)
        elif not self.too_deep:
            self.keys[-1] = word


def _put(parent: dict[str, Value] | list[Value], key: str, child: Value) -> None:
    if isinstance(parent, list):
        parent.append(child)
    elif key not in parent or not isinstance(parent[key], str) or not parent[key]:
        parent[key] = child


def _extend(parent: dict[str, Value], key: str, word: str, *, quoted: bool) -> None:
    """Set a scalar; bare words after it belong to it (a value printed without quotes)."""
    before = parent.get(key)
    if before is None:
        parent[key] = word
    elif isinstance(before, str) and not quoted and len(before) < 2000:
        parent[key] = f"{before} {word}"


def unquoted(token: str) -> str:
    """What a quoted literal says, escapes undone as JSON, Python and JavaScript write them."""
    inner = token[2:-1] if token[0] in "bu" else token[1:-1]
    if "\\" not in inner:
        return inner
    return _ESCAPE.sub(_unescape, inner)


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        number = int(code[1:], 16)
        return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)
    return _SIMPLE.get(code, code)
