"""Texts made storable and bounded: no NUL, no lone surrogates, no more characters than a field may have."""

from collections.abc import Iterable

from kiwame.normalise.redactor import Redactor

NAME = 300
"""Characters of a class, function, module, file name, release and the like."""
TAG_VALUE = 500
MESSAGE = 8192
"""Characters of a message: what the protocol allows a log entry (PROTOCOLS §2.5)."""
MAX_TAGS = 200

_RAW = 65_536
"""Characters of a text that are looked at. Redaction comes before the cut to a field's length, so that no secret is
cut in two and missed; what stands beyond this is never shown."""
_SEAM = 2048
"""Characters dropped before a cut of the raw text: longer than any secret, of which half might stand there."""


def storable(text: str) -> str:
    """`text` as every database takes it: NUL and lone surrogates become U+FFFD; at most 65,536 characters."""
    if len(text) > _RAW:
        text = text[:_RAW]
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def redacted(texts: Iterable[str], redactor: Redactor) -> dict[str, str]:
    """Each distinct text with what may be kept of it: storable and without secrets, found in one pass of `redactor`."""
    distinct = list(dict.fromkeys(texts))
    clean = redactor.texts([storable(text) for text in distinct])
    for place, text in enumerate(distinct):
        if len(text) > _RAW:
            clean[place] = clean[place][:-_SEAM]
    return dict(zip(distinct, clean, strict=True))


def cut(text: str, limit: int = NAME) -> str:
    """`text` with at most `limit` characters, the last of a longer one an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def cut_message(text: str) -> str:
    """At most `MESSAGE` characters: of a longer message the start, and the end, where wrappers add their words."""
    if len(text) <= MESSAGE:
        return text
    tail = MESSAGE // 4
    return text[: MESSAGE - tail - 3] + "\n…\n" + text[-tail:]
