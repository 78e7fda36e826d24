"""JSON from outside as a bounded copy: so many levels, members and characters, whatever was sent."""

from collections.abc import Callable

from kiwame.core.event import Json
from kiwame.normalise.bounds import cut, storable

_LEVELS = 10
"""Levels kept: Sentry's own clients send no more."""
_MEMBERS = 500
"""Members kept of each object or list."""
_NODES = 20_000
"""Values kept of the whole."""
_KEY = 200
_SEAM = 2048
"""Characters kept beyond a text's length until it is redacted: longer than any secret."""


def as_object(value: object) -> dict[str, Json]:
    """`value` where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def bounded_json(value: object, *, text: int, redact: Callable[[Json], Json]) -> Json:
    """A copy of `value` with texts that are storable, redacted, and then cut to `text` characters.

    What is beyond a bound becomes "…". Redaction comes before the cut, so that no secret is cut in two and missed.
    """
    copy = _Copy(text)
    clean = redact(copy.of(value, 0))
    return copy.trimmed(clean) if copy.has_long else clean


class _Copy:
    __slots__ = ("_left", "_text", "has_long")

    def __init__(self, text: int) -> None:
        self._text = text
        self._left = _NODES
        self.has_long = False

    def trimmed(self, value: Json) -> Json:
        """The copy, once redacted, with its long texts cut."""
        if isinstance(value, str):
            return cut(value, self._text)
        if isinstance(value, dict):
            return {cut(key, _KEY): self.trimmed(member) for key, member in value.items()}
        return [self.trimmed(member) for member in value] if isinstance(value, list) else value

    def of(self, value: object, depth: int) -> Json:
        self._left -= 1
        if isinstance(value, str):
            if len(value) <= self._text:
                return value if value.isascii() and "\0" not in value else storable(value)
            self.has_long = True
            return storable(value[: self._text + _SEAM])
        if isinstance(value, dict | list) and (depth >= _LEVELS or self._left <= 0):
            return "…"
        if isinstance(value, dict):
            return self._object(value, depth)
        if isinstance(value, list):
            return self._list(value, depth)
        return _scalar(value)

    def _object(self, value: dict[object, object], depth: int) -> Json:
        copy: dict[str, Json] = {}
        for key, member in value.items():
            if len(copy) >= _MEMBERS or self._left <= 0:
                copy["…"] = f"{len(value) - len(copy)} more"
                break
            name = storable(str(key))
            if len(name) > _KEY:
                self.has_long = True
                name = name[: _KEY + _SEAM]
            copy[name] = self.of(member, depth + 1)
        return copy

    def _list(self, value: list[object], depth: int) -> Json:
        copy: list[Json] = []
        for member in value:
            if len(copy) >= _MEMBERS or self._left <= 0:
                copy.append(f"… {len(value) - len(copy)} more")
                break
            copy.append(self.of(member, depth + 1))
        return copy


def _scalar(value: object) -> Json:
    """What every encoder and database takes: no NaN, no infinity, no number beyond 64 bits."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else "…"
    if isinstance(value, float):
        return value if value - value == 0 else "…"
    return ""
