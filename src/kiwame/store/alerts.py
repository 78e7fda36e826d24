"""Alerts within a transaction: what a policy tells of an issue becomes deliveries; what a person does cancels them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from kiwame.core.alert import Alert, AlertInputs, AlertPlan, Delivery, DeliveryState
from kiwame.core.issue import Status
from kiwame.core.ports import AlertPolicy
from kiwame.core.taxonomy import Severity
from kiwame.store.schema import deliveries
from kiwame.store.standing import told_at_least
from kiwame.store.verdict_json import directive_of

_columns = deliveries.c
_UNSENT = (DeliveryState.PENDING.value, DeliveryState.CLAIMED.value)


def silent(inputs: AlertInputs) -> AlertPlan:
    """The `AlertPolicy` of a store that nobody listens to: nothing is told, and what waits keeps waiting."""
    return AlertPlan(alert=None, why="nobody_listens")


def inputs_of(row: Mapping[str, Any], *, fresh: bool) -> AlertInputs:
    """What an alert is decided from, of an issue's row after a batch."""
    return AlertInputs(
        project=str(row["project_id"]),
        open=row["status"] == Status.OPEN.value,
        severity=Severity(row["severity"]),
        pending=Alert(row["pending_alert"]) if row["pending_alert"] else None,
        told=Severity(row["told_severity"]) if row["told_severity"] else None,
        fresh=fresh,
        muted=directive_of(row["directive"]).mute,
    )


def with_alert(
    row: dict[str, Any], policy: AlertPolicy, *, fresh: bool, now: float
) -> tuple[dict[str, Any], list[Delivery]]:
    """The row after what is told of it, and the deliveries that tell it, due at once.

    What no channel takes counts as told. A rise that is told is a change of its own and raises the version; what came
    back raised it then.
    """
    plan = policy(inputs_of(row, fresh=fresh))
    alert = plan.alert
    if alert is None:
        return row, []
    row = told_at_least(row, Severity(row["severity"]))
    if row["pending_alert"] == alert.value:
        row["pending_alert"] = ""
    if alert is Alert.ROSE and plan.channels:
        row["version"] += 1
    told = [
        Delivery(
            issue_id=str(row["id"]),
            channel=channel,
            alert=alert.value,
            state_version=row["version"],
            due_at=now,
            created_at=now,
        )
        for channel in plan.channels
    ]
    return row, told


def cancel(connection: Connection, issue: int, now: float) -> None:
    """Somebody dealt with the issue: what was not sent yet will not be."""
    unsent = select(_columns.id).where(_columns.issue_id == issue, _columns.state.in_(_UNSENT)).order_by(_columns.id)
    found = list(connection.scalars(unsent.with_for_update()))
    if found:
        done = {"state": DeliveryState.CANCELLED.value, "finished_at": now}
        connection.execute(update(deliveries).where(_columns.id.in_(found)).values(done))
