"""The model that a request names: in its address, or as a key of its JSON body's outermost object; nothing else of it.

A body holds prompts and may be megabytes. So only its two ends are read, string by string, and a key counts at the
outermost level alone: the `model` in a tool's argument or in a text is none.
"""

import re
from itertools import islice

END = 2048
"""Bytes of a body that are read at its beginning, and again at its end."""
_MOST_PIECES = 300

_PIECE = re.compile(rb'"((?:[^"\\]|\\.)*+)"|[{}\[\]]', re.DOTALL)
_VALUE = re.compile(rb'\s{0,9}:\s{0,9}"([^"\\]{1,100})"')
# The same read backwards: an inner quote is one that a backslash follows, a closing brace opens a level.
_PIECE_BACK = re.compile(rb'"((?:[^"]|"(?=\\))*+)"|[{}\[\]]', re.DOTALL)
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
    depth = 0
    for piece in islice(_PIECE.finditer(head), _MOST_PIECES):
        mark = piece[0]
        if mark in b"{[":
            depth += 1
        elif mark in b"}]":
            depth -= 1
        elif depth == 1 and piece[1] == b"model" and (value := _VALUE.match(head, piece.end())):
            return value[1]
    return b""


def _backwards(tail: bytes) -> bytes:
    depth = 0
    text = tail.rstrip()[::-1]
    for piece in islice(_PIECE_BACK.finditer(text), _MOST_PIECES):
        mark = piece[0]
        if mark in b"}]":
            depth += 1
        elif mark in b"{[":
            depth -= 1
        elif depth == 1 and 0 < len(piece[1]) <= 100 and _KEY_BACK.match(text, piece.end()):
            return bytes(piece[1][::-1])
    return b""
