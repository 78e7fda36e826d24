"""The outbox: what must reach a channel, claimed by one loop at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import RowMapping, select, update

from kiwame.core.alert import Delivery, DeliveryState
from kiwame.store.database import Database
from kiwame.store.issues import issue_number
from kiwame.store.schema import deliveries
from kiwame.store.seen import insert_or_ignore
from kiwame.store.text import clean

_table = deliveries
_columns = deliveries.c
_NAME_LENGTH = 200
_WAITING = (DeliveryState.PENDING.value, DeliveryState.CLAIMED.value)


@dataclass(frozen=True, slots=True)
class SqlDeliveries:
    """`Deliveries` on a database. A claimed row whose time ran out (its claimer died) is due again."""

    database: Database

    def add(self, deliveries: Sequence[Delivery]) -> int:
        """Add rows that are not there yet; how many were new."""
        rows = [_row(delivery) for delivery in deliveries]
        if not rows:
            return 0
        with self.database.write() as connection:
            statement = insert_or_ignore(connection, _table).returning(_columns.id)
            return len(connection.execute(statement, rows).all())

    def claim(self, now: float, limit: int, until: float) -> list[Delivery]:
        """Due rows, claimed until `until` by compare-and-set: no two claimers get the same row."""
        with self.database.write() as connection:
            due = (
                select(_columns.id)
                .where(_columns.state.in_(_WAITING), _columns.due_at <= now)
                .order_by(_columns.due_at, _columns.id)
                .limit(limit)
                .with_for_update(skip_locked=True)
            )
            ids = list(connection.scalars(due))
            if not ids:
                return []
            claimed = (
                update(_table)
                .where(_columns.id.in_(ids))
                .values(state=DeliveryState.CLAIMED.value, due_at=until, tries=_columns.tries + 1)
                .returning(*_columns)
            )
            rows = connection.execute(claimed).mappings().all()
        return [_delivery(row) for row in sorted(rows, key=lambda row: ids.index(row["id"]))]

    def sent(self, delivery_id: int, now: float) -> None:
        """It reached its channel."""
        done = {"state": DeliveryState.SENT.value, "finished_at": now, "last_error": ""}
        with self.database.write() as connection:
            connection.execute(update(_table).where(_columns.id == delivery_id).values(done))

    def failed(self, delivery_id: int, error: str, retry_at: float | None) -> None:
        """It did not: due again at `retry_at`, or never (None). One that was sent meanwhile stays sent."""
        state = DeliveryState.FAILED if retry_at is None else DeliveryState.PENDING
        new: dict[str, str | float] = {"state": state.value, "last_error": clean(error, 1000)}
        if retry_at is not None:
            new["due_at"] = retry_at
        unsent = _columns.state != DeliveryState.SENT.value
        with self.database.write() as connection:
            connection.execute(update(_table).where(_columns.id == delivery_id, unsent).values(new))


def _row(delivery: Delivery) -> dict[str, object]:
    return {
        "issue_id": issue_number(delivery.issue_id),
        "channel": clean(delivery.channel, _NAME_LENGTH),
        "alert": clean(delivery.alert, _NAME_LENGTH),
        "state_version": delivery.state_version,
        "due_at": delivery.due_at,
        "state": DeliveryState.PENDING.value,
        "tries": 0,
        "last_error": "",
        "finished_at": None,
        "created_at": delivery.created_at,
        "message": "",
    }


def _delivery(row: RowMapping) -> Delivery:
    return Delivery(
        id=row["id"],
        issue_id=str(row["issue_id"]),
        channel=row["channel"],
        alert=row["alert"],
        state_version=row["state_version"],
        due_at=row["due_at"],
        state=DeliveryState(row["state"]),
        tries=row["tries"],
        last_error=row["last_error"],
    )
