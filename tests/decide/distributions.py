"""What a model may say of an event, written out for tests."""

from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Reason
from kiwame.decide.model.artifact import REASONS
from kiwame.decide.model.linear import ONE
from kiwame.decide.model.model import Distribution


def sure_of(reason: Reason, confidence: float) -> Distribution:
    """`confidence` in the reason's category, nearly all of it in the reason; the rest even over the others."""
    own = CATEGORY_OF[reason]
    others = [category for category in REASONS_OF if category is not own]
    each = (1 - confidence) / len(others)
    shares = [round(ONE * each / len(REASONS_OF[CATEGORY_OF[one]])) for one in REASONS]
    for place, one in enumerate(REASONS):
        if CATEGORY_OF[one] is own:
            whole = 0.9999 if one is reason else 0.0001 / max(1, len(REASONS_OF[own]) - 1)
            shares[place] = round(ONE * confidence * whole)
    return Distribution(
        categories=((own, confidence), *((category, each) for category in others)),
        best=reason,
        joint=confidence * 0.9999,
        known=9,
        evidence=("word quota",),
        shares=tuple(shares),
    )
