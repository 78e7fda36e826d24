"""How many events a second the doors take, beside a bare handler that reads the body and answers: one run, interleaved.

python -m bench.doors [--rounds 5] [--seconds 3] [--connections 128]
"""

import argparse
import contextlib
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.load import Load, http_request, run_load, save_requests
from bench.machine import described
from kiwame.ingest.asgi import App, Receive, Scope, Send

KEY = "0123456789abcdef0123456789abcdef"
_AUTH = f"Sentry sentry_key={KEY}, sentry_version=7, sentry_client=sentry.python/2.75.0"
_HEADERS = {"Content-Type": "application/x-sentry-envelope", "Content-Encoding": "gzip", "X-Sentry-Auth": _AUTH}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorFigures:
    """Medians over the rounds; `ratio` is doors over bare."""

    bare: Load
    doors: Load
    ratio: float


def make_envelopes(count: int) -> list[bytes]:
    """Gzip envelopes as sentry-sdk sends them, of `count` made-up faults with varying texts, frames and breadcrumbs."""
    import sentry_sdk
    from sentry_sdk.envelope import Envelope
    from sentry_sdk.transport import Transport

    made: list[bytes] = []

    class Keep(Transport):
        def capture_envelope(self, envelope: Envelope) -> None:
            import gzip

            made.append(gzip.compress(envelope.serialize(), 9))

    rng = random.Random(7)
    with sentry_sdk.new_scope():
        sentry_sdk.init(f"http://{KEY}@127.0.0.1:9/1", transport=Keep, max_breadcrumbs=100)
        for number in range(count):
            for step in range(60):
                sentry_sdk.add_breadcrumb(
                    category="http", message=f"GET /v1/{rng.random()} {rng.choice('abc') * 9} {step}"
                )
            _capture(rng, number)
        sentry_sdk.init(dsn=None)
    return made


def _capture(rng: random.Random, number: int) -> None:
    """In a frame of its own: an SDK sends the variables of every frame, so not one that holds earlier envelopes."""
    import sentry_sdk

    try:
        _fail(rng, rng.randrange(3, 12), {"prompt": _words(rng, 120), "number": number})
    except RuntimeError as error:
        sentry_sdk.capture_exception(error)


def _words(rng: random.Random, count: int) -> str:
    return " ".join(f"{rng.choice(('alpha', 'beta', 'gamma', 'delta'))}{rng.randrange(10**6)}" for _ in range(count))


def _fail(rng: random.Random, depth: int, state: dict[str, object]) -> None:
    local = _words(rng, 30)
    if depth:
        _fail(rng, depth - 1, {**state, f"level_{depth}": local[:80]})
    try:
        raise ConnectionResetError(
            f"request {rng.randrange(10**9)} to 10.0.3.{rng.randrange(255)} was reset: {local[:60]}"
        )
    except OSError as error:
        raise RuntimeError(f"the model gave no answer after {rng.randrange(90)} s") from error


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the body, answer 200."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{}"})


def doors(data: Path) -> App:
    """The doors before a durable inbox in `data`, with no limit in the way."""
    from kiwame.inbox.sqlite import SqliteInbox
    from kiwame.ingest.group_commit import GroupCommit
    from kiwame.ingest.limits import DoorLimits
    from kiwame.ingest.quota import MemoryLimiter
    from kiwame.ingest.routes import Doors, ProjectState

    class Keys:
        def project_of(self, key: str, project_id: str) -> ProjectState:
            return ProjectState.OPEN if (key, project_id) == (KEY, "1") else ProjectState.UNKNOWN

        def default_project(self) -> str:
            return "1"

    return Doors(
        appender=GroupCommit(SqliteInbox(data / "inbox.sqlite")),
        keyring=Keys(),
        limiter=MemoryLimiter(10**12),
        limits=DoorLimits(inbox_high_water_bytes=10**15),
        clock=time.time,
        new_id=lambda: uuid.uuid4().hex,
    )


def serve(kind: str, port: int, data: Path) -> None:
    """uvicorn with one of the two apps, until it is ended."""
    import uvicorn

    app = bare if kind == "bare" else doors(data)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical", access_log=False, lifespan="off")


@contextlib.contextmanager
def served(kind: str, data: Path) -> Iterator[int]:
    """A server process; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-m", "bench.doors", "--serve", kind, str(port), str(data)])
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def measure(*, rounds: int, seconds: float, connections: int) -> DoorFigures:
    """Both servers, round after round, bare and doors in turn; each round of doors begins with an empty inbox."""
    loads: dict[str, list[Load]] = {"bare": [], "doors": []}
    with tempfile.TemporaryDirectory() as folder:
        requests = Path(folder) / "requests"
        save_requests([http_request("/api/1/envelope/", body, _HEADERS) for body in make_envelopes(60)], requests)
        for number in range(rounds):
            for kind, seen in loads.items():
                data = Path(folder) / f"{kind}-{number}"
                data.mkdir()
                with served(kind, data) as port:
                    run_load(port, requests, connections=connections, seconds=0.5)
                    seen.append(run_load(port, requests, connections=connections, seconds=seconds))
                for file in data.iterdir():
                    file.unlink()
    middle = {kind: _median(seen) for kind, seen in loads.items()}
    ratio = middle["doors"].accepted_per_second / middle["bare"].accepted_per_second
    return DoorFigures(bare=middle["bare"], doors=middle["doors"], ratio=ratio)


def _median(loads: list[Load]) -> Load:
    return Load(
        accepted_per_second=statistics.median(load.accepted_per_second for load in loads),
        other_answers=sum(load.other_answers for load in loads),
        p50_ms=statistics.median(load.p50_ms for load in loads),
        p99_ms=statistics.median(load.p99_ms for load in loads),
    )


def table(figures: DoorFigures) -> str:
    """The figures."""
    lines = [f"{'handler':<28}{'accepted/s':>12}{'p50 ms':>10}{'p99 ms':>10}{'not 200':>10}"]
    for name, load in (("bare: body, 200", figures.bare), ("doors: durable, then 200", figures.doors)):
        lines.append(
            f"{name:<28}{load.accepted_per_second:>12,.0f}{load.p50_ms:>10.1f}{load.p99_ms:>10.1f}{load.other_answers:>10}"
        )
    return "\n".join([*lines, f"accepted: {figures.ratio:.3f} of bare"])


def main() -> None:
    """Measure and print, or serve one of the two apps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--connections", type=int, default=128)
    parser.add_argument("--serve", nargs=3, metavar=("KIND", "PORT", "DATA"))
    given = parser.parse_args()
    if given.serve:
        serve(given.serve[0], int(given.serve[1]), Path(given.serve[2]))
    else:
        print(
            f"{described()}\n"
            + table(measure(rounds=given.rounds, seconds=given.seconds, connections=given.connections))
        )


if __name__ == "__main__":
    main()
