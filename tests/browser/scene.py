"""A day and a half in the life of an AI application: recorded errors of real clients, told again over the past hours.

Each strand is one fault, raised once in the sample application; its event is then sent as often as the strand says,
with ids, times, users and a release of its own. What the pages show of it is what they would show of a real one.
"""

import gzip
import json
import random
import re
import sys
import urllib.request
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kiwame.lab.capture import record, text_of
from kiwame.lab.faults.table import FAULTS

HOUR = 3600.0
OF_THE_LAB = frozenset({"call", "name", "order", "ports", "seed"})
"""Variables that only the lab's sample application has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One fault over time. `spans` are (events, from, to) in hours ago; `users` how many different ones met it."""

    fault: str
    spans: tuple[tuple[int, float, float], ...]
    users: int
    release: str = "assistant@2.31.0"
    environment: str = "production"


STRANDS = (
    Strand(fault="openai-out-of-credit", spans=((4, 5.4, 3.4), (15, 3.4, 1.5), (58, 1.5, 0.0)), users=41),
    Strand(fault="anthropic-credit-balance", spans=((11, 1.4, 0.05),), users=7),
    Strand(fault="anthropic-invalid-key", spans=((23, 3.1, 0.02),), users=16, environment="staging"),
    Strand(fault="bug-answer-key", spans=((14, 40.0, 0.1),), users=9),
    Strand(fault="openai-model-not-found", spans=((17, 5.2, 0.3),), users=11),
    Strand(fault="anthropic-overloaded", spans=((20, 44.0, 1.0), (31, 19.0, 16.0)), users=33),
    Strand(fault="redis-out-of-memory", spans=((9, 2.6, 0.4),), users=8),
    Strand(fault="openai-answer-truncated", spans=((12, 24.0, 0.7),), users=6),
    Strand(fault="openai-context-length", spans=((8, 30.0, 2.0),), users=5, release="assistant@2.30.4"),
    Strand(fault="httpx-bare-429", spans=((6, 9.0, 1.2),), users=3),
    Strand(fault="gemini-requests-per-minute", spans=((26, 12.0, 0.2),), users=19),
    Strand(fault="cause-hidden", spans=((4, 7.0, 3.0),), users=2, environment="staging"),
    Strand(fault="azure-content-filter", spans=((7, 46.0, 2.0),), users=5),
    Strand(fault="anthropic-read-timeout", spans=((5, 22.0, 5.0),), users=4),
)  # fmt: skip


def recorded(strands: Sequence[Strand] = STRANDS) -> dict[str, dict[str, Any]]:
    """One event of each strand's fault, as the SDK sent it but for paths of this machine and names of the lab."""
    found: dict[str, dict[str, Any]] = {}
    for fault, body, headers in record([FAULTS[strand.fault] for strand in strands], seed=11):
        event = json.loads(_renamed(text_of(body, headers).split(b"\n", 2)[2].splitlines()[0].decode()))
        for error in event.get("exception", {}).get("values", ()):
            for frame in (error.get("stacktrace") or {}).get("frames", ()):
                frame["vars"] = {name: value for name, value in frame.get("vars", {}).items() if name not in OF_THE_LAB}
        found[fault] = event | {"server_name": "web-1"}
    return found


def _renamed(text: str) -> str:
    plain = re.sub(r"/[^\"\s]*?/site-packages/", "/srv/app/.venv/lib/site-packages/", text)
    for path in sorted((path for path in sys.path if path.endswith("/src")), key=len, reverse=True):
        plain = plain.replace(path, "/srv/app")
    return plain.replace("kiwame/lab/", "assistant/").replace("kiwame.lab.", "assistant.")


def told(
    events: dict[str, dict[str, Any]], now: float, strands: Sequence[Strand] = STRANDS
) -> Iterator[dict[str, Any]]:
    """Every event of every strand, oldest first."""
    draw = random.Random(7)
    ages = sorted(
        (
            (draw.uniform(to, since), strand)
            for strand in strands
            for count, since, to in strand.spans
            for _ in range(count)
        ),
        key=lambda one: -one[0],
    )
    for age, strand in ages:
        yield _again(events[strand.fault], strand, now - age * HOUR, draw)


def _again(event: dict[str, Any], strand: Strand, at: float, draw: random.Random) -> dict[str, Any]:
    trace = {"trace_id": f"{draw.getrandbits(128):032x}", "span_id": f"{draw.getrandbits(64):016x}"}
    contexts = event.get("contexts", {})
    return event | {
        "event_id": uuid.UUID(int=draw.getrandbits(128), version=4).hex,
        "timestamp": _iso(at),
        "release": strand.release,
        "environment": strand.environment,
        "user": {"id": f"user-{draw.randrange(strand.users)}"},
        "contexts": {**contexts, "trace": {**contexts.get("trace", {}), **trace}},
    }


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


def send(dsn: str, event: dict[str, Any], now: float) -> None:
    """One event by the door of the DSN."""
    key, rest = dsn.removeprefix("http://").split("@")
    address, project = rest.rsplit("/", 1)
    header = {"event_id": event["event_id"], "sent_at": _iso(now)}
    lines = (header, {"type": "event"}, event)
    body = gzip.compress(b"\n".join(json.dumps(line).encode() for line in lines), 1)
    request = urllib.request.Request(f"http://{address}/api/{project}/envelope/", data=body)
    request.add_header("X-Sentry-Auth", f"Sentry sentry_key={key}, sentry_version=7")
    request.add_header("Content-Encoding", "gzip")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200
