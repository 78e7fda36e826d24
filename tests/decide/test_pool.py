"""The pool and its scale: bounded, rising with each decider's confidence, the same for the same answers."""

from itertools import pairwise

import pytest
from tests.decide.distributions import sure_of

from kiwame.core.taxonomy import CATEGORY_OF, Reason
from kiwame.core.verdict import Answer
from kiwame.decide.calibration import AS_IT_IS, Beta
from kiwame.decide.pool import CALIBRATION, pooled, shares_of

R = Reason
LEVELS = [0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 1.0]


def said(reason: Reason, confidence: float) -> Answer:
    return Answer(decided_by="rules:a", category=CATEGORY_OF[reason], reason=reason, confidence=confidence)


def test_shares_sum_to_one() -> None:
    shares = shares_of([said(R.DNS_FAILURE, 0.9)], sure_of(R.READ_TIMEOUT, 0.7))
    assert shares is not None
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares_of([], None) is None
    assert pooled([], None) is None


@pytest.mark.parametrize("scale", [AS_IT_IS, CALIBRATION, Beta(0.5, 2.0, -1.0)])
def test_more_share_is_never_worth_less_and_nothing_is_certain(scale: Beta) -> None:
    worth = [scale.worth(share) for share in LEVELS]
    assert all(one <= two for one, two in pairwise(worth))
    assert 0.0 <= worth[0] < worth[-1] < 1.0


def test_as_it_is_changes_nothing_within_the_edges() -> None:
    assert [AS_IT_IS.worth(share) for share in LEVELS[1:-1]] == LEVELS[1:-1]


def test_a_surer_rule_makes_a_surer_verdict_beside_the_same_model() -> None:
    model = sure_of(R.DNS_FAILURE, 0.6)
    found = [pooled([said(R.DNS_FAILURE, level)], model) for level in LEVELS[2:]]
    confidences = [one.confidence for one in found if one is not None]
    assert confidences == sorted(confidences)


def test_within_a_category_the_rules_reason_stands_unless_the_model_is_far_surer() -> None:
    one = pooled([said(R.RATE_LIMIT_OTHER, 0.9)], sure_of(R.TOKENS_LIMIT, 0.6))
    vague = pooled([said(R.RATE_LIMIT_OTHER, 0.3)], sure_of(R.TOKENS_LIMIT, 0.95))
    assert one is not None
    assert vague is not None
    assert (one.reason, vague.reason) == (R.RATE_LIMIT_OTHER, R.TOKENS_LIMIT)


def test_of_answers_that_are_all_unlikely_without_a_model_it_is_one_of_them() -> None:
    # A memory of nine lessons that all contradict each other says its best with 0.1: every other category is likelier.
    one = pooled([said(R.DNS_FAILURE, 0.1)], None)
    assert one is not None
    assert (one.reason, one.category) == (R.DNS_FAILURE, CATEGORY_OF[R.DNS_FAILURE])
    assert one.confidence < 0.2


def test_a_code_that_the_provider_states_outweighs_what_the_model_saw_more_often() -> None:
    stated = pooled([said(R.QUOTA_EXHAUSTED, 0.97)], sure_of(R.RATE_LIMIT_OTHER, 0.999))
    assert stated is not None
    assert stated.reason is R.QUOTA_EXHAUSTED
