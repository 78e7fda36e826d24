"""The whole way through a real `kiwame serve`: accepted, judged, stored, inbox empty; with disk and memory.

python -m bench --only whole
"""

import contextlib
import os
import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen

from bench.corpus import recorded, varied
from bench.load import Load, http_request, run_load, save_requests
from kiwame.lab.children import clean_environment, end, spawn

CONNECTIONS = 64
_READY_SECONDS = 30.0
_DRAIN_SECONDS = 120.0
_DSN = re.compile(rb"http://([0-9a-f]{32})@127\.0\.0\.1:(\d+)/(\d+)")
_HALVES = {"web": "kiwame.service.app", "worker": "kiwame.service.worker_process"}
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Of one process: MiB at most and when all was done; seconds of a core."""

    peak: float
    after: float
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeWay:
    """`drained_per_second` is `sent` over the time from the first request to an empty inbox with everything stored."""

    sent: int
    stored: int
    issues: int
    kept: int
    recorded: int
    load: Load
    drained_per_second: float
    sent_bytes: float
    disk: dict[str, float]
    processes: dict[str, Spent]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Server:
    process: "Popen[bytes]"
    key: str
    project: str
    port: int
    data: Path

    def counts(self) -> dict[str, float]:
        """What /metrics says, of samples without labels."""
        with _direct.open(f"http://127.0.0.1:{self.port}/metrics", timeout=30) as answer:
            lines = answer.read().decode().splitlines()
        pairs = (line.split(" ") for line in lines if not line.startswith("#") and "{" not in line)
        return {name: float(value) for name, value in pairs}


@contextmanager
def _served(folder: Path) -> Iterator[_Server]:
    """The real command, ready, on a port of its own, with an empty data folder."""
    data = folder / "data"
    (folder / "home").mkdir()
    command = ["-m", "kiwame.service.cli", "serve", "--host", "127.0.0.1", "--port", "0", "--data", str(data)]
    process = spawn([sys.executable, *command], environment=clean_environment(str(folder / "home")), errors=DEVNULL)
    try:
        assert process.stdout is not None
        said = next((found for line in process.stdout if (found := _DSN.search(line))), None)
        if said is None:
            raise RuntimeError("kiwame serve ended before it said its DSN")
        server = _Server(process=process, key=said[1].decode(), port=int(said[2]), project=said[3].decode(), data=data)
        _wait_until_ready(server)
        yield server
    finally:
        end(process)


def _wait_until_ready(server: _Server) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while server.process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            _direct.open(f"http://127.0.0.1:{server.port}/readyz", timeout=2).close()
            return
        time.sleep(0.05)
    raise RuntimeError("kiwame serve did not become ready")


def measure(count: int) -> WholeWay:
    """Send `count` envelopes, each connection as fast as it is answered, and wait until all is stored."""
    texts = recorded()
    with tempfile.TemporaryDirectory(prefix="kiwame-bench-") as name, _served(Path(name)) as server:
        requests = Path(name) / "requests"
        sent_bytes = _write_requests(requests, server, texts, count)
        load = run_load(server.port, requests, connections=CONNECTIONS, seconds=0)
        counts = _wait_until_drained(server, count)
        took = time.time() - load.began
        return WholeWay(
            sent=count,
            stored=int(counts["kiwame_events_total"]),
            issues=int(counts["kiwame_issues"]),
            kept=int(counts["kiwame_stored_events"]),
            recorded=len(texts),
            load=load,
            drained_per_second=count / took,
            sent_bytes=sent_bytes / count,
            disk={
                file: sum(part.stat().st_size for part in server.data.glob(f"{file}*")) / count
                for file in ("kiwame.sqlite", "inbox.sqlite")
            },
            processes={half: _spent(server.process.pid, module) for half, module in _HALVES.items()},
        )


def _write_requests(file: Path, server: _Server, texts: list[bytes], count: int) -> int:
    """Bytes of all bodies."""
    credentials = f"Sentry sentry_key={server.key}, sentry_version=7, sentry_client=kiwame.bench/1"
    headers = {"Content-Type": "application/x-sentry-envelope", "Content-Encoding": "gzip"}
    bodies = list(varied(texts, count))
    path = f"/api/{server.project}/envelope/"
    save_requests([http_request(path, body, {**headers, "X-Sentry-Auth": credentials}) for body in bodies], file)
    return sum(map(len, bodies))


def _wait_until_drained(server: _Server, count: int) -> dict[str, float]:
    deadline = time.monotonic() + _DRAIN_SECONDS
    while True:
        counts = server.counts()
        if not counts["kiwame_inbox_entries"] and counts["kiwame_events_total"] >= count:
            return counts
        if time.monotonic() > deadline:
            raise RuntimeError(f"not drained in {_DRAIN_SECONDS:.0f} s: {counts}")
        time.sleep(0.05)


def _spent(parent: int, module: str) -> Spent:
    """Of the child of `parent` that runs `module`; zeros where the system has no /proc."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes().split(b"\0")
            found = dict(line.split(":", 1) for line in status.read_text().splitlines())
            times = (status.parent / "stat").read_text().rpartition(")")[2].split()[11:13]
        except (OSError, ValueError):
            continue
        if found["PPid"].strip() == str(parent) and module.encode() in command:
            cpu = sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
            return Spent(peak=_mib(found["VmHWM"]), after=_mib(found["VmRSS"]), cpu=cpu)
    return Spent(peak=0.0, after=0.0, cpu=0.0)


def _mib(said: str) -> float:
    return int(said.split(maxsplit=1)[0]) / 1024


def report(whole: WholeWay) -> str:
    """The figures."""
    load = whole.load
    lines = {
        "sent": f"{whole.sent:,} envelopes, {whole.recorded} recorded ones in turn with ids of their own,"
        f" {whole.sent_bytes:,.0f} bytes each in gzip",
        "accepted": f"{load.accepted_per_second:,.0f}/s while the worker works too: p50 {load.p50_ms:.1f} ms,"
        f" p99 {load.p99_ms:.1f} ms over {CONNECTIONS} connections, {load.other_answers} not 200",
        "drained": f"{whole.drained_per_second:,.0f}/s, {whole.drained_per_second / load.accepted_per_second:.2f}"
        f" of accepted: {whole.stored:,} counted, {whole.kept:,} kept in full, {whole.issues} issues, inbox empty",
        "disk": "bytes an event: " + ", ".join(f"{name} {size:,.0f}" for name, size in whole.disk.items()),
        "memory": ", ".join(
            f"{half} {each.peak:.0f} MiB at most, {each.after:.0f} after" for half, each in whole.processes.items()
        ),
        "cores": "ms of a core an event, start included: "
        + ", ".join(f"{half} {each.cpu / whole.sent * 1000:.2f}" for half, each in whole.processes.items()),
    }
    return "\n".join(f"{name:<10}{text}" for name, text in lines.items())
