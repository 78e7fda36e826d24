"""All faults by name."""

from kiwame.lab.fault import Environment, Fault
from kiwame.lab.faults import (
    authentication,
    code_bug,
    invalid_request,
    network,
    prompt,
    provider,
    rate_limit,
    timeout,
    wrapped,
)

FAMILIES = (
    rate_limit.FAULTS,
    timeout.FAULTS,
    invalid_request.FAULTS,
    authentication.FAULTS,
    provider.FAULTS,
    network.FAULTS,
    code_bug.FAULTS,
    prompt.FAULTS,
    wrapped.FAULTS,
)

FAULTS: dict[str, Fault] = {fault.name: fault for family in FAMILIES for fault in family}


def faults_of(environment: Environment) -> tuple[Fault, ...]:
    """The faults that one set of client libraries can raise, in the table's order."""
    return tuple(fault for fault in FAULTS.values() if fault.environment is environment)
