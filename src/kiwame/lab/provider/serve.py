"""All peers of the lab together: `python -m kiwame.lab.provider.serve` prints its ports as one line of JSON.

It ends when its standard input ends, so that it never outlives the process that started it.
"""

import asyncio
import json
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict

from kiwame.lab.draw import Draw
from kiwame.lab.fault import FAULT_HEADER, Fault, Ports
from kiwame.lab.faults.table import FAULTS
from kiwame.lab.provider.answer import Answer, json_answer
from kiwame.lab.provider.http import HttpPeer
from kiwame.lab.provider.peers import closed_port, full_listener, postgres, proxy_answer, redis, self_signed


def provider_answer(faults: Mapping[str, Fault], path: str, headers: dict[str, str]) -> Answer:
    """What the fake provider says to a request: the answer of the fault that its header names."""
    name, _, seed = headers.get(FAULT_HEADER, "").partition(":")
    fault = faults.get(name)
    if fault is None or fault.answer is None:
        return json_answer(404, {"error": {"message": f"no fault answers {path}", "type": "lab", "code": None}})
    return fault.answer(Draw(f"provider:{seed}"))


async def start(
    faults: Mapping[str, Fault] = FAULTS,
) -> tuple[Ports, list[asyncio.Server], list[socket.socket]]:
    """Start every peer on a free port of 127.0.0.1; the provider knows `faults`.

    Servers and sockets must be kept until the end.
    """

    def answering(path: str, headers: dict[str, str]) -> Answer:
        return provider_answer(faults, path, headers)

    servers = [
        await asyncio.start_server(HttpPeer(answering), "127.0.0.1", 0, limit=1 << 20),
        await asyncio.start_server(HttpPeer(answering), "127.0.0.1", 0, ssl=self_signed()),
        await asyncio.start_server(HttpPeer(proxy_answer), "127.0.0.1", 0),
        await asyncio.start_server(postgres, "127.0.0.1", 0),
        await asyncio.start_server(redis, "127.0.0.1", 0),
    ]
    http, tls, proxy, postgres_port, redis_port = (server.sockets[0].getsockname()[1] for server in servers)
    full, full_sockets = full_listener()
    closed, closed_sockets = closed_port()
    ports = Ports(
        http=http, tls=tls, proxy=proxy, postgres=postgres_port, redis=redis_port, full=full, closed=closed
    )  # fmt: skip
    return ports, servers, [*full_sockets, *closed_sockets]


async def _main() -> None:
    ports, servers, sockets = await start()
    sys.stdout.write(json.dumps(asdict(ports)) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.buffer.read)
    for server in servers:
        server.close()
    for kept in sockets:
        kept.close()


if __name__ == "__main__":
    asyncio.run(_main())
