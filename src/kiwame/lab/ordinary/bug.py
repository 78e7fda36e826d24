"""A plain bug of an ordinary application: what it is by the taxonomy, and where a user meets it."""

from dataclasses import dataclass
from enum import StrEnum

from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason
from kiwame.lab.draw import Draw


class Framework(StrEnum):
    """What the application with the bug is made with."""

    DJANGO = "django"
    FLASK = "flask"
    FASTAPI = "fastapi"
    CELERY = "celery"
    SCRIPT = "script"
    EXPRESS = "express"
    BY_HAND = "by hand"
    """Not run: an event in the shape that the platform's SDK documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """One bug. `where` is the request that meets it ("GET /orders/{n}"), or the job's name; `how` says what goes wrong.

    In `where` {n} stands for a number and {w} for a word that vary from one meeting to the next.
    """

    name: str
    reason: Reason
    framework: Framework
    where: str
    how: str

    @property
    def category(self) -> Category:
        """The category that `reason` belongs to."""
        return CATEGORY_OF[self.reason]

    def met(self, draw: Draw) -> str:
        """`where`, filled in."""
        return self.where.replace("{n}", str(draw.number(100, 99_999))).replace("{w}", draw.person().lower())


def bugs(framework: Framework, *lines: tuple[str, Reason, str, str]) -> tuple[Bug, ...]:
    """Bugs of one framework out of (name, reason, where, how)."""
    return tuple(
        Bug(name=name, reason=reason, framework=framework, where=where, how=how) for name, reason, where, how in lines
    )
