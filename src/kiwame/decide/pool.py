"""Brings what the deciders say onto one scale: a category's probability, and the likeliest reason in it. Pure.

A logarithmic pool, in two steps (first the category, then the reason within it): each decider's probability of each
outcome is raised to the decider's weight and multiplied. So agreement raises, contradiction lowers, and a decider that
says nothing changes nothing. What the pool gives is then read off `CALIBRATION`, fitted by cross-validation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from kiwame.core.taxonomy import REASONS_OF, Category, Reason
from kiwame.core.verdict import Answer
from kiwame.decide.calibration import Beta
from kiwame.decide.model.model import Distribution

CATEGORIES = tuple(REASONS_OF)

MODEL_WEIGHT = 0.8
"""What the local model's word weighs beside a rule's or a lesson's, on their categories. Tried from 0 to 1.3 on cases
that neither was made by: from 0.8 on, category and confidence are at their best."""
REASON_WEIGHT = 0.65
"""The same within a category, where a rule names what it saw."""
LEAST_REASON = 0.005
"""Of a category's share, what each of its reasons has at least beside a rule: a code that the provider states is no
matter of how often the model saw it."""
LEAST = 1e-4
"""No decider excludes anything for good."""

CALIBRATION = Beta(0.957, 0.895, -0.138, "1")
"""What a share is worth: fitted by `tools.calibrate` on 260 labelled errors of 245 repositories that neither rules nor
model have seen (reworded, so that nobody's text is kept; not in this repository). Out of fold the error was 0.016."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """What all deciders together say: the likeliest category with its probability, and its likeliest reason."""

    category: Category
    reason: Reason
    confidence: float


def pooled(answers: Iterable[Answer], model: Distribution | None) -> Pooled | None:
    """The pool of single answers (a rule's, a memory's) and the model's distribution; None where nobody says anything.

    An answer's confidence is the probability of its category; within it, of its reason.
    """
    said = tuple(answers)
    if not said and model is None:
        return None
    shares = _categories(said, model)
    # Without the model only what somebody said has a reason, however unlikely they all called it.
    among = CATEGORIES if model is not None else tuple(answer.category for answer in said)
    category = max(among, key=shares.__getitem__)
    confidence = CALIBRATION.worth(shares[category])
    return Pooled(category=category, reason=_reason(category, said, model), confidence=confidence)


def shares_of(answers: Iterable[Answer], model: Distribution | None) -> dict[Category, float] | None:
    """Each category's share of the pool, not yet calibrated; None where nobody says anything."""
    said = tuple(answers)
    return None if not said and model is None else _categories(said, model)


def _categories(said: tuple[Answer, ...], model: Distribution | None) -> dict[Category, float]:
    scores = dict.fromkeys(CATEGORIES, 0.0)
    for answer in said:
        others = log(max((1.0 - answer.confidence) / (len(CATEGORIES) - 1), LEAST))
        own = log(max(answer.confidence, LEAST))
        for category in CATEGORIES:
            scores[category] += own if category is answer.category else others
    if model is not None:
        for category, likely in model.categories:
            scores[category] += MODEL_WEIGHT * log(max(likely, LEAST))
    highest = max(scores.values())
    powers = {category: exp(score - highest) for category, score in scores.items()}
    whole = sum(powers.values())
    return {category: power / whole for category, power in powers.items()}


def _reason(category: Category, said: tuple[Answer, ...], model: Distribution | None) -> Reason:
    reasons = REASONS_OF[category]
    own = [answer for answer in said if answer.category is category]
    if model is None:
        return own[0].reason
    scores = dict.fromkeys(reasons, 0.0)
    for answer in own:
        odds = log(max(answer.confidence, LEAST)) - log(max((1.0 - answer.confidence) / (len(reasons) - 1), LEAST))
        scores[answer.reason] += odds
    weight = REASON_WEIGHT if own else 1.0
    likely = next(share for one, share in model.categories if one is category)
    least = LEAST_REASON * likely if own else LEAST * LEAST
    for reason in reasons:
        scores[reason] += weight * log(max(model.of(reason), least, LEAST * LEAST))
    return max(reasons, key=scores.__getitem__)
