"""From rows of weights to shares: sums of whole numbers and a table for the exponential, alike on every platform.

A row holds one byte a class, the weight plus `BIAS`. Rows are added as long integers of 16-bit lanes, one lane a
class: an addition of 60 classes costs CPython 50 ns, a tenth of adding them one by one.
"""

from collections.abc import Collection, Iterable, Sequence
from math import sqrt
from struct import unpack

BIAS = 128
MOST_ROWS = 256
"""Rows of one event: more could overflow a lane (256 x 255 < 65,536)."""

STEPS = 64
"""Steps of the exponential's table for one unit of score."""
ONE = 1 << 30

_FALL = 1.0157477085866857
"""exp(1/64), to the nearest double. Divisions of doubles are rounded alike everywhere, exp() is not."""
_TOGETHER = 8.0
"""An event's rows count by 8 over the root of their number each, so that length alone says nothing."""


def _exponentials() -> tuple[int, ...]:
    value, found = float(ONE), []
    while value >= 0.5:
        found.append(int(value + 0.5))
        value /= _FALL
    return (*found, 0)


EXPONENTIALS = _exponentials()
"""ONE x exp(-step/STEPS) for each step, down to nothing."""

FACTORS = (256, *(int(_TOGETHER * 256 / sqrt(count) + 0.5) for count in range(1, MOST_ROWS + 1)))
"""By how many 256ths the sum of so many rows is multiplied."""


class Rows:
    """The weights of all known buckets, read off the artifact's bytes where they are needed.

    `places` has the row of each bucket.
    """

    __slots__ = ("_body", "_classes", "_wide", "places")

    def __init__(self, keys: Sequence[int], body: bytes, classes: int) -> None:
        self.places = dict(zip(keys, range(len(keys)), strict=True))
        self._body = body
        self._classes = classes
        self._wide: list[int | None] = [None] * len(keys)

    def __len__(self) -> int:
        return len(self._wide)

    def sums(self, places: Collection[int]) -> list[int]:
        """The sum of at most `MOST_ROWS` rows, a class each, each above its true value by `BIAS` times their number."""
        wide = self._wide
        total = 0
        for place in places:
            row = wide[place]
            if row is None:
                row = wide[place] = self._widened(place)
            total += row
        return list(unpack(f"<{self._classes}H", total.to_bytes(2 * self._classes, "little")))

    def weights(self, places: Iterable[int], which: int) -> list[int]:
        """The weight of one class in each row."""
        body, classes = self._body, self._classes
        return [body[place * classes + which] - BIAS for place in places]

    def _widened(self, place: int) -> int:
        lanes = bytearray(2 * self._classes)
        lanes[::2] = self._body[place * self._classes : (place + 1) * self._classes]
        return int.from_bytes(lanes, "little")


def shares(sums: Sequence[int], count: int, unit: int) -> list[int]:
    """Shares of ONE from the sums of `count` rows, of which only differences count.

    `unit` is what a weight of 1 is worth, in 2^-20.
    """
    worth = unit * FACTORS[count] * STEPS
    highest, last = max(sums), len(EXPONENTIALS) - 1
    steps = [(highest - one) * worth >> 28 for one in sums]
    grown = [EXPONENTIALS[step] if step < last else 0 for step in steps]
    total = sum(grown)
    return [one * ONE // total for one in grown]
