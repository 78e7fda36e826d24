"""The outbox: what must reach a channel, claimed by one loop at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Subquery, func, or_, select, update

from kiwame.core.alert import ChannelState, Delivery, DeliveryState
from kiwame.core.issue import Status
from kiwame.store.database import Database
from kiwame.store.issues import issue_number
from kiwame.store.schema import deliveries, issues
from kiwame.store.seen import insert_or_ignore
from kiwame.store.text import clean

_table = deliveries
_columns = deliveries.c
_NAME_LENGTH = 200
_ERROR_LENGTH = 1000
_OF_ISSUE = 100
_FARTHEST_S = 2 * 3600.0
"""No delivery is put off for longer: a receiver may ask for an hour."""
_WAITING = (DeliveryState.PENDING.value, DeliveryState.CLAIMED.value)
_OPEN_ISSUES = select(issues.c.id).where(issues.c.status == Status.OPEN.value)


@dataclass(frozen=True, slots=True)
class SqlDeliveries:
    """`Deliveries` on a database. A claimed row whose time ran out (its claimer died) is due again."""

    database: Database

    def add(self, deliveries: Sequence[Delivery]) -> int:
        """Add rows that are not there yet; how many were new."""
        if not deliveries:
            return 0
        with self.database.write() as connection:
            return insert(connection, deliveries)

    def due(self, now: float) -> dict[str, int]:
        """How many rows are due, by channel."""
        query = select(_columns.channel, func.count()).where(_due(now)).group_by(_columns.channel)
        with self.database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def claim(self, now: float, limit: int, until: float, channel: str | None = None) -> list[Delivery]:
        """Due rows, oldest first, claimed until `until` by compare-and-set: no two claimers get the same row.

        At most `limit`, and with them what else is due of the same issues and channel, so that one message tells it.
        None whose issue is no longer open: those are cancelled.
        """
        due = _due(now) if channel is None else _due(now) & (_columns.channel == channel)
        with self.database.write() as connection:
            cancelled = {"state": DeliveryState.CANCELLED.value, "finished_at": now}
            connection.execute(update(_table).where(due, _columns.issue_id.not_in(_OPEN_ISSUES)).values(cancelled))
            ids = _locked(connection, due, limit)
            if not ids:
                return []
            claimed = (
                update(_table)
                .where(_columns.id.in_(ids), _columns.state.in_(_WAITING))
                .values(state=DeliveryState.CLAIMED.value, due_at=until, tries=_columns.tries + 1)
                .returning(*_columns)
            )
            rows = connection.execute(claimed).mappings().all()
        return [_delivery(row) for row in sorted(rows, key=lambda row: ids.index(row["id"]))]

    def sent(self, delivery_ids: Sequence[int], message: str, now: float) -> None:
        """They reached their channel, in one message."""
        done = {
            "state": DeliveryState.SENT.value,
            "finished_at": now,
            "last_error": "",
            "message": clean(message, _NAME_LENGTH),
        }
        with self.database.write() as connection:
            connection.execute(update(_table).where(_columns.id.in_(delivery_ids)).values(done))

    def failed(self, delivery_ids: Sequence[int], error: str, retry_at: float | None, now: float) -> None:
        """They did not: due again at `retry_at`, or never (None). What was sent or cancelled meanwhile stays so."""
        state = DeliveryState.FAILED if retry_at is None else DeliveryState.PENDING
        # Of a row that is tried again it is when it failed last: `channel_states` tells a failing channel by it.
        new: dict[str, str | float] = {
            "state": state.value,
            "last_error": clean(error, _ERROR_LENGTH),
            "finished_at": now,
        }
        if retry_at is not None:
            new["due_at"] = retry_at
        waiting = _columns.state.in_(_WAITING)
        with self.database.write() as connection:
            connection.execute(update(_table).where(_columns.id.in_(delivery_ids), waiting).values(new))

    def messages_since(self, channel: str, since: float) -> list[float]:
        """When messages went to a channel since then, oldest first; a digest is one."""
        at = func.min(_columns.finished_at)
        query = (
            select(at)
            .where(
                _columns.channel == channel,
                _columns.finished_at >= since,
                _columns.state == DeliveryState.SENT.value,
            )
            .group_by(_columns.message)
            .order_by(at)
        )
        with self.database.read() as connection:
            return list(connection.scalars(query))

    def of_issue(self, issue_id: str) -> list[Delivery]:
        """All deliveries of an issue, newest first, at most 100."""
        query = select(_table).where(_columns.issue_id == issue_number(issue_id))
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(_columns.id.desc()).limit(_OF_ISSUE)).mappings().all()
        return [_delivery(row) for row in rows]

    def channel_states(self) -> list[ChannelState]:
        """How each channel that ever had a delivery fares, by name."""
        counted = select(_columns.channel, _columns.state, func.count()).group_by(_columns.channel, _columns.state)
        sent = _columns.state == DeliveryState.SENT.value
        last_sent = (
            select(_columns.channel, func.max(_columns.finished_at).label("at")).where(sent).group_by(_columns.channel)
        ).subquery()
        with self.database.read() as connection:
            counts: dict[str, dict[DeliveryState, int]] = {}
            for name, state, number in connection.execute(counted):
                counts.setdefault(name, {})[DeliveryState(state)] = number
            sent_at = {row.channel: row.at for row in connection.execute(select(last_sent))}
            errors = {row.channel: (row.last_error, row.finished_at) for row in connection.execute(_failing(last_sent))}
        return [
            ChannelState(
                channel=name,
                counts={state: counts[name].get(state, 0) for state in DeliveryState},
                last_sent_at=sent_at.get(name),
                failing=errors[name][0] if name in errors else "",
                failed_at=errors[name][1] if name in errors else None,
            )
            for name in sorted(counts)
        ]

    def retry(self, channel: str, now: float) -> int:
        """Make failed rows of a channel, whose issues are open, due again, as if they were new; how many."""
        anew = {
            "state": DeliveryState.PENDING.value,
            "due_at": now,
            "created_at": now,
            "tries": 0,
            "finished_at": None,
        }
        failed = (_columns.channel == channel) & (_columns.state == DeliveryState.FAILED.value)
        with self.database.write() as connection:
            statement = update(_table).where(failed, _columns.issue_id.in_(_OPEN_ISSUES)).values(anew)
            return len(connection.execute(statement.returning(_columns.id)).all())


def insert(connection: Connection, deliveries: Sequence[Delivery]) -> int:
    """Add rows that are not there yet, within a transaction; how many were new."""
    statement = insert_or_ignore(connection, _table).returning(_columns.id)
    return len(connection.execute(statement, [_row(delivery) for delivery in deliveries]).all())


def _due(now: float) -> ColumnElement[bool]:
    # Farther ahead than anything is put off: written before the clock was set back, it would wait for ever.
    return _columns.state.in_(_WAITING) & or_(_columns.due_at <= now, _columns.due_at > now + _FARTHEST_S)


def _locked(connection: Connection, due: ColumnElement[bool], limit: int) -> list[int]:
    """Ids of the oldest due rows, then of what else is due of their issues and channels; no other claimer has them."""
    order = (_columns.due_at, _columns.id)
    query = select(_columns.id, _columns.issue_id, _columns.channel).where(due).order_by(*order).limit(limit)
    first = connection.execute(query.with_for_update(skip_locked=True)).all()
    if not first:
        return []
    pairs = {(row.issue_id, row.channel) for row in first}
    of_same = _columns.issue_id.in_({issue for issue, _ in pairs}) & _columns.channel.in_({name for _, name in pairs})
    more = select(_columns.id, _columns.issue_id, _columns.channel).where(due, of_same).order_by(*order)
    ids = {row.id: None for row in first}
    for row in connection.execute(more.with_for_update(skip_locked=True)):
        if (row.issue_id, row.channel) in pairs:
            ids[row.id] = None
    return list(ids)


def _failing(last_sent: Subquery) -> Select[Any]:
    """A query for the errors after which nothing arrived, by channel, the last one last."""
    return (
        select(_columns.channel, _columns.last_error, _columns.finished_at)
        .outerjoin(last_sent, last_sent.c.channel == _columns.channel)
        .where(
            _columns.last_error != "",
            _columns.state.in_((*_WAITING, DeliveryState.FAILED.value)),
            or_(last_sent.c.at.is_(None), _columns.finished_at > last_sent.c.at),
        )
        .order_by(_columns.finished_at, _columns.id)
    )


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
    state = DeliveryState(row["state"])
    return Delivery(
        id=row["id"],
        issue_id=str(row["issue_id"]),
        channel=row["channel"],
        alert=row["alert"],
        state_version=row["state_version"],
        due_at=row["due_at"],
        state=state,
        tries=row["tries"],
        last_error=row["last_error"],
        created_at=row["created_at"],
        finished_at=None if state in _WAITING else row["finished_at"],
        message=row["message"],
    )
