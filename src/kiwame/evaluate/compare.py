"""Two set-ups on the same cases, side by side. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiwame.evaluate.scored import Scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """By the category: how many cases both have right and both have wrong, and the pairs that one alone has right.

    Each pair is what the first and what the second say of one case.
    """

    both: int
    neither: int
    only_first: tuple[tuple[Scored, Scored], ...]
    only_second: tuple[tuple[Scored, Scored], ...]


def compare(first: Sequence[Scored], second: Sequence[Scored]) -> Comparison:
    """Compare what two say of the same cases, given in the same order."""
    pairs = list(zip(first, second, strict=True))
    return Comparison(
        both=sum(one.category_right and other.category_right for one, other in pairs),
        neither=sum(not one.category_right and not other.category_right for one, other in pairs),
        only_first=tuple(pair for pair in pairs if pair[0].category_right and not pair[1].category_right),
        only_second=tuple(pair for pair in pairs if pair[1].category_right and not pair[0].category_right),
    )
