"""What an evaluation found: one set-up, perhaps beside another, and what of the gates fell short. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiwame.evaluate.compare import Comparison, compare
from kiwame.evaluate.figures import Figures, measure
from kiwame.evaluate.gates import Gates
from kiwame.evaluate.scored import Scored


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """One set-up by name, its figures, and what it has wrong: categories first, the surest first.

    `versions` name what judged ("rules", "model", …); empty for another classifier's answers.
    """

    name: str
    figures: Figures
    wrong: tuple[Scored, ...]
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All of an evaluation. `skipped` lines were bad and left out; `short` are the gates that the first set-up missed.

    `source` names the case file as it was given.
    """

    source: str
    first: SetUp
    skipped: int = 0
    short: tuple[str, ...] = ()
    against: SetUp | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one set-up said of all cases, before it is counted."""

    name: str
    scored: Sequence[Scored]
    versions: Mapping[str, str] = field(default_factory=dict)


def report_of(source: str, measured: Sequence[Measured], *, gates: Gates, skipped: int = 0) -> Report:
    """The report of one or two set-ups on the same cases in the same order."""
    first, *others = [_set_up(each) for each in measured]
    short = gates.shortfalls(first.figures)
    if not others:
        return Report(source=source, first=first, skipped=skipped, short=short)
    return Report(
        source=source,
        first=first,
        skipped=skipped,
        short=short,
        against=others[0],
        comparison=compare(measured[0].scored, measured[1].scored),
    )


def _set_up(measured: Measured) -> SetUp:
    wrong = [one for one in measured.scored if one.is_wrong]
    wrong.sort(key=lambda one: (one.category_right, -one.said.confidence))
    return SetUp(name=measured.name, figures=measure(measured.scored), wrong=tuple(wrong), versions=measured.versions)
