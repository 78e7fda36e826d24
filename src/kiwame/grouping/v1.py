"""Grouping, version 1. Frozen once released: a change to what it gives is a new version beside it.

In this order: the client's own fingerprint; else a provider's, HTTP client's or driver's error with the root cause,
without frames; else the chain's classes and in-app frames; else type and message. No ids, no line numbers.
"""

import hashlib
import re

from kiwame.core.event import ErrorEvent, Frame, Link
from kiwame.grouping.clients import class_of, is_clients, raised_within
from kiwame.normalise.message import parameterise

LONGEST = 400
"""Characters of a part's value."""

_READ = 8192
"""Characters of a message that are looked at; of their placeholders' form at most `LONGEST` count."""

_TELLING = 24
"""A provider's message shorter than this ('Provider returned error') says too little; the whole message is taken."""

_MOST_CLASSES = 20
_DEFAULT = re.compile(r"\{\{\s{0,8}default\s{0,8}\}\}")
_VARYING = re.compile(r"(?<![A-Za-z])[0-9a-f]{8,}(?![A-Za-z])|[0-9]{3,}|0x[0-9a-f]+")

Parts = tuple[tuple[str, str], ...]


def parts(event: ErrorEvent) -> Parts:
    """The (name, value) pairs that make an issue of `event`, in hashing order; never empty, values cut at `LONGEST`."""
    own = event.fingerprint
    if not own:
        return _default(event)
    found: list[tuple[str, str]] = []
    for value in own:
        if _DEFAULT.fullmatch(value.strip()):
            found += _default(event)
        else:
            found.append(("client's fingerprint", _exact(value)))
    return tuple(found)


def _default(event: ErrorEvent) -> Parts:
    for link in reversed(event.chain):
        if is_clients(link, event):
            return _of_client(event, link)
    frames = _by_frames(event.chain)
    return frames or _by_message(event)


def _of_client(event: ErrorEvent, link: Link) -> Parts:
    """A peer's failure: who, what it said, and the root cause beneath it ('Connection error.' alone says nothing)."""
    facts = event.facts
    found = [("error", _named(link))]
    provider = facts.provider or raised_within(link)
    if provider:
        found.append(("provider", provider))
    if facts.http_status is not None:
        found.append(("status", str(facts.http_status)))
    code = facts.error_code or facts.error_type
    if code:
        found.append(("code", code if code.isdigit() else parameterise(code[:_READ])))
    said = facts.error_message if len(facts.error_message) >= _TELLING else link.message
    found.append(("message", _message(said or facts.error_message)))
    root = event.chain[0]
    if root is not link:
        found += [("root error", _named(root)), ("root message", _message(root.message))]
    return _sized(found)


def _by_frames(chain: tuple[Link, ...]) -> Parts:
    """The chain's classes and where in the application's own code each was raised; empty without such frames."""
    places = [(link, _places(link.frames)) for link in chain]
    if not any(found for _, found in places):
        return ()
    classes = " ← ".join(_named(link) for link in reversed(chain[-_MOST_CLASSES:]))
    found = [("errors", classes)]
    found += [(f"frames of {link.type or 'error'}", where) for link, where in places[-_MOST_CLASSES:] if where]
    return _sized(found)


def _places(frames: tuple[Frame, ...]) -> str:
    """The in-app frames, the innermost first, each once: a recursion of any depth is one place."""
    names = dict.fromkeys(_place(frame) for frame in reversed(frames) if frame.in_app)
    return " ← ".join(names)


def _place(frame: Frame) -> str:
    where = frame.module or frame.filename.replace("\\", "/").split("?", 1)[0]
    name = f"{where}:{frame.function}" if where and frame.function else where or frame.function or "?"
    return _VARYING.sub("<n>", name)


def _by_message(event: ErrorEvent) -> Parts:
    link = event.outermost
    if link is None:
        return _sized([("message", _message(event.message))])
    found = [("type", _named(link)), ("message", _message(link.message or event.message))]
    root = event.chain[0]
    if root is not link:
        found += [("root error", _named(root)), ("root message", _message(root.message))]
    return _sized(found)


def _named(link: Link) -> str:
    """The class with the package it is of: `openai.RateLimitError`, wherever in the package it is defined."""
    module, name = class_of(link)
    package = (
        module.split(".", 1)[0]
        if module and not module.startswith(("google.", "azure.", "com.", "org.", "io."))
        else module
    )
    return f"{package}.{name}" if package else name or "(no type)"


def _message(text: str) -> str:
    return parameterise(text[:_READ]) or "(none)"


def _sized(found: list[tuple[str, str]]) -> Parts:
    return tuple((name, value[:LONGEST]) for name, value in found)


def _exact(value: str) -> str:
    """A client's value as it is; of a long one the beginning and a hash of all of it."""
    if len(value) <= LONGEST:
        return value
    return f"{value[: LONGEST - 20]}… {hashlib.sha256(value.encode(errors='surrogatepass')).hexdigest()[:16]}"
