"""Lessons as JSON lines: written for another installation, and read from one, all looked at before any is kept."""

import codecs
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, NoReturn

from kiwame.core.errors import UsageError
from kiwame.core.memory import Lesson
from kiwame.store.lesson_json import IMPORTED, lesson_object, lesson_of

MAX_LINE_BYTES = 64 << 10
"""The longest lesson there can be has some 54,000 bytes, all of its characters escaped."""
MOST_LESSONS = 20_000
MOST_NAMED = 20
"""Lines whose errors are said one by one."""


def written(lessons: Iterable[Lesson]) -> Iterator[str]:
    """One line of JSON for each lesson, in ASCII: no editor or mail on the way changes it."""
    for lesson in lessons:
        yield json.dumps(lesson_object(lesson)) + "\n"


def read(stream: BinaryIO) -> tuple[list[Lesson], list[str]]:
    """The lessons of a stream, marked as imported, and what is wrong: "line 3: reason is unknown …", none twice.

    UsageError where there are more than can be taken in at once. No error repeats what a line holds.
    """
    found: dict[str, tuple[int, Lesson]] = {}
    wrong: list[str] = []
    for number, line in _lines(stream):
        try:
            lesson = _lesson(line)
            first = found.setdefault(lesson.issue, (number, lesson))[0]
            if first != number:
                raise UsageError(f"it is of the same issue as line {first}: keep one of them")
        except UsageError as error:
            wrong.append(f"line {number}: {error}")
        if len(found) > MOST_LESSONS:
            raise UsageError(f"there are more than {MOST_LESSONS} lessons: import them in several files")
    return [lesson for _, lesson in found.values()], wrong


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        long = len(line) > MAX_LINE_BYTES and not line.endswith(b"\n")
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        while long and (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
            pass
        if line.strip():
            yield number, line


def _lesson(line: bytes) -> Lesson:
    if len(line) > MAX_LINE_BYTES:
        raise UsageError(f"it is longer than {MAX_LINE_BYTES} bytes: no lesson is")
    try:
        value = json.loads(line.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise UsageError("it is not JSON in UTF-8: one lesson stands on one line") from None
    lesson = lesson_of(value)
    return lesson if lesson.issue.startswith(IMPORTED) else replace(lesson, issue=f"{IMPORTED}{lesson.issue}")


def _refuse(_: str) -> NoReturn:
    raise ValueError
