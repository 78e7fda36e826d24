"""The figures of a set-up on labelled cases, each share with its interval. Pure.

The category is counted over all cases, the reason over those whose label has one, and right only with its category.
Coverage is the share answered with a confidence of at least 0.9, `sure` how many of those have the right category. The
calibration error is the mean distance of confidence and rightness over ten bins of equally many cases, by confidence.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiwame.core.taxonomy import Category
from kiwame.evaluate.scored import NOBODY, Scored

SURE = 0.9
"""The confidence from which on an answer counts as sure."""
BINS = 10
_Z = 1.96
"""Of a two-sided interval that holds the true share in 95 of 100 samples."""


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of`. The value of none of none is 0: nothing was shown."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0..1."""
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval, None of nothing (E. B. Wilson, JASA 22, 1927).

        >>> [round(bound, 3) for bound in Share(9, 10).interval]
        [0.596, 0.982]
        """
        if not self.of:
            return None
        share, n = self.value, self.of
        middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
        half = _Z * ((share * (1 - share) / n + _Z * _Z / (4 * n * n)) ** 0.5) / (1 + _Z * _Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Cases of near confidence: from the lowest to the highest, the mean, and how many are right."""

    lowest: float
    highest: float
    confidence: float
    right: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCategory:
    """One category. Precision: of what was said to be it, how much is; recall: of what is it, how much was said so."""

    category: Category
    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDecider:
    """What one decider, or one rule, decided: how many have the right category, and the mean confidence it stated."""

    name: str
    right: Share
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """So many cases of the category `label` were said to be `said`."""

    label: Category
    said: Category
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of one set-up. `confusions` are the wrong pairs, the most frequent first; `by_answer` is by rule."""

    cases: int
    category: Share
    reason: Share
    coverage: Share
    sure: Share
    calibration_error: float
    bins: tuple[Bin, ...]
    categories: tuple[OfCategory, ...]
    confusions: tuple[Confusion, ...]
    by_decider: tuple[OfDecider, ...]
    by_answer: tuple[OfDecider, ...]

    @property
    def shares(self) -> tuple[tuple[str, Share], ...]:
        """The four shares by name, in the order in which they are shown."""
        names = ("category", "reason", "coverage", "sure")
        return tuple(zip(names, (self.category, self.reason, self.coverage, self.sure), strict=True))


def measure(scored: Sequence[Scored]) -> Figures:
    """The figures of cases with what one set-up said of them."""
    sure = [one for one in scored if one.said.confidence >= SURE]
    with_reason = [one for one in scored if one.label.reason is not None]
    bins = _bins(scored)
    return Figures(
        cases=len(scored),
        category=_right(scored),
        reason=Share(sum(one.reason_right for one in with_reason), len(with_reason)),
        coverage=Share(len(sure), len(scored)),
        sure=_right(sure),
        calibration_error=_calibration_error(bins, len(scored)),
        bins=bins,
        categories=_categories(scored),
        confusions=_confusions(scored),
        by_decider=_grouped(scored, lambda one: one.said.decider),
        by_answer=_grouped(scored, lambda one: one.said.decided_by or NOBODY),
    )


def _right(scored: Sequence[Scored]) -> Share:
    return Share(sum(one.category_right for one in scored), len(scored))


def _bins(scored: Sequence[Scored]) -> tuple[Bin, ...]:
    """Ten bins of as equally many cases as goes; those of equal confidence stay in the order of the file."""
    ordered = sorted(scored, key=lambda one: one.said.confidence)
    count = len(ordered)
    cuts = [ordered[count * i // BINS : count * (i + 1) // BINS] for i in range(BINS)]
    return tuple(
        Bin(
            lowest=cut[0].said.confidence,
            highest=cut[-1].said.confidence,
            confidence=_mean_confidence(cut),
            right=_right(cut),
        )
        for cut in cuts
        if cut
    )


def _mean_confidence(scored: Sequence[Scored]) -> float:
    return sum(one.said.confidence for one in scored) / len(scored)


def _calibration_error(bins: Sequence[Bin], cases: int) -> float:
    return sum(abs(each.confidence - each.right.value) * each.right.of for each in bins) / cases if cases else 0.0


def _categories(scored: Sequence[Scored]) -> tuple[OfCategory, ...]:
    """The eight, in TAXONOMY's order."""
    labels = Counter(one.label.category for one in scored)
    said = Counter(one.said.category for one in scored)
    right = Counter(one.label.category for one in scored if one.category_right)
    return tuple(
        OfCategory(
            category=category,
            precision=Share(right[category], said[category]),
            recall=Share(right[category], labels[category]),
        )
        for category in Category
        if not category.is_state
    )


def _confusions(scored: Sequence[Scored]) -> tuple[Confusion, ...]:
    pairs = Counter((one.label.category, one.said.category) for one in scored if not one.category_right)
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], *pair[0]))
    return tuple(Confusion(label=label, said=said, cases=cases) for (label, said), cases in ordered)


def _grouped(scored: Sequence[Scored], name_of: Callable[[Scored], str]) -> tuple[OfDecider, ...]:
    """By name, those that decided the most first."""
    groups: defaultdict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[name_of(one)].append(one)
    found = [
        OfDecider(name=name, right=_right(group), confidence=_mean_confidence(group)) for name, group in groups.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.right.of, each.name)))
