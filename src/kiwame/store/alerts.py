"""Alerts within a transaction: what a policy tells of an issue becomes deliveries; what a person does cancels them."""

from sqlalchemy import Connection, select, update

from kiwame.core.alert import DeliveryState
from kiwame.store.schema import deliveries

_columns = deliveries.c
_UNSENT = (DeliveryState.PENDING.value, DeliveryState.CLAIMED.value)


def cancel(connection: Connection, issue: int, now: float) -> None:
    """Somebody dealt with the issue: what was not sent yet will not be."""
    unsent = select(_columns.id).where(_columns.issue_id == issue, _columns.state.in_(_UNSENT)).order_by(_columns.id)
    found = list(connection.scalars(unsent.with_for_update()))
    if found:
        done = {"state": DeliveryState.CANCELLED.value, "finished_at": now}
        connection.execute(update(deliveries).where(_columns.id.in_(found)).values(done))
