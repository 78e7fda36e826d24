"""`kiwame classify` and `kiwame explain`: what an error is, on this machine alone, without settings or a server."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from kiwame.classifier import Judgement, OfflineJudge
from kiwame.core.event import Fingerprint
from kiwame.normalise.redact import redactor
from kiwame.playbooks.languages import LANGUAGES
from kiwame.playbooks.render import render
from kiwame.service.cli_cases import GIVEN, STATUS, GivenCases
from kiwame.service.judge_case import Case
from kiwame.service.judge_output import evidence_object, line_of, verdict_object, wishes_object
from kiwame.service.settings import Settings
from kiwame.service.settings_source import load

if TYPE_CHECKING:
    from kiwame.decide.user_rules import UserRules


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands."""
    for name, summary in (
        ("classify", "say what an error is: a traceback, a log, JSON lines or Sentry's JSON"),
        ("explain", "the same with its evidence: facts, rules that fired and lost, grouping parts"),
    ):
        parser = subparsers.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}. {GIVEN} One JSON object a case comes out, in the order of "
            f"the input. {STATUS}",
        )
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="what to judge; - or none: stdin")
        parser.add_argument("--offline", action="store_true", help="ask nothing beyond this machine")
        parser.add_argument("--format", choices=("jsonl", "text"), default="jsonl", help="jsonl (default) or text")
        parser.add_argument(
            "--lang", choices=LANGUAGES, help="language of the texts (default: KIWAME_LANGUAGE, else en)"
        )
        parser.set_defaults(command=name)


def run(args: argparse.Namespace) -> int:
    """Judge everything given; 0, or 3 where some lines were bad. UsageError where there is nothing to judge."""
    settings = load().settings
    redact = redactor(settings.redact_patterns)
    judge = OfflineJudge(
        unclassified_below=settings.unclassified_below,
        unsure_below=settings.llm_below,
        production=settings.production_environments,
        user_rules=_own_rules(settings),
    )
    out = sys.stdout.buffer
    write = _writer(args, settings, out)
    cases = GivenCases(args.file, redact)
    for case in cases:
        out.write(write(case, judge.judge(case.event)))
        out.flush()
    return cases.status


def _own_rules(settings: Settings) -> "UserRules | None":
    """The user's own rules, with what they need where there are some."""
    if not settings.user_rules:
        return None
    from kiwame.service.own_rules import own_rules

    return own_rules(settings.user_rules)


def _writer(args: argparse.Namespace, settings: Settings, out: BinaryIO) -> Callable[[Case, Judgement], bytes]:
    """What turns a case and its judgement into bytes of output."""
    language: str = args.lang or settings.language
    explain: bool = args.command == "explain"

    def as_json(case: Case, judgement: Judgement) -> bytes:
        texts = render(judgement.verdict, language=language, unsure=judgement.unsure)
        shown = verdict_object(case.id, judgement, texts)
        if settings.user_rules:
            shown |= wishes_object(judgement.verdict.directive)
        return line_of(shown | evidence_object(judgement, _grouping(judgement)) if explain else shown)

    return as_json if args.format == "jsonl" else _text_writer(language, out, explain=explain)


def _text_writer(language: str, out: BinaryIO, *, explain: bool) -> Callable[[Case, Judgement], bytes]:
    from kiwame.service.judge_text import Page
    from kiwame.service.terminal import columns_of, harmless, wants_colour

    page = Page(language=language, width=columns_of(out), colour=wants_colour(out))
    between = b""

    def as_text(case: Case, judgement: Judgement) -> bytes:
        nonlocal between
        texts = render(judgement.verdict, language=language, unsure=judgement.unsure)
        name = "" if case.numbered and not between else harmless(str(case.id))
        if explain:
            text = page.explain(judgement, texts, _grouping(judgement), case=name)
        else:
            text = page.classify(judgement, texts, case=name)
        written, between = between + text.encode("utf-8", "replace"), b"\n"
        return written

    return as_text


def _grouping(judgement: Judgement) -> Fingerprint:
    from kiwame.grouping.mechanisms import fingerprint  # with its hashes 10 ms, which `classify` need not wait for

    return fingerprint(judgement.event)
