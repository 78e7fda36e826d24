"""One report of what Kiwame costs; exit status 1 with a named shortfall where a goal is missed."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench import append, doors, judging, library, linear, machine, pages, sdk, whole

DOORS_GOAL = 0.3
"""Accepted events of a bare handler's that the doors must reach."""
DRAINED_GOAL = 800.0
"""Events a second, from the first request to an empty inbox, on two cores."""
MEMORY_GOAL = 256.0
"""MiB of each process."""
_TIMES_LONGER = linear.SIZES_KIB[-1] / linear.SIZES_KIB[0]
GROWTH_GOAL = _TIMES_LONGER**0.5
"""Cost per KiB of the longest text over that of the shortest: half-way, by exponent, between linear and quadratic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report: its text, and what falls short of a goal."""

    text: str
    short: tuple[str, ...] = ()


def _doors(quick: bool) -> Section:
    bodies = doors.make_envelopes(60)
    disk = append.measure(bodies, 0.5 if quick else 2.0)
    found = doors.measure(rounds=2 if quick else 5, seconds=1.5 if quick else 3.0, connections=128)
    short = []
    if found.ratio < DOORS_GOAL:
        short.append(f"the doors accept {found.ratio:.2f} of a bare handler's events, not {DOORS_GOAL}")
    if found.doors.other_answers:
        short.append(f"{found.doors.other_answers} requests were not answered 200")
    return Section(text=f"{doors.table(found)}\n{append.report(disk)}", short=tuple(short))


def _whole(quick: bool) -> Section:
    found = whole.measure(4_000 if quick else 12_000)
    short = []
    if found.drained_per_second < DRAINED_GOAL:
        short.append(f"{found.drained_per_second:,.0f} events/s drained, not {DRAINED_GOAL:,.0f}")
    if found.stored != found.sent or found.load.other_answers:
        short.append(f"{found.stored} events stored of {found.sent} sent, {found.load.other_answers} not answered 200")
    for half, spent in found.processes.items():
        if spent.peak > MEMORY_GOAL:
            short.append(f"the {half} process took {spent.peak:.0f} MiB, not {MEMORY_GOAL:.0f}")
    return Section(text=whole.report(found), short=tuple(short))


def _linear(quick: bool) -> Section:
    lines = linear.measure(1 if quick else 3)
    slow = [line for line in lines if line.ratio > GROWTH_GOAL]
    short = tuple(f"{line.way} over {line.text!r} grows {line.ratio:.1f}-fold per KiB: not linear" for line in slow)
    worst = max(lines, key=lambda line: line.ratio)
    said = f"{worst.way} over {worst.text!r}: {worst.ratio:.2f} times the cost per KiB"
    tail = f"worst: {said}, at {_TIMES_LONGER:.0f} times the length"
    return Section(text=f"{linear.table(lines)}\n{tail}", short=short)


def _judging(quick: bool) -> Section:
    found = judging.measure(rounds=2 if quick else 5, lines=1_000 if quick else 5_000)
    return Section(text=judging.report(found))


def _library(quick: bool) -> Section:
    found = library.measure(rounds=3 if quick else 9, errors=200 if quick else 1_000)
    short = []
    if found.import_ms > library.IMPORT_GOAL:
        short.append(f"import kiwame.classifier takes {found.import_ms:.0f} ms, not {library.IMPORT_GOAL:.0f}")
    if found.foreign:
        short.append(f"import kiwame.classifier loads {', '.join(found.foreign)}")
    return Section(text=library.report(found), short=tuple(short))


def _pages(quick: bool) -> Section:
    issues = 1_000 if quick else 10_000
    found = pages.measure(issues=issues, rounds=10 if quick else 40)
    return Section(text=pages.report(found, issues), short=pages.shortfalls(found))


def _sdk(quick: bool) -> Section:
    found = sdk.measure(rounds=5 if quick else 15, captures=20 if quick else 40)
    return Section(text=sdk.report(found), short=sdk.shortfalls(found))


_SECTIONS: dict[str, tuple[str, Callable[[bool], Section]]] = {
    "doors": ("The doors: durable, then answered, beside a bare handler", _doors),
    "whole": ("The whole way: kiwame serve, from the first request to an empty inbox", _whole),
    "judging": ("Judging, step by step", _judging),
    "library": ("The library in a program", _library),
    "sdk": ("The integration in an application", _sdk),
    "pages": ("The pages, over a real connection", _pages),
    "linear": ("Time against length", _linear),
}


def main() -> int:
    """Measure and print; 0, or 1 where something falls short."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer events and rounds: a look, no figure to quote")
    parser.add_argument("--only", action="append", choices=_SECTIONS, metavar="NAME", help=" or ".join(_SECTIONS))
    given = parser.parse_args()
    print(machine.described(), flush=True)
    began = time.monotonic()
    short: list[str] = []
    for name, (title, run) in _SECTIONS.items():
        if given.only and name not in given.only:
            continue
        section = run(given.quick)
        print(f"\n{title}\n{'-' * len(title)}\n{section.text}", flush=True)
        short += section.short
    print(f"\nmeasured in {time.monotonic() - began:.0f} s")
    for text in short:
        print(f"falls short: {text}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
