"""The rows of issues: found by fingerprint, made where missing, locked while a batch is added, read back as `Issue`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, select, tuple_, update

from kiwame.core.alert import Alert
from kiwame.core.errors import Conflict, NotFound
from kiwame.core.event import Fingerprint
from kiwame.core.issue import Issue, Recording, Status
from kiwame.core.taxonomy import Category, Severity
from kiwame.store.batch import NAME_LENGTH
from kiwame.store.schema import issue_texts, issues, projects, verdicts
from kiwame.store.seen import insert_or_ignore, project_number
from kiwame.store.text import clean, searchable
from kiwame.store.verdict_json import parts_json, parts_of, severity_of, verdict_of

IssueKey = tuple[int, str]
"""(project, fingerprint). The mechanism's version is among what was hashed, so the value alone tells versions apart."""

_PER_QUERY = 400


def issue_number(issue_id: str) -> int:
    """An issue's id as the database counts it. NotFound where it is none of ours."""
    if issue_id.isascii() and issue_id.isdigit() and len(issue_id) <= 18:
        return int(issue_id)
    raise missing(issue_id)


def missing(issue_id: str) -> NotFound:
    """The error for an issue that is not there."""
    return NotFound(f"There is no issue {issue_id[:40]!r}: GET /api/v1/issues lists those there are")


def key_of(recording: Recording) -> IssueKey:
    """Which issue a recording belongs to by its fingerprint."""
    return project_number(recording.event.project), clean(recording.fingerprint.value, NAME_LENGTH)


def find(connection: Connection, keys: Iterable[IssueKey]) -> dict[IssueKey, int]:
    """The ids of those issues that are there; of a merged one the id of the issue it is part of."""
    wanted = sorted(set(keys))
    table = issues.c
    found: dict[IssueKey, int] = {}
    for at in range(0, len(wanted), _PER_QUERY):
        into = func.coalesce(table.merged_into, table.id)
        query = select(table.project_id, table.fingerprint, into).where(
            tuple_(table.project_id, table.fingerprint).in_(wanted[at : at + _PER_QUERY])
        )
        found.update(((row[0], row[1]), row[2]) for row in connection.execute(query))
    return found


def find_or_create(
    connection: Connection, recordings: Sequence[Recording]
) -> tuple[dict[IssueKey, int], frozenset[int]]:
    """The issues of `recordings` by key, and the ids of those that were made now.

    Conflict where an issue is missing and no recording of it carries a verdict to make it with: it was there when the
    batch was judged. NotFound for a project that is not there.
    """
    keyed: dict[IssueKey, Recording] = {}
    for recording in recordings:
        key = key_of(recording)
        if key not in keyed or keyed[key].verdict is None:
            keyed[key] = recording
    found = find(connection, keyed)
    lacking = {key: recording for key, recording in sorted(keyed.items()) if key not in found}
    if not lacking:
        return found, frozenset()
    if any(recording.verdict is None for recording in lacking.values()):
        raise Conflict("An issue of this batch is no longer there: judge the batch again")
    _require_projects(connection, {key[0] for key in lacking})
    made = _create(connection, lacking)
    found |= made
    still = lacking.keys() - made.keys()
    if still:
        # Another worker made them between our look and our insert; by now it has committed.
        found |= find(connection, still)
    if keyed.keys() - found.keys():
        raise Conflict("An issue of this batch appeared and went: judge the batch again")
    return found, frozenset(made.values())


def _require_projects(connection: Connection, wanted: set[int]) -> None:
    there = set(connection.scalars(select(projects.c.id).where(projects.c.id.in_(sorted(wanted)))))
    if wanted - there:
        raise NotFound(f"There is no project {min(wanted - there)}: kiwame check lists the projects")


def _create(connection: Connection, lacking: Mapping[IssueKey, Recording]) -> dict[IssueKey, int]:
    table = issues.c
    statement = insert_or_ignore(connection, issues).returning(table.id, table.project_id, table.fingerprint)
    rows = [_first_row(key, recording) for key, recording in lacking.items()]
    made = {(row[1], row[2]): int(row[0]) for row in connection.execute(statement, rows)}
    texts = [
        {
            "issue_id": issue,
            "fingerprint_parts": parts_json(lacking[key].fingerprint.parts),
            "search_text": searchable(lacking[key].event, lacking[key].event.title),
        }
        for key, issue in made.items()
    ]
    if texts:
        connection.execute(issue_texts.insert(), texts)
    return made


def _first_row(key: IssueKey, recording: Recording) -> dict[str, Any]:
    """An issue without any event yet: the batch that makes it is added like any other."""
    event = recording.event
    kind = event.outermost.type if event.outermost else ""
    return {
        "project_id": key[0],
        "fingerprint": key[1],
        "grouping_version": clean(recording.fingerprint.version, 40),
        "title": clean(event.title),
        "type": clean(kind, NAME_LENGTH),
        "culprit": clean(event.culprit, NAME_LENGTH),
        "status": Status.OPEN.value,
        "version": 1,
        "first_seen": event.timestamp,
        "last_seen": event.timestamp,
        "count": 0,
        "reports": 0,
        "user_count": 0,
        "verdict_id": None,
        "category": Category.UNCLASSIFIED.value,
        "resolved_at": None,
        "regressed": False,
        "handled": True,
        "environments": "[]",
        "releases": "[]",
        "severity": Severity.MEDIUM.value,
        "severity_base": Severity.MEDIUM.value,
        "severity_steps": "[]",
        "severity_highest": "",
        "severity_human": False,
        "pending_alert": Alert.NEW.value,
        "told_severity": "",
        "severity_rank": Severity.MEDIUM.rank,
        "ignored_until": None,
        "ignored_until_count": None,
        "resolved_in_next": False,
        "provider": clean(event.facts.provider, NAME_LENGTH),
        "merged_into": None,
    }


def locked(connection: Connection, ids: Iterable[int]) -> dict[int, RowMapping]:
    """The issues' rows with what their verdicts say, held for this transaction, by ascending id."""
    query = (
        select(issues, verdicts.c.reason, verdicts.c.decided_by, verdicts.c.directive)
        .outerjoin(verdicts, verdicts.c.id == issues.c.verdict_id)
        .where(issues.c.id.in_(sorted(ids)))
        .order_by(issues.c.id)
        .with_for_update(of=issues)
    )
    return {row["id"]: row for row in connection.execute(query).mappings()}


CHANGING = (
    "status", "version", "first_seen", "last_seen", "count", "reports", "user_count", "verdict_id", "category",
    "resolved_at", "regressed", "handled", "environments", "releases", "severity", "severity_base", "severity_steps",
    "severity_highest", "severity_human", "pending_alert", "told_severity", "severity_rank", "ignored_until",
    "ignored_until_count", "resolved_in_next", "provider",
)  # fmt: skip
"""Columns of an issue that a batch or a person may change."""

_SAVE = (
    update(issues)
    .where(issues.c.id == bindparam("of_issue"))
    .values({name: bindparam(f"new_{name}") for name in CHANGING})
)


def save(connection: Connection, changed: Mapping[int, Mapping[str, Any]]) -> None:
    """Write the changing columns of issues, all of them for each."""
    rows = [{"of_issue": issue, **{f"new_{name}": row[name] for name in CHANGING}} for issue, row in changed.items()]
    if rows:
        connection.execute(_SAVE, rows)


_VERDICT_COLUMNS = [column.label(f"said_{column.name}") for column in verdicts.c if column.name != "issue_id"]


def whole() -> Select[Any]:
    """A query for all that `issue_of` needs."""
    return (
        select(issues, issue_texts.c.fingerprint_parts, *_VERDICT_COLUMNS)
        .join(issue_texts, issue_texts.c.issue_id == issues.c.id)
        .join(verdicts, verdicts.c.id == issues.c.verdict_id)
    )


def issue_of(row: RowMapping) -> Issue:
    """The issue of a row of `whole`."""
    verdict = {label.name.removeprefix("said_"): row[label.name] for label in _VERDICT_COLUMNS}
    return Issue(
        id=str(row["id"]),
        project=str(row["project_id"]),
        fingerprint=Fingerprint(
            value=row["fingerprint"], version=row["grouping_version"], parts=parts_of(row["fingerprint_parts"])
        ),
        title=row["title"],
        type=row["type"],
        verdict=verdict_of(verdict),
        severity=severity_of(row),
        status=Status(row["status"]),
        count=row["count"],
        reports=row["reports"],
        user_count=row["user_count"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        version=row["version"],
        environments=names(row["environments"]),
        releases=names(row["releases"]),
        regressed=row["regressed"],
        ignored_until=row["ignored_until"],
        ignored_until_count=row["ignored_until_count"],
        resolved_in_next=row["resolved_in_next"],
        provider=row["provider"],
        merged_into=str(row["merged_into"] or ""),
    )


def names(text: str) -> tuple[str, ...]:
    """A list of names as it is kept in one column."""
    return tuple(json.loads(text))
