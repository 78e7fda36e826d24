"""Counts by hour as bars: the paths of a small SVG, and what it says in words. Pure.

A bar is a step of a path: 24 of them take fewer bytes than 24 elements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

HOUR_S = 3600
_HOT_FACTOR = 4
_HOT_LEAST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars for a box of `width` × `height`, as path data: `usual` and `hot` ones ("" for none), and the line below."""

    width: int
    height: int
    usual: str
    hot: str
    rest: str
    total: int
    most: int


def series(hours: Mapping[int, int], *, last_hour: int, length: int) -> tuple[int, ...]:
    """Counts of the `length` hours up to `last_hour` (whole hours since 1970), oldest first."""
    return tuple(max(hours.get(hour, 0), 0) for hour in range(last_hour - length + 1, last_hour + 1))


def hot_hours(counts: Sequence[int]) -> tuple[bool, ...]:
    """Which hours are far above the others: at least 10, and four times the median of all hours.

    >>> hot_hours((0, 1, 2, 1, 40))
    (False, False, False, False, True)
    """
    usual = median(counts) if counts else 0
    least = max(_HOT_LEAST, _HOT_FACTOR * usual)
    return tuple(count >= least for count in counts)


def bars(counts: Sequence[int], *, step: int, gap: int, height: int, burning: bool) -> Bars:
    """One bar per count, `step` wide with `gap` between. `burning`: hours far above the others are set apart."""
    most = max(counts, default=0)
    hot = hot_hours(counts) if burning else (False,) * len(counts)
    paths: dict[str, list[str]] = {"usual": [], "hot": []}
    for place, count in enumerate(counts):
        if count:
            tall = max(round(count / most * height), 2)
            paths["hot" if hot[place] else "usual"].append(f"M{place * step} {height}v-{tall}h{step - gap}v{tall}z")
    width = len(counts) * step - gap
    return Bars(
        width=width,
        height=height,
        usual="".join(paths["usual"]),
        hot="".join(paths["hot"]),
        rest=f"M0 {height - 0.5}h{width}",
        total=sum(counts),
        most=most,
    )
