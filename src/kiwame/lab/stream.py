"""A Sentry-shaped stream: the lab's AI faults among plain bugs of ordinary web applications, scored the whole way.

`python -m kiwame.lab.stream --events 2000` raises them under the real SDKs and shows what the cascade made of them;
`--out FILE` keeps the stream as JSON lines, `--read FILE` scores one that was kept; `--json` gives the figures as JSON.
"""

import argparse
import base64
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiwame.core.errors import UsageError
from kiwame.core.taxonomy import CATEGORY_OF, Reason
from kiwame.decide.cascade import offline_cascade
from kiwame.lab.capture import Envelope, event_id_of
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import FAULTS, faults_of
from kiwame.lab.mixture import Mixture
from kiwame.lab.ordinary.bug import Bug
from kiwame.lab.ordinary.running import record_ordinary
from kiwame.lab.ordinary.table import BUGS, TRAPS
from kiwame.lab.progress import Progress
from kiwame.lab.record import Recorder
from kiwame.lab.sample import LabFailed, SampleApp
from kiwame.lab.stream_score import Labelled, Score, judged, score

EVENTS = 2000
ORDINARY = 0.4
"""The share of plain bugs."""
_SEED = 20_260_101


def make(events: int, seed: int, progress: Progress, *, ordinary: float = ORDINARY) -> list[Labelled]:
    """`events` events, `ordinary` of them plain bugs, both kinds recorded at the same time and shuffled.

    Two minutes for 2,000. Raises UsageError outside a checkout, LabFailed where a process of the lab ends.
    """
    plain = round(events * ordinary)
    step = progress.counter("meetings", 0, events)
    with ThreadPoolExecutor(2) as pool:
        faults = pool.submit(_ai_events, events - plain, seed, step)
        bugs = pool.submit(record_ordinary, _draw_bugs(plain, seed), str(seed), progress=step)
        stream = [*label_faults(faults.result()), *label_bugs(bugs.result()[:plain])]
    random.Random(seed).shuffle(stream)
    return stream


def label_faults(envelopes: Iterable[Envelope]) -> list[Labelled]:
    """Recorded faults with their labels."""
    return [_label(envelope, FAULTS[envelope[0]].reason, ordinary=False) for envelope in envelopes]


def label_bugs(envelopes: Iterable[Envelope]) -> list[Labelled]:
    """Recorded ordinary bugs with their labels."""
    reasons = {name: bug.reason for name, bug in (BUGS | TRAPS).items()}
    return [_label(envelope, reasons[envelope[0]], ordinary=True) for envelope in envelopes]


def _label(envelope: Envelope, reason: Reason, *, ordinary: bool) -> Labelled:
    name, category = envelope[0], CATEGORY_OF[reason]
    return Labelled(name=name, reason=reason, category=category, ordinary=ordinary, envelope=envelope)


def _draw_bugs(wanted: int, seed: int) -> list[Bug]:
    """Every bug in turn, shuffled; after that by chance, some often and some seldom."""
    chance = random.Random(seed)
    table = list(BUGS.values())
    chance.shuffle(table)
    more = [table[int(len(table) * chance.random() ** 2)] for _ in range(max(0, wanted - len(table)))]
    return [*table, *more][:wanted]


def _ai_events(wanted: int, seed: int, step: Callable[[], None]) -> list[Envelope]:
    mixture = Mixture(faults_of(Environment.MAIN), seed)
    with Recorder() as recorder:
        with SampleApp(recorder.dsn) as app:
            sent: list[tuple[str, str]] = []
            while (missing := wanted - len(sent)) > 0:
                app.meet(mixture.next_batch(missing, sent), progress=step)
                sent = app.sent()
        fault_of = dict(sent)
        kept = [(event_id_of(body, headers), body, headers) for body, headers in recorder.kept]
    return [(fault_of[event_id], body, headers) for event_id, body, headers in kept if event_id in fault_of]


def write(stream: Iterable[Labelled], file: Path) -> None:
    """Keep a stream: an object a line with name, category, reason, ordinary, body (base64) and headers."""
    lines = []
    for label in stream:
        _, body, headers = label.envelope
        kept = {"name": label.name, "category": label.category, "reason": label.reason, "ordinary": label.ordinary}
        lines.append(json.dumps({**kept, "body": base64.b64encode(body).decode(), "headers": headers}) + "\n")
    file.write_text("".join(lines), encoding="utf-8")


def read(file: Path) -> list[Labelled]:
    """A stream that was kept. Raises UsageError where the file is missing or a line is not one of `write`'s."""
    try:
        return [_read_line(line) for line in file.read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{file} is no stream: make one with --out {file}") from error


def _read_line(line: str) -> Labelled:
    kept = json.loads(line)
    envelope = (kept["name"], base64.b64decode(kept["body"]), kept["headers"])
    return _label(envelope, Reason(kept["reason"]), ordinary=bool(kept["ordinary"]))


def figures(found: Score) -> dict[str, object]:
    """The score as JSON has it."""
    return {
        "events": found.events,
        "ordinary": found.ordinary,
        "category": found.right / found.events if found.events else None,
        "reason": found.reasons_right / found.events if found.events else None,
        "categories": {
            str(category): {
                "said": row.said,
                "labelled": row.labelled,
                "precision": row.precision,
                "recall": row.recall,
            }
            for category, row in found.categories.items()
        },
        "decided_by": found.decided_by,
        "wants_llm": {"events": found.wanting, "share": found.wanting_share, "issues": found.wanting_issues},
        "issues": found.issues,
        "mixed": found.mixed,
        "wrong": found.wrong,
        "unsure": found.unsure,
    }


def table(found: Score) -> str:
    """The score for people."""
    lines = [
        (
            f"{found.events} events, {found.ordinary} of them plain bugs; {found.issues} issues, "
            f"{len(found.mixed)} of several faults"
        ),
        (
            f"category {_share(found.right, found.events)}   reason {_share(found.reasons_right, found.events)}   "
            f"wants a language model: {found.wanting} events of {found.wanting_issues} issues "
            f"({found.wanting_share:.2%})"
        ),
        "decided by " + ", ".join(f"{who} {_share(count, found.events)}" for who, count in found.decided_by.items()),
        "",
        f"{'category':<22}{'said':>6}{'labelled':>10}{'precision':>11}{'recall':>8}",
    ]
    for category, row in found.categories.items():
        precision, recall = _known(row.precision), _known(row.recall)
        lines.append(f"{category:<22}{row.said:>6}{row.labelled:>10}{precision:>11}{recall:>8}")
    for what, entries in (("judged otherwise", found.wrong), ("right, and unsure", found.unsure)):
        lines += ["", f"{what}: {sum(entry[4] for entry in entries)} events"]
        lines += [f"  {count:>4} {name}: is {label}, said {said} by {who} | {title[:90]}"
                  for name, label, said, who, count, title in entries]  # fmt: skip
    return "\n".join(lines)


def _share(count: int, whole: int) -> str:
    return f"{count / whole:.1%}" if whole else "–"


def _known(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make or read a stream, score it, show it; 0, or 2 where it cannot be made or read."""
    parser = argparse.ArgumentParser(prog="python -m kiwame.lab.stream", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--events", type=int, default=EVENTS, metavar="N", help="how many (default: %(default)s)")
    parser.add_argument("--ordinary", type=float, default=ORDINARY, metavar="SHARE", help="plain bugs (0–1)")
    parser.add_argument("--seed", type=int, default=_SEED, help="another seed, another order and other values")
    parser.add_argument("--out", type=Path, metavar="FILE", help="keep the stream as JSON lines")
    parser.add_argument("--read", type=Path, metavar="FILE", help="score a stream that was kept")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    if chosen.events < 1 or not 0 <= chosen.ordinary <= 1:
        parser.error("--events must be at least 1, and --ordinary a share between 0 and 1")
    progress = Progress(sys.stderr)
    try:
        stream = (
            read(chosen.read) if chosen.read else make(chosen.events, chosen.seed, progress, ordinary=chosen.ordinary)
        )
    except (UsageError, LabFailed) as error:
        progress.done()
        sys.stderr.write(f"stream: {error}\n")
        return 2
    progress.done()
    if chosen.out:
        write(stream, chosen.out)
    found = score(judged(stream, offline_cascade()))
    sys.stdout.write((json.dumps(figures(found), indent=2) if chosen.json else table(found)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
