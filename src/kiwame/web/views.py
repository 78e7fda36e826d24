"""From the core's words to what the API answers. Pure."""

import math
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiwame.core.alert import Delivery
from kiwame.core.errors import UsageError
from kiwame.core.event import ErrorEvent, Facts, Link
from kiwame.core.issue import AuditEntry, EventPage, Issue, IssuePage, LinkedSentryIssue
from kiwame.core.verdict import UNSURE_BELOW, SeverityVerdict
from kiwame.playbooks.render import render
from kiwame.web import schemas

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = (datetime(1, 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()
_LATEST = (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC) - _EPOCH).total_seconds()

CURSOR_PATTERN = "^(c1-[A-Za-z0-9_-]{2,800})?$"
"""The API's cursors are the store's in base64url, so that they pass through any shell and address unquoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How things are shown: the texts' language, below which confidence a verdict is unsure, and where we live."""

    language: str = "en"
    unsure_below: float = UNSURE_BELOW
    address: str = ""

    def url_of(self, issue_id: str) -> str:
        """The address of an issue."""
        return f"{self.address}/issues/{issue_id}"


def moment(at: float) -> datetime:
    """Unix seconds as a time that can be written, clamped to the years 1 to 9999; NaN is the epoch."""
    seconds = 0.0 if math.isnan(at) else min(max(at, _EARLIEST), _LATEST)
    # Rounded, since 1767225600.123 as a float is a hair below what was meant.
    return _EPOCH + timedelta(milliseconds=round(seconds * 1000))


def seconds_of(at: datetime) -> float:
    """A time with its zone as Unix seconds."""
    return (at - _EPOCH).total_seconds()


def encode_cursor(cursor: str | None) -> str | None:
    """The store's cursor as the API shows it."""
    if cursor is None:
        return None
    return "c1-" + urlsafe_b64encode(cursor.encode()).decode().rstrip("=")


def decode_cursor(shown: str | None) -> str | None:
    """The store's cursor, None for none (an empty one too); UsageError for what is no cursor."""
    if not shown:
        return None
    try:
        text = shown.removeprefix("c1-")
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (NotBase64, ValueError):
        raise UsageError("not a cursor of this list") from None


def issue_out(issue: Issue, look: Look) -> schemas.IssueOut:
    """An issue with its texts in the look's language."""
    verdict = issue.verdict
    unsure = verdict.is_unsure(look.unsure_below)
    texts = render(verdict, language=look.language, unsure=unsure)
    return schemas.IssueOut(
        id=issue.id,
        project=issue.project,
        title=issue.title,
        headline=texts.headline,
        category=verdict.category,
        reason=verdict.reason,
        owner=verdict.owner,
        team=verdict.directive.team or None,
        severity=issue.severity.severity,
        confidence=_share(verdict.confidence),
        decided_by=verdict.decided_by,
        root_cause=texts.root_cause,
        suggested_action=texts.actions[0],
        actions=list(texts.actions),
        status=issue.status,
        count=issue.count,
        reports=issue.reports,
        user_count=issue.user_count,
        first_seen=moment(issue.first_seen),
        last_seen=moment(issue.last_seen),
        fingerprint=issue.fingerprint.value,
        url=look.url_of(issue.id),
        unsure=unsure,
        muted=verdict.directive.mute,
        own_rules=list(verdict.directive.rules),
        severity_steps=_steps(issue.severity),
        grouping=schemas.GroupingOut(version=issue.fingerprint.version, parts=list(issue.fingerprint.parts)),
        version=issue.version,
        came_back=issue.regressed,
        environments=list(issue.environments),
        releases=list(issue.releases),
        ignored_until=None if issue.ignored_until is None else moment(issue.ignored_until),
        ignored_until_count=issue.ignored_until_count,
        resolved_in_next_release=issue.resolved_in_next,
        provider=issue.provider or None,
        merged_into=issue.merged_into or None,
    )


def issue_list(page: IssuePage, look: Look) -> schemas.IssueList:
    """A page of issues."""
    shown = [issue_out(issue, look) for issue in page.issues]
    return schemas.IssueList(issues=shown, next_cursor=encode_cursor(page.next_cursor))


def event_list(page: EventPage) -> schemas.EventList:
    """A page of stored events."""
    shown = [event_out(stored.event) for stored in page.events]
    return schemas.EventList(events=shown, next_cursor=encode_cursor(page.next_cursor))


def sentry_issue_list(found: Sequence[LinkedSentryIssue]) -> schemas.SentryIssueList:
    """Sentry's issues; one that only an event has named so far has neither status nor time."""
    shown = [
        schemas.SentryIssueOut(
            issue_id=one.issue_id,
            project=one.project,
            title=one.title,
            status=one.status,
            substatus=one.substatus,
            count=one.count,
            user_count=one.user_count,
            url=one.url,
            updated_at=moment(one.updated_at) if one.updated_at else None,
        )
        for one in found
    ]
    return schemas.SentryIssueList(sentry_issues=shown)


def audit_trail(entries: Sequence[AuditEntry]) -> schemas.AuditTrail:
    """What was done to an issue."""
    shown = [
        schemas.AuditEntryOut(
            at=moment(entry.at), actor=entry.actor, action=entry.action, before=entry.before, after=entry.after
        )
        for entry in entries
    ]
    return schemas.AuditTrail(audit=shown)


def delivery_list(deliveries: Sequence[Delivery]) -> schemas.DeliveryList:
    """An issue's deliveries."""
    shown = [
        schemas.DeliveryOut(
            channel=one.channel,
            alert=one.alert,
            state=one.state,
            tries=one.tries,
            last_error=one.last_error,
            created_at=moment(one.created_at),
            finished_at=None if one.finished_at is None else moment(one.finished_at),
        )
        for one in deliveries
    ]
    return schemas.DeliveryList(deliveries=shown)


def event_out(event: ErrorEvent) -> schemas.EventOut:
    """One event, without what is only kept for its page."""
    return schemas.EventOut(
        event_id=event.event_id,
        timestamp=moment(event.timestamp),
        received_at=moment(event.received_at),
        title=event.title,
        door=event.door.value,
        platform=event.platform,
        level=event.level,
        logger=event.logger,
        message=event.message,
        chain=[_link(link) for link in event.chain],
        tags=dict(event.tags),
        release=event.release,
        environment=event.environment,
        transaction=event.transaction,
        server_name=event.server_name,
        trace_id=event.trace_id,
        sdk=event.sdk,
        facts=facts_out(event.facts),
    )


def _link(link: Link) -> schemas.LinkOut:
    frames = [
        schemas.FrameOut(
            function=frame.function,
            module=frame.module,
            filename=frame.filename,
            lineno=frame.lineno,
            in_app=frame.in_app,
        )
        for frame in link.frames
    ]
    return schemas.LinkOut(
        type=link.type,
        module=link.module,
        message=link.message,
        mechanism=link.mechanism,
        handled=link.handled,
        frames=frames,
    )


def facts_out(facts: Facts) -> schemas.FactsOut:
    """Facts, with null for what was not said."""
    return schemas.FactsOut(
        provider=facts.provider or None,
        host=facts.host or None,
        model=facts.model or None,
        http_status=facts.http_status,
        error_code=facts.error_code or None,
        error_type=facts.error_type or None,
        error_param=facts.error_param or None,
        error_message=facts.error_message or None,
        library=facts.library or None,
        request_id=facts.request_id or None,
        retry_after=facts.retry_after,
        deadline=facts.deadline.value if facts.deadline else None,
        self_hosted=facts.self_hosted,
        sources=dict(facts.sources),
    )


def trace_out(issue: Issue, facts: Facts | None) -> schemas.TraceOut:
    """Why an issue's verdict is what it is."""
    versions = issue.verdict.versions
    return schemas.TraceOut(
        trace=[
            schemas.AnswerOut(
                decided_by=answer.decided_by,
                category=answer.category,
                reason=answer.reason,
                confidence=_share(answer.confidence),
                outcome=answer.outcome,
                why=answer.why,
                evidence=list(answer.evidence),
                confirmations=answer.confirmations,
                taught_by=list(answer.taught_by),
            )
            for answer in issue.verdict.trace
        ],
        versions=schemas.VersionsOut(
            grouping=versions.grouping or issue.fingerprint.version or None,
            rules=versions.rules or None,
            model=versions.model or None,
            prompt=versions.prompt or None,
        ),
        severity=schemas.SeverityOut(
            severity=issue.severity.severity, base=issue.severity.base, steps=_steps(issue.severity)
        ),
        facts=facts_out(facts) if facts else None,
    )


def _steps(severity: SeverityVerdict) -> list[schemas.StepOut]:
    return [schemas.StepOut(step=step, change=change) for step, change in severity.steps]


def _share(confidence: float) -> float:
    return 0.0 if math.isnan(confidence) else round(min(max(confidence, 0.0), 1.0), 4)
