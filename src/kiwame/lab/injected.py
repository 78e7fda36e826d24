"""Every format raised once by its real client in one process, and the events that the real sentry-sdk makes of them.

`python -m kiwame.lab.injected [--seed N] [--facts]` prints a JSON line for each event: the format's name, and the
event as it would be sent. There is no web application around, so that hundreds take seconds. It is for tests and for
recording cases: it changes how this process resolves names, as a hosts file would.
"""

import argparse
import asyncio
import ipaddress
import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from kiwame.lab.draw import Draw
from kiwame.lab.fault import Call, Fault, Ports
from kiwame.lab.faults.formats import BY_TOKEN, FORMAT_FAULTS
from kiwame.lab.provider.serve import start
from kiwame.sdk import KiwameIntegration

_kept: list[dict[str, Any]] = []


class _Keep(Transport):
    """Keeps events instead of sending them."""

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            _kept.append(dict(event))


@contextmanager
def all_names_are_ours() -> Iterator[None]:
    """While open, every host name is this machine's, as if a hosts file said so; addresses stay what they are."""
    asked = socket.getaddrinfo

    def answered(host: Any, *rest: Any, **more: Any) -> Any:
        return asked(_ours(host), *rest, **more)

    socket.getaddrinfo = answered
    try:
        yield
    finally:
        socket.getaddrinfo = asked


def _ours(host: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    if not name:
        return host
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return "127.0.0.1"
    return host


@contextmanager
def _provider() -> Iterator[Ports]:
    """The fake provider, which knows the formats, served by a thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    ports, servers, sockets = asyncio.run_coroutine_threadsafe(start(BY_TOKEN), loop).result(20)
    yield ports
    for server in servers:
        loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)
    for kept in sockets:
        kept.close()


def raised(fault: Fault, seed: str, ports: Ports) -> list[dict[str, Any]]:
    """The events of one fault's raising; none where its client takes the answer for a success."""
    _kept.clear()
    with sentry_sdk.isolation_scope():
        try:
            fault.run(Call(fault=fault.name, seed=seed, ports=ports, draw=Draw(f"app:{seed}")))
        except Exception as error:
            sentry_sdk.capture_exception(error)
    return list(_kept)


def main() -> None:
    """Print the events."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="decides every value that varies (default 1)")
    parser.add_argument("--facts", action="store_true", help="the application has Kiwame's integration, too")
    given = parser.parse_args()
    sentry_sdk.init(
        dsn=f"http://{'a' * 32}@127.0.0.1:9/1",
        environment="production",
        in_app_include=["kiwame.lab"],
        integrations=[KiwameIntegration()] if given.facts else [],
        transport=_Keep,
    )
    with all_names_are_ours(), _provider() as ports:
        for turn, (name, fault) in enumerate(FORMAT_FAULTS.items()):
            for event in raised(fault, f"{given.seed}.{turn}", ports):
                sys.stdout.write(json.dumps({"format": name, "event": event}, default=str) + "\n")


if __name__ == "__main__":
    main()
