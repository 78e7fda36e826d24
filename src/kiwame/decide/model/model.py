"""The model on one event: what it says of every category and reason, what that is worth, and what weighed most."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Reason
from kiwame.decide.model.artifact import REASONS, Artifact, Knots
from kiwame.decide.model.features import EVERYTHING, buckets, is_told, names
from kiwame.decide.model.linear import MOST_ROWS, ONE, shares
from kiwame.decide.view import View

_MILLION = 1_000_000
_SHOWN = 3
_CONFUSED = 2
"""By how many halves the weights count less where a text names every kind of failure."""
_PLACE = {reason: place for place, reason in enumerate(REASONS)}
_SPAN = {category: slice(_PLACE[reasons[0]], _PLACE[reasons[-1]] + 1) for category, reasons in REASONS_OF.items()}
# An enum is slow as a key of a dictionary (its hash is Python): on the way of an event places stand for categories.
_CATEGORIES, _SPANS, _PLACES = tuple(_SPAN), tuple(_SPAN.values()), range(len(_SPAN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """What the model holds likely of one event. Calibrated: of events whose best category has 0.8, some 80 % are of it.

    `categories` are all categories, best first, summing to 1; `known` is how many names of the event the model knows;
    `evidence` are those that weighed most for the best reason. `shares` are the reasons' own, of ONE and uncalibrated;
    `best` is the best category's best reason, and `joint` its probability.
    """

    categories: tuple[tuple[Category, float], ...]
    best: Reason
    joint: float
    known: int
    evidence: tuple[str, ...]
    shares: tuple[int, ...]

    def of(self, reason: Reason) -> float:
        """The probability of a reason: its category's, divided as the model divides that among its reasons."""
        if reason is self.best:
            return self.joint
        category = CATEGORY_OF[reason]
        whole = sum(self.shares[_SPAN[category]])
        left = next(likely for one, likely in self.categories if one is category)
        if category is CATEGORY_OF[self.best]:
            whole -= self.shares[_PLACE[self.best]]
            left -= self.joint
        return round(left * self.shares[_PLACE[reason]] / whole, 6) if whole else 0.0

    def best_of(self, category: Category) -> Reason:
        """The likeliest reason of a category."""
        span = _SPAN[category]
        return max(REASONS[span], key=lambda reason: self.shares[_PLACE[reason]])

    @property
    def reasons(self) -> tuple[tuple[Reason, float], ...]:
        """The probabilities of all reasons, best first, summing to 1."""
        return tuple(sorted(((reason, self.of(reason)) for reason in REASONS), key=lambda pair: -pair[1]))


class Model:
    """An artifact, ready to be asked. Pure; the rows are taken apart as events need them."""

    def __init__(self, artifact: Artifact) -> None:
        self.version = artifact.version
        self.trained_on = artifact.trained_on
        self._artifact = artifact
        self._rows = artifact.rows()

    def distribution(self, view: View) -> Distribution | None:
        """What it says of an event; None where it knows nothing of what the event tells."""
        listed = names(view)
        known = self._known(listed)
        if not any(map(is_told, known.values())):
            return None
        unit = self._artifact.unit >> (_CONFUSED if EVERYTHING in listed else 0)
        found = shares(self._rows.sums(known), len(known), unit)
        whole = [sum(found[span]) for span in _SPANS]
        ranked = sorted(_PLACES, key=whole.__getitem__, reverse=True)
        span, share = _SPANS[ranked[0]], whole[ranked[0]]
        largest = max(found[span])
        best = found.index(largest, span.start)
        top = worth(share, self._artifact.category_knots)
        rest = (1.0 - top) / max(1, ONE - share)
        return Distribution(
            categories=(
                (_CATEGORIES[ranked[0]], top),
                *[(_CATEGORIES[at], round(whole[at] * rest, 6)) for at in ranked[1:]],
            ),
            best=REASONS[best],
            joint=min(worth(largest, self._artifact.reason_knots), top),
            known=len(known),
            evidence=self._evidence(known, best),
            shares=tuple(found),
        )

    def _known(self, listed: Sequence[str]) -> dict[int, str]:
        """The rows of those names that have one, at most `MOST_ROWS`, each with its name."""
        place = self._rows.places.get
        pairs = zip(map(place, buckets(listed)), listed, strict=True)
        found = {at: name for at, name in pairs if at is not None}
        return found if len(found) <= MOST_ROWS else dict(islice(found.items(), MOST_ROWS))

    def _evidence(self, known: dict[int, str], which: int) -> tuple[str, ...]:
        weights, listed = self._rows.weights(known, which), tuple(known.values())
        heaviest = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[: 2 * _SHOWN]
        said = [listed[at] for at in heaviest if weights[at] > 0 and is_told(listed[at])]
        return tuple(name.replace(":", " ", 1) for name in said[:_SHOWN])


def worth(share: int, knots: Knots) -> float:
    """The probability that a share of ONE is worth: straight lines between the knots, to a millionth."""
    millionths = share * _MILLION // ONE
    at = bisect_right(knots, (millionths, _MILLION + 1))
    if at == 0:
        return knots[0][1] / _MILLION
    if at == len(knots):
        return knots[-1][1] / _MILLION
    (left, low), (right, high) = knots[at - 1], knots[at]
    return round((low + (high - low) * (millionths - left) / (right - left)) / _MILLION, 6)
