"""Secrets by their form: private keys in PEM, bearer and basic credentials, passwords in URLs."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator

from kiwame.normalise.redact_spans import MARK, Span

PEM_SCAN = r"PRIVATE KEY"
SCHEME_SCAN = r"(?i)(?:bearer|basic)[ \t]"
URL_SCAN = r"://[^\s/?#\"'<>@]*@|://[^\s/?#\"'<>@]*:[^\s\"'<>@]*@"

_BEGIN = re.compile(r"-{2,5}BEGIN[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-{0,5}")
_END = re.compile(r"-{2,5}END[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-{0,5}")
_BODY = re.compile(
    r"(?:[A-Za-z0-9+/=_-]{16,}|[A-Za-z0-9+/=]{1,15}={1,2}|[A-Z][A-Za-z-]{2,20}: [^\n]{1,80}\n|[\s\\,\"'+])*"
)
_BODY_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\\\n\r \t")
_LONGEST_BODY = 16_384

_SCHEMED = re.compile(
    r"[bB](?<![A-Za-z0-9].)(?:earer|asic)[ \t]{1,4}(\[redacted:[a-z_]+\]|[^\s\"'`<>,;()\[\]{}\\]{6,})", re.IGNORECASE
)
_PADDED = re.compile(r"[A-Za-z0-9+/_-]{4,}={1,2}")
_SPOKEN = re.compile(r"[A-Za-z][a-z'-]*[.:!?]?")

_AUTHORITY = re.compile(r"://([^\s/?#\"'<>]{1,300})")
_REST = re.compile(r"[^\s\"'<>@]{0,200}@")
_PORT_ONLY = re.compile(r"[^:@]*(?::\d{0,5})?|\[[0-9A-Fa-f:.]*\](?::\d{0,5})?")
_LONG_USER = re.compile(r"[A-Za-z0-9_-]{20,}")


def private_keys(text: str) -> Iterator[Span]:
    """Private keys in PEM, also those whose begin or end was cut off."""
    if PEM_SCAN not in text:
        return
    done = 0
    for end in _END.finditer(text):
        last = None
        for begin in _BEGIN.finditer(text, done, end.start()):
            if last is not None:
                yield _cut_off(text, last)
            last = begin
        if last is not None:
            yield Span(last.start(), end.end(), "private_key")
        else:
            yield Span(_body_start(text, end.start(), done), end.end(), "private_key")
        done = end.end()
    for begin in _BEGIN.finditer(text, done):
        yield _cut_off(text, begin)


def _cut_off(text: str, begin: re.Match[str]) -> Span:
    body = _BODY.match(text, begin.end())
    end = body.end() if body else begin.end()
    return Span(
        begin.start(), end - (len(text[begin.end() : end]) - len(text[begin.end() : end].rstrip())), "private_key"
    )


def _body_start(text: str, end: int, floor: int) -> int:
    """Where the body of a key begins whose head was cut off."""
    start, lowest = end, max(floor, end - _LONGEST_BODY)
    while start > lowest and text[start - 1] in _BODY_CHARS:
        start -= 1
    return start


def schemed(text: str) -> Iterator[Span]:
    """Credentials after 'Bearer' or 'Basic', not words of speech such as 'bearer token' or 'Basic Authentication'."""
    for found in _SCHEMED.finditer(text):
        value = found[1].rstrip(".:!?")
        basic = found[0][:2].lower() == "ba"
        if basic and (padded := _PADDED.match(value)):
            value = padded[0]  # what follows the padding is no part of it
        if MARK.fullmatch(found[1]) or _SPOKEN.fullmatch(value.rstrip("=")) or "=" in value[:-2]:
            continue
        if basic and not _is_basic(value):
            continue
        yield Span(found.start(1), found.start(1) + len(value), "token")


def _is_basic(value: str) -> bool:
    """Base64 of `user:password`; or, cut off or masked, long and with a digit."""
    try:
        return b":" in b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (NotBase64, ValueError):
        return len(value) >= 16 and any(c.isdigit() for c in value)


def in_urls(text: str) -> Iterator[Span]:
    """Passwords (and keys in the place of the user) in URLs of any scheme. The host stays: the operator needs it."""
    for found in _AUTHORITY.finditer(text):
        authority, start = found[1], found.start(1)
        at = authority.rfind("@")
        if at < 0 and not _PORT_ONLY.fullmatch(authority):
            # A password that holds / ? or # and was not escaped: the @ comes later.
            rest = _REST.match(text, found.end())
            if rest is not None:
                authority = text[start : rest.end()]
                at = len(authority) - 1
        if at <= 0:
            continue
        named = MARK.match(authority, 0, at)
        user, colon, password = authority[:at].partition(":")
        if named is not None:
            user, colon, password = named[0], *_after_mark(authority[named.end() : at])
        if colon and password and not MARK.fullmatch(password):
            yield Span(start + len(user) + 1, start + at, "password")
        if _LONG_USER.fullmatch(user):
            yield Span(start, start + len(user), "secret")


def _after_mark(rest: str) -> tuple[str, str]:
    """The colon and the password behind a user who is already a mark."""
    return (":", rest[1:]) if rest.startswith(":") else ("", "")
