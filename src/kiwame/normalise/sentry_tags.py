"""An event's tags in one form, whatever form they were sent in."""

from collections.abc import Iterable, Iterator
from typing import Any

from kiwame.core.event import Json
from kiwame.normalise.bounds import MAX_TAGS, TAG_VALUE, cut, storable
from kiwame.normalise.redactor import Redactor

_LONGEST_KEY = 200
"""Characters of a tag's key, as Sentry's clients allow; a longer one is none."""
_OF_USER = frozenset({"user", "user.id", "user.email", "user.username", "user.ip", "user.ip_address", "user.name"})
"""What Sentry adds about the user to a stored event's tags (PROTOCOLS §1.5); an event keeps a one-way key only."""


def pairs(tags: Any) -> list[tuple[str, str]]:
    """(key, value) of tags sent as an object, as pairs, or as objects with key and value: at most 200, no user's.

    Sentry's prefix "sentry:" is taken off. Of a key that comes twice the last value counts.
    """
    found: dict[str, str] = {}
    for key, value in _sent(tags):
        name = _word(key).removeprefix("sentry:")
        said = _word(value)
        if name and said and len(name) <= _LONGEST_KEY and name not in _OF_USER:
            found[name] = said
            if len(found) >= MAX_TAGS:
                break
    return list(found.items())


def redacted(tags: Iterable[tuple[str, str]], redactor: Redactor) -> tuple[tuple[str, str], ...]:
    """The same without secrets, those under a key that says secret included, cut to a tag's length."""
    sent: dict[str, Json] = {storable(key): storable(value) for key, value in tags}
    if not sent:
        return ()
    clean = redactor.json(sent)
    if not isinstance(clean, dict):
        return ()
    return tuple((cut(key, _LONGEST_KEY), cut(_word(value), TAG_VALUE)) for key, value in clean.items())


def _sent(tags: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(tags, dict):
        yield from tags.items()
    elif isinstance(tags, list):
        for tag in tags:
            if isinstance(tag, list | tuple) and len(tag) >= 2:
                yield tag[0], tag[1]
            elif isinstance(tag, dict):
                yield tag.get("key"), tag.get("value")


def _word(value: Any) -> str:
    """A scalar as text, "" for anything else."""
    match value:
        case str():
            return value.strip()
        case bool():
            return "true" if value else "false"
        case int() if abs(value) < 10**30:
            return str(value)
        case float():
            return str(value)
        case _:
            return ""
