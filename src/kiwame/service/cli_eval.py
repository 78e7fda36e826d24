"""`kiwame eval`: how right, and how honest about it, on labelled cases; as a table, JSON or one HTML file."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kiwame.core.errors import UsageError
from kiwame.core.memory import Lesson
from kiwame.core.verdict import Versions
from kiwame.evaluate.gates import Gates, named
from kiwame.evaluate.report import Measured, Report, report_of
from kiwame.evaluate.scored import Said, Scored, said_of
from kiwame.evaluate.setups import ALL, DECIDERS, Judge, Parts, is_set_up, judge_of
from kiwame.normalise.redact import redactor
from kiwame.service.eval_cases import LabelledCase, read_answers, read_cases
from kiwame.service.judge_input import Bad
from kiwame.service.own_rules import own_rules
from kiwame.service.settings import Settings
from kiwame.service.settings_source import load
from kiwame.service.terminal import escaped, harmless

NAMED_FAULTS = 20
"""Bad lines that are named one by one; of more, how many."""

_INPUT = """\
CASES: JSON lines, each what `kiwame classify` takes (id, platform, type, message, stacktrace, tags) with its label in
category and reason (null where open); or {"id": …, "event": {Sentry's event JSON}, "category": …, "reason": …}.
The category is scored over all cases, the reason over those that have one; coverage is the share answered with a
confidence of at least 0.9, sure how many of those are right; the calibration error has ten bins of equally many cases.
Exit status: 0; 1 where a gate (--min-…, --max-…) is missed; 2 where a line is bad, unless --skip-bad."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "eval",
        help="score the deciders on labelled cases",
        description=f"Scores the deciders on labelled cases. {_INPUT}",
    )
    parser.add_argument("cases", metavar="CASES", help="a file of labelled cases; - for stdin")
    parser.add_argument(
        "--setup", default=ALL, metavar="SETUP", help=f"deciders: {ALL} (default), or of {', '.join(DECIDERS)}, A+B"
    )
    parser.add_argument(
        "--against",
        metavar="SETUP|FILE",
        help="a second set-up beside it, or another classifier's answers (JSON lines)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object with everything, the wrong ones too")
    parser.add_argument("--html", metavar="FILE", help="write everything as one page that opens without a network")
    parser.add_argument("--wrong", type=_count, default=0, metavar="N", help="show N wrong cases with their traces")
    parser.add_argument("--skip-bad", action="store_true", help="leave bad lines out, and say how many")
    for name in ("category", "reason", "sure", "coverage"):
        parser.add_argument(f"--min-{name}", type=_fraction, metavar="X", help=f"exit 1 where {name} is below X")
    parser.add_argument("--max-calibration", type=_fraction, metavar="X", help="exit 1 where the error is above X")
    parser.add_argument("--lessons", metavar="FILE", help="what people taught, as `kiwame memory export` wrote it")
    parser.add_argument("--config", metavar="FILE", help="settings (default KIWAME_CONFIG, else kiwame.toml)")


def run(args: argparse.Namespace) -> int:
    """Score; 0, or 1 where a gate is missed. UsageError where there is nothing to score, or a line is bad."""
    page = _page_file(args)
    settings = load(config=args.config).settings
    with _opened(args.cases) as stream:
        given = _Cases(stream, settings, skip=args.skip_bad, columns=_columns(args, settings))
        measured = given.measured()
    gates = Gates(
        category=args.min_category,
        reason=args.min_reason,
        sure=args.min_sure,
        coverage=args.min_coverage,
        calibration=args.max_calibration,
    )
    report = report_of(harmless(args.cases), measured, gates=gates, skipped=len(given.bad))
    _write(args, report, page)
    return 1 if report.short else 0


@dataclass(frozen=True, slots=True)
class _Column:
    """One of one or two columns: a judge, or answers by id."""

    name: str
    judge: Judge | None = None
    answers: dict[str, Said] | None = None

    def said(self, case: LabelledCase) -> Said | None:
        """What it says of a case, None where it has no answer."""
        if self.judge is not None:
            return said_of(self.judge.judge(case.event))
        return (self.answers or {}).get(case.id)


def _columns(args: argparse.Namespace, settings: Settings) -> list[_Column]:
    parts = Parts(
        unclassified_below=settings.unclassified_below,
        own=own_rules(settings.user_rules),
        lessons=_lessons(args.lessons),
    )
    columns = [_Column(args.setup, judge=judge_of(args.setup, parts))]
    against = args.against
    if against is None:
        return columns
    if is_set_up(against):
        return [*columns, _Column(against, judge=judge_of(against, parts))]
    if against == "-":
        raise UsageError("--against takes a set-up or a file: stdin is for the cases")
    with _opened(against) as stream:
        answers, bad = read_answers(stream)
    if bad:
        raise UsageError(_faults(against, _named(bad)))
    return [*columns, _Column(Path(against).name, answers=answers)]


def _lessons(name: str | None) -> Sequence[Lesson]:
    if name is None:
        return ()
    from kiwame.service.lesson_lines import read

    with _opened(name) as stream:
        lessons, wrong = read(stream)
    if wrong:
        raise UsageError(_faults(name, wrong))
    return lessons


class _Cases:
    """The cases of a stream while they are judged: of each only what is scored is held."""

    def __init__(self, stream: BinaryIO, settings: Settings, *, skip: bool, columns: Sequence[_Column]) -> None:
        self._stream = stream
        self._redact = redactor(settings.redact_patterns)
        self._skip = skip
        self._columns = columns
        self.bad: list[Bad] = []

    def measured(self) -> list[Measured]:
        """What each column said of all cases. UsageError."""
        scored: list[list[Scored]] = [[] for _ in self._columns]
        lacking: list[str] = []
        for case in read_cases(self._stream, self._redact):
            if isinstance(case, Bad):
                self.bad.append(case)
            elif self._skip or not self.bad:  # what will not be scored need not be judged either
                self._score(case, scored, lacking)
        if self.bad:
            what = _faults("", _named(self.bad))
            if not self._skip:
                raise UsageError(f"{what}\nMend them, or score the others with --skip-bad")
            print(f"kiwame: left out: {what}", file=sys.stderr)
        if lacking:
            raise UsageError(
                f"{self._columns[-1].name} has no answer for {len(lacking)} cases, the first: {lacking[0]}"
            )
        if not scored[0]:
            raise UsageError("no cases: give JSON lines, each with a category beside what is to be judged")
        return [
            Measured(name=column.name, scored=found, versions=_versions(column))
            for column, found in zip(self._columns, scored, strict=True)
        ]

    def _score(self, case: LabelledCase, scored: list[list[Scored]], lacking: list[str]) -> None:
        for column, found in zip(self._columns, scored, strict=True):
            said = column.said(case)
            if said is None:
                lacking.append(harmless(case.id))
                continue
            found.append(Scored(id=case.id, line=case.line, title=case.event.title, label=case.label, said=said))


def _versions(column: _Column) -> dict[str, str]:
    """The versions that judged, by name, those that there are."""
    if column.judge is None:
        return {}
    found: Versions = column.judge.versions
    named_versions = {"rules": found.rules, "model": found.model, "calibration": found.calibration}
    return {name: version for name, version in named_versions.items() if version}


def _named(bad: Sequence[Bad]) -> list[str]:
    return [f"line {each.line}: {each.why}" for each in bad]


def _faults(where: str, bad: Sequence[str]) -> str:
    """The bad lines, the first twenty one by one."""
    lines = [f"{len(bad)} bad line{'s' * (len(bad) != 1)}" + (f" in {where}" if where else "")]
    lines += [f"  {harmless(each)}" for each in bad[:NAMED_FAULTS]]
    if len(bad) > NAMED_FAULTS:
        lines.append(f"  and {len(bad) - NAMED_FAULTS} more")
    return "\n".join(lines)


def _page_file(args: argparse.Namespace) -> Path | None:
    """Where the page goes. UsageError before anything is judged where it cannot go there."""
    if args.html is None:
        return None
    page = Path(args.html)
    for other in (args.cases, args.against):
        if other and Path(other).is_file() and page.exists() and page.samefile(other):
            raise UsageError(f"--html {args.html} is an input: name another file")
    if page.is_dir() or not page.absolute().parent.is_dir():
        raise UsageError(f"--html {args.html} cannot be written: name a file in a folder that is there")
    return page


def _write(args: argparse.Namespace, report: Report, page: Path | None) -> None:
    if page is not None:
        from kiwame.evaluate.page import page_of

        try:
            page.write_text(page_of(report), encoding="utf-8", errors="replace")
        except OSError as error:
            raise UsageError(f"--html {page} cannot be written: {error.strerror}") from error
    if args.json:
        from kiwame.evaluate.report_json import report_object

        text = escaped(json.dumps(report_object(report), ensure_ascii=False)) + "\n"
        if report.short:
            print(f"kiwame: {named(report.short)}", file=sys.stderr)
    else:
        from kiwame.service.eval_text import text_of

        text = text_of(report, wrong=args.wrong)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no count")
    return int(text)


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:  # nan is not either
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no number from 0 to 1")
    return value


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        if sys.stdin is None:
            raise UsageError("there is no standard input: name a file of CASES")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  (closed below: only opening it may be the user's mistake)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}. Give a file of JSON lines") from error
    with stream:
        yield stream
