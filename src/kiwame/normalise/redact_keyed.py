"""Secrets that stand under a name: `password=…`, `"api_key": "…"`, `Authorization: Bearer …`, `Cookie: …`, in a text.

A name is looked for by its keyword, read whole to both sides and judged by `says_secret`; then comes what divides it
from its value, then the value, to its closing quote or to the end of the word. JSON within strings (quotes behind one
or more backslashes) and Python's repr are read too. Each stretch is read once: linear in the length of the text.
"""

import re
from collections.abc import Iterator

from kiwame.normalise.redact_keys import IN_OTHER_SCRIPTS, label_for, says_secret
from kiwame.normalise.redact_spans import MARK, Span

KEYWORDS = (
    "pass", "pwd", "secret", "token", "key", "auth", "cookie", "credential", "session", "sid", "csrf", "xsrf", "sig",
    "jwt", "dsn", "bearer", *IN_OTHER_SCRIPTS,
)  # fmt: skip
"""One of them is in every name that is looked at; all in lower case."""

SEPARATOR = (
    r"(?:\\*[\"'`]\]?|\])?[ \t]{0,8}"  # the end of the name: "name"  'name'  ["name"]  \"name\"
    r"(?:=>|:=|[:=：]|,[ \t]?b?\\*[\"']|\][ \t]{0,2}=|>|provided:?|is:)"
    r"[ \t]{0,8}"
)
SCAN = rf"(?i)(?:{'|'.join(KEYWORDS)})[A-Za-z0-9_-]{{0,32}}(?:{SEPARATOR}|[ =])[^\s]"
"""For RE2: matches wherever a name of ours with a value may stand, and in more places."""
_KEYWORD = re.compile("|".join(KEYWORDS), re.ASCII | re.IGNORECASE)
_TAIL = re.compile(r"[A-Za-z0-9_-]{0,32}")
_SEPARATOR = re.compile(SEPARATOR)
_OPTION = re.compile(r"[ =]{1,4}")
_OPENING = re.compile(r"(?:[rbuRBU]{1,2}(?=[\"'])|\[(?!redacted:)|\(|<)?(\\*)([\"'`])")
_QUOTE = re.compile(r"(\\*)([\"'`])|\n")
_SCHEME = re.compile(
    r"(?:(?:bearer|basic|token|apikey|api-key|key|negotiate|ntlm|bot|splunk|sso-key|genie|x-api-key)[ \t]{1,4})?",
    re.IGNORECASE,
)
_WHOLE_LINE = re.compile(r"(?:digest|hmac|hawk|oauth|aws4-|sharedkey|signature|goog4-)", re.IGNORECASE)
_LINE = re.compile(r"[^\n]*")
_AFTER_VALUE = re.compile(r"\s{0,8}(?:[,}\])'\"`;:\\]|$)")
_BARE = re.compile(r"[^\s\"'`<>,;&|，。；]+")
_PLAIN = frozenset({
    "none", "null", "nil", "true", "false", "undefined", "empty", "missing", "required", "invalid", "expired", "not",
    "must", "is", "was", "are", "be", "a", "an", "the", "str", "string", "int", "optional", "field", "unset", "nan",
    "failed", "error", "incorrect", "wrong", "unknown", "denied", "rejected", "no", "bad", "revoked", "malformed",
    "please", "cannot", "can", "could", "should", "unauthorized", "forbidden", "input", "value", "expected", "got",
    "bytes", "secretstr", "sentinel", "notgiven", "not_given", "self", "os", "env", "process", "settings", "config",
    "http", "https", "unexpected", "and", "or", "in", "for", "if", "this", "your", "you", "it", "to", "too", "object",
    "[filtered]", "filtered", "redacted", "...", "…", "xxx", "signature", "verification", "无效", "错误", "过期",
    "不正确", "不能为空", "無効", "エラー", "必須", "header", "headers", "class",
})  # fmt: skip
"""Words of ordinary speech that follow a name and a colon: 'token: expired', 'api_key: field required'."""
_CALL = re.compile(r"[A-Za-z_][\w.]*[(\[]")
_NAME_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.$")
_NAME_MAX = 64
_FIRST_EQUALS = 200  # characters within which a cookie or a digest shows its first `=`


def found_in(text: str) -> Iterator[Span]:
    """Values under names that say secret."""
    seen = 0
    for at, length in _keywords(text):
        if at < seen:
            continue
        start, end = _name(text, at, at + length, seen)
        seen = end
        if text.endswith("[redacted:", max(0, start - 10), start):
            continue
        span = _value(text, start, end)
        if span is not None:
            seen = max(seen, span.end)
            yield span


def _keywords(text: str) -> list[tuple[int, int]]:
    """(place, length) of each keyword, in order. Searches for literals take a tenth of the time of one alternation."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose small form is two: places would be off
        return [(found.start(), found.end() - found.start()) for found in _KEYWORD.finditer(text)]
    places: list[tuple[int, int]] = []
    for word in KEYWORDS:
        at = lowered.find(word)
        while at >= 0:
            places.append((at, len(word)))
            at = lowered.find(word, at + len(word))
    places.sort()
    return places


def _name(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """The whole name around the keyword: at most `_NAME_MAX` characters to the left, not before `floor`."""
    lowest = max(floor, start - _NAME_MAX)
    while start > lowest and text[start - 1] in _NAME_CHARS:
        start -= 1
    tail = _TAIL.match(text, end)
    end = tail.end() if tail else end
    if text[start:end].lower() == "key" and text[start - 1 : start] == " ":
        word = start - 1  # 'secret key', 'account key': the word before belongs to the name
        while word > max(0, start - 16) and text[word - 1] in _NAME_CHARS:
            word -= 1
        start = word
    return start, end


def _value(text: str, start: int, end: int) -> Span | None:
    """Where the value of the name `text[start:end]` stands, None where there is none that could be a secret."""
    separator = _SEPARATOR.match(text, end)
    if separator is None:
        if not text.startswith("--", start):
            return None
        separator = _OPTION.match(text, end)
        if separator is None:
            return None
    name = text[start:end]
    if not says_secret(name):
        return None
    label = label_for(name)
    at = separator.end()
    divider = separator[0]
    if "," in divider:
        return _second_of_pair(text, start, at, divider, label)
    opening = _OPENING.match(text, at)
    if opening is not None:
        begin = opening.end()
        stop = _closing(text, begin, len(opening[1]), opening[2])
        return _kept(text, Span(begin, stop, label), quoted=True)
    if label == "cookie" or (label == "token" and _WHOLE_LINE.match(text, at)):
        line = _line(text, start, at, label)
        if line is not None:
            return line
    return _bare(
        text, at, name, label, prose=":" in divider or "：" in divider or "is" in divider or "provided" in divider
    )


def _second_of_pair(text: str, start: int, at: int, divider: str, label: str) -> Span | None:
    """The value of `('x-api-key', 'value')` or `["Cookie", "…"]`: the name first, one more text, and the end."""
    quote = divider.rstrip()[-1]
    before = text[max(0, start - 6) : start].rstrip("\\\"'b")
    if not before.endswith(("(", "[")):
        return None
    escapes = len(divider.rstrip()) - len(divider.rstrip().rstrip("\"'").rstrip("\\")) - 1
    stop = _closing(text, at, escapes, quote)
    rest = text[stop : stop + 8].lstrip("\\\"'")
    return _kept(text, Span(at, stop, label), quoted=True) if rest.startswith((")", "]")) else None


def _closing(text: str, at: int, escapes: int, quote: str) -> int:
    """Where a value ends whose opening quote stood behind `escapes` backslashes; if it is cut off, the end of the line.

    Within JSON that was put into a string k times, a quote stands behind 2^k - 1 backslashes, one that belongs to the
    value behind more of them.
    """
    for found in _QUOTE.finditer(text, at):
        if found[2] is None:
            return found.start()
        if found[2] != quote:
            continue
        more = len(found[1]) - escapes
        if more > 0 and (more // (escapes + 1)) % 2 == 0 and not _AFTER_VALUE.match(text, found.end()):
            continue  # repr() of JSON doubles the backslash before a quote that belongs to the value
        if more <= 0 or (more // (escapes + 1)) % 2 == 0:
            return found.end() - 1 - min(len(found[1]), escapes)
    return len(text)


def _line(text: str, start: int, at: int, label: str) -> Span | None:
    """A header's value of several parts, to the end of its line, or to the quote that the header stands in."""
    if "=" not in text[at : at + _FIRST_EQUALS].partition("\n")[0]:
        return None
    found = _LINE.match(text, at)
    end = found.end() if found else at
    quote = text[start - 1 : start]
    if quote in ("'", '"', "`"):
        closing = text.find(quote, at, end)
        end = closing if closing >= 0 else end
    value = text[at:end]
    return _kept(text, Span(at, at + len(value.rstrip("\r \\")), label), quoted=True)


def _bare(text: str, at: int, name: str, label: str, *, prose: bool) -> Span | None:
    """A value without quotes: to the end of the word."""
    if "auth" in name.lower():
        scheme = _SCHEME.match(text, at)
        at = scheme.end() if scheme else at
    found = _BARE.match(text, at)
    if found is None:
        return None
    end = found.end()
    while end > at and text[end - 1] in ")]}.:!?" and not MARK.fullmatch(text, at, end):
        end -= 1
    return _kept(text, Span(at, end, label), quoted=False, prose=prose)


def _kept(text: str, span: Span, *, quoted: bool, prose: bool = False) -> Span | None:
    """`span`, unless it holds no secret: nothing, a mark, a word of ordinary speech, a piece of code."""
    value = text[span.start : span.end].strip()
    if not value or MARK.fullmatch(value) or value.lower().strip("*()[]{}.:!?") in _PLAIN or not value.strip("*"):
        return None
    if not quoted and (_CALL.match(value) or (prose and len(value) < 3)):
        return None
    return span
