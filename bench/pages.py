"""What the pages cost with 10,000 issues: the time until each has come over a real connection, and its size."""

import contextlib
import http.client
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from kiwame.classifier import OfflineJudge
from kiwame.core.event import Breadcrumb, ErrorEvent, EventDetail, Frame, FrameSource, Link
from kiwame.core.issue import Correction, Recording, Status
from kiwame.decide.severity import severity
from kiwame.grouping.mechanisms import fingerprint
from kiwame.service import pages as service_pages
from kiwame.service.settings import Settings
from kiwame.store.engine import Store, open_store
from kiwame.web.app import make_app

TIME_GOAL = 100.0
"""Milliseconds, the median of each page."""
SIZE_GOAL = 100_000
"""Bytes over the wire."""

_HOUR = 3600.0
_BATCH = 500
_SAID = (
    ("RateLimitError", "openai", "Error code: 429 - {'error': {'code': 'insufficient_quota', 'message': 'no credit'}}"),
    ("AuthenticationError", "openai", "Error code: 401 - {'error': {'code': 'invalid_api_key'}}"),
    ("ReadTimeout", "httpx", "The read operation timed out"),
    ("KeyError", "", "'choices'"),
    ("OverloadedError", "anthropic", "Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error'}}"),
    ("SomethingOdd", "shop", "nobody knows what this is"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFigures:
    """One page: the median in milliseconds, and the bytes of its answer, headers left out."""

    name: str
    median_ms: float
    size: int


def measure(*, issues: int, rounds: int) -> list[PageFigures]:
    """Fill a store in a temporary folder with `issues` issues and ask for each page `rounds` times."""
    with tempfile.TemporaryDirectory(prefix="kiwame-bench-") as folder:
        store = open_store(str(Path(folder, "kiwame.sqlite")), severity=severity, create=True)
        try:
            now = time.time()
            fill(store, issues, now)
            settings = Settings(data=Path(folder))
            app = make_app(
                site=service_pages.site(settings, store),
                access=service_pages.access(settings, store),
                readiness=tuple,
                metrics=bytes,
            )
            with _served(app) as port:
                return [_ask(port, name, path, rounds) for name, path in _addresses(issues)]
        finally:
            store.close()


def fill(store: Store, issues: int, now: float) -> None:
    """Issues of all kinds, each with two events of the last two days, every ninth resolved, the newest in full."""
    judge, chance = OfflineJudge(), random.Random(5)
    store.projects.ensure_default("ab" * 16, now)
    for start in range(0, issues, _BATCH):
        recordings = []
        for number in range(start, min(start + _BATCH, issues)):
            for nth in range(2):
                event, detail = _event(number, nth, now - chance.random() * 47 * _HOUR)
                verdict = judge.judge(event).verdict if nth == 0 else None
                recordings.append(
                    Recording(event=event, fingerprint=fingerprint(event), verdict=verdict, detail=detail)
                )
        store.recorder.record(recordings, now)
    for number in range(1, issues, 9):
        store.commands.correct(str(number), Correction(status=Status.RESOLVED), "local", now)


def _event(number: int, nth: int, at: float) -> tuple[ErrorEvent, EventDetail]:
    kind, module, message = _SAID[number % len(_SAID)]
    letters = "".join(chr(97 + (number // 26**place) % 26) for place in range(4))
    ours = [
        Frame(function=f"step_{letters}_{n}", filename=f"app/{letters}.py", lineno=n, in_app=True) for n in range(4)
    ]
    theirs = [
        Frame(function=f"call_{n}", module=f"{module or 'lib'}.inner", filename=f"inner{n}.py") for n in range(20)
    ]
    frames = (*ours, *theirs)
    source = FrameSource(
        context_line="    answer = await client.send(request)",
        pre_context=("async def send(request):",) * 5,
        post_context=("    return answer",) * 5,
        variables={f"name_{n}": f"'value {n} of {letters}'" for n in range(10)},
    )
    event = ErrorEvent(
        event_id=f"{number * 2 + nth:032x}",
        project="1",
        timestamp=at,
        received_at=at,
        platform="python",
        chain=(Link(type=f"{kind}{letters.title()}", module=module, message=f"{message} {letters}", frames=frames),),
        release=f"2.{number % 40}.0",
        environment=("production", "staging", "development")[number % 3],
        tags=tuple((f"tag_{n}", f"value {n}") for n in range(12)),
        user_key=f"user {number % 997}",
    )
    crumbs = tuple(
        Breadcrumb(timestamp="2026-01-01T00:00:00Z", category="http", message=f"GET /{n}") for n in range(50)
    )
    return event, EventDetail(sources=((source,) * len(frames),), breadcrumbs=crumbs)


def _addresses(issues: int) -> Sequence[tuple[str, str]]:
    return (
        ("Issues", "/"),
        ("Issues, resolved", "/?status=resolved"),
        ("Issues, filtered", "/?environment=staging&severity=high&release=2.7.0"),
        ("Issues, searched", "/?q=insufficient_quota"),
        ("Issue", "/issues/1"),
        ("Issue, another", f"/issues/{max(issues // 2, 1)}"),
    )


def _ask(port: int, name: str, path: str, rounds: int) -> PageFigures:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    took, size = [], 0
    try:
        for _ in range(rounds + 2):
            began = time.perf_counter()
            connection.request("GET", path, headers={"Accept": "text/html", "Accept-Language": "en"})
            answer = connection.getresponse()
            size = len(answer.read())
            took.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"{path} was answered {answer.status}")
    finally:
        connection.close()
    return PageFigures(name=name, median_ms=statistics.median(took[2:]), size=size)


@contextlib.contextmanager
def _served(app: FastAPI) -> Iterator[int]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        if time.monotonic() > deadline:
            raise RuntimeError("uvicorn did not start")
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(30)


def shortfalls(found: Sequence[PageFigures]) -> tuple[str, ...]:
    """What misses a goal."""
    return tuple(
        [f"{one.name} takes {one.median_ms:.0f} ms, not {TIME_GOAL:.0f}" for one in found if one.median_ms > TIME_GOAL]
        + [f"{one.name} is {one.size:,} bytes, not {SIZE_GOAL:,}" for one in found if one.size > SIZE_GOAL]
    )


def report(found: Sequence[PageFigures], issues: int) -> str:
    """A table."""
    lines = [f"with {issues:,} issues; goals: {TIME_GOAL:.0f} ms, {SIZE_GOAL // 1000} kB"]
    lines += [f"{one.name:<18} {one.median_ms:6.1f} ms {one.size / 1000:7.1f} kB" for one in found]
    return "\n".join(lines)
