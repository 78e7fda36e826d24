"""Fits the model's weights so that every machine comes to the same bytes.

Multinomial logistic regression over the reasons, by stochastic gradient steps with AdaGrad's rates. Weights and shares
are whole numbers and so are all sums, whose order then does not matter; the exponential is the table that inference
uses; what is left in floating point are single additions, products, quotients and roots of elements, each of which
IEEE 754 rounds in one way only. No BLAS, no reduction of floats, no chance: the order of examples is a hash.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from kiwame.decide.model.linear import EXPONENTIALS, FACTORS, STEPS

Ints = npt.NDArray[np.int64]

ONE = 1 << 20
"""A weight, a score or a share of 1."""
_EXP = np.array(EXPONENTIALS, dtype=np.int64)
_LARGEST = 127
_FEW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One event to learn from: its columns, and the classes that are right (a whole category's where no reason is)."""

    columns: Ints
    right: Ints
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How it is learnt: rounds over all examples, the rate of the first steps, and the pull of weights to zero.

    `hidden`: per cent of an example's columns hidden in a round, others each time, so that no word is relied on
    alone: the log loss of errors worded by others fell from 0.47 to about 0.3.
    """

    rounds: int = 10
    rate: float = 0.1
    pull: float = 0.02
    start: float = 0.05
    hidden: int = 50


def fit(examples: Sequence[Example], known: int, classes: int, recipe: Recipe) -> Ints:
    """The weights in 1/ONE, one row a column. The same examples in the same order give the same bytes everywhere."""
    weights = np.zeros((known, classes), dtype=np.int64)
    steepness = np.full((known, classes), recipe.start, dtype=np.float64)
    for turn in range(recipe.rounds):
        for place in _shuffled(len(examples), turn):
            example = examples[place]
            columns = _shown(example.columns, turn * 1_000_003 + place, recipe.hidden)
            chosen = weights[columns]
            factor = FACTORS[len(columns)]
            found = softmax(chosen.sum(axis=0) * factor >> 8)
            slope = (found - wanted(found, example.right)) * (example.weight * factor / (256 * ONE))
            steep = steepness[columns] + slope * slope
            steepness[columns] = steep
            step = (slope + chosen * (recipe.pull / ONE)) * (recipe.rate * ONE) / np.sqrt(steep)
            weights[columns] = chosen - np.rint(step).astype(np.int64)
    return weights


def softmax(scores: Ints) -> Ints:
    """Shares of ONE from scores in 1/ONE; rows of them where there are several."""
    steps = (scores.max(axis=-1, keepdims=True) - scores) * STEPS >> 20
    grown = _EXP[np.minimum(steps, len(_EXP) - 1)]
    shares: Ints = grown * ONE // grown.sum(axis=-1, keepdims=True)
    return shares


def wanted(found: Ints, right: Ints) -> Ints:
    """What the shares should have been: ONE on what is right, divided as it was found where several classes are."""
    shares = np.zeros_like(found)
    inside = found[right] + 1
    shares[right] = inside * ONE // inside.sum()
    return shares


def rounded(weights: Ints) -> tuple[npt.NDArray[np.int8], int]:
    """The weights in bytes, and what a byte's 1 is worth in 1/ONE."""
    unit = max(1, -(-int(np.abs(weights).max()) // _LARGEST))
    return np.floor_divide(weights + unit // 2, unit).astype(np.int8), unit


def _shown(columns: Ints, seed: int, hidden: int) -> Ints:
    """The columns that are not hidden, chosen by a hash; all of them where there are few."""
    if len(columns) <= _FEW:
        return columns
    chance = (columns * 2_654_435_761 + seed * 39_571_431 >> 7) % 100
    shown: Ints = columns[chance >= hidden]
    return shown if len(shown) else columns


def _shuffled(number: int, turn: int) -> list[int]:
    return sorted(range(number), key=lambda place: (crc32(b"%d %d" % (turn, place)), place))
