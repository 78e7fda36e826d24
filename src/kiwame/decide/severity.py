"""How soon somebody must act: a base by reason, then named steps, from flags and counters, anew with each batch.

The order is TAXONOMY's: base (capped while an LLM alone knows the reason), the sum of the steps kept inside the scale,
the highest since the issue opened or came back; floors and ceilings of users' rules come last.
"""

from kiwame.core.taxonomy import Severity, base_severity
from kiwame.core.verdict import SeverityInputs, SeverityStep, SeverityVerdict

PRODUCTION = frozenset({"", "prod", "production", "live"})
"""Environments that count as production; an event that names none counts as well."""
MANY_USERS = 50
"""Distinct users in 10 minutes that raise the severity by one."""
MANY_EVENTS = 100
"""Events in 10 minutes that raise the severity by one."""
MANY_TIMES_ITS_RATE = 10.0
"""Times its own rate, over at least an hour's baseline, that raise the severity by one."""


def severity(inputs: SeverityInputs, *, production: frozenset[str] = frozenset()) -> SeverityVerdict:
    """The severity of an issue, with its base and the steps that were taken.

    `production` are users' names for production beside `PRODUCTION`, in any case. A held severity is left out of
    `inputs` (highest=None) by whoever may lower it: a human's verdict, or a new one that is not an LLM's alone.
    """
    base = base_severity(inputs.reason)
    steps: list[tuple[SeverityStep, int]] = []
    level = base
    if _by_llm(inputs) and base.rank > Severity.MEDIUM.rank:
        steps.append((SeverityStep.LLM_ALONE, Severity.MEDIUM.rank - base.rank))
        level = Severity.MEDIUM
    applied = _steps(inputs, level, production)
    steps += applied
    level = level.step(sum(change for _, change in applied))
    if inputs.highest is not None and inputs.highest.rank > level.rank:
        steps.append((SeverityStep.HELD, inputs.highest.rank - level.rank))
        level = inputs.highest
    level = _bounded(level, inputs, steps)
    return SeverityVerdict(severity=level, base=base, steps=tuple(steps))


def is_production(environments: tuple[str, ...], production: frozenset[str] = frozenset()) -> bool:
    """True where any of an issue's environments is production; an issue that names none is."""
    names = PRODUCTION | {name.strip().casefold() for name in production}
    return not environments or any(name.strip().casefold() in names for name in environments)


def is_many(inputs: SeverityInputs) -> bool:
    """True where the users, the events or the rate of the last 10 minutes are many."""
    return (
        inputs.users_10m >= MANY_USERS
        or inputs.events_10m >= MANY_EVENTS
        or (inputs.rate_ratio is not None and inputs.rate_ratio >= MANY_TIMES_ITS_RATE)
    )


def _by_llm(inputs: SeverityInputs) -> bool:
    return (inputs.decided_by or "").startswith("llm:")


def _steps(inputs: SeverityInputs, base: Severity, production: frozenset[str]) -> list[tuple[SeverityStep, int]]:
    """The steps that apply to a base (after the LLM's cap), those down first."""
    steps: list[tuple[SeverityStep, int]] = []
    if not is_production(inputs.environments, production):
        steps.append((SeverityStep.NOT_PRODUCTION, -1))
    if inputs.handled and base is not Severity.CRITICAL:
        steps.append((SeverityStep.HANDLED, -1))
    if is_many(inputs):
        steps.append((SeverityStep.MANY, 1))
    if inputs.regressed:
        steps.append((SeverityStep.REGRESSED, 1))
    return steps


def _bounded(level: Severity, inputs: SeverityInputs, steps: list[tuple[SeverityStep, int]]) -> Severity:
    floor, ceiling = inputs.floor, inputs.ceiling
    if floor is not None and level.rank < floor.rank:
        steps.append((SeverityStep.FLOOR, floor.rank - level.rank))
        level = floor
    if ceiling is not None and level.rank > ceiling.rank:
        steps.append((SeverityStep.CEILING, ceiling.rank - level.rank))
        level = ceiling
    return level
