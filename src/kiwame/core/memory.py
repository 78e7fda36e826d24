"""What people taught: each correction of an issue is a lesson, which later issues that are near it are judged by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kiwame.core.taxonomy import Category, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What two failures are compared by; made by `grouping.likeness`, redacted as the event was.

    `facts` are (name, value) pairs of what was read off the error (provider, library, status, code, …), `classes` those
    of its chain from the root, `words` the words of its messages with placeholders, each once, and `frames` the places
    in the application's own code, the innermost first.
    """

    facts: tuple[tuple[str, str], ...] = ()
    classes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One person's correction of one issue. A later correction of the same issue takes its place.

    `issue` is the issue's id here, or the id that an imported lesson had where it was taught, behind "import:"; `at`
    Unix seconds.
    """

    issue: str
    category: Category
    reason: Reason
    actor: str
    at: float
    traits: Traits


class Lessons(Protocol):
    """What people taught by correcting issues. `IssueCommands.correct` writes them; nothing but a person does."""

    def version(self) -> str:
        """Another text whenever a lesson was added, replaced or forgotten; cheap to ask."""

    def all(self) -> list[Lesson]:
        """All lessons, oldest first."""

    def add(self, lessons: Sequence[Lesson]) -> int:
        """Take lessons in from elsewhere, each in the place of one of the same issue; how many are new or changed."""

    def forget(self, issue: str) -> None:
        """Forget what the correction of this issue taught; the issue keeps its verdict. NotFound."""
