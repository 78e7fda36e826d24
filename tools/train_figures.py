"""Cross-validation by group: what the model says of cases from elsewhere, and what its shares are worth there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from kiwame.core.errors import UsageError
from kiwame.core.taxonomy import REASONS_OF, Category, Reason
from kiwame.decide.model.artifact import REASONS, Knots
from kiwame.decide.model.linear import ONE as WHOLE
from kiwame.decide.model.linear import shares
from kiwame.decide.model.model import worth
from tools.train_data import Case, balanced, columns_of, examples, vocabulary
from tools.train_fit import Ints, Recipe, fit, rounded

FOLDS = 5
_MILLION = 1_000_000
_IN_A_BIN = 24
"""Cases of one bin of the calibration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What the model says of one case: its best category and reason, with their shares of the whole."""

    case: Case
    category: Category
    reason: Reason
    category_share: int
    reason_share: int

    @property
    def category_right(self) -> bool:
        """The category is the label's."""
        return self.category is self.case.category

    @property
    def reason_right(self) -> bool:
        """Category and reason are the label's."""
        return self.category_right and self.reason is self.case.reason


def trained(cases: Sequence[Case], recipe: Recipe) -> tuple[dict[int, int], Ints, int]:
    """Known buckets with their columns, the weights in bytes, and what a weight of 1 is worth."""
    known = vocabulary(cases)
    if not known:
        raise UsageError("no two repositories or formats have a word in common: there is nothing to learn")
    weights, unit = rounded(fit(examples(balanced(cases), known), len(known), len(REASONS), recipe))
    return known, weights.astype(np.int64), unit


def out_of_fold(cases: Sequence[Case], recipe: Recipe, folds: int = FOLDS) -> list[list[Guess]]:
    """The guesses of each fold, made by what was learnt from the others; a group is never on both sides."""
    found = []
    of = folds_of(cases, folds)
    for fold in range(folds):
        inside = [case for case in cases if of[case.group] == fold]
        outside = [case for case in cases if of[case.group] != fold]
        known, weights, unit = trained(outside, recipe)
        found.append([guess(case, columns_of(case, known), weights, unit) for case in inside])
    return found


def folds_of(cases: Sequence[Case], folds: int) -> dict[str, int]:
    """The fold of each group: real ones first, the largest first, each into the fold that has the fewest cases."""
    sizes = Counter(case.group for case in cases)
    real = {case.group for case in cases if case.real}
    filled = [0] * folds
    found: dict[str, int] = {}
    for group in sorted(sizes, key=lambda name: (name not in real, -sizes[name], crc32(name.encode()), name)):
        fold = filled.index(min(filled))
        found[group] = fold
        filled[fold] += sizes[group]
    return found


def guess(case: Case, columns: Sequence[int], weights: Ints, unit: int) -> Guess:
    """What the model says of a case, by the arithmetic of inference."""
    sums = weights[list(columns)].sum(axis=0) if columns else np.zeros(len(REASONS), dtype=np.int64)
    found = dict(zip(REASONS, shares([int(one) for one in sums], len(columns), unit), strict=True))
    by_category = {category: sum(found[reason] for reason in reasons) for category, reasons in REASONS_OF.items()}
    category = max(by_category, key=by_category.__getitem__)
    reason = max(REASONS_OF[category], key=found.__getitem__)
    return Guess(
        case=case,
        category=category,
        reason=reason,
        category_share=by_category[category],
        reason_share=found[reason],
    )


def knots(pairs: Sequence[tuple[int, bool]]) -> Knots:
    """What shares are worth: isotonic regression over bins, in whole numbers; the ends are drawn to 0 and 0.999.

    `pairs` are a share of the whole and whether the guess was right.
    """
    ordered = sorted((share * _MILLION // WHOLE, right) for share, right in pairs)
    bins: list[list[int]] = []  # [cases, right, sum of shares]
    for start in range(0, len(ordered), _IN_A_BIN):
        part = ordered[start : start + _IN_A_BIN]
        bins.append([len(part), sum(right for _, right in part), sum(share for share, _ in part)])
        while len(bins) > 1 and bins[-2][1] * bins[-1][0] >= bins[-1][1] * bins[-2][0]:
            last = bins.pop()
            bins[-1] = [one + two for one, two in zip(bins[-1], last, strict=True)]
    # Half a case each way: nobody is ever wholly sure, least of all of a bin that holds right answers alone.
    found = [(total // count, (2 * right + 1) * _MILLION // (2 * count + 2)) for count, right, total in bins]
    ends = [(0, 0), *found, (_MILLION, max(999_000, found[-1][1]) if found else 999_000)]
    kept: list[tuple[int, int]] = []
    for share, value in ends:
        if kept and share <= kept[-1][0]:
            continue
        kept.append((share, max(value, kept[-1][1]) if kept else value))
    return tuple(kept)


def figures(guesses: Sequence[Guess], scales: Sequence[Knots]) -> dict[str, float]:
    """The figures of shared/tools/score.py for the model alone: shares of cases, and the adaptive calibration error.

    `scales` has for each guess what its share is worth: fitted without it, or the calibration error flatters.
    """
    with_reason = [one for one in guesses if one.case.reason is not None]
    confident = (worth(one.category_share, scale) for one, scale in zip(guesses, scales, strict=True))
    said = sorted(zip(confident, (one.category_right for one in guesses), strict=True))
    sure = [right for confidence, right in said if confidence >= 0.9]
    number = len(said)
    bins = [said[number * at // 10 : number * (at + 1) // 10] for at in range(10)]
    return {
        "cases": number,
        "category": sum(one.category_right for one in guesses) / max(1, number),
        "reason": sum(one.reason_right for one in with_reason) / max(1, len(with_reason)),
        "coverage": len(sure) / max(1, number),
        "sure": sum(sure) / max(1, len(sure)),
        "calibration_error": sum(abs(sum(c for c, _ in part) - sum(r for _, r in part)) for part in bins)
        / max(1, number),
    }


def categories_of(guesses: Sequence[Guess]) -> dict[Category, tuple[int, int, int]]:
    """For each category: right, said, labelled."""
    return {
        category: (
            sum(one.category_right for one in guesses if one.category is category),
            sum(one.category is category for one in guesses),
            sum(one.case.category is category for one in guesses),
        )
        for category in REASONS_OF
    }
