"""What people taught: one row for each issue that somebody corrected. Retention leaves them; issues may go."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select

from kiwame.core.errors import NotFound
from kiwame.core.memory import Lesson
from kiwame.core.taxonomy import Category, Reason
from kiwame.core.verdict import Verdict
from kiwame.grouping.likeness import traits_of
from kiwame.store.database import Database
from kiwame.store.event_json import to_json, unpack_event
from kiwame.store.key_values import count_up, counted
from kiwame.store.lesson_json import IMPORTED, traits_object, traits_of_object
from kiwame.store.schema import events, lessons
from kiwame.store.seen import upsert
from kiwame.store.text import clean

_VERSION = "lessons_version"
_ROWS = 200
"""Rows written in one statement."""


@dataclass(frozen=True, slots=True)
class SqlLessons:
    """`Lessons` on a database."""

    database: Database

    def version(self) -> str:
        """Another text whenever a lesson was added, replaced or forgotten; one row is read."""
        with self.database.read() as connection:
            return counted(connection, _VERSION)

    def all(self) -> list[Lesson]:
        """All lessons, oldest first."""
        with self.database.read() as connection:
            return _all(connection)

    def add(self, lessons: Sequence[Lesson]) -> int:
        """Take lessons in from elsewhere, each in the place of one of the same issue; how many are new or changed.

        One that was taught here, and comes back under "import:", is known already and stays out: one correction would
        else count for two.
        """
        with self.database.write() as connection:
            # The lock first: on PostgreSQL two that read side by side would else both find nothing.
            count_up(connection, _VERSION)
            known = {lesson.issue: lesson for lesson in _all(connection)}
            changed = {
                lesson.issue: lesson
                for lesson in lessons
                if known.get(lesson.issue) != lesson and not _is_own(lesson, known)
            }
            _put(connection, list(changed.values()))
            return len(changed)

    def forget(self, issue: str) -> None:
        """Forget what the correction of this issue taught; the issue keeps its verdict. NotFound."""
        with self.database.write() as connection:
            # The counter's lock comes before the row's, as wherever lessons are written.
            count_up(connection, _VERSION)
            gone = connection.execute(delete(lessons).where(lessons.c.issue == clean(issue, 200)))
            if gone.rowcount == 0:
                raise NotFound(
                    f"Nothing was taught by issue {issue[:80]!r}: kiwame memory list names those that taught"
                )


def teach(connection: Connection, issue: int, verdict: Verdict, by: tuple[str, float]) -> None:
    """Keep what a person's verdict on an issue teaches, `by` an actor at a time, in the place of what it taught before.

    It is learned off the newest stored event; an issue that has none any more teaches nothing.
    """
    if verdict.reason is None:
        return
    actor, now = by
    newest = select(events.c.body).where(events.c.issue_id == issue).order_by(
        events.c.timestamp.desc(), events.c.id.desc()
    )  # fmt: skip
    body = connection.scalar(newest.limit(1))
    if body is None:
        return
    event, _ = unpack_event(body)
    lesson = Lesson(
        issue=str(issue),
        category=verdict.category,
        reason=verdict.reason,
        actor=clean(actor, 200),
        at=now,
        traits=traits_of(event),
    )
    count_up(connection, _VERSION)
    _put(connection, [lesson])


def has_taught(connection: Connection, issue: int) -> bool:
    """Whether a correction of this issue is remembered."""
    return connection.scalar(select(lessons.c.id).where(lessons.c.issue == str(issue))) is not None


def _is_own(lesson: Lesson, known: dict[str, Lesson]) -> bool:
    own = known.get(lesson.issue.removeprefix(IMPORTED)) if lesson.issue.startswith(IMPORTED) else None
    return own is not None and (own.reason, own.at, own.traits) == (lesson.reason, lesson.at, lesson.traits)


def _put(connection: Connection, taught: Sequence[Lesson]) -> None:
    raised = dict.fromkeys(("category", "reason", "actor", "at", "traits"), "set")
    statement = upsert(connection, lessons, ["issue"], **raised)
    for start in range(0, len(taught), _ROWS):
        connection.execute(statement, [_row(lesson) for lesson in taught[start : start + _ROWS]])


def _row(lesson: Lesson) -> dict[str, Any]:
    return {
        "issue": lesson.issue,
        "category": lesson.category.value,
        "reason": lesson.reason.value,
        "actor": lesson.actor,
        "at": lesson.at,
        "traits": to_json(traits_object(lesson.traits)),
    }


def _all(connection: Connection) -> list[Lesson]:
    query = select(lessons).order_by(lessons.c.at, lessons.c.id)
    return [_lesson(row) for row in connection.execute(query).mappings()]


def _lesson(row: RowMapping) -> Lesson:
    return Lesson(
        issue=row["issue"],
        category=Category(row["category"]),
        reason=Reason(row["reason"]),
        actor=row["actor"],
        at=row["at"],
        traits=traits_of_object(json.loads(row["traits"])),
    )
