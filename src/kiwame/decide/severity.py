"""Severity: a base by reason, then named steps; computed anew with each batch, never guessed."""

from kiwame.core.taxonomy import Severity, base_severity
from kiwame.core.verdict import SeverityInputs, SeverityStep, SeverityVerdict

PRODUCTION = frozenset({"prod", "production", "live"})
"""Environments that count as production; none named counts too. More of them come from the settings, case-folded."""

MANY_USERS = 50
MANY_EVENTS = 100
"""Within 10 minutes."""
RATE_JUMP = 10.0
"""Times its own rate over at least an hour of baseline."""


def severity(inputs: SeverityInputs, *, production: frozenset[str] = PRODUCTION) -> SeverityVerdict:
    """The severity of an issue, with the steps that led to it. `production`: case-folded names of environments."""
    base = base_severity(inputs.reason)
    steps: list[tuple[SeverityStep, int]] = []
    by_llm = (inputs.decided_by or "").startswith("llm:")
    now = base
    if by_llm and base.rank > Severity.MEDIUM.rank:
        # The cap is on the base, so that the steps still apply after it.
        now = Severity.MEDIUM
        steps.append((SeverityStep.LLM_ALONE, Severity.MEDIUM.rank - base.rank))
    for step, amount in _steps(inputs, base, production):
        now = now.step(amount)
        steps.append((step, amount))
    if inputs.highest is not None and inputs.highest.rank > now.rank:
        steps.append((SeverityStep.HELD, inputs.highest.rank - now.rank))
        now = inputs.highest
    return SeverityVerdict(severity=now, base=base, steps=tuple(steps))


def _steps(inputs: SeverityInputs, base: Severity, production: frozenset[str]) -> list[tuple[SeverityStep, int]]:
    steps: list[tuple[SeverityStep, int]] = []
    named = [name.strip().casefold() for name in inputs.environments if name.strip()]
    if named and not any(name in production for name in named):
        steps.append((SeverityStep.NOT_PRODUCTION, -1))
    if inputs.handled and base is not Severity.CRITICAL:
        steps.append((SeverityStep.HANDLED, -1))
    jumped = inputs.rate_ratio is not None and inputs.rate_ratio >= RATE_JUMP
    if inputs.users_10m >= MANY_USERS or inputs.events_10m >= MANY_EVENTS or jumped:
        steps.append((SeverityStep.MANY, 1))
    if inputs.regressed:
        steps.append((SeverityStep.REGRESSED, 1))
    return steps
