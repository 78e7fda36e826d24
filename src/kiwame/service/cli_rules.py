"""`kiwame rules`: all rules in the order in which they count, and what yours make of a case before they are in use."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from kiwame.classifier import Judgement, OfflineJudge
from kiwame.decide.by_rules import ByRules
from kiwame.decide.rules.table import TABLE
from kiwame.decide.user_rules import UserRules
from kiwame.normalise.redact import redactor
from kiwame.service.cli_cases import GIVEN, STATUS, GivenCases
from kiwame.service.cli_data import add_data_options, settings_of
from kiwame.service.judge_case import Case
from kiwame.service.judge_output import line_of
from kiwame.service.own_rules import own_rules
from kiwame.service.rule_trial import RuleTrial, Trial, described
from kiwame.service.settings import Settings
from kiwame.service.terminal import columns_of, harmless, wrap


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its two parts."""
    parser = subparsers.add_parser("rules", help="list all rules, and try your own on cases before they are installed")
    parts = parser.add_subparsers(dest="part", metavar="list|test", required=True)
    listed = parts.add_parser(
        "list",
        help="all rules in the order in which they count: your own, then the table",
        description="The first rule that fires is what the rules say.",
    )
    listed.add_argument("--own", action="store_true", help="your own alone")
    tried = parts.add_parser(
        "test",
        help="which rules fire on each case, which wins and why, and what your own ask for",
        description=f"Which rules fire on each case, which wins and why, and what your own ask for. {GIVEN} {STATUS}",
    )
    tried.add_argument("file", nargs="?", default="-", metavar="FILE", help="cases to try; - or none: stdin")
    for each in (listed, tried):
        each.add_argument("--format", choices=("jsonl", "text"), default="text", help="text (default) or jsonl")
        add_data_options(each)


def run(args: argparse.Namespace) -> int:
    """List or try; 0, or 3 where some cases could not be read. SettingsError for rules that cannot be used."""
    settings = settings_of(args)
    if args.part == "list":
        return _list(args, settings)
    return _test(args, settings)


def _list(args: argparse.Namespace, settings: Settings) -> int:
    rows = list(_rows(settings, own_only=args.own))
    for row in rows:
        if args.format == "jsonl":
            print(json.dumps(row, ensure_ascii=False))
        else:
            sure = "" if row["confidence"] is None else f"{row['confidence'] * 100:.0f} %"
            print(f"{harmless(row['rule']):<34}  {row['says'] or '-':<45}  {sure:<5}  {harmless(row['about'])}")
    if not rows:
        print("no rules of your own: [[rule]] tables in kiwame.toml are some", file=sys.stderr)
    return 0


def _rows(settings: Settings, *, own_only: bool) -> Iterator[dict[str, Any]]:
    for own in settings.user_rules:
        says = f"{own.category}/{own.reason}" if own.reason else None
        yield {"rule": f"own.{own.id}", "says": says, "confidence": None, "about": described(own)}
    for rule in () if own_only else TABLE:
        yield {
            "rule": rule.id,
            "says": f"{rule.category}/{rule.reason}",
            "confidence": rule.confidence,
            "about": rule.source,
        }


def _test(args: argparse.Namespace, settings: Settings) -> int:
    own = own_rules(settings.user_rules)
    if own is None:
        print("kiwame: no rules of your own: name the file that holds some with --config", file=sys.stderr)
        own = UserRules((), "")
    judge = OfflineJudge(
        unclassified_below=settings.unclassified_below,
        unsure_below=settings.llm_below,
        production=settings.production_environments,
        user_rules=own,
    )
    out = sys.stdout.buffer
    write = _writer(args.format, own, out)
    cases = GivenCases(args.file, redactor(settings.redact_patterns))
    for case in cases:
        out.write(write(case, judge.judge(case.event)))
        out.flush()
    return cases.status


def _writer(form: str, own: UserRules, out: BinaryIO) -> Callable[[Case, Judgement], bytes]:
    trials = RuleTrial(own, ByRules())
    width = columns_of(out)

    def as_json(case: Case, judgement: Judgement) -> bytes:
        return line_of({"id": case.id} | trials.of(judgement).as_object())

    def as_text(case: Case, judgement: Judgement) -> bytes:
        text = "\n".join(_lines(case, trials.of(judgement), width))
        return f"{text}\n\n".encode("utf-8", "replace")

    return as_json if form == "jsonl" else as_text


def _lines(case: Case, trial: Trial, width: int) -> Iterator[str]:
    """A case for people: what it is, each rule that fired with what became of it, the verdict, and the wishes."""
    yield from wrap(harmless(f"case {case.id}: {trial.title}"), width)
    for place, fired in enumerate(trial.fired, start=1):
        says = f"{fired.says}: {fired.outcome}" + (f" ({fired.why})" if fired.why else "") if fired.says else ""
        evidence = f" ← {'; '.join(fired.evidence)}" if fired.evidence else ""
        yield from _hung(f"  {place}. ", f"{fired.rule}  {says}{evidence}", width)
    if not trial.fired:
        yield "  no rule fired"
    for asked in trial.asked:
        value = str(asked.value).lower() if isinstance(asked.value, bool) else str(asked.value)
        why = f" ({asked.why})" if asked.why else ""
        yield from _hung("  · ", f"own.{asked.rule} asks for {asked.thing} {value}: {asked.outcome}{why}", width)
    yield from _hung("  = ", trial.sentence, width)


def _hung(mark: str, text: str, width: int) -> Iterator[str]:
    first, *more = wrap(harmless(text), width - len(mark))
    yield mark + first
    yield from (" " * len(mark) + line for line in more)
