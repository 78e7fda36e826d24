"""The lab's fake provider and its fellows, served by a thread of this process."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kiwame.lab.fault import Ports
from kiwame.lab.provider.serve import start


@contextmanager
def peers() -> Iterator[Ports]:
    """All of them, until the context ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    found, servers, sockets = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    yield found
    for server in servers:
        loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)
    for kept in sockets:
        kept.close()
    loop.close()
