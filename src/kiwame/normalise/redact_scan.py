"""Where a secret could be at all: every text (standard library), or those that one RE2 automaton points at."""

import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol

from kiwame.core.errors import MissingExtra, SettingsError
from kiwame.normalise import redact_blocks, redact_keyed, redact_personal, redact_prefixed
from kiwame.normalise.redact_spans import Span

_SURROGATES = re.compile("[\ud800-\udfff]")
_MEMORY = 64 << 20  # bytes for the automaton's states; beyond it RE2 falls back to a slower, still linear, walk

SCAN = "|".join(
    f"(?:{pattern})"
    for pattern in (
        *redact_prefixed.SCANS,
        redact_keyed.SCAN,
        redact_blocks.PEM_SCAN,
        redact_blocks.SCHEME_SCAN,
        redact_blocks.URL_SCAN,
        redact_personal.EMAIL_SCAN,
        redact_personal.CARD_SCAN,
        redact_personal.IPV4_SCAN,
        redact_personal.IPV6_SCAN,
    )
)
"""Matches wherever a detector finds something, and elsewhere: `tests/normalise/test_redact_engines.py` tries it."""


class Engine(Protocol):
    """What differs between the two installs."""

    name: str

    def suspects(self, texts: Sequence[str]) -> Iterable[int]:
        """Indexes of texts that may hold something for our own detectors, in order."""

    def detector(self, pattern: str) -> Callable[[str], list[Span]]:
        """A detector of a user's own pattern. SettingsError where the engine cannot use it."""


class ReEngine:
    """The standard library: every text is looked at."""

    name = "re"

    def suspects(self, texts: Sequence[str]) -> Iterable[int]:
        """All of them."""
        return range(len(texts))

    def detector(self, pattern: str) -> Callable[[str], list[Span]]:
        """A user's pattern in `re`, which may take exponential time: that is the user's own risk, unlike with RE2."""
        try:
            compiled = re.compile(pattern, re.ASCII)
        except (re.error, OverflowError, RecursionError) as error:
            raise _unusable(pattern, str(error)) from error

        def find(text: str) -> list[Span]:
            return [Span(found.start(), found.end(), "own_pattern") for found in compiled.finditer(text)]

        return find


class Re2Engine:
    """google-re2: one automaton over all texts, linear whatever the text and whatever the user's pattern."""

    name = "re2"

    def __init__(self) -> None:
        try:
            self._re2: Any = import_module("re2")
        except ImportError as error:
            raise MissingExtra("server", "redaction with google-re2") from error
        self._scan = self._compile(SCAN)

    def _compile(self, pattern: str) -> Any:
        options = self._re2.Options()
        options.log_errors = False  # else RE2 writes to stderr
        options.max_mem = _MEMORY
        return self._re2.compile(pattern.encode(), options)

    def suspects(self, texts: Sequence[str]) -> Iterable[int]:
        """Those that the automaton points at: searched on from the beginning of the next text after each match."""
        encoded = [_bytes(text) for text in texts]
        joined = b"\0".join(encoded)
        found = self._scan.search(joined)
        if found is None:
            return
        index, start = 0, 0
        while found is not None:
            at = found.start()
            while start + len(encoded[index]) < at:
                start += len(encoded[index]) + 1
                index += 1
            yield index
            start += len(encoded[index]) + 1
            index += 1
            if index >= len(encoded):
                return
            found = self._scan.search(joined, start)

    def detector(self, pattern: str) -> Callable[[str], list[Span]]:
        """A user's pattern in RE2's syntax (no look-around, no back-references)."""
        try:
            compiled = self._compile(pattern)
        except (self._re2.error, UnicodeEncodeError) as error:
            detail = error.args[0] if error.args else error
            raise _unusable(pattern, detail.decode() if isinstance(detail, bytes) else str(detail)) from error

        def find(text: str) -> list[Span]:
            data = _bytes(text)
            spans = [(found.start(), found.end()) for found in compiled.finditer(data)]
            if len(data) != len(text):
                spans = _in_characters(data, spans)
            return [Span(start, end, "own_pattern") for start, end in spans]

        return find


def _bytes(text: str) -> bytes:
    """UTF-8, with lone surrogates (which RE2 refuses) as U+FFFD: none of our patterns tells the two apart."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text).encode()


def _in_characters(data: bytes, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Byte positions (ascending) as character positions, in one walk."""
    converted = []
    at = chars = 0
    for start, end in spans:
        first = chars + len(data[at:start].decode(errors="replace"))
        chars = first + len(data[start:end].decode(errors="replace"))
        at = end
        converted.append((first, chars))
    return converted


def _unusable(pattern: str, why: str) -> SettingsError:
    return SettingsError(
        f"redaction pattern {pattern!r} cannot be used: {why}. "
        "Write a regular expression without look-around and back-references, or take it out of kiwame.toml"
    )
