"""The releases and environments that a project's events named: what filters offer, and when each was first seen."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sqlalchemy import Connection, delete, func, select, tuple_

from kiwame.core.issue import KnownNames
from kiwame.store.schema import project_names
from kiwame.store.seen import insert_or_ignore

MOST_NAMES = 1_000
"""Names of a kind that are kept of a project, the newest: senders choose them."""
OFFERED = 100
_PER_QUERY = 300

_names = project_names.c


class Kind(StrEnum):
    """What a name names."""

    RELEASE = "release"
    ENVIRONMENT = "environment"


NameKey = tuple[int, str, str]
"""(project, kind, name)"""


def remember(connection: Connection, seen: Mapping[NameKey, float]) -> None:
    """Keep names with the time at which each was first seen; those that are known keep theirs.

    Sorted, so that two workers with the same names wait for each other instead of locking each other up.
    """
    rows = [
        {"project_id": project, "kind": kind, "name": name, "first_seen": at}
        for (project, kind, name), at in sorted(seen.items())
        if name
    ]
    if not rows:
        return
    statement = insert_or_ignore(connection, project_names).returning(_names.project_id, _names.kind)
    for project, kind in sorted({(row[0], row[1]) for row in connection.execute(statement, rows)}):
        _thin(connection, project, kind)


def _thin(connection: Connection, project: int, kind: str) -> None:
    surplus = (
        select(_names.name)
        .where(_names.project_id == project, _names.kind == kind)
        .order_by(_names.first_seen.desc(), _names.name)
        .offset(MOST_NAMES)
    )
    old = list(connection.scalars(surplus))
    for at in range(0, len(old), _PER_QUERY):
        part = old[at : at + _PER_QUERY]
        connection.execute(
            delete(project_names).where(_names.project_id == project, _names.kind == kind, _names.name.in_(part))
        )


def first_seen(connection: Connection, releases: Iterable[tuple[int, str]]) -> dict[tuple[int, str], float]:
    """When each of these (project, release) was first seen; those that are not known are left out."""
    wanted = sorted(set(releases))
    found: dict[tuple[int, str], float] = {}
    for at in range(0, len(wanted), _PER_QUERY):
        query = select(_names.project_id, _names.name, _names.first_seen).where(
            _names.kind == Kind.RELEASE.value, tuple_(_names.project_id, _names.name).in_(wanted[at : at + _PER_QUERY])
        )
        found.update(((row[0], row[1]), row[2]) for row in connection.execute(query))
    return found


def known(connection: Connection, project: int | None) -> KnownNames:
    """The newest names of a project, or of all."""
    return KnownNames(
        releases=_newest(connection, Kind.RELEASE, project), environments=_newest(connection, Kind.ENVIRONMENT, project)
    )


def _newest(connection: Connection, kind: Kind, project: int | None) -> tuple[str, ...]:
    query = select(_names.name).where(_names.kind == kind.value)
    if project is not None:
        query = query.where(_names.project_id == project)
    query = query.group_by(_names.name).order_by(func.max(_names.first_seen).desc(), _names.name).limit(OFFERED)
    return tuple(connection.scalars(query))
