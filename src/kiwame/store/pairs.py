"""Two reports of one failure: events that may still find their partner, and who joins whom."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, bindparam, func, select, tuple_, update

from kiwame.core.event import ErrorEvent
from kiwame.core.issue import Pairable, Recording
from kiwame.grouping.update import PAIR_WITHIN_S
from kiwame.store.batch import Assigned
from kiwame.store.schema import issues, pairables
from kiwame.store.seen import EventKey, insert_or_ignore, key_of, project_number
from kiwame.store.text import clean

LOOKED_AT = 2000
"""Events of the batch's traces that are offered, the newest first: an SDK has one trace id for a whole process outside
requests, and a flood there must not make each batch read all of the last seconds' events."""
_TRACE_LENGTH = 64
_PER_QUERY = 300

_columns = pairables.c


@dataclass(frozen=True, slots=True)
class Partner:
    """The earlier report an event joins: its issue where it is stored, else None (it is in the same batch)."""

    key: EventKey
    issue_id: int | None


def around(connection: Connection, events: Iterable[ErrorEvent]) -> tuple[Pairable, ...]:
    """Stored events of the traces of `events`, within 10 s of them, that have no partner yet; newest first."""
    spans: dict[tuple[int, str], tuple[float, float]] = {}
    for event in events:
        if event.trace_id and event.chain:
            key = (project_number(event.project), clean(event.trace_id, _TRACE_LENGTH))
            low, high = spans.get(key, (event.timestamp, event.timestamp))
            spans[key] = (min(low, event.timestamp), max(high, event.timestamp))
    if not spans:
        return ()
    # One condition for all traces, over the batch's whole time: a condition for each costs more than the rows it saves.
    low = min(span[0] for span in spans.values()) - PAIR_WITHIN_S
    high = max(span[1] for span in spans.values()) + PAIR_WITHIN_S
    wanted = sorted({trace for _, trace in spans})
    found: list[Pairable] = []
    for at in range(0, len(wanted), _PER_QUERY):
        query = (
            select(pairables)
            .where(
                _columns.project_id.in_(sorted({project for project, _ in spans})),
                _columns.trace_id.in_(wanted[at : at + _PER_QUERY]),
                _columns.timestamp.between(low, high),
                ~_columns.paired,
            )
            .order_by(_columns.timestamp.desc(), _columns.event_id)
            .limit(LOOKED_AT)
        )
        found += [_pairable(row) for row in connection.execute(query).mappings() if _near(row, spans)]
    return tuple(found)


def _near(row: RowMapping, spans: Mapping[tuple[int, str], tuple[float, float]]) -> bool:
    low, high = spans.get((row["project_id"], row["trace_id"]), (math.inf, -math.inf))
    return low - PAIR_WITHIN_S <= float(row["timestamp"]) <= high + PAIR_WITHIN_S


def _pairable(row: RowMapping) -> Pairable:
    return Pairable(
        event_id=bytes(row["event_id"]).hex(),
        project=str(row["project_id"]),
        trace_id=row["trace_id"],
        timestamp=row["timestamp"],
        links=tuple(row["links"].split()),
        issue_id=str(row["issue_id"]),
        paired=row["paired"],
    )


def joining(connection: Connection, fresh: Mapping[EventKey, Recording]) -> dict[EventKey, Partner]:
    """Which events of a batch join which earlier report.

    Decided here once more, under the rows' locks: a partner that another worker has given away meanwhile, or that is
    gone, is nobody's, and the event counts as a failure of its own.
    """
    wanted = {
        key: key_of(recording.event.project, recording.partner) for key, recording in fresh.items() if recording.partner
    }
    stored = _free(connection, wanted.values())
    earlier: set[EventKey] = set()
    taken: set[EventKey] = set()
    joins: dict[EventKey, Partner] = {}
    for key in fresh:
        partner = wanted.get(key)
        if partner is not None and partner not in taken and (partner in earlier or partner in stored):
            joins[key] = Partner(partner, stored.get(partner))
            taken |= {partner, key}
        earlier.add(key)
    return joins


def _free(connection: Connection, keys: Iterable[EventKey]) -> dict[EventKey, int]:
    wanted = sorted(set(keys))
    found: dict[EventKey, int] = {}
    for at in range(0, len(wanted), _PER_QUERY):
        # Of a merged issue, the issue that it is part of counts the pair.
        query = (
            select(_columns.project_id, _columns.event_id, func.coalesce(issues.c.merged_into, issues.c.id))
            .join(issues, issues.c.id == _columns.issue_id)
            .where(
                tuple_(_columns.project_id, _columns.event_id).in_(wanted[at : at + _PER_QUERY]),
                ~_columns.paired,
            )
            .order_by(_columns.project_id, _columns.event_id)
            .with_for_update(of=pairables)
        )
        found.update(((row[0], bytes(row[1])), row[2]) for row in connection.execute(query))
    return found


_MARK = (
    update(pairables)
    .where(_columns.project_id == bindparam("of_project"), _columns.event_id == bindparam("of_event"))
    .values(paired=True)
)


def keep(connection: Connection, assigned: Mapping[EventKey, Assigned], joins: Mapping[EventKey, Partner]) -> None:
    """Remember the batch's events for partners to come, and who has found one."""
    given = {partner.key for partner in joins.values()}
    rows = []
    for key, item in sorted(assigned.items()):
        event, links = item.recording.event, item.recording.links
        if not (event.trace_id and links):
            continue
        rows.append(
            {
                "project_id": key[0],
                "event_id": key[1],
                "trace_id": clean(event.trace_id, _TRACE_LENGTH),
                "timestamp": event.timestamp,
                "received_at": event.received_at,
                "links": " ".join(links),
                "issue_id": item.issue_id,
                "paired": key in joins or key in given,
            }
        )
    if rows:
        connection.execute(insert_or_ignore(connection, pairables), rows)
    marked = [
        {"of_project": partner.key[0], "of_event": partner.key[1]}
        for partner in joins.values()
        if partner.issue_id is not None
    ]
    if marked:
        connection.execute(_MARK, marked)
