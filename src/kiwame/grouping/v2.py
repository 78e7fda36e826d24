"""Grouping, version 2. Frozen once released: a change to what it gives is a new version beside it.

As version 1, but for what `lab.grouping_measure` found wrong with it: an upgrade of a client (openai 2 to 3, and with
it httpx to httpx2), a wrapper (LangChain, LiteLLM) or its asynchronous twin made another issue of the same failure; and
every failure within a JavaScript function without a name was one issue, as was all that node-postgres says.
"""

import hashlib
import re

from kiwame.core.event import ErrorEvent, Frame, Link
from kiwame.grouping.clients import class_of, is_clients, raised_within
from kiwame.normalise.message import parameterise

LONGEST = 400
"""Characters of a part's value."""

_READ = 8192
_HOLLOW = frozenset({
    "", "error", "unknown error", "provider returned error", "bad request", "invalid request", "request failed",
    "internal error", "internal server error", "server error", "upstream error", "an error occurred", "null", "none",
})  # fmt: skip
"""Provider's messages that say nothing: what surrounds them (a body with the upstream's words) is taken too."""

_MOST_CLASSES = 20
_DEFAULT = re.compile(r"\{\{\s{0,8}default\s{0,8}\}\}")
_VARYING = re.compile(r"(?<![A-Za-z])[0-9a-f]{8,}(?![A-Za-z])|[0-9]{3,}|0x[0-9a-f]+")
_STATUS_FIRST = re.compile(r"Error code: \d{3} - ")
"""Before a provider's message; openai below 3 puts the body after it, 3 the message alone (`_make_status_error`)."""
_QUOTED = re.compile(r'"[^"\n]{0,200}"')
"""What an application quotes in its own messages is its data, more often than not; engines quote names by `'`."""
_ERRNO = re.compile(r"\[Errno -?\d{1,5}\]")
_DEADLINE = re.compile(r"(Connect|Read|Write|Pool)Timeout")

_RETELLING = frozenset({
    "litellm", "langchain_core", "langchain_openai", "langchain_anthropic", "langchain_google_genai",
    "langchain_google_vertexai", "langchain_aws", "langchain_mistralai", "langchain_groq", "langchain_cohere",
    "langchain_ollama", "langchain_huggingface", "langchain_deepseek", "langchain_xai",
})  # fmt: skip
"""Packages whose errors tell again what a client's error beneath them said."""

_RENAMED = {"httpx2": "httpx", "httpcore2": "httpcore"}
"""Packages that went on under another name."""

_SELF_EXPLAINED = frozenset({
    "ConnectionResetError", "ConnectionRefusedError", "ConnectionAbortedError", "BrokenPipeError",
})  # fmt: skip
"""Classes of one system error each: its words differ between a socket and an event loop, and add nothing."""

_NODE_POSTGRES = "error"
"""What node-postgres calls each error of the server (`DatabaseError` has it as its name, in pg-protocol)."""

_NAMELESS = ("<anonymous>", "{closure}")

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
    link = _telling_link(event)
    if link is not None:
        return _of_client(event, link)
    return _by_frames(event.chain) or _by_message(event)


def _telling_link(event: ErrorEvent) -> Link | None:
    """The outermost client's error that does not tell again what another says; None without any client's error."""
    retelling: Link | None = None
    for link in reversed(event.chain):
        if _is_clients(link, event):
            if _package(link) not in _RETELLING:
                return link
            retelling = retelling or link
    return retelling


def _is_clients(link: Link, event: ErrorEvent) -> bool:
    if not link.module and link.type == _NODE_POSTGRES and event.facts.provider:
        return True
    return is_clients(link, event)


def _of_client(event: ErrorEvent, link: Link) -> Parts:
    """A peer's failure: who, what it said, and the root cause beneath it ('Connection error.' alone says nothing)."""
    facts = event.facts
    found = [("error", _named(link))]
    provider = facts.provider or raised_within(link)
    if provider:
        found.append(("provider", provider))
    if facts.http_status is not None:
        found.append(("status", str(facts.http_status)))
    said = facts.error_message or _said(link.message)
    telling = said.strip(" .!").lower() not in _HOLLOW
    code = facts.error_code or facts.error_type
    # Not every release of a client hands on the code; a message that tells enough does without.
    if code and not telling:
        found.append(("code", code if code.isdigit() else parameterise(code[:_READ])))
    if facts.http_status is None and (deadline := _deadline(event.chain, link)):
        return _sized([*found, ("deadline", deadline)])
    found.append(("message", _message(said if telling else link.message or said)))
    return _sized(found + _root(event.chain[0], link))


def _said(message: str) -> str:
    """A status error's message without its status; "" where a body follows it, which the facts have read."""
    head = _STATUS_FIRST.match(message)
    rest = message[head.end() :] if head else ""
    return "" if rest.startswith(("{", "[")) else rest


def _deadline(chain: tuple[Link, ...], link: Link) -> str:
    """Whose class names a deadline, from the root to `link`: connect, read, write or pool; "" where none does.

    Words are left aside then: a client and its asynchronous twin tell of one deadline in different ones.
    """
    for each in chain:
        if found := _DEADLINE.search(class_of(each)[1]):
            return found[1].lower()
        if each is link:
            break
    return ""


def _root(root: Link, link: Link) -> list[tuple[str, str]]:
    """The root cause beneath `link`; of a system's error its number alone, whose words differ between event loops."""
    if root is link:
        return []
    found = [("root error", _named(root, renamed=True))]
    if root.type in _SELF_EXPLAINED:
        return found
    number = _ERRNO.search(root.message[:_READ])
    return [*found, ("root message", number[0] if number else _message(root.message))]


def _by_frames(chain: tuple[Link, ...]) -> Parts:
    """The chain's classes and where in the application's own code each was raised; empty without such frames.

    Where that is a function without a name, what was said counts too: one file has many of them.
    """
    places = [(link, _places(link.frames)) for link in chain]
    if not any(found for _, found in places):
        return ()
    classes = " ← ".join(_named(link) for link in reversed(chain[-_MOST_CLASSES:]))
    found = [("errors", classes)]
    for link, where in places[-_MOST_CLASSES:]:
        if where:
            found += [(f"frames of {link.type or 'error'}", where), *_said_namelessly(link)]
    return _sized(found)


def _said_namelessly(link: Link) -> list[tuple[str, str]]:
    if not _nameless(link.frames):
        return []
    said = _QUOTED.sub('"<text>"', link.message[:_READ])
    return [(f"message of {link.type or 'error'}", _message(said))]


def _nameless(frames: tuple[Frame, ...]) -> bool:
    """True where the innermost of the application's own functions has no name."""
    inner = next((frame.function for frame in reversed(frames) if frame.in_app), "named")
    return inner in ("", "?", "anonymous") or inner.endswith(_NAMELESS)


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


def _package(link: Link) -> str:
    return class_of(link)[0].split(".", 1)[0]


def _named(link: Link, *, renamed: bool = False) -> str:
    """The class with the package it is of: `openai.RateLimitError`, wherever in the package it is defined.

    `renamed`: a package that went on under another name by the first of them, since beneath a provider's client it is
    the client's choice.
    """
    module, name = class_of(link)
    whole = module.startswith(("google.", "azure.", "com.", "org.", "io."))
    package = module if whole else module.split(".", 1)[0]
    package = _RENAMED.get(package, package) if renamed else package
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
