"""What is said of recorded envelopes, against what was injected."""

from kiwame.decide.cascade import offline_cascade
from kiwame.lab.capture import Envelope
from kiwame.lab.faults.table import FAULTS
from kiwame.lab.whole_way import event_of

__all__ = ["event_of", "judged_otherwise"]
_CASCADE = offline_cascade()


def judged_otherwise(envelopes: list[Envelope]) -> list[str]:
    """One line for each envelope that is not judged as injected."""
    wrong = []
    for envelope in envelopes:
        fault, event = FAULTS[envelope[0]], event_of(envelope)
        verdict = _CASCADE.judge(event)
        if (verdict.category, verdict.reason) != (fault.category, fault.reason):
            said = f"{verdict.category}/{verdict.reason} by {verdict.decided_by}"
            wrong.append(f"{fault.name} is {fault.category}/{fault.reason}, said {said}: {event.title}")
    return wrong
