"""Labels and others' answers: what is none is named, with what was perhaps meant."""

from typing import Any

import pytest

from kiwame.core.errors import Unreadable
from kiwame.core.taxonomy import Category, Reason
from kiwame.evaluate.answers import answer_of
from kiwame.evaluate.labels import Label, label_of


def test_a_label_has_a_category_and_perhaps_a_reason() -> None:
    assert label_of({"category": "timeout", "reason": "read_timeout"}) == Label(
        category=Category.TIMEOUT, reason=Reason.READ_TIMEOUT
    )
    assert label_of({"category": "timeout", "reason": None}) == label_of({"category": "timeout"})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "no label: name its category"),
        ({"category": None, "reason": "read_timeout"}, "no label"),
        ({"category": "timeouts"}, "did you mean timeout?"),
        ({"category": "Rate Limit"}, "did you mean rate_limit?"),
        ({"category": "zzz"}, "use one of rate_limit, timeout"),
        ({"category": 7}, "the category 7 is unknown"),
        ({"category": ["timeout"]}, "the category ['timeout'] is unknown"),
        ({"category": "unknown"}, "never a label"),
        ({"category": "unclassified"}, "never a label"),
        ({"category": "timeout", "reason": ""}, "write null where it is open"),
        ({"category": "timeout", "reason": "red_timeout"}, "did you mean read_timeout?"),
        ({"category": "timeout", "reason": "dns_failure"}, "belongs to network_error, not to timeout"),
        ({"category": "timeout", "reason": 3}, "the reason 3 is unknown"),
        ({"category": "timeout", "Reason": "read_timeout"}, "the key 'Reason' is unknown: did you mean reason?"),
        ({"category": "timeout", "reson": "read_timeout"}, "the key 'reson' is unknown"),
        ({"category": "x" * 10_000}, "xxx…"),
    ],
)
def test_what_is_no_label_is_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(Unreadable) as raised:
        label_of(given)
    assert said in str(raised.value)
    assert len(str(raised.value)) < 400


def test_answers_of_others() -> None:
    found = answer_of({"category": "timeout", "reason": "dns_failure", "confidence": 1, "decided_by": "gpt"})
    assert (found.category, found.reason, found.confidence, found.decider) == ("timeout", "dns_failure", 1.0, "gpt")
    for nothing in (None, "unknown", "", "Unknown", "unclassified"):
        assert answer_of({"category": nothing}).category is Category.UNCLASSIFIED
    assert answer_of({}).confidence == 0.0


@pytest.mark.parametrize(
    "given",
    [{"category": "Timeout"}, {"reason": "timeout"}, {"confidence": 1.01}, {"confidence": "0.9"}, {"confidence": True}],
)
def test_what_is_no_answer_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        answer_of(given)
