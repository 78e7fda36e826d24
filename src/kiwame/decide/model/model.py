"""The model on one event: what it says of every category and reason, what that is worth, and what weighed most."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from kiwame.core.taxonomy import REASONS_OF, Category, Reason
from kiwame.decide.model.artifact import REASONS, Artifact, Knots
from kiwame.decide.model.features import buckets, is_told, names
from kiwame.decide.model.linear import MOST_ROWS, ONE, shares
from kiwame.decide.view import View

_MILLION = 1_000_000
_SHOWN = 3


def _spans() -> tuple[tuple[Category, int, int], ...]:
    found, start = [], 0
    for category, reasons in REASONS_OF.items():
        found.append((category, start, start + len(reasons)))
        start += len(reasons)
    return tuple(found)


_SPANS = _spans()


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """What the model holds likely: probabilities of all categories and of all reasons, each summing to 1, best first.

    They are calibrated: of events whose best category has 0.8, about 80 % are of it. `known` is how many names of the
    event the model knows; `evidence` are those that weighed most for the best reason.
    """

    categories: tuple[tuple[Category, float], ...]
    reasons: tuple[tuple[Reason, float], ...]
    known: int
    evidence: tuple[str, ...]

    def of(self, reason: Reason) -> float:
        """The probability of one reason."""
        return next(worth for one, worth in self.reasons if one is reason)


class Model:
    """An artifact, ready to be asked. Pure; the rows are taken apart as events need them."""

    def __init__(self, artifact: Artifact) -> None:
        self.version = artifact.version
        self._artifact = artifact
        self._rows = artifact.rows()

    def distribution(self, view: View) -> Distribution | None:
        """What it says of an event; None where it knows nothing of what the event tells."""
        places = self._known(names(view))
        if not any(is_told(name) for name in places):
            return None
        rows = list(places.values())
        found = shares(self._rows.sums(rows), len(rows), self._artifact.unit)
        by_category = sorted(
            ((sum(found[start:end]), -start, category, end) for category, start, end in _SPANS), reverse=True
        )
        share, start, best, end = by_category[0]
        first = max(range(-start, end), key=found.__getitem__)
        top = worth(share, self._artifact.category_knots)
        joint = min(worth(found[first], self._artifact.reason_knots), top)
        rest = _MILLION * (1.0 - top) / max(1, ONE - share) / _MILLION
        categories = [(best, top)] + [(category, one * rest) for one, _, category, _ in by_category[1:]]
        inside = (top - joint) / max(1, share - found[first])
        reasons = [
            (reason, joint if at == first else found[at] * (inside if -start <= at < end else rest))
            for at, reason in enumerate(REASONS)
        ]
        reasons.sort(key=lambda pair: -pair[1])
        return Distribution(
            categories=tuple((category, round(one, 6)) for category, one in categories),
            reasons=tuple((reason, round(one, 6)) for reason, one in reasons),
            known=len(rows),
            evidence=self._evidence(places, first),
        )

    def _known(self, listed: Sequence[str]) -> dict[str, int]:
        """The names that have a row, with it; of two names in one bucket the first."""
        place = self._rows.place
        found: dict[str, int] = {}
        taken: set[int] = set()
        for name, bucket in zip(listed, buckets(listed), strict=True):
            at = place(bucket)
            if at is not None and at not in taken:
                taken.add(at)
                found[name] = at
                if len(found) == MOST_ROWS:
                    break
        return found

    def _evidence(self, places: dict[str, int], which: int) -> tuple[str, ...]:
        weight = self._rows.weight
        weighed = ((weight(place, which), name) for name, place in places.items() if is_told(name))
        return tuple(name.replace(":", " ", 1) for one, name in nlargest(_SHOWN, weighed) if one > 0)


def worth(share: int, knots: Knots) -> float:
    """The probability that a share of ONE is worth: straight lines between the knots."""
    millionths = share * _MILLION // ONE
    at = bisect_right(knots, (millionths, _MILLION + 1))
    if at == 0:
        return knots[0][1] / _MILLION
    if at == len(knots):
        return knots[-1][1] / _MILLION
    (left, low), (right, high) = knots[at - 1], knots[at]
    return (low + (high - low) * (millionths - left) / (right - left)) / _MILLION
