"""Which events of an issue are kept: the first hundred, each release's first, a sample, the newest; and their rows."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select

from kiwame.core.issue import Recording
from kiwame.grouping.update import ALWAYS_KEPT, keep_event
from kiwame.store.batch import NAME_LENGTH, Addition
from kiwame.store.event_json import pack_event
from kiwame.store.issues import names
from kiwame.store.schema import events
from kiwame.store.text import clean

MOST_SAMPLES = 100
MOST_RELEASES = 20


class Kind(StrEnum):
    """Why an event is kept. The newest gives way to the next one, the oldest sample and release to one too many."""

    FIRST = "first"
    RELEASE = "release"
    SAMPLE = "sample"
    NEWEST = "newest"


def kind_of(recording: Recording, *, reports_before: int, known_releases: frozenset[str]) -> Kind:
    """Why this event is kept; `reports_before` counts the issue's events before it."""
    event = recording.event
    if reports_before < ALWAYS_KEPT:
        return Kind.FIRST
    release = clean(event.release, NAME_LENGTH)
    if release and release not in known_releases:
        return Kind.RELEASE
    if keep_event(reports=reports_before, event_id=event.event_id, new_release=False):
        return Kind.SAMPLE
    return Kind.NEWEST


_DROP_NEWEST = delete(events).where(events.c.issue_id == bindparam("of_issue"), events.c.kind == Kind.NEWEST.value)


def keep(connection: Connection, batch: Mapping[int, Addition], before: Mapping[int, RowMapping]) -> None:
    """Write the events of a batch that are to be kept. `before` are the issues' rows without the batch."""
    rows: list[dict[str, Any]] = []
    crowded: list[tuple[int, Kind]] = []
    replaced: list[int] = []
    for issue, addition in batch.items():
        row = before[issue]
        chosen = _chosen(addition, row["reports"], frozenset(names(row["releases"])), row["last_seen"])
        kinds = {kind for _, kind in chosen}
        crowded += [(issue, kind) for kind in (Kind.SAMPLE, Kind.RELEASE) if kind in kinds]
        if Kind.NEWEST in kinds:
            replaced.append(issue)
        rows += [_row(issue, recording, kind) for recording, kind in chosen]
    if replaced:
        connection.execute(_DROP_NEWEST, [{"of_issue": issue} for issue in replaced])
    if rows:
        connection.execute(insert(events), rows)
    for issue, kind in crowded:
        _thin(connection, issue, kind, MOST_SAMPLES if kind is Kind.SAMPLE else MOST_RELEASES)


def _chosen(
    addition: Addition, reports_before: int, known: frozenset[str], last_seen: float
) -> list[tuple[Recording, Kind]]:
    chosen: list[tuple[Recording, Kind]] = []
    newest: Recording | None = None
    for place, recording in enumerate(addition.recordings, start=reports_before):
        kind = kind_of(recording, reports_before=place, known_releases=known) if recording.keep else Kind.NEWEST
        if kind is Kind.RELEASE:
            known = known | {clean(recording.event.release, NAME_LENGTH)}
        if kind is not Kind.NEWEST:
            chosen.append((recording, kind))
        if recording.event.timestamp >= max(last_seen, newest.event.timestamp if newest else last_seen):
            newest = recording
    # The newest is kept whatever was drawn, without detail where none was made of it.
    if newest is not None and all(recording is not newest for recording, _ in chosen):
        chosen.append((newest, Kind.NEWEST))
    return chosen


def _row(issue: int, recording: Recording, kind: Kind) -> dict[str, Any]:
    event = recording.event
    return {
        "issue_id": issue,
        "timestamp": event.timestamp,
        "received_at": event.received_at,
        "kind": kind.value,
        "body": pack_event(event, recording.detail),
    }


def _thin(connection: Connection, issue: int, kind: Kind, most: int) -> None:
    surplus = (
        select(events.c.id)
        .where(events.c.issue_id == issue, events.c.kind == kind.value)
        .order_by(events.c.id.desc())
        .offset(most)
    )
    old = [row[0] for row in connection.execute(surplus)]
    if old:
        connection.execute(delete(events).where(events.c.id.in_(old)))
