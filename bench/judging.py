"""One event, step by step: what each station costs, and the command that judges files."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench.corpus import recorded
from kiwame.core.event import Door, ErrorEvent, Facts, RawEvent
from kiwame.decide.by_rules import ByRules
from kiwame.decide.cascade import offline_cascade
from kiwame.grouping.mechanisms import fingerprint
from kiwame.grouping.update import link_hashes
from kiwame.ingest.envelope import read_raw
from kiwame.ingest.limits import EnvelopeLimits
from kiwame.normalise import facts
from kiwame.normalise.decode import SentryPayload, decode_event
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_detail, to_event
from kiwame.store.event_json import pack_event


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """µs an event for each step; seconds of `kiwame classify` for one line; its lines a second."""

    steps: dict[str, float]
    events: int
    start_seconds: float
    lines_per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    raw: RawEvent
    json: bytes
    payload: SentryPayload
    event: ErrorEvent


def measure(*, rounds: int, lines: int, faults: int | None = None) -> Judging:
    """The quickest of `rounds` passes over the recorded events; `kiwame classify` over `lines` lines."""
    sent = [found for text in recorded(faults=faults) for found in _sent(text)]
    kept = {name: _quickest(run, sent, rounds) for name, run in _steps().items()}
    case = [_line(number, sent[number % len(sent)].event) for number in range(lines)]
    start = statistics.median(_classify(case[0]) for _ in range(3))
    return Judging(
        steps=kept,
        events=len(sent),
        start_seconds=start,
        lines_per_second=lines / max(_classify("\n".join(case)) - start, 1e-6),
    )


def _sent(text: bytes) -> list[_Sent]:
    raw = RawEvent(project="1", door=Door.ENVELOPE, body=text, received_at=1.8e9)
    found = []
    for item in read_raw(raw, EnvelopeLimits()).events:
        payload = decode_event(item.payload)
        event = _event(payload)
        found.append(_Sent(raw=raw, json=item.payload, payload=payload, event=event))
    return found


_REDACTOR = redactor()


def _event(payload: SentryPayload) -> ErrorEvent:
    return to_event(
        payload,
        project="1",
        door=Door.ENVELOPE,
        received_at=1.8e9,
        sent_at=None,
        event_id=None,
        redactor=_REDACTOR,
    )


def _steps() -> dict[str, Callable[[_Sent], object]]:
    rules, cascade, limits = ByRules(), offline_cascade(), EnvelopeLimits()
    return {
        "envelope": lambda sent: read_raw(sent.raw, limits),
        "decode": lambda sent: decode_event(sent.json),
        "normalise, with redaction and facts": lambda sent: _event(sent.payload),
        "  of it facts": lambda sent: facts.read(replace(sent.event, facts=Facts())),
        "grouping": lambda sent: (fingerprint(sent.event), link_hashes(sent.event)),
        "rules (new issues only)": lambda sent: rules.answers(sent.event),
        "verdict (new issues only)": lambda sent: cascade.judge(sent.event),
        "detail (kept events only)": lambda sent: to_detail(sent.payload, redactor=_REDACTOR),
        "packing (kept events only)": lambda sent: pack_event(sent.event, to_detail(sent.payload, redactor=_REDACTOR)),
    }


def _quickest(run: Callable[[_Sent], object], sent: Sequence[_Sent], rounds: int) -> float:
    """µs an event."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for each in sent:
            run(each)
        best = min(best, time.perf_counter() - began)
    return best / len(sent) * 1e6


def _line(number: int, event: ErrorEvent) -> str:
    link = event.outermost
    said = {"type": link.type if link else "", "message": link.message if link else event.message}
    return json.dumps({"id": str(number), "platform": event.platform, "stacktrace": "", "tags": {}, **said})


def _classify(text: str) -> float:
    """Seconds that `kiwame classify` takes for `text`."""
    command = [sys.executable, "-m", "kiwame.service.cli", "classify", "--offline"]
    began = time.perf_counter()
    subprocess.run(command, input=text, stdout=subprocess.DEVNULL, text=True, check=True, env=dict(os.environ))
    return time.perf_counter() - began


def report(judging: Judging) -> str:
    """The steps as a table."""
    rows = [f"{name:<38}{cost:>8.0f} µs an event" for name, cost in judging.steps.items()]
    lines = f"then {judging.lines_per_second:,.0f} lines/s"
    tail = f"kiwame classify: one line takes {judging.start_seconds * 1000:.0f} ms, {lines}"
    return "\n".join((f"the quickest pass over {judging.events} recorded events, one process", *rows, tail))
