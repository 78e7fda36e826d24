"""Splits and merges of the grouping, measured: every fault met in many ways, every plain bug met several times.

`python -m kiwame.lab.grouping_measure` raises them (the faults by `variants`, in both environments; the plain bugs of
`ordinary`), groups what was sent by each version of the grouping, and shows which faults fell apart, by which part of
the fingerprint, and which came together. `--json` gives the figures as JSON, `--faults N` takes fewer faults.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field

from kiwame.core.errors import UsageError
from kiwame.core.event import ErrorEvent, Fingerprint
from kiwame.grouping.mechanisms import CURRENT, MECHANISMS, fingerprint
from kiwame.lab.capture import Envelope, event_id_of
from kiwame.lab.fault import Environment, Fault
from kiwame.lab.faults.table import faults_of
from kiwame.lab.lines import LineProcess
from kiwame.lab.ordinary.running import record_ordinary
from kiwame.lab.ordinary.serving import peers
from kiwame.lab.ordinary.table import BUGS
from kiwame.lab.progress import Progress
from kiwame.lab.record import Recorder
from kiwame.lab.sample import LabFailed
from kiwame.lab.second import SOURCE, set_up
from kiwame.lab.variants import variants_of
from kiwame.lab.whole_way import event_of

BUG_MEETINGS = 3
_PATH_PARTS = ("errors", "frames of")
"""Parts that tell of the way to a failure, which the rule counts where no client's error is in the chain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One event: the fault or bug that it is of, the way it was met, and whose application it was."""

    fault: str
    variant: str
    application: str
    event: ErrorEvent = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A fault in several issues: the variants of each, the parts that differ, and whether those are a way's alone."""

    fault: str
    variants: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...]
    by_way: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one version of the grouping made of the events. `merges` are issues of several faults of an application."""

    version: str
    events: int
    faults: int
    issues: int
    merges: tuple[tuple[str, ...], ...]
    splits: tuple[Split, ...]


def meet(faults: Sequence[Fault], bugs: int, progress: Progress) -> list[Met]:
    """Meet every fault in all its ways and every bug `bugs` times, the two environments at the same time.

    About two minutes for everything. Raises UsageError outside a checkout, LabFailed where a process ends.
    """
    step = progress.counter("meetings", 0, sum(len(_ways(fault, one)) for fault in faults for one in Environment))
    python = {Environment.MAIN: sys.executable, Environment.WRAPPERS: str(set_up())}
    with Recorder() as recorder, peers() as found, ThreadPoolExecutor(2) as pool:
        settings: dict[str, object] = {"dsn": recorder.dsn, "ports": asdict(found.ports)}
        names = pool.map(lambda one: _by(python[one], one, settings, faults, step), Environment)
        name_of = {event_id: name for sent in names for event_id, name in sent}
        kept = [(name_of.get(event_id_of(body, headers), ""), body, headers) for body, headers in recorder.kept]
    met = [_met(name.split("|"), "sample", (name, body, headers)) for name, body, headers in kept if name]
    several = [bug for turn in range(bugs) for bug in BUGS.values()]
    shops = record_ordinary(several, "grouping") if several else []
    return [*met, *(_met((one[0], "plain"), str(BUGS[one[0]].framework), one) for one in shops)]


def _ways(fault: Fault, environment: Environment) -> list[str]:
    return list(variants_of(fault, environment))


def _met(named: Sequence[str], application: str, envelope: Envelope) -> Met:
    fault, variant = named
    return Met(fault=fault, variant=variant, application=application, event=event_of(envelope))


def _by(
    python: str,
    environment: Environment,
    settings: dict[str, object],
    faults: Sequence[Fault],
    step: Callable[[], None],
) -> list[tuple[str, str]]:
    """What one environment's process sent: (event id, "fault|variant")."""
    command = (python, "-m", "kiwame.lab.variants")
    more = {"PYTHONPATH": str(SOURCE), "LITELLM_LOCAL_MODEL_COST_MAP": "True"}
    with LineProcess(command, {**settings, "environment": str(environment)}, more=more) as process:
        for fault in faults:
            for variant in _ways(fault, environment):
                process.ask({"fault": fault.name, "seed": f"{variant}.{fault.name}", "variant": variant})
                step()
        return process.sent()


def measure(met: Iterable[Met], version: str = CURRENT) -> Measured:
    """Group the events by one version, each application by itself, and say what fell apart and what came together."""
    events = list(met)
    issues: dict[tuple[str, str], list[Met]] = defaultdict(list)
    prints: dict[tuple[str, str], Fingerprint] = {}
    for one in events:
        found = fingerprint(one.event, version)
        issues[one.application, found.value].append(one)
        prints[one.application, found.value] = found
    of_fault: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for issue, members in issues.items():
        for fault in {one.fault for one in members}:
            of_fault[fault].append(issue)
    return Measured(
        version=version,
        events=len(events),
        faults=len(of_fault),
        issues=len(issues),
        merges=tuple(sorted(tuple(sorted(names)) for names in map(_faults, issues.values()) if len(names) > 1)),
        splits=tuple(
            _split(fault, [(prints[issue], issues[issue]) for issue in own])
            for fault, own in sorted(of_fault.items())
            if len(own) > 1
        ),
    )


def _faults(members: Iterable[Met]) -> set[str]:
    return {one.fault for one in members}


def _split(fault: str, issues: list[tuple[Fingerprint, list[Met]]]) -> Split:
    largest = max(issues, key=lambda issue: len(issue[1]))[0]
    parts = {name for found, _ in issues for name, _ in set(found.parts) ^ set(largest.parts)}
    variants = [tuple(sorted({one.variant for one in members if one.fault == fault})) for _, members in issues]
    by_way = all(name.startswith(_PATH_PARTS) for name in parts)
    return Split(fault=fault, variants=tuple(variants), parts=tuple(sorted(parts)), by_way=by_way)


def table(found: Measured) -> str:
    """The figures of one version for people."""
    by_way = [split for split in found.splits if split.by_way]
    others = [split for split in found.splits if not split.by_way]
    lines = [
        f"grouping {found.version}: {found.events} events of {found.faults} faults: {found.issues} issues",
        f"  issues of several faults: {len(found.merges)}",
        *(f"    {', '.join(names)}" for names in found.merges),
        f"  faults in several issues, by wrapper or call path alone: {len(by_way)}",
        f"  faults in several issues, by other parts: {len(others)}",
    ]
    counted = Counter(split.parts for split in others)
    lines += [f"    {count} by {', '.join(parts)}" for parts, count in counted.most_common()]
    for split in others:
        lines.append(f"    {split.fault}: {' | '.join(', '.join(names) for names in split.variants)}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Meet, measure, show; 0, or 2 where the lab cannot run."""
    parser = argparse.ArgumentParser(
        prog="python -m kiwame.lab.grouping_measure", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--faults", type=int, metavar="N", help="the first N of the lab's faults (default: all)")
    parser.add_argument("--bugs", type=int, default=BUG_MEETINGS, metavar="N", help="meetings of each plain bug")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    progress = Progress(sys.stderr)
    try:
        met = meet(faults_of(Environment.MAIN)[: chosen.faults], chosen.bugs, progress)
    except (UsageError, LabFailed) as error:
        sys.stderr.write(f"grouping_measure: {error}\n")
        return 2
    finally:
        progress.done()
    found = [measure(met, version) for version in MECHANISMS]
    shown = json.dumps([asdict(one) for one in found], indent=2) if chosen.json else "\n\n".join(map(table, found))
    sys.stdout.write(shown + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
