"""From a recorded envelope to what Kiwame says of it, by the rooms' own doors."""

from kiwame.core.event import Door, ErrorEvent
from kiwame.decide.cascade import offline_cascade
from kiwame.ingest.envelope import read_envelope
from kiwame.ingest.limits import EnvelopeLimits
from kiwame.lab.capture import Envelope, text_of
from kiwame.lab.faults.table import FAULTS
from kiwame.normalise.decode import decode_event
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_event

_REDACTOR = redactor()
_CASCADE = offline_cascade()
_NOW = 1_770_000_000.0


def event_of(envelope: Envelope) -> ErrorEvent:
    """The event in an envelope, as the worker would see it."""
    _, body, headers = envelope
    read = read_envelope(text_of(body, headers), EnvelopeLimits())
    item = read.events[0]
    return to_event(
        decode_event(item.payload),
        project="1",
        door=Door.ENVELOPE,
        received_at=_NOW,
        sent_at=read.sent_at,
        event_id=item.event_id or None,
        redactor=_REDACTOR,
    )


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
