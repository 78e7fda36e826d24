"""Policy of a verdict: whether it is said, whether it is sure, and who owns it."""

from kiwame.core.event import Facts
from kiwame.core.taxonomy import Category, Owner, Reason, owner_of
from kiwame.core.verdict import UNCLASSIFIED_BELOW, UNSURE_BELOW, Verdict


def is_said(confidence: float, *, unclassified_below: float = UNCLASSIFIED_BELOW) -> bool:
    """Whether the best guess is said at all; below, the verdict is `unclassified`."""
    return confidence >= unclassified_below


def unsure(verdict: Verdict, *, unsure_below: float = UNSURE_BELOW) -> bool:
    """Whether a verdict is shown marked unsure, and the LLM may be asked. A human's word is sure."""
    return not verdict.by_human and (verdict.category is Category.UNCLASSIFIED or verdict.confidence < unsure_below)


def owner(reason: Reason | None, facts: Facts) -> Owner | None:
    """The role that acts; None where the verdict is a state."""
    return None if reason is None else owner_of(reason, self_hosted=facts.self_hosted)
