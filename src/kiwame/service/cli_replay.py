"""`kiwame replay`: judge stored or saved events again with today's rules, and show what would change."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from kiwame.core.errors import Unreadable, UsageError
from kiwame.core.event import ErrorEvent
from kiwame.decide.cascade import offline_cascade
from kiwame.normalise.redact import redactor
from kiwame.normalise.redactor import Redactor
from kiwame.service.cli_data import add_data_options, opened_store, settings_of
from kiwame.service.judge_case import read_case
from kiwame.service.judge_input import Bad, read_items
from kiwame.service.own_rules import own_rules
from kiwame.service.replay import Again, Change, of_events, of_events_alone, of_store

SOME_BAD = 3


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "replay",
        help="judge stored or saved events again and show what would change",
        description="One JSON object a line for each event whose verdict or issue would change (--all: for each), "
        "a summary on stderr. FILE: an envelope, Sentry's event JSON, or JSON lines. Nothing is written.",
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="saved events; compared with the store where --data has one"
    )
    parser.add_argument("--from-store", action="store_true", help="the events that the store has kept")
    parser.add_argument(
        "--project", default="1", metavar="ID", help="the project that saved events would go to (default 1)"
    )
    parser.add_argument("--all", action="store_true", help="show the unchanged too")
    add_data_options(parser)


def run(args: argparse.Namespace) -> int:
    """Judge again; 0, or 3 where some of the files' events could not be read."""
    if args.from_store == bool(args.files):
        raise UsageError("name the FILEs to judge again, or --from-store for what the store has kept")
    settings = settings_of(args)
    cascade = partial(
        offline_cascade, unclassified_below=settings.unclassified_below, user_rules=own_rules(settings.user_rules)
    )
    saved = _Saved(args.files, project=args.project, redactor=redactor(settings.redact_patterns))
    counts: Counter[Change] = Counter()
    with ExitStack() as stack:
        has_store = bool(settings.database_url) or (settings.data / "kiwame.sqlite").is_file()
        if args.from_store or has_store:
            store = stack.enter_context(opened_store(args))
            judge = cascade(lessons=store.lessons.all())
            results = (
                of_store(store.reader, judge)
                if args.from_store
                else of_events(saved.events(), judge, reader=store.reader, recorder=store.recorder)
            )
        else:
            results = of_events_alone(saved.events(), cascade())
        for again in results:
            counts[again.change] += 1
            if args.all or again.change not in (Change.SAME, Change.JOINED):
                print(json.dumps(_line(again), ensure_ascii=False))
    total = counts.total()
    print(
        f"{total} event{'s' * (total != 1)}: " + ", ".join(f"{counts[each]} {each.value}" for each in Change),
        file=sys.stderr,
    )
    return SOME_BAD if saved.bad else 0


def _line(again: Again) -> dict[str, object]:
    before = None
    if again.issue is not None:
        verdict = again.issue.verdict
        before = {
            "category": verdict.category,
            "reason": verdict.reason,
            "decided_by": verdict.decided_by,
            "fingerprint": again.issue.fingerprint.value,
        }
    return {
        "event_id": again.event.event_id,
        "issue": again.issue.id if again.issue else None,
        "title": again.event.title,
        "change": again.change,
        "before": before,
        "now": {
            "category": again.verdict.category,
            "reason": again.verdict.reason,
            "decided_by": again.verdict.decided_by,
            "confidence": round(again.verdict.confidence, 4),
            "fingerprint": again.fingerprint.value,
        },
    }


class _Saved:
    """The events of files; what cannot be read is named on stderr and counted in `bad`."""

    def __init__(self, files: list[str], *, project: str, redactor: Redactor) -> None:
        self._files = files
        self._project = project
        self._redactor = redactor
        self.bad = 0

    def events(self) -> Iterator[ErrorEvent]:
        """Every event of every file, in order."""
        for name in self._files:
            try:
                yield from self._of_file(name)
            except OSError as error:
                raise UsageError(f"{name} cannot be read: {error.strerror}") from error

    def _of_file(self, name: str) -> Iterator[ErrorEvent]:
        with Path(name).open("rb") as stream:
            for item in read_items(stream, json_lines=name.lower().endswith((".jsonl", ".ndjson"))):
                if isinstance(item, Bad):
                    self._complain(f"{name}: line {item.line}: {item.why}")
                    continue
                try:
                    yield replace(read_case(item, self._redactor).event, project=self._project)
                except Unreadable as error:
                    self._complain(f"{name}: line {item.line}: {error}")

    def _complain(self, what: str) -> None:
        self.bad += 1
        print(f"kiwame: {what}", file=sys.stderr)
