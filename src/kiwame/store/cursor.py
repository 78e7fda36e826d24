"""Cursors: where a page ended, as an opaque word that only fits the same list."""

import base64
import binascii
import json
import math
from hashlib import blake2b

from kiwame.core.errors import UsageError


def _mark(of: str) -> str:
    return blake2b(of.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def write(*position: float, of: str) -> str:
    """The cursor behind the row at `position` (what the list is sorted by, its id last) of the list `of` describes."""
    text = json.dumps([*position, _mark(of)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, *, of: str, size: int = 2) -> tuple[float, ...]:
    """The position, of `size` numbers, that a cursor stands behind.

    UsageError where it is not one of ours, or one of another list.
    """
    wrong = UsageError("The cursor is not one that this list gave: leave it out to start again at the first page")
    if len(cursor) > 200 or not cursor.isascii():
        raise wrong
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        document = json.loads(text)
    except (binascii.Error, ValueError, RecursionError):
        raise wrong from None
    match document:
        case [*sorted_by, int() as number, str() as mark] if sorted_by and all(map(_sortable, sorted_by)):
            if isinstance(number, bool) or abs(number) >= 2**63:
                raise wrong
            if mark != _mark(of):
                raise UsageError(
                    "The cursor belongs to a list with other filters: use it with the filters of the page it came "
                    "from, or leave it out"
                )
            if len(sorted_by) != size - 1:
                raise wrong
            return *map(float, sorted_by), number
        case _:
            raise wrong


def _sortable(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= 1e15
