"""The model that a request names: in its address, or as a key of its JSON body's outermost object; nothing else of it.

A body holds prompts and may be megabytes. So only its two ends are read, string by string, and a key counts at the
outermost level alone: the `model` in a tool's argument or in a text is none.
"""

import re
from collections.abc import Iterator

END = 2048
"""Bytes of a body that are read at its beginning, and again at its end."""
_MOST_PIECES = 300

_MARK = re.compile(rb'["{}\[\]]')
# Not possessive: CPython before 3.11.5 matches a possessive group that holds alternatives wrongly (gh-106052).
_STRING = re.compile(rb'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_VALUE = re.compile(rb'\s{0,9}:\s{0,9}"([^"\\]{1,100})"')
# The same read backwards, where a backslash follows on a quote within a string.
_STRING_BACK = re.compile(rb'"((?:[^"]|"(?=\\))*)"(?!\\)')
_KEY_BACK = re.compile(rb'\s{0,9}:\s{0,9}"ledom"(?!\\)')

MODEL = re.compile(r"[A-Za-z0-9][\w.:/@+\-]{0,99}")
"""What a model's name looks like: no blanks, so no sentence."""
_IN_PATH = re.compile(
    r"/(?:deployments|models|model|engines)/([A-Za-z0-9][\w.@%\-]{0,99})"
    r"(?=:|\Z|/(?:chat|completions|embeddings|responses|images|audio|invoke|converse))",
    re.ASCII,
)
_CALLED = re.compile(
    r"(?:/(?:completions|responses|embeddings|messages|rerank|generate|chat|generations|edits|transcriptions|speech"
    r"|moderations|embed|infill)|/(?:invoke|converse)[\w\-]*|:\w*(?:generate|embed|predict|count)\w*)/?\Z",
    re.IGNORECASE,
)


def in_path(path: str) -> str:
    """The model in an address's path, as Azure, Google and Bedrock have it; "" where there is none.

    >>> in_path("/openai/deployments/gpt-4o/chat/completions"), in_path("/v1beta/models/gemini-2.5-pro:generateContent")
    ('gpt-4o', 'gemini-2.5-pro')
    """
    found = _IN_PATH.search(path)
    return found[1] if found else ""


def asks_a_model(path: str) -> bool:
    """True for the paths under which models are asked.

    >>> asks_a_model("/v1/chat/completions"), asks_a_model("/v1/inventory/printers")
    (True, False)
    """
    return _CALLED.search(path) is not None


def in_body(body: object) -> str:
    """The text under `model` in the outermost object of a JSON body (bytes or text, whole); "" where there is none."""
    if type(body) is str:
        head, tail = body[:END].encode(errors="replace"), body[-END:].encode(errors="replace")
    elif type(body) is bytes:
        head, tail = body[:END], body[-END:]
    else:
        return ""
    if head.lstrip()[:1] != b"{":
        return ""
    found = _forwards(head) or _backwards(tail)
    name = found.decode("ascii", "replace")
    return name if MODEL.fullmatch(name) else ""


def _forwards(head: bytes) -> bytes:
    for string in _outermost(head, _STRING, opening=b"{["):
        if string[1] == b"model" and (value := _VALUE.match(head, string.end())):
            return value[1]
    return b""


def _backwards(tail: bytes) -> bytes:
    text = tail.rstrip()[::-1]
    for string in _outermost(text, _STRING_BACK, opening=b"}]"):
        if 0 < len(string[1]) <= 100 and _KEY_BACK.match(text, string.end()):
            return bytes(string[1][::-1])
    return b""


def _outermost(text: bytes, whole_string: re.Pattern[bytes], *, opening: bytes) -> Iterator[re.Match[bytes]]:
    """The strings at the outermost level, as far as `text` goes: it ends at the first string that it cuts."""
    depth = at = 0
    for _ in range(_MOST_PIECES):
        mark = _MARK.search(text, at)
        if mark is None:
            return
        at = mark.end()
        if mark[0] == b'"':
            string = whole_string.match(text, mark.start())
            if string is None:
                return
            at = string.end()
            if depth == 1:
                yield string
        else:
            depth += 1 if mark[0] in opening else -1
