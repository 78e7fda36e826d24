"""All offline deciders together on the project's own cases: the gate of every change to rules, model or pool."""

from functools import cache

import pytest
from tests.decide.judged_cases import Judged, judged_cases

from kiwame.core.verdict import Verdict
from kiwame.decide.cascade import offline_cascade


@cache
def verdicts() -> tuple[tuple[Judged, Verdict], ...]:
    """Each case with what is said of it."""
    cascade = offline_cascade()
    return tuple((case, cascade.judge(case.event)) for case in judged_cases())


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_every_traps_category_is_right_and_nearly_every_reason() -> None:
    traps = [(case, verdict) for case, verdict in verdicts() if case.id.startswith("trap")]
    assert len(traps) >= 200
    assert [case.id for case, verdict in traps if verdict.category != case.category] == []
    assert share([verdict.reason == case.reason for case, verdict in traps]) >= 0.95


def test_of_all_cases_hardly_one_is_judged_otherwise() -> None:
    assert len(verdicts()) >= 2000
    assert share([verdict.category == case.category for case, verdict in verdicts()]) >= 0.995
    assert share([verdict.reason == case.reason for case, verdict in verdicts()]) >= 0.98


def test_what_is_said_surely_is_right() -> None:
    sure = [verdict.category == case.category for case, verdict in verdicts() if verdict.confidence >= 0.9]
    assert len(sure) >= 0.8 * len(verdicts())
    assert share(sure) >= 0.998


@pytest.mark.parametrize("decider", ["rules", "model"])
def test_each_decider_answers_most_cases(decider: str) -> None:
    answered = [any(answer.decided_by.startswith(decider) for answer in verdict.trace) for _, verdict in verdicts()]
    assert share(answered) >= 0.9
