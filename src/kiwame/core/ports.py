"""The seams of the house (`memory`, `regrouping` and `rejudging` hold their own).

An implementation is chosen in `service.wiring`; each port has one contract suite in `tests/contracts/`, run against all
its backends.

All ports are synchronous: whoever waits on the network wraps them in a thread. Each may raise `StorageUnavailable`
(for now) or `StorageUnusable` (for good), and nothing else that is not named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiwame.core.alert import AlertInputs, AlertPlan, Channel, ChannelState, Delivery
from kiwame.core.event import ErrorEvent, RawEvent
from kiwame.core.issue import (
    AuditEntry,
    Correction,
    EventPage,
    HourCount,
    Issue,
    IssueFilter,
    IssuePage,
    Known,
    KnownNames,
    LinkedSentryIssue,
    Recorded,
    Recording,
    RelatedIssue,
    Status,
    StoredEvent,
)
from kiwame.core.verdict import SeverityInputs, SeverityVerdict, Verdict

# --- the inbox ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxEntry:
    """A raw event waiting to be processed; `id` grows in the order of arrival."""

    id: int
    raw: RawEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Bytes that could not be processed: kept at most 7 days, then dropped and still counted."""

    id: int
    raw: RawEvent
    reason: str
    detail: str
    at: float


class Inbox(Protocol):
    """Durable bytes between door and worker: what `append` returned from survives a kill and a power cut."""

    def append(self, events: Sequence[RawEvent]) -> None:
        """Make all of `events` durable in one commit, in order."""

    def take(self, limit: int) -> list[InboxEntry]:
        """The oldest entries, oldest first: at most `limit`, fewer where their bytes are many, and none only where none
        waits. They stay until removed. One worker at a time."""

    def remove(self, ids: Iterable[int]) -> None:
        """Forget entries that are processed; unknown ids are ignored."""

    def depth(self) -> int:
        """How many entries wait (quarantined ones not counted)."""

    def bytes_waiting(self) -> int:
        """How many bytes of bodies wait: what the high-water mark is compared with."""

    def quarantine(self, entry_id: int, reason: str, detail: str, at: float) -> None:
        """Move an entry out of the way, with the reason; counts it."""

    def quarantined(self, limit: int, after: int = 0) -> list[Quarantined]:
        """Quarantined entries with id > `after`, by id: at most `limit`, fewer where their bytes are many, and none
        only where there is no further one."""

    def retry(self, entry_id: int) -> bool:
        """Put a quarantined entry back at the end of the queue; False where it is not there."""

    def drop(self, entry_id: int) -> bool:
        """Forget a quarantined entry; False where it is not there."""

    def drop_quarantined_before(self, at: float) -> int:
        """Forget what was quarantined before `at` (Unix seconds); how many."""

    def quarantine_counts(self) -> dict[str, int]:
        """How many were ever quarantined, by reason."""

    def close(self) -> None:
        """Release files and connections."""


# --- keys and limits ---------------------------------------------------------------------------


class IdempotencyKeys(Protocol):
    """Which keys have been seen, for some days."""

    def add(self, scope: str, keys: Sequence[str], now: float) -> set[str]:
        """Remember `keys` within `scope` at `now`; those that were not known before."""

    def forget_before(self, at: float) -> None:
        """Drop keys remembered before the day of `at` (whole UTC days)."""


class Limiter(Protocol):
    """How much of something may be used in a window."""

    def take(self, key: str, amount: int, now: float) -> float:
        """Take `amount` from `key`'s window: 0.0 where it was granted, else the seconds until it may be tried again."""


# --- the store: one protocol for each thing it does ----------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project; `id` is digits. `public_keys` are its open DSN keys (32 hex digits each)."""

    id: str
    name: str
    closed: bool = False
    public_keys: tuple[str, ...] = ()


class Projects(Protocol):
    """Projects and their DSN keys."""

    def create(self, name: str, public_key: str, now: float) -> Project:
        """A new project with its first key. Conflict where the name is taken."""

    def ensure_default(self, public_key: str, now: float) -> Project:
        """The default project (the first one), made with `public_key` where there is none yet."""

    def all(self) -> list[Project]:
        """All projects, oldest first, closed ones too."""

    def close(self, project_id: str) -> None:
        """Refuse events of this project from now on. NotFound."""

    def reopen(self, project_id: str) -> None:
        """Take events again. NotFound."""

    def add_key(self, project_id: str, public_key: str) -> None:
        """A further key. NotFound."""

    def revoke_key(self, public_key: str) -> None:
        """Refuse this key from now on. NotFound."""


class SeverityPolicy(Protocol):
    """How severity is computed; `decide.severity` is the one there is. The store calls it within its transaction."""

    def __call__(self, inputs: SeverityInputs) -> SeverityVerdict: ...


class AlertPolicy(Protocol):
    """What is told and where; `notify.plan` is the one there is. The store calls it within its transaction."""

    def __call__(self, inputs: AlertInputs) -> AlertPlan: ...


class Recorder(Protocol):
    """What the pipeline needs of the store."""

    def known(self, events: Sequence[tuple[ErrorEvent, str]]) -> Known:
        """What is known of a batch of (event, fingerprint value)."""

    def record(self, recordings: Sequence[Recording], now: float) -> Recorded:
        """Write a batch in one transaction; an event already counted changes nothing, in any process at any time."""

    def link_sentry_issue(self, issue: LinkedSentryIssue) -> None:
        """Keep Sentry's own issue as its webhook described it; an older description than the kept one is ignored."""

    def count(self, name: str, amount: int, now: float) -> None:
        """Add to a counter that survives restarts ("lost_before_us:queue_overflow", "webhook:comment.created", …)."""


class Reader(Protocol):
    """What pages, API and commands read. Never writes."""

    def issues(self, matching: IssueFilter, limit: int, cursor: str | None) -> IssuePage:
        """A page of issues in the filter's order. UsageError for a cursor that is not ours or of another filter."""

    def status_counts(self, matching: IssueFilter) -> dict[Status, int]:
        """How many issues of each status match, whatever status the filter itself names; all statuses are there."""

    def hours(self, issue_ids: Sequence[str], since_hour: int) -> dict[str, dict[int, int]]:
        """Failures of several issues by whole hour since 1970, from `since_hour` on; hours without any are left out."""

    def hours_of(self, issue_id: str, since_hour: int) -> list[HourCount]:
        """Failures of one issue by hour, release and environment, oldest first. NotFound."""

    def known_names(self, project: str | None) -> KnownNames:
        """What issues of a project (None: of all) can be filtered by."""

    def issue(self, issue_id: str) -> Issue:
        """One issue. NotFound."""

    def events(self, issue_id: str, limit: int, cursor: str | None) -> EventPage:
        """Stored events of an issue, newest first. NotFound, UsageError."""

    def audit(self, issue_id: str) -> list[AuditEntry]:
        """What people did to an issue lately, at most 500 things, oldest first. NotFound."""

    def related(self, issue_id: str, limit: int) -> list[RelatedIssue]:
        """Other issues of the same provider and reason that failed in the same hours, the most failures first; none
        where the issue names no provider. NotFound."""

    def sentry_links(self, issue_id: str) -> list[LinkedSentryIssue]:
        """Sentry's issues that this issue's events named."""

    def stored_events(self, after: int, limit: int) -> list[tuple[int, StoredEvent]]:
        """Stored events in the order they were kept, for replay: (position, event) with position > `after`."""

    def latest_events(self, limit: int) -> list[StoredEvent]:
        """The stored events that were kept last, the last first."""

    def counts(self) -> dict[str, int]:
        """All counters by name, with "events", "failures", "issues" and "stored_events" among them."""


class IssueCommands(Protocol):
    """What people do to issues. Each is audited."""

    def correct(self, issue_id: str, correction: Correction, actor: str, now: float) -> Issue:
        """Change an issue; one that is no longer open cancels its deliveries that were not sent yet.

        NotFound; UsageError where parts do not fit (a reason of another category, a release awaited where no event
        names one); Conflict where the issue is no longer at the version that the correction names.
        """

    def rejudge(self, issue_id: str, verdict: Verdict, now: float) -> bool:
        """Give an issue the verdict of a newer judgement; False where a person's holds, or it says the same already.
        Nobody is told: the severity that follows counts as told. NotFound."""


class Search(Protocol):
    """Finding issues by words."""

    def matching(self, text: str, project: str | None, limit: int) -> list[str]:
        """Ids of issues whose title, messages or facts hold every word of `text` (case folded), last seen first."""


class Deliveries(Protocol):
    """The outbox, as the delivery loop and the pages see it. Rows come from the transaction that decided them."""

    def add(self, deliveries: Sequence[Delivery]) -> int:
        """Add rows that are not there yet; how many were new."""

    def due(self, now: float) -> dict[str, int]:
        """How many rows are due, by channel; claimed ones whose time ran out (their claimer died) among them."""

    def claim(self, now: float, limit: int, until: float, channel: str | None = None) -> list[Delivery]:
        """Due rows (of one channel), oldest first, at most `limit` and with them what else is due of the same issues
        and channel, so that one message tells it; claimed until `until` by compare-and-set: no two claimers get the
        same row, and none whose issue is no longer open: those are cancelled."""

    def sent(self, delivery_ids: Sequence[int], message: str, now: float) -> None:
        """They reached their channel, in one message."""

    def failed(self, delivery_ids: Sequence[int], error: str, retry_at: float | None, now: float) -> None:
        """They did not: due again at `retry_at`, or never (None). What was sent or cancelled meanwhile stays so."""

    def messages_since(self, channel: str, since: float) -> list[float]:
        """When messages went to a channel since then, oldest first; a digest is one."""

    def of_issue(self, issue_id: str) -> list[Delivery]:
        """All deliveries of an issue, newest first, at most 100."""

    def channel_states(self) -> list[ChannelState]:
        """How each channel that ever had a delivery fares, by name."""

    def retry(self, channel: str, now: float) -> int:
        """Make failed rows of a channel, whose issues are open, due again; how many."""


class Channels(Protocol):
    """Channels that people set on the Set-up page."""

    def all(self) -> list[Channel]:
        """All of them, by name."""

    def put(self, channel: Channel, actor: str, now: float) -> None:
        """Add a channel, or replace the one of that name."""

    def remove(self, name: str) -> None:
        """Forget a channel. NotFound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in browser, as it is kept: never the cookie itself."""

    created_at: float
    expires_at: float


class Sessions(Protocol):
    """Signed-in browsers, stored as hashes of their cookies."""

    def create(self, cookie_hash: str, now: float, expires_at: float) -> None:
        """Keep a new session; those that have expired by `now` are forgotten."""

    def find(self, cookie_hash: str, now: float) -> Session | None:
        """The session of this cookie, None where there is none or it has expired."""

    def end(self, cookie_hash: str) -> None:
        """Forget a session; unknown ones are ignored."""

    def end_all(self) -> None:
        """Forget every session: the password was changed."""


class KeyValues(Protocol):
    """Small things that must outlive a restart: the hash of the password, the key that signs forms."""

    def get(self, name: str) -> str | None:
        """The value, None where there is none."""

    def put(self, name: str, value: str) -> None:
        """Set it."""

    def ensure(self, name: str, value: str) -> str:
        """The value that is there, else `value`, which is set: of several at once all get the same."""


class Heartbeats(Protocol):
    """Which processes live."""

    def beat(self, name: str, now: float) -> None:
        """`name` is alive and working at `now`."""

    def last(self, name: str) -> float | None:
        """When `name` was last alive (Unix seconds), None if never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token as it is kept: never the token itself."""

    name: str
    role: str
    created_at: float


class Tokens(Protocol):
    """API tokens, stored as hashes."""

    def create(self, name: str, role: str, token_hash: str, now: float) -> None:
        """Keep a new token. Conflict where the name is taken."""

    def find(self, token_hash: str) -> Token | None:
        """The token with this hash, or None."""

    def all(self) -> list[Token]:
        """All tokens, oldest first."""

    def revoke(self, name: str) -> None:
        """Forget a token. NotFound."""


class Retention(Protocol):
    """Forgetting by age and size, run in the worker in small slices."""

    def prune(self, now: float, *, event_days: int, dedupe_days: int, max_bytes: int | None) -> dict[str, int]:
        """Drop stored events older than `event_days` (counts stay), seen ids older than `dedupe_days`, and the oldest
        events while the database is larger than `max_bytes`; how many rows of each kind."""
