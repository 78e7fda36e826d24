"""`kiwame rejudge`: judge issues again after an upgrade, and show what changes. Nobody is told."""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TextIO

from kiwame.core.errors import UsageError
from kiwame.core.rejudging import JudgedFilter
from kiwame.core.taxonomy import Category
from kiwame.core.verdict import Verdict
from kiwame.service.cli_data import add_data_options, opened_store, settings_of
from kiwame.service.rejudge import Outcome, Rejudged, Rejudging
from kiwame.service.since import moment
from kiwame.service.terminal import escaped, harmless

NOBODY = "nobody"
_WHAT = """\
Judges each issue again from its newest stored event, by today's rules, the user's own among them, and gives it the new
verdict: one line for each that changes, a summary on stderr. What a person said is never touched, what a language model
said only where a cheaper decider is sure now, and nobody is alerted. It may run beside the server, and be run again
after it was stopped."""
_EVERY = 50
"""Issues between two redraws of the progress line."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "rejudge",
        help="judge issues again after an upgrade, and show what changes",
        description=_WHAT,
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
    parser.add_argument("--since", metavar="TIME", help="only issues seen since: 30m, 12h, 7d, 2w ago, or 2026-11-24")
    parser.add_argument("--category", metavar="NAME", help="only issues of this category, or unclassified")
    parser.add_argument(
        "--decided-by", metavar="NAME", help=f"only what was decided by: rules, model:2, llm, memory:7 …, or {NOBODY}"
    )
    parser.add_argument("--project", metavar="ID", help="only issues of this project")
    parser.add_argument("--all", action="store_true", help="show every issue, also those that stay as they are")
    parser.add_argument("--format", choices=("text", "jsonl"), default="text", help="text (default) or jsonl")
    add_data_options(parser)


def run(args: argparse.Namespace) -> int:
    """Judge again; 0. UsageError, NotFound where there is no store, StorageError."""
    matching = _matching(args, time.time())
    settings = settings_of(args)
    counts: Counter[Outcome] = Counter()
    with opened_store(args) as store:
        from kiwame.service import wiring

        rejudging = Rejudging(
            issues=store.rejudgeable,
            judge=wiring.judge_book(settings, None, store).judge,
            clock=time.time,
            writes=None if args.dry_run else store.commands,
            unsure_below=settings.llm_below,
        )
        write = _line if args.format == "jsonl" else _text
        progress = _Progress(sys.stderr, store.rejudgeable.count(matching))
        for one in rejudging.run(matching):
            counts[one.outcome] += 1
            progress.step()
            if args.all or one.outcome is Outcome.VERDICT:
                progress.clear()
                print(write(one), flush=True)
        progress.clear()
    print(_summary(counts, dry=args.dry_run), file=sys.stderr)
    return 0


def _matching(args: argparse.Namespace, now: float) -> JudgedFilter:
    decided_by = args.decided_by
    if decided_by is not None and (not decided_by or decided_by.partition(":")[0] == "human"):
        raise UsageError("--decided-by names rules, model, memory, llm or nobody: what a person said stays")
    return JudgedFilter(
        project=args.project,
        category=None if args.category is None else _category(args.category),
        decided_by="" if decided_by == NOBODY else decided_by,
        since=None if args.since is None else moment(args.since, now),
    )


def _category(name: str) -> Category:
    found = next((category for category in Category if category.value == name), None)
    if found is None:
        raise UsageError(f"the category {name[:40]!r} is unknown: use one of {', '.join(Category)}")
    return found


def _said(verdict: Verdict) -> str:
    return f"{verdict.category}/{verdict.reason}" if verdict.reason else verdict.category.value


def _text(one: Rejudged) -> str:
    before, now = one.issue.verdict, one.verdict
    title = harmless(one.issue.title)[:100]
    if now is None or not one.outcome.changes:
        return f"#{one.issue.id}  {_said(before)} stays ({one.outcome.value})  {title}"
    return (
        f"#{one.issue.id}  {_said(before)} → {_said(now)}  "
        f"by {harmless(now.decided_by or NOBODY)}, was {harmless(before.decided_by or NOBODY)}  {title}"
    )


def _line(one: Rejudged) -> str:
    shown = {
        "issue": one.issue.id,
        "project": one.issue.project,
        "title": one.issue.title,
        "change": one.outcome.value,
        "before": _verdict(one.issue.verdict),
        "now": None if one.verdict is None else _verdict(one.verdict),
    }
    return escaped(json.dumps(shown, ensure_ascii=False))


def _verdict(verdict: Verdict) -> dict[str, object]:
    directive = verdict.directive
    return {
        "category": verdict.category.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "decided_by": verdict.decided_by,
        "confidence": round(verdict.confidence, 4),
        "rules_version": verdict.versions.rules or None,
        "muted": directive.mute,
        "floor": directive.floor.value if directive.floor else None,
        "ceiling": directive.ceiling.value if directive.ceiling else None,
    }


def _summary(counts: Counter[Outcome], *, dry: bool) -> str:
    total, changed = counts.total(), counts[Outcome.VERDICT]
    words = [f"{changed} {'would change' if dry else 'changed'}"]
    names: list[tuple[Outcome, str]] = [
        (Outcome.DECIDER, "same verdict by another decider"),
        (Outcome.SAME, "same"),
        (Outcome.HUMAN, "held by people"),
        (Outcome.LLM, "held by a language model"),
        (Outcome.NO_EVENT, "without a stored event"),
        (Outcome.GONE, "gone meanwhile"),
    ]
    words += [f"{counts[outcome]} {name}" for outcome, name in names if counts[outcome]]
    return f"{total} issue{'s' * (total != 1)} judged again: {', '.join(words)}"


class _Progress:
    """How far it is, redrawn in place on a terminal; elsewhere nothing."""

    def __init__(self, stream: TextIO, goal: int) -> None:
        self._write: Callable[[str], object] | None = stream.write if stream.isatty() else None
        self._flush = stream.flush
        self._goal = goal
        self._count = 0

    def step(self) -> None:
        """One more."""
        self._count += 1
        if self._write is not None and self._count % _EVERY == 0:
            self._write(f"\r\033[K{self._count} of {max(self._goal, self._count)} issues")
            self._flush()

    def clear(self) -> None:
        """Leave the line to others."""
        if self._write is not None:
            self._write("\r\033[K")
            self._flush()
