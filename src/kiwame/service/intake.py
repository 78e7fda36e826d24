"""The first half of the way: what an entry's bytes say, as events, linked issues and things that are only counted."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiwame.core.event import Door, ErrorEvent, RawEvent
from kiwame.core.issue import LinkedSentryIssue
from kiwame.ingest.envelope import read_raw
from kiwame.ingest.limits import EnvelopeLimits
from kiwame.ingest.sentry_webhook import Counted, WebhookEvent, WebhookIssue, counter_name, read_webhook
from kiwame.normalise.decode import SentryPayload, decode_event, decode_mapping
from kiwame.normalise.redactor import Redactor
from kiwame.normalise.sentry_event import to_event

ProjectOf = Callable[[Sequence[str]], str]
"""From Sentry's names of a project to the id of ours; may raise Unreadable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One event, with the payload that its detail is made of if it is kept."""

    event: ErrorEvent
    payload: SentryPayload


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What one entry holds. `counts` by counter name."""

    events: tuple[Arrived, ...] = ()
    issue: LinkedSentryIssue | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


def read(raw: RawEvent, *, limits: EnvelopeLimits, redactor: Redactor, project_of: ProjectOf) -> Intake:
    """Decompress, take apart, decode and normalise one entry. Unreadable, with the reason for quarantine."""
    if raw.door is not Door.WEBHOOK:
        return _envelope(raw, limits=limits, redactor=redactor)
    found = read_webhook(raw, limits)
    match found:
        case WebhookEvent():
            payload = decode_mapping(found.payload)
            event = to_event(
                payload,
                project=project_of(found.sentry_projects),
                door=Door.WEBHOOK,
                received_at=raw.received_at,
                sent_at=None,
                event_id=None,
                redactor=redactor,
            )
            return Intake(
                events=(Arrived(event=event, payload=payload),),
                counts=_named({counter_name(found.resource, found.action or "unnamed"): 1}, redactor),
            )
        case WebhookIssue():
            project_of(found.sentry_projects)  # one that is mapped to nowhere is told now, not by its next event
            counts = {counter_name("issue", found.action or "unnamed"): 1}
            return Intake(issue=_redacted(found.issue, redactor), counts=_named(counts, redactor))
        case Counted():
            return Intake(counts=_named({found.name: 1}, redactor))


def _envelope(raw: RawEvent, *, limits: EnvelopeLimits, redactor: Redactor) -> Intake:
    envelope = read_raw(raw, limits)
    counts: Counter[str] = Counter()
    for lost in envelope.lost:
        counts[f"lost_before_us:{lost.reason}"] += lost.quantity
    for kind, number in envelope.skipped:
        counts[f"skipped:{kind}"] += number
    arrived = []
    for item in envelope.events:
        payload = decode_event(item.payload)
        event = to_event(
            payload,
            project=raw.project,
            door=raw.door,
            received_at=raw.received_at,
            sent_at=envelope.sent_at,
            event_id=item.event_id or None,
            redactor=redactor,
        )
        arrived.append(Arrived(event=event, payload=payload))
    return Intake(events=tuple(arrived), counts=_named(counts, redactor))


def _redacted(issue: LinkedSentryIssue, redactor: Redactor) -> LinkedSentryIssue:
    """Sentry's title of an issue is the exception's message: as much may stand in it as in an event."""
    words = (issue.issue_id, issue.project, issue.title, issue.status, issue.substatus, issue.url)
    issue_id, project, title, status, substatus, url = redactor.texts(words)
    return replace(issue, issue_id=issue_id, project=project, title=title, status=status, substatus=substatus, url=url)


def _named(counts: Mapping[str, int], redactor: Redactor) -> dict[str, int]:
    """Counts by the names that may be kept: what the sender calls things goes into a counter's name."""
    named: Counter[str] = Counter()
    for name, amount in zip(redactor.texts(list(counts)), counts.values(), strict=True):
        named[name] += amount
    return dict(named)
