"""Ways to speak to the doors: an ASGI client in process, and a real uvicorn on a free port."""

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import uvicorn

from kiwame.core.event import RawEvent
from kiwame.core.ports import Inbox
from kiwame.inbox.memory import MemoryInbox
from kiwame.ingest.asgi import App, Message
from kiwame.ingest.group_commit import GroupCommit
from kiwame.ingest.limits import DoorLimits
from kiwame.ingest.quota import MemoryLimiter
from kiwame.ingest.routes import Doors, ProjectState

KEY = "0123456789abcdef0123456789abcdef"
OTHER_KEY = "f" * 32
EVENT_ID = "a" * 32
NEW_ID = "b" * 32
SECRET = "s3cr3t-of-the-integration"
AUTH = f"Sentry sentry_version=7, sentry_client=test/1, sentry_key={KEY}"

_LOOP = asyncio.Runner()
"""One loop for all requests in process, since a GroupCommit lives on one."""


class Keys:
    """Project 1 is open, project 2 closed; both take KEY."""

    def project_of(self, key: str, project_id: str) -> ProjectState:
        if key != KEY or project_id not in {"1", "2"}:
            return ProjectState.UNKNOWN
        return ProjectState.OPEN if project_id == "1" else ProjectState.CLOSED

    def default_project(self) -> str:
        return "1"


@dataclass
class House:
    """Doors before an inbox, with a clock that stands still unless it is moved."""

    inbox: Inbox = field(default_factory=MemoryInbox)
    limits: DoorLimits = field(default_factory=DoorLimits)
    quota: int = 60_000
    secrets: Sequence[str] = (SECRET,)
    now: float = 1_700_000_000.0

    def doors(self) -> Doors:
        """A new set of doors."""
        return Doors(
            appender=GroupCommit(self.inbox),
            keyring=Keys(),
            limiter=MemoryLimiter(self.quota),
            limits=self.limits,
            clock=lambda: self.now,
            new_id=lambda: NEW_ID,
            secrets=self.secrets,
        )

    def stored(self) -> list[RawEvent]:
        """What is in the inbox."""
        return [entry.raw for entry in self.inbox.take(1000)]


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        """The body, which must be a JSON object."""
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value


def call(app: App, path: str, body: bytes | Sequence[bytes] = b"", **options: object) -> Reply:
    """One request in process, as uvicorn would hand it over; a sequence of bytes comes as chunks.

    Options: method, headers (a mapping), query (bytes), client, disconnect (True: the client leaves after the chunks),
    stall (True: it stays, and sends nothing more).
    """
    reply = _LOOP.run(_call(app, path, body, options))
    assert reply is not None
    return reply


def call_and_leave(app: App, path: str, body: Sequence[bytes], headers: dict[str, str]) -> Reply | None:
    """A client that goes away in the middle of its body; the answer, if any was given."""
    return _LOOP.run(_call(app, path, body, {"headers": headers, "disconnect": True}))


async def _call(app: App, path: str, body: bytes | Sequence[bytes], options: dict[str, object]) -> Reply | None:
    chunks = [body] if isinstance(body, bytes) else list(body)
    waiting: list[Message] = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    if options.get("disconnect"):
        waiting.append({"type": "http.disconnect"})
    elif not options.get("stall"):
        waiting[-1]["more_body"] = False
    given = options.get("headers", {})
    assert isinstance(given, dict)
    headers = [(k.lower().encode(), v if isinstance(v, bytes) else str(v).encode("latin-1")) for k, v in given.items()]
    scope = {
        "type": "http",
        "method": options.get("method", "POST"),
        "path": path,
        "query_string": options.get("query", b""),
        "headers": headers,
        "client": options.get("client", ("127.0.0.1", 4000)),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        if not waiting:
            await asyncio.get_running_loop().create_future()
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    if not sent:
        return None
    named = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return Reply(status=sent[0]["status"], headers=named, body=b"".join(m.get("body", b"") for m in sent[1:]))


@contextlib.contextmanager
def serving(app: App) -> Iterator[int]:
    """`app` behind a real uvicorn on a free port of 127.0.0.1; the port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        try:
            yield int(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(10)


def envelope(*events: bytes, header: dict[str, object] | None = None) -> bytes:
    """An envelope of `events`, each with its length."""
    first = json.dumps({"event_id": EVENT_ID} if header is None else header).encode()
    items = [b'{"type":"event","length":%d}\n%b' % (len(event), event) for event in events]
    return b"\n".join([first, *items])
