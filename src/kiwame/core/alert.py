"""A delivery: something that must reach a channel, decided in the transaction that caused it, sent afterwards."""

from dataclasses import dataclass
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the outbox. Unique over (issue, channel, alert, state version), so that a repeat changes nothing.

    `alert` is the named reason to speak ("new", "regressed", …); `due_at` Unix seconds; `tries` those made so far.
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
