"""Policy of a verdict: whether it is said, and who owns it."""

from kiwame.core.event import Facts
from kiwame.core.taxonomy import Owner, Reason, owner_of
from kiwame.core.verdict import UNCLASSIFIED_BELOW


def is_said(confidence: float, *, unclassified_below: float = UNCLASSIFIED_BELOW) -> bool:
    """Whether the best guess is said at all; below, the verdict is `unclassified`."""
    return confidence >= unclassified_below


def owner(reason: Reason | None, facts: Facts) -> Owner | None:
    """The role that acts; None where the verdict is a state."""
    return None if reason is None else owner_of(reason, self_hosted=facts.self_hosted)
