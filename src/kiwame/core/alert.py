"""What is told, to whom and why: alerts decided with an event, deliveries that carry them, channels that take them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiwame.core.taxonomy import Severity

FRESH_S = 900.0
"""Seconds that an event may be old when our door takes it and still be news (its time corrected for clock drift, so
that neither a sender's wrong clock nor our own backlog counts)."""


class Alert(StrEnum):
    """The named reason to speak of an issue."""

    NEW = "new"
    REGRESSED = "regressed"
    RETURNED = "returned"
    ROSE = "rose"


class DeliveryState(StrEnum):
    """Where a delivery stands. `CANCELLED`: somebody dealt with the issue before it could be told."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the outbox. Unique over (issue, channel, alert, state version), so that a repeat changes nothing.

    `alert` is the named reason to speak ("new", "regressed", …); times are Unix seconds; `tries` those made so far;
    `message` the id of the message that carried it, "" while none did: a digest's deliveries share one.
    """

    issue_id: str
    channel: str
    alert: str
    state_version: int
    due_at: float
    id: int = 0
    state: DeliveryState = DeliveryState.PENDING
    tries: int = 0
    last_error: str = ""
    created_at: float = 0.0
    finished_at: float | None = None
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertInputs:
    """What an alert is decided from, after a batch was added to an issue.

    `open` is False while somebody has acknowledged or ignored it; `severity` the present one. `pending` is what has
    not been told yet because no fresh event came (None: nothing), `told` the highest severity that was told since the
    issue opened or came back (None: nothing was told). `fresh`: the batch holds an event that may be news. `muted`: the
    user's own rules say that nobody is told.
    """

    project: str
    open: bool
    severity: Severity
    pending: Alert | None
    told: Severity | None
    fresh: bool
    muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPlan:
    """What to tell and where. `alert` None: nothing, because of `why`. Channels may be none: then it counts as told."""

    alert: Alert | None
    why: str
    channels: tuple[str, ...] = ()


TOLD_SEVERITIES = (Severity.CRITICAL, Severity.HIGH)
"""What a channel takes where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where alerts go. `kind` is "slack"; `url` is a secret: it never leaves notify and the store.

    `severities` and `alerts` are those that are told; `projects` project ids or names, none: all. `from_page` is True
    where a person set it on the Set-up page and not the operator in environment or file.
    """

    name: str
    kind: str
    url: str = field(repr=False)
    severities: tuple[Severity, ...] = TOLD_SEVERITIES
    alerts: tuple[Alert, ...] = tuple(Alert)
    projects: tuple[str, ...] = ()
    language: str = ""
    from_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    """How a channel fares: deliveries by state, when one last arrived, and the last failure since then, if any.

    `failing` is the last error's words where nothing arrived after it, "" where all is well.
    """

    channel: str
    counts: Mapping[DeliveryState, int]
    last_sent_at: float | None = None
    failing: str = ""
    failed_at: float | None = None
