"""What a log record or a captured message says: the words, and the template they were made from."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kiwame.normalise.payload import SentEvent

_PLACE = re.compile(r"%%|%(?:\((\w{1,50})\))?[sdifrxo]|\{(\w{0,50})\}")
_MAX_PLACES = 100
_LONGEST = 500
"""Characters of a parameter that is put into its place."""


def words_of(event: SentEvent) -> tuple[str, str]:
    """(words, template where it differs) of `logentry`, of the legacy `message`, or of a webhook's title.

    Clients that send a template with parameters alone leave it to the server to put them in (@sentry/node).
    """
    for entry in (event.logentry, event.message):
        if isinstance(entry, str) and entry.strip():
            return entry.strip(), ""
        if isinstance(entry, dict):
            template, formatted = _string(entry.get("message")), _string(entry.get("formatted"))
            words = formatted or filled(template, entry.get("params"))
            if words:
                return words, template if template != words else ""
    return ("" if event.exception else event.title or ""), ""


def filled(template: str, params: Any) -> str:
    """`template` with its places (`%s`, `%(name)s`, `{}`, `{0}`, `{name}`) filled from a list or an object.

    Widths and precisions are not obeyed: they would let a sender ask for any amount of memory.
    """
    if not params or not isinstance(params, list | dict):
        return template
    by_name: Mapping[str, Any] = params if isinstance(params, dict) else {str(n): p for n, p in enumerate(params)}
    rest = iter(params if isinstance(params, list) else ())

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        name = found[1] or found[2]
        return _param(by_name, name, found[0]) if name else _next(rest, found[0])

    return _PLACE.sub(fill, template, count=_MAX_PLACES)


def _param(by_name: Mapping[str, Any], name: str, place: str) -> str:
    return _said(by_name[name]) if name in by_name else place


def _next(rest: Iterator[Any], place: str) -> str:
    for value in rest:
        return _said(value)
    return place


def _said(value: Any) -> str:
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, int) and abs(value) >= 10**30:
        return "…"
    return str(value)[:_LONGEST] if value is None or isinstance(value, int | float) else "…"


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
