"""The services that the shop calls, and the lab's other peers, served by a thread of this process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kiwame.lab.fault import Ports
from kiwame.lab.ordinary.services import answer
from kiwame.lab.provider.http import HttpPeer
from kiwame.lab.provider.serve import start


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """Where the lab's peers listen, and where (`shop`) the services that the shop calls."""

    ports: Ports
    shop: int


async def _start() -> tuple[Peers, list[asyncio.Server], list[object]]:
    ports, servers, sockets = await start()
    services = await asyncio.start_server(HttpPeer(answer), "127.0.0.1", 0, limit=1 << 20)
    shop = services.sockets[0].getsockname()[1]
    return Peers(ports=ports, shop=shop), [*servers, services], [*sockets]


@contextmanager
def peers() -> Iterator[Peers]:
    """All of them, until the context ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    found, servers, kept = asyncio.run_coroutine_threadsafe(_start(), loop).result(20)
    try:
        yield found
    finally:
        for server in servers:
            loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        kept.clear()
        loop.close()
