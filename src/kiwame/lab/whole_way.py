"""From a recorded envelope to what Kiwame says of it, by the rooms' own doors and in the order of the pipeline."""

from kiwame.core.event import Door, ErrorEvent
from kiwame.ingest.envelope import read_envelope
from kiwame.ingest.limits import EnvelopeLimits
from kiwame.lab.capture import Envelope, text_of
from kiwame.normalise.decode import decode_event
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_event

_NOW = 1_770_000_000.0
_REDACTOR = redactor()


def event_of(envelope: Envelope) -> ErrorEvent:
    """The event in an envelope, as the worker would see it: decoded, normalised, redacted, with its facts."""
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
