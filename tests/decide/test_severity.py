"""Severity: every sentence of TAXONOMY's Severity, and many scenarios of several at once."""

import pytest

from kiwame.core.taxonomy import Reason, Severity
from kiwame.core.verdict import SeverityInputs, SeverityStep
from kiwame.decide.severity import severity

R, S, Step = Reason, Severity, SeverityStep


def inputs(reason: Reason | None = R.READ_TIMEOUT, **others: object) -> SeverityInputs:
    return SeverityInputs(reason=reason, **{"decided_by": "rules:x", **others})  # type: ignore[arg-type] # table of cases


@pytest.mark.parametrize(
    ("given", "level", "steps"),
    [
        (inputs(R.QUOTA_EXHAUSTED), S.CRITICAL, []),
        (inputs(R.DNS_FAILURE), S.HIGH, []),
        (inputs(R.READ_TIMEOUT), S.MEDIUM, []),
        (inputs(R.REFUSAL), S.LOW, []),
        (inputs(None, decided_by=None), S.MEDIUM, []),
        (inputs(R.DNS_FAILURE, environments=("staging",)), S.MEDIUM, [(Step.NOT_PRODUCTION, -1)]),
        (inputs(R.DNS_FAILURE, environments=("staging", "prod")), S.HIGH, []),
        (inputs(R.DNS_FAILURE, environments=("Production",)), S.HIGH, []),
        (inputs(R.DNS_FAILURE, environments=("live",)), S.HIGH, []),
        (inputs(R.DNS_FAILURE, environments=("",)), S.HIGH, []),
        (inputs(R.DNS_FAILURE, handled=True), S.MEDIUM, [(Step.HANDLED, -1)]),
        (inputs(R.INVALID_API_KEY, handled=True), S.CRITICAL, []),
        (inputs(R.INVALID_API_KEY, environments=("dev",)), S.HIGH, [(Step.NOT_PRODUCTION, -1)]),
        (inputs(R.INVALID_API_KEY, environments=("dev",), handled=True), S.HIGH, [(Step.NOT_PRODUCTION, -1)]),
        (inputs(users_10m=49), S.MEDIUM, []),
        (inputs(users_10m=50), S.HIGH, [(Step.MANY, 1)]),
        (inputs(events_10m=99), S.MEDIUM, []),
        (inputs(events_10m=100), S.HIGH, [(Step.MANY, 1)]),
        (inputs(rate_ratio=9.9), S.MEDIUM, []),
        (inputs(rate_ratio=10.0), S.HIGH, [(Step.MANY, 1)]),
        (inputs(rate_ratio=None, events_10m=5), S.MEDIUM, []),
        (inputs(users_10m=90, events_10m=900, rate_ratio=40.0), S.HIGH, [(Step.MANY, 1)]),
        (inputs(regressed=True), S.HIGH, [(Step.REGRESSED, 1)]),
        (inputs(regressed=True, users_10m=60), S.CRITICAL, [(Step.MANY, 1), (Step.REGRESSED, 1)]),
        (inputs(R.QUOTA_EXHAUSTED, users_10m=60), S.CRITICAL, [(Step.MANY, 1)]),
        (inputs(R.REFUSAL, handled=True, environments=("dev",)), S.LOW, [(Step.NOT_PRODUCTION, -1), (Step.HANDLED,
        -1)]),
        (inputs(R.REFUSAL, handled=True, users_10m=50), S.LOW, [(Step.HANDLED, -1), (Step.MANY, 1)]),
        (inputs(R.INVALID_API_KEY, decided_by="llm:openai/gpt-4.1"), S.MEDIUM, [(Step.LLM_ALONE, -2)]),
        (inputs(R.DNS_FAILURE, decided_by="llm:a/b"), S.MEDIUM, [(Step.LLM_ALONE, -1)]),
        (inputs(R.REFUSAL, decided_by="llm:a/b"), S.LOW, []),
        (inputs(R.DNS_FAILURE, decided_by="llm:a/b", users_10m=50), S.HIGH, [(Step.LLM_ALONE, -1), (Step.MANY, 1)]),
        (inputs(R.INVALID_API_KEY, decided_by="llm:a/b", handled=True), S.LOW, [(Step.LLM_ALONE, -2), (Step.HANDLED,
        -1)]),
        (inputs(R.DNS_FAILURE, decided_by="human"), S.HIGH, []),
        (inputs(highest=S.CRITICAL), S.CRITICAL, [(Step.HELD, 2)]),
        (inputs(highest=S.LOW), S.MEDIUM, []),
        (inputs(highest=S.HIGH, environments=("dev",)), S.HIGH, [(Step.NOT_PRODUCTION, -1), (Step.HELD, 2)]),
    ],
)  # fmt: skip
def test_scenarios(given: SeverityInputs, level: Severity, steps: list[tuple[SeverityStep, int]]) -> None:
    verdict = severity(given)
    assert (verdict.severity, list(verdict.steps)) == (level, steps)


def test_names_of_production_can_be_added_in_any_case() -> None:
    given = inputs(R.DNS_FAILURE, environments=("EU-Main",))
    assert severity(given).severity is S.MEDIUM
    assert severity(given, production=frozenset({"eu-main"})).severity is S.HIGH


def test_floors_and_ceilings_come_last() -> None:
    low = severity(inputs(R.REFUSAL, floor=S.HIGH))
    high = severity(inputs(R.QUOTA_EXHAUSTED, ceiling=S.MEDIUM))
    assert (low.severity, low.steps) == (S.HIGH, ((Step.FLOOR, 2),))
    assert (high.severity, high.steps) == (S.MEDIUM, ((Step.CEILING, -2),))


@pytest.mark.parametrize("reason", list(Reason))
def test_the_named_steps_lead_from_base_to_severity(reason: Reason) -> None:
    verdict = severity(inputs(reason, environments=("dev",), handled=True, events_10m=500))
    assert verdict.severity is verdict.base.step(sum(change for _, change in verdict.steps))
