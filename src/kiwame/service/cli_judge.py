"""`kiwame classify` and `kiwame explain`: what an error is, on this machine alone, without settings or a server."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kiwame.classifier import Judgement, OfflineJudge
from kiwame.core.errors import Unreadable, UsageError
from kiwame.core.event import Fingerprint
from kiwame.normalise.redact import redactor
from kiwame.normalise.redactor import Redactor
from kiwame.playbooks.languages import LANGUAGES
from kiwame.playbooks.render import render
from kiwame.service.judge_case import Case, read_case
from kiwame.service.judge_input import Bad, Item, read_items
from kiwame.service.judge_output import evidence_object, line_of, verdict_object
from kiwame.service.settings import Settings
from kiwame.service.settings_source import load

SOME_BAD = 3
"""Exit status where some cases could not be judged and all others were."""

_INPUT = """\
What is given is found out by looking: a traceback or log text (one case), JSON lines with id, platform, type, message,
stacktrace, tags, or Sentry's event JSON. One JSON object a case comes out, in the order of the input.
Exit status: 0, 2 for wrong usage, 3 where some lines were bad (named on stderr; the others are answered)."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands."""
    for name, summary in (
        ("classify", "say what an error is: a traceback, a log, JSON lines or Sentry's JSON"),
        ("explain", "the same with its evidence: facts, rules that fired and lost, grouping parts"),
    ):
        parser = subparsers.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}. {_INPUT}")
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
    )
    out = sys.stdout.buffer
    write = _writer(args, settings, out)
    judged = bad = 0
    with _opened(args.file) as stream:
        for item in read_items(stream, json_lines=args.file.lower().endswith((".jsonl", ".ndjson"))):
            case = _case(item, redact)
            if isinstance(case, Bad):
                bad += 1
                print(f"kiwame: line {case.line}: {case.why}", file=sys.stderr)
                continue
            out.write(write(case, judge.judge(case.event)))
            out.flush()
            judged += 1
    if not judged and not bad:
        raise UsageError(
            "nothing to judge: the input is empty. Give a traceback, a log text, JSON lines or Sentry's JSON"
        )
    return SOME_BAD if bad else 0


def _case(item: Item | Bad, redact: Redactor) -> Case | Bad:
    if isinstance(item, Bad):
        return item
    try:
        return read_case(item, redact)
    except Unreadable as error:
        return Bad(item.line, str(error))


def _writer(args: argparse.Namespace, settings: Settings, out: BinaryIO) -> Callable[[Case, Judgement], bytes]:
    """What turns a case and its judgement into bytes of output."""
    language: str = args.lang or settings.language
    explain: bool = args.command == "explain"

    def as_json(case: Case, judgement: Judgement) -> bytes:
        texts = render(judgement.verdict, language=language, unsure=judgement.unsure)
        shown = verdict_object(case.id, judgement, texts)
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


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        if sys.stdin is None:
            raise UsageError("there is no standard input: name a FILE")
        if sys.stdin.isatty():
            print("kiwame: reading from the terminal; paste the error, then press Ctrl-D", file=sys.stderr)
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  (closed below: only opening it may be the user's mistake)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}. Give a file, or - for stdin") from error
    with stream:
        yield stream
