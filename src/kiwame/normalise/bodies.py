"""Finds a provider's error body inside a message: JSON, a Python repr, a JavaScript print, cut off or wrapped in another.

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

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>[{\[])
      | (?P<close>[}\]])
      | (?P<mark>[,:=;])
      | (?P<text>[bu]?(?:"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|`[^`\\]*(?:\\.[^`\\]*)*`))
      | (?P<word>[^\s{}\[\],:=;"'`]+)
      | (?P<loose>["'`])
    )""",
    re.VERBOSE | re.DOTALL,
)
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
    while at >= 0 and len(found) < MAX_BODIES:
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


def _read_object(text: str, start: int, budget: list[int]) -> tuple[dict[str, Value], int]:
    """The object that begins at `text[start]`, and the offset behind it."""
    root: dict[str, Value] = {}
    stack: list[dict[str, Value] | list[Value]] = [root]
    keys: list[str] = [""]
    at, awaiting, too_deep = start + 1, False, 0
    match = _TOKEN.match
    while token := match(text, at):
        at = token.end()
        kind = token.lastgroup
        if kind == "open":
            if too_deep or len(stack) >= MAX_DEPTH:
                too_deep += 1
                continue
            child: dict[str, Value] | list[Value] = {} if token[0][-1] == "{" else []
            _put(stack[-1], keys[-1], child)
            stack.append(child)
            keys.append("")
            awaiting = False
        elif kind == "close":
            if too_deep:
                too_deep -= 1
                continue
            stack.pop()
            keys.pop()
            awaiting = False
            if not stack:
                return root, at
        elif kind == "mark":
            awaiting = token[0][-1] in ":=" and bool(keys[-1])
            if token[0][-1] in ",;":
                keys[-1] = ""
        elif kind == "loose":
            budget[0] -= 1
            if awaiting and isinstance(stack[-1], dict) and keys[-1] not in stack[-1]:
                stack[-1][keys[-1]] = _ESCAPE.sub(_unescape, text[at:])
                return root, len(text)
            if budget[0] < 0:
                return root, len(text)
        else:
            word = unquoted(token[0].strip()) if kind == "text" else token[0].strip()
            if isinstance(stack[-1], list):
                if not too_deep:
                    stack[-1].append(word)
            elif awaiting and keys[-1]:
                _extend(stack[-1], keys[-1], word, quoted=kind == "text")
            elif not too_deep:
                keys[-1] = word
    return root, len(text)


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
