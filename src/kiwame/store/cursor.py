"""Cursors: where a page ended, as an opaque word that only fits the same list."""

import base64
import binascii
import json
import math
from hashlib import blake2b

from kiwame.core.errors import UsageError


def _mark(of: str) -> str:
    return blake2b(of.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def write(at: float, number: int, *, of: str) -> str:
    """The cursor behind the row (`at`, `number`) of the list that `of` describes."""
    text = json.dumps([at, number, _mark(of)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str, *, of: str) -> tuple[float, int]:
    """The row that a cursor stands behind. UsageError where it is not one of ours, or one of another list."""
    wrong = UsageError("The cursor is not one that this list gave: leave it out to start again at the first page")
    if len(cursor) > 200 or not cursor.isascii():
        raise wrong
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        document = json.loads(text)
    except (binascii.Error, ValueError, RecursionError):
        raise wrong from None
    match document:
        case [int() | float() as at, int() as number, str() as mark] if not isinstance(number, bool):
            if abs(number) >= 2**63 or not math.isfinite(at) or abs(at) > 1e15:
                raise wrong
            if mark != _mark(of):
                raise UsageError(
                    "The cursor belongs to a list with other filters: use it with the filters of the page it came "
                    "from, or leave it out"
                )
            return float(at), number
        case _:
            raise wrong
