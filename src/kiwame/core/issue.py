"""An issue: the events of one failure, with what is said of it and what people did about it."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiwame.core.event import ErrorEvent, EventDetail, Fingerprint
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.core.verdict import SeverityVerdict, Verdict


class Status(StrEnum):
    """What people did about an issue."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue as it is stored. Times are Unix seconds.

    `count` is failures, `reports` is events (one failure can be reported twice), `user_count` distinct users (an
    estimate beyond 1,000). `environments` and `releases` are those remembered, newest release last. `version` rises
    with each change that a person or an alert made. `ignored_until` (Unix seconds) or `ignored_until_count` (failures
    in all) end an ignore; `resolved_in_next` waits for a release that was not there when it was resolved. `regressed`:
    it came back. `provider` is the canonical id of the peer that its events name, "" for none. `url` is built by
    whoever shows it. `merged_into` is the id of the issue that a person made this one part of, "" for none.
    """

    id: str
    project: str
    fingerprint: Fingerprint
    title: str
    type: str
    verdict: Verdict
    severity: SeverityVerdict
    status: Status = Status.OPEN
    count: int = 0
    reports: int = 0
    user_count: int = 0
    first_seen: float = 0.0
    last_seen: float = 0.0
    version: int = 1
    environments: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    regressed: bool = False
    ignored_until: float | None = None
    ignored_until_count: int | None = None
    resolved_in_next: bool = False
    provider: str = ""
    merged_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedIssue:
    """Another issue of the same provider and reason that failed at the same time: perhaps one incident.

    `count` is its failures in the hours that both have.
    """

    id: str
    project: str
    title: str
    status: Status
    count: int
    last_seen: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairable:
    """What is remembered of an event so that another report of the same failure finds it.

    `links` are hashes of (class, message) of each link of the chain from the root; `paired` once it has its partner.
    """

    event_id: str
    project: str
    trace_id: str
    timestamp: float
    links: tuple[str, ...]
    issue_id: str = ""
    paired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIssue:
    """What the pipeline must know of an event's issue. `releases` are the newest ones it was seen in.

    `verdict_holds`: it has a verdict. `rules_version`: by which rules that was said; `by_human`: a person said it.
    """

    id: str
    reports: int
    verdict_holds: bool
    rules_version: str = ""
    by_human: bool = False
    releases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows of a batch before it is judged.

    `seen` are (project, event id) pairs already counted, `issues` maps (project, fingerprint value) to the issue,
    `pairable` are the events of the batch's traces that may still find a partner.
    """

    seen: frozenset[tuple[str, str]] = frozenset()
    issues: dict[tuple[str, str], KnownIssue] = field(default_factory=dict)
    pairable: tuple[Pairable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One judged event, ready to be written.

    `verdict` is None where the issue is known and its verdict holds. `detail` is None where the event is counted
    and not kept in full. `partner` is the event id of the earlier report of the same failure: then this event joins
    that event's issue as a further report and not as a further failure.
    """

    event: ErrorEvent
    fingerprint: Fingerprint
    links: tuple[str, ...] = ()
    verdict: Verdict | None = None
    keep: bool = True
    detail: EventDetail | None = None
    partner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What one transaction did: events counted now, events counted before, issues new, issues that came back after a
    resolve, and how many deliveries (`alerts`) were put into the outbox."""

    stored: int = 0
    duplicates: int = 0
    new_issues: tuple[str, ...] = ()
    regressed: tuple[str, ...] = ()
    alerts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person changes of an issue; None leaves a thing as it is. Category, reason and owner make the verdict
    `human`; a severity that is set stays until a person changes it.

    With IGNORED may stand `ignore_until` (Unix seconds) or `ignore_count` (so many failures more), with RESOLVED
    `in_next_release`. `version`: the one that the person saw; where the issue has changed since, Conflict.
    """

    status: Status | None = None
    ignore_until: float | None = None
    ignore_count: int | None = None
    in_next_release: bool = False
    version: int | None = None
    category: Category | None = None
    reason: Reason | None = None
    owner: Owner | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event as it is kept, with its detail and the issue it belongs to."""

    event: ErrorEvent
    detail: EventDetail | None
    issue_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who changed what, when: one line of an issue's audit trail.

    `action` is the thing ("status", "category", "reason", "owner", "decided_by", "severity", "merged", "merged_into",
    "split_by"), `before` and `after` its values. A status may say what ends it: "ignored:until=1800000000" (Unix
    seconds), "ignored:more=100" (failures that are left), "resolved:next_release".
    """

    at: float
    actor: str
    action: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSentryIssue:
    """An issue at Sentry as its `issue.*` webhooks describe it; `count` is Sentry's own."""

    issue_id: str
    project: str
    title: str = ""
    status: str = ""
    substatus: str = ""
    count: int = 0
    user_count: int = 0
    url: str = ""
    updated_at: float = 0.0


class Order(StrEnum):
    """How issues are listed: last seen first, or the worst first and of those the last seen."""

    LAST_SEEN = "last_seen"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFilter:
    """Which issues to list, and in which order; None: any."""

    status: Status | None = None
    category: Category | None = None
    project: str | None = None
    text: str | None = None
    severity: Severity | None = None
    owner: Owner | None = None
    release: str | None = None
    environment: str | None = None
    order: Order = Order.LAST_SEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """A page of issues in the filter's order, and the cursor of the next page."""

    issues: tuple[Issue, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """A page of an issue's stored events, newest first, and the cursor of the next page."""

    events: tuple[StoredEvent, ...]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCount:
    """Events of one hour: `hour` is whole hours since 1970, `count` failures; "" where no name is said, or told apart
    (`Reader.hours_of` sums small ones where there are very many)."""

    hour: int
    count: int
    release: str = ""
    environment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """What filters can be set to: the releases and environments that events named, newest first, at most 100 each."""

    releases: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
