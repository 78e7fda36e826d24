"""Puts placeholders for what varies in a message: ids, numbers, addresses, times, what a user wrote.

What names the failure stays: words, error codes, status numbers where the text says that they are one, models.
"""

import re
from collections.abc import Callable

from kiwame.normalise.message_tokens import CLOSING, QUOTED, TOKEN
from kiwame.normalise.message_words import is_code, is_model, steady

_SAID_UNDER = re.compile(
    r"""(?:message|msg|error|detail|details|description|error_description|error_message|errorMessage|title|reason|cause|
    summary|exception|err|hint)["']?[ ]?[:=][ ]?[bru]?$
    | (?:Error|Exception|Timeout|Refused|Failure|Interrupted)\([bru]?$""",
    re.VERBOSE | re.IGNORECASE,
)
_STATUS_BEFORE = re.compile(
    r"(?:status(?:[ _-]?code)?|http(?:/\d(?:\.\d)?)?|error(?:[ _-]?code)?|code|response|returned|with|got|received|"
    r"errno|winerror|sqlstate|exit(?:ed)?(?: with)?(?: code| status)?|signal|curl:?|err|rc)[\"']?[ ]?[:=]?[ ]?[\[(<]?"
    r"[ ]?-?$",
    re.IGNORECASE,
)
_PHRASE_AFTER = re.compile(r"[ ](?:[A-Z][A-Za-z]+|[A-Z_]{4,}|status code)|[:,]?[ ][-–][ ]|: [A-Z{]|[ ][*\"{]")
_CODE_BEFORE = re.compile(
    r"(?:(?:errno|winerror|os error|sqlstate|exit(?:ed)?|signal|curl)\b[^0-9]{0,12}"
    r"|code[\"']?[ ]?[:=][ ]?[\"']?)$",
    re.IGNORECASE,
)
_PORT_BEFORE = re.compile(r"port[\"']?[:= ]{1,2}$", re.IGNORECASE)
_TELLS_OF_A_FAULT = re.compile(
    r"error|exception|invalid|failed|failure|exceed|timed? ?out|not (?:found|supported|allowed)|must be|unable to|"
    r"cannot |denied|refused|错误|失败|无效|エラー|失敗",
    re.IGNORECASE,
)
_STATUS = re.compile(r"[1-5]\d\d")
_QUOTED_STATUS = re.compile(r"[1-5]\d\d(?: [A-Za-z'-]+){1,5}")
_ONE_WORD = re.compile(r"[\x21-\x7e]{1,120}")
_STRANGE = re.compile(r"[^\w.\-/:@<>\[\]$+*()]", re.ASCII)
_SET = re.compile(r"\{(?:'[^'{}:\n]{1,60}'(?:, )?){2,20}\}")
_SPACES = re.compile(r"\s+")
_LINE_END = re.compile(r"[^\n]*")
_DEEPEST = 3
_LONGEST_COMMAND = 60  # characters between backticks; more is what a model wrote
_DYNAMIC_PORTS = 32_768  # from here on an operating system takes ports for single connections


def parameterise(text: str) -> str:
    """`text` in one line, with `<num>`, `<id>`, `<uuid>`, `<hex>`, `<url>`, `<path>`, `<ip>`, `<time>`, `<str>` in it.

    Linear in the length of the text, which is not cut. Idempotent but for texts that look like placeholders themselves.

    >>> parameterise(
    ...     "Error code: 429 - Rate limit reached for gpt-4o in organization org-x1 on tokens: Limit 30000, Used 28112"
    ... )
    'Error code: 429 - Rate limit reached for gpt-4o in organization <id> on tokens: Limit <num>, Used <num>'
    """
    return _SPACES.sub(" ", _replaced(text, 0)).strip()


def _replaced(text: str, depth: int) -> str:
    if "', '" in text:
        text = _SET.sub(_sorted_set, text)
    pieces: list[str] = []
    unclosed: set[str] = set()
    at = 0
    found = TOKEN.search(text)
    while found is not None:
        pieces.append(text[at : found.start()])
        kind = found.lastgroup or ""
        if kind == "unit":
            kind = "number"
        if kind == "quote":
            piece, at = _quoted(text, found.start(), unclosed, depth)
        elif kind == "echo":
            piece, at = _echoed(text, found)
        else:
            piece, at = _RENDER[kind](text, found), found.end()
        pieces.append(piece)
        found = TOKEN.search(text, at)
    pieces.append(text[at:])
    return "".join(pieces)


def _sorted_set(found: re.Match[str]) -> str:
    """A Python set prints in another order each time."""
    return "{" + ", ".join(sorted(found[0][1:-1].split(", "))) + "}"


def _quoted(text: str, start: int, unclosed: set[str], depth: int) -> tuple[str, int]:
    """What stands for the quoted text that begins at `start`, and where to go on.

    Once a quote is seen to be unclosed, its kind is not looked for again: so a text full of them is walked once.
    """
    mark = text[start]
    before = text[start - 1] if start else " "
    if mark in unclosed or (
        before.isalnum() and before.isascii() and mark not in CLOSING and not _prefixed(text, start)
    ):
        return mark, start + 1
    body = QUOTED[mark].match(text, start + 1)
    if body is None:
        unclosed.add(mark)
        return mark, start + 1
    end = body.end()
    if mark == "'" and end < len(text) and text[end].isalnum() and text[end].isascii():
        return mark, start + 1
    inner = text[start + 1 : end - 1]
    return f"{mark}{_spoken(text, start, inner, depth)}{text[end - 1]}", end


def _prefixed(text: str, start: int) -> bool:
    """True for b'…' and the like."""
    return text[start - 1] in "bruf" and not (start > 1 and text[start - 2].isalnum())


def _spoken(text: str, start: int, inner: str, depth: int) -> str:
    """What stands for the text within quotes: a name stays, what a provider says is read on, what a user wrote goes."""
    words = inner.strip()
    if not words or _QUOTED_STATUS.fullmatch(words) or (len(words) <= 3 and not any(c.isalnum() for c in words)):
        return inner
    if words.isdigit() and len(words) <= 6 and _CODE_BEFORE.search(text, max(0, start - 24), start):
        return inner
    if depth < _DEEPEST and _is_read_on(text, start, words):
        return _replaced(inner.replace('\\"', '"').replace("\\'", "'").replace("\\n", " "), depth + 1)
    if not _ONE_WORD.fullmatch(words) or (_STRANGE.search(words) and not is_model(words) and "://" not in words):
        return "<str>"
    return _replaced(words, _DEEPEST)


def _is_read_on(text: str, start: int, words: str) -> bool:
    """True for quoted text that is the error's own: a body, a message, a command, or what tells of a fault."""
    if (
        words[0] in "{["
        or (text[start] == "`" and len(words) <= _LONGEST_COMMAND)
        or (start == 0 and len(words) + 4 >= len(text))
    ):
        return True
    if _SAID_UNDER.search(text, max(0, start - 24), start):
        return True
    return " " in words and _TELLS_OF_A_FAULT.search(words, 0, 80) is not None


def _echoed(text: str, found: re.Match[str]) -> tuple[str, int]:
    """Places where libraries print what was sent: SQL parameters, PostgreSQL's `Key (email)=(…)`, pydantic's input."""
    head = found[0]
    if head.startswith("["):
        line = _LINE_END.match(text, found.end())
        end = line.end() if line else found.end()
        return f"{head}<str>]", end
    if head == "=(":
        close = text.find(")", found.end(), found.end() + 300)
        return ("=(<str>)", close + 1) if close > 0 else (head, found.end())
    stop = text.find(", input_type=", found.end(), found.end() + 1000)
    return ("input_value=<str>", stop) if stop > 0 else (head, found.end())


def _number(text: str, found: re.Match[str]) -> str:
    unit = found["unit"] or ""
    digits = found[0][: len(found[0]) - len(unit)]
    start = found.start()
    if unit:
        whole = steady(found[0])
        if is_code(found[0]):
            return whole
        return (
            whole if "<" in whole or is_model(found[0]) else f"<num>{unit}" if unit.isalpha() or unit == "%" else "<id>"
        )
    if _STATUS.fullmatch(digits):
        if _STATUS_BEFORE.search(text, max(0, start - 24), start):
            return digits
        after = _PHRASE_AFTER.match(text, found.end())
        if (start == 0 or text[start - 1] in " '\"([:<>") and after is not None:
            return digits
        if text[start - 1 : start] + text[found.end() : found.end() + 1] in ("[]", "()", "<>"):
            return digits
    if len(digits) <= 6 and _CODE_BEFORE.search(text, max(0, start - 24), start):
        return digits
    if digits.isdigit() and _is_port(text, start, digits):
        return digits
    return "<num>"


def _is_port(text: str, start: int, digits: str) -> bool:
    """True for `host:5432` and `port=5432`: it names the service; a dynamic one names but a connection."""
    if len(digits) > 5 or int(digits) >= _DYNAMIC_PORTS:
        return False
    if start > 1 and text[start - 1] == ":" and (text[start - 2].isalnum() or text[start - 2] in "]>"):
        return True
    return _PORT_BEFORE.search(text, max(0, start - 8), start) is not None


def _word(_: str, found: re.Match[str]) -> str:
    word = found[0]
    if word.startswith("HTTP/"):
        return word
    if ":" in word and not is_model(word):
        head, _, tail = word.partition(":")
        if tail.isdigit() and len(tail) <= 5:
            return f"{_dotted(head)}:{tail if int(tail) < _DYNAMIC_PORTS else '<num>'}"
    return _dotted(word)


def _dotted(word: str) -> str:
    if "/" in word and not is_model(word):
        return "/".join(steady(part) for part in word.split("/"))
    return steady(word)


def _blob(_: str, found: re.Match[str]) -> str:
    """Base64 and the like; a long path of words stays."""
    blob = found[0]
    chance = any(c.isupper() for c in blob) and any(c.islower() for c in blob) and sum(c.isdigit() for c in blob) >= 4
    return "<id>" if chance else _dotted(blob)


def _ip(_: str, found: re.Match[str]) -> str:
    address = found[0].strip("[]")
    if "." in address or "::" in address or address.count(":") == 7:
        return "<ip>"
    return "<hex>" if address.count(":") == 5 else "<num>"


def _constant(placeholder: str) -> Callable[[str, re.Match[str]], str]:
    return lambda _, found: placeholder


_RENDER: dict[str, Callable[[str, re.Match[str]], str]] = {
    "plain": lambda _, found: found[0],
    "mark": lambda _, found: found[0],
    "url": _constant("<url>"),
    "uuid": _constant("<uuid>"),
    "date": _constant("<time>"),
    "span": _constant("<time>"),
    "dashed": _constant("<id>"),
    "ip": _ip,
    "hex": _constant("<hex>"),
    "path": _constant("<path>"),
    "blob": _blob,
    "word": _word,
    "number": _number,
}
