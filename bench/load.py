"""A closed-loop load generator: raw asyncio sockets with keep-alive, in a process of its own."""

import argparse
import asyncio
import contextlib
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one run saw: requests answered 200 a second, other answers in all, answer times in milliseconds.

    `began` is when the first request was sent, in Unix seconds.
    """

    accepted_per_second: float
    other_answers: int
    p50_ms: float
    p99_ms: float
    began: float = 0.0


class _Connection(asyncio.Protocol):
    """Sends a request, waits for its answer, sends the next, until `requests` has no more."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self._requests = requests
        self._got = b""
        self.times: list[float] = []
        self.others = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass of it
        self._send()

    def _send(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            return
        self._began = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._got = self._got + data if self._got else data
        head = self._got.find(b"\r\n\r\n")
        if head < 0:
            return
        at = self._got.lower().find(b"content-length:", 0, head)
        length = int(self._got[at + 15 : self._got.find(b"\r\n", at)]) if at >= 0 else 0
        if len(self._got) < head + 4 + length:
            return
        now = time.perf_counter()
        if self._got.startswith(b"HTTP/1.1 200"):
            self.times.append(now - self._began)
        else:
            self.others += 1
        self._got = b""
        self._send()

    def connection_lost(self, _: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


def http_request(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """The bytes of one POST."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _drawn(requests: Sequence[bytes], seconds: float) -> Iterator[bytes]:
    """Requests at random until the time is over."""
    rng, until = random.Random(1), time.perf_counter() + seconds
    while time.perf_counter() < until:
        yield rng.choice(requests)


async def _drive(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Load:
    loop = asyncio.get_running_loop()
    began, at = time.perf_counter(), time.time()
    order = _drawn(requests, seconds) if seconds else iter(requests)
    made = [await loop.create_connection(lambda: _Connection(order), "127.0.0.1", port) for _ in range(connections)]
    protocols = [protocol for _, protocol in made]
    await asyncio.gather(*(protocol.done for protocol in protocols))
    took = time.perf_counter() - began
    times = sorted(t for protocol in protocols for t in protocol.times) or [0.0]
    return Load(
        accepted_per_second=len(times) / took,
        other_answers=sum(protocol.others for protocol in protocols),
        p50_ms=statistics.median(times) * 1000,
        p99_ms=times[int(len(times) * 0.99)] * 1000,
        began=at,
    )


def run_load(port: int, requests_file: Path, *, connections: int, seconds: float) -> Load:
    """Load `port` from another process with the requests in `requests_file` (as `save_requests` writes them).

    For so many seconds with requests drawn at random; with 0, each request once, in order.
    """
    command = [sys.executable, "-m", "bench.load", str(port), str(requests_file), str(connections), str(seconds)]
    out = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 120).stdout
    return Load(**json.loads(out))


def save_requests(requests: Sequence[bytes], file: Path) -> None:
    """Each request with its length before it."""
    file.write_bytes(b"".join(len(r).to_bytes(4, "big") + r for r in requests))


def _read_requests(file: Path) -> list[bytes]:
    data, position, requests = file.read_bytes(), 0, []
    while position < len(data):
        end = position + 4 + int.from_bytes(data[position : position + 4], "big")
        requests.append(data[position + 4 : end])
        position = end
    return requests


def main() -> None:
    """Drive and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("requests", type=Path)
    parser.add_argument("connections", type=int)
    parser.add_argument("seconds", type=float)
    given = parser.parse_args()
    with contextlib.suppress(ImportError):
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    load = asyncio.run(_drive(given.port, _read_requests(given.requests), given.connections, given.seconds))
    print(json.dumps(asdict(load)))


if __name__ == "__main__":
    main()
