"""`kiwame memory`: what people taught by correcting issues; forgetting it, and taking it to another installation."""

import argparse
import os
import sys
import time
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from kiwame.core.errors import UsageError
from kiwame.core.memory import Lesson
from kiwame.service.cli_data import add_data_options, opened_store
from kiwame.service.terminal import harmless

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second
    from kiwame.store.engine import Store

_WORDS_SHOWN = 8


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's options."""
    parser = subparsers.add_parser("memory", help="list, forget, export and import what people's corrections taught")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = actions.add_parser("list", help="what each corrected issue taught, the oldest first")
    listed.add_argument("--json", action="store_true", help="as JSON lines, the form of export")
    forget = actions.add_parser("forget", help="forget what one issue taught; the issue keeps its verdict")
    forget.add_argument("issue", metavar="ISSUE", help="the issue's id, as list names it")
    export = actions.add_parser("export", help="write all of it as JSON lines")
    export.add_argument("file", metavar="FILE", nargs="?", default="-", help="the file to write (default: stdout)")
    taken = actions.add_parser("import", help="take in what was exported elsewhere: all of it, or nothing")
    taken.add_argument("file", metavar="FILE", help="a file of JSON lines (- for stdin)")
    for each in (listed, forget, export, taken):
        add_data_options(each)


def run(args: argparse.Namespace) -> int:
    """Do it; a running server judges by it within a second."""
    with opened_store(args) as store:
        match args.action:
            case "list":
                _list(store.lessons.all(), as_json=args.json)
            case "forget":
                store.lessons.forget(args.issue)
                print("forgotten")
            case "export":
                _export(store.lessons.all(), args.file)
            case _:
                return _import(store, args.file)
    return 0


def _list(lessons: list[Lesson], *, as_json: bool) -> None:
    if as_json:
        _export(lessons, "-")
        return
    for lesson in lessons:
        print(_line(lesson))
    if not lessons:
        print("nothing was taught yet: correct the category or reason of an issue", file=sys.stderr)


def _line(lesson: Lesson) -> str:
    traits = lesson.traits
    about = [f"{name} {value}" for name, value in traits.facts]
    about += [*traits.classes[:1], " ".join(traits.words[:_WORDS_SHOWN])]
    words = (
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(lesson.at)),
        f"issue {lesson.issue}",
        f"{lesson.category}/{lesson.reason}",
        lesson.actor,
        ", ".join(part for part in about if part),
    )
    return "\t".join(harmless(word) for word in words)


def _export(lessons: list[Lesson], name: str) -> None:
    """Write to stdout, to a pipe or device, or to a file that is whole or as it was before."""
    from kiwame.service.lesson_lines import written

    if name == "-":
        sys.stdout.writelines(written(lessons))
        return
    try:
        target = Path(name).resolve()
        if target.exists() and not target.is_file():
            with target.open("w", encoding="ascii", newline="\n") as file:
                file.writelines(written(lessons))
        else:
            _write_whole(target, written(lessons))
    except OSError as error:
        raise UsageError(f"{name} cannot be written ({error.strerror}): name a file in a folder of yours") from None
    print(f"{len(lessons)} exported to {name}", file=sys.stderr)


def _write_whole(target: Path, lines: Iterable[str]) -> None:
    """Write a file beside, which takes the place of the target once it is complete."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="ascii", newline="\n") as file:
            file.writelines(lines)
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def _import(store: "Store", name: str) -> int:
    """All of a file, or nothing where a line cannot be used."""
    from kiwame.service.lesson_lines import MOST_NAMED, read

    if name == "-" and sys.stdin is None:
        raise UsageError("there is no standard input: name a file that `memory export` wrote")
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as stream:
            lessons, wrong = read(stream)
    except OSError as error:
        raise UsageError(f"{name} cannot be read ({error.strerror}): name a file that `memory export` wrote") from None
    for line in wrong[:MOST_NAMED]:
        print(f"kiwame: {name}, {line}", file=sys.stderr)
    if wrong:
        lines = "1 line" if len(wrong) == 1 else f"{len(wrong)} lines"
        raise UsageError(f"nothing was imported: {lines} of {name} cannot be used")
    changed = store.lessons.add(lessons)
    print(f"{changed} imported, {len(lessons) - changed} known already")
    return 0
