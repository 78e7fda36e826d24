"""Severity: every sentence of TAXONOMY's Severity as a table of scenarios, with the steps that a verdict names."""

from typing import Any

import pytest

from kiwame.core.taxonomy import Reason, Severity
from kiwame.core.verdict import SeverityInputs, SeverityStep
from kiwame.decide.severity import severity

R, S, Step = Reason, Severity, SeverityStep

TABLE = """
# reason           environments      handled  users  events  rate  back  by     held      floor     ceiling   severity  steps
# the bases
quota_exhausted    -                 -        -      -       -     -     rules  -         -         -         critical
missing_credentials -                -        -      -       -     -     rules  -         -         -         critical
permission_denied  -                 -        -      -       -     -     rules  -         -         -         high
dns_failure        -                 -        -      -       -     -     rules  -         -         -         high
database           -                 -        -      -       -     -     model  -         -         -         high
read_timeout       -                 -        -      -       -     -     rules  -         -         -         medium
refusal            -                 -        -      -       -     -     rules  -         -         -         low
nothing            -                 -        -      -       -     -     nobody -         -         -         medium
# environment: none named counts as production, and so does one of several
dns_failure        staging           -        -      -       -     -     rules  -         -         -         medium    env-1
dns_failure        staging,prod      -        -      -       -     -     rules  -         -         -         high
dns_failure        staging,dev       -        -      -       -     -     rules  -         -         -         medium    env-1
dns_failure        Production        -        -      -       -     -     rules  -         -         -         high
dns_failure        live              -        -      -       -     -     rules  -         -         -         high
dns_failure        ""                -        -      -       -     -     rules  -         -         -         high
invalid_api_key    dev               -        -      -       -     -     rules  -         -         -         high      env-1
refusal            dev               -        -      -       -     -     rules  -         -         -         low       env-1
nothing            dev               -        -      -       -     -     nobody -         -         -         low       env-1
# handled: not where the base is critical
dns_failure        -                 yes      -      -       -     -     rules  -         -         -         medium    handled-1
invalid_api_key    -                 yes      -      -       -     -     rules  -         -         -         critical
invalid_api_key    dev               yes      -      -       -     -     rules  -         -         -         high      env-1
read_timeout       dev               yes      -      -       -     -     rules  -         -         -         low       env-1 handled-1
unhandled_exception dev              yes      -      -       -     -     rules  -         -         -         low       env-1 handled-1
# many users, many events, ten times its rate: one step, whichever and however many of them
read_timeout       -                 -        49     -       -     -     rules  -         -         -         medium
read_timeout       -                 -        50     -       -     -     rules  -         -         -         high      many+1
read_timeout       -                 -        -      99      -     -     rules  -         -         -         medium
read_timeout       -                 -        -      100     -     -     rules  -         -         -         high      many+1
read_timeout       -                 -        -      -       9.9   -     rules  -         -         -         medium
read_timeout       -                 -        -      -       10.0  -     rules  -         -         -         high      many+1
read_timeout       -                 -        90     900     40.0  -     rules  -         -         -         high      many+1
quota_exhausted    -                 -        60     -       -     -     rules  -         -         -         critical  many+1
# back after resolve
read_timeout       -                 -        -      -       -     yes   rules  -         -         -         high      back+1
read_timeout       -                 -        60     -       -     yes   rules  -         -         -         critical  many+1 back+1
content_filtered   -                 -        -      -       -     yes   rules  -         -         -         medium    back+1
# several at once: the sum of the steps, kept inside the scale
read_timeout       staging           yes      50     -       -     yes   rules  -         -         -         medium    env-1 handled-1 many+1 back+1
dns_failure        staging           -        -      100     -     -     rules  -         -         -         high      env-1 many+1
quota_exhausted    staging           -        -      100     -     yes   rules  -         -         -         critical  env-1 many+1 back+1
refusal            dev               yes      -      -       -     -     rules  -         -         -         low       env-1 handled-1
refusal            -                 yes      50     -       -     -     rules  -         -         -         low       handled-1 many+1
refusal            dev               yes      50     -       -     yes   rules  -         -         -         low       env-1 handled-1 many+1 back+1
# a language model alone: the base at most medium, the steps apply after it
invalid_api_key    -                 -        -      -       -     -     llm    -         -         -         medium    llm-2
dns_failure        -                 -        -      -       -     -     llm    -         -         -         medium    llm-1
read_timeout       -                 -        -      -       -     -     llm    -         -         -         medium
refusal            -                 -        -      -       -     -     llm    -         -         -         low
dns_failure        -                 -        50     -       -     -     llm    -         -         -         high      llm-1 many+1
invalid_api_key    -                 -        50     -       -     yes   llm    -         -         -         critical  llm-2 many+1 back+1
invalid_api_key    -                 yes      -      -       -     -     llm    -         -         -         low       llm-2 handled-1
invalid_api_key    dev               yes      -      -       -     -     llm    -         -         -         low       llm-2 env-1 handled-1
dns_failure        -                 -        -      -       -     -     human  -         -         -         high
dns_failure        -                 -        -      -       -     -     memory -         -         -         high
# the highest since it opened or came back is held
read_timeout       -                 -        -      -       -     -     rules  critical  -         -         critical  held+2
read_timeout       -                 -        -      -       -     -     rules  medium    -         -         medium
read_timeout       -                 -        -      -       -     -     rules  low       -         -         medium
read_timeout       dev               -        -      -       -     -     rules  high      -         -         high      env-1 held+2
dns_failure        -                 -        -      -       -     -     llm    high      -         -         high      llm-1 held+1
# floors and ceilings of the user's own rules come last, even after what is held
refusal            -                 -        -      -       -     -     rules  -         high      -         high      floor+2
quota_exhausted    -                 -        -      -       -     -     rules  -         -         medium    medium    ceiling-2
refusal            dev               yes      -      -       -     -     rules  -         medium    -         medium    env-1 handled-1 floor+1
read_timeout       -                 -        50     -       -     yes   rules  -         -         low       low       many+1 back+1 ceiling-3
read_timeout       -                 -        -      -       -     -     rules  critical  -         high      high      held+2 ceiling-1
read_timeout       dev               -        -      -       -     -     rules  -         low       high      low       env-1
read_timeout       dev               -        -      -       -     -     rules  -         high      high      high      env-1 floor+2
invalid_api_key    -                 -        -      -       -     -     llm    -         high      -         high      llm-2 floor+1
nothing            -                 -        -      -       -     -     nobody -         -         low       low       ceiling-1
"""  # noqa: E501  a table is read by its columns
"""`-`: not given. `rate` is times its own baseline; the environment `""` is an event's that names none."""

NAMES = {
    "env": Step.NOT_PRODUCTION, "handled": Step.HANDLED, "many": Step.MANY, "back": Step.REGRESSED,
    "llm": Step.LLM_ALONE, "held": Step.HELD, "floor": Step.FLOOR, "ceiling": Step.CEILING,
}  # fmt: skip
ROWS = [line.split() for line in TABLE.splitlines() if line and not line.startswith("#")]


def given(row: list[str]) -> SeverityInputs:
    reason, environments, handled, users, events, rate, back, by, *bounds = row[:11]
    held, floor, ceiling = (None if bound == "-" else S(bound) for bound in bounds)
    named = () if environments == "-" else tuple(name.strip('"') for name in environments.split(","))
    return SeverityInputs(
        reason=None if reason == "nothing" else R(reason),
        decided_by=None if by == "nobody" else "human" if by == "human" else f"{by}:x",
        environments=named,
        handled=handled == "yes",
        users_10m=0 if users == "-" else int(users),
        events_10m=0 if events == "-" else int(events),
        rate_ratio=None if rate == "-" else float(rate),
        regressed=back == "yes",
        highest=held,
        floor=floor,
        ceiling=ceiling,
    )


def steps_of(words: list[str]) -> list[tuple[SeverityStep, int]]:
    return [(NAMES[word.rstrip("+-0123456789")], int(word.lstrip("abcdefghijklmnopqrstuvwxyz"))) for word in words]


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_scenarios(row: list[str]) -> None:
    verdict = severity(given(row))
    assert (verdict.severity, list(verdict.steps)) == (S(row[11]), steps_of(row[12:]))


def test_every_step_of_the_policy_is_in_the_table() -> None:
    assert len(ROWS) >= 60
    assert {step for row in ROWS for step, _ in steps_of(row[12:])} == set(SeverityStep) - {Step.HUMAN}


def inputs(reason: Reason | None = R.READ_TIMEOUT, **others: Any) -> SeverityInputs:
    return SeverityInputs(reason=reason, **{"decided_by": "rules:x", **others})


def test_names_of_production_can_be_added_in_any_case() -> None:
    given = inputs(R.DNS_FAILURE, environments=("EU-Main",))
    assert severity(given).severity is S.MEDIUM
    assert severity(given, production=frozenset({"eu-main"})).severity is S.HIGH


@pytest.mark.parametrize("reason", list(Reason))
def test_the_named_steps_lead_from_base_to_severity(reason: Reason) -> None:
    verdict = severity(inputs(reason, environments=("dev",), handled=True, events_10m=500))
    assert verdict.severity is verdict.base.step(sum(change for _, change in verdict.steps))
