"""Bodies in and answers out, for ASGI without a framework: a door's whole budget is about 100 µs."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from kiwame.core.errors import Refused
from kiwame.ingest.limits import DoorLimits

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

_DRAINED_TIMES = 4
_TO_EVERYBODY: Final = (
    (b"content-type", b"application/json"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"X-Sentry-Error, X-Sentry-Rate-Limits, Retry-After"),
)
_ALLOWED: Final = (
    "Content-Type, X-Sentry-Auth, X-Requested-With, Origin, Accept, Authentication, Authorization, Content-Encoding, "
    "sentry-trace, baggage"
)
_PREFLIGHT: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"POST, OPTIONS"),
    (b"access-control-allow-headers", _ALLOWED.encode()),
    (b"access-control-max-age", b"86400"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole HTTP answer."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""

    async def send(self, send: Send) -> None:
        """Put it on the wire."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


PREFLIGHT: Final = Answer(status=204, headers=_PREFLIGHT)


def ok(body: bytes = b"{}") -> Answer:
    """200 with a JSON body."""
    return Answer(status=200, headers=(*_TO_EVERYBODY, (b"content-length", b"%d" % len(body))), body=body)


def refusal(refused: Refused, *, drained: bool) -> Answer:
    """What `refused` says, as Sentry says it: `{"detail", "causes"}` and the header X-Sentry-Error.

    The connection is closed where the request's body was not `drained`.
    """
    body = json.dumps({"detail": refused.detail, "causes": list(refused.causes)}).encode()
    headers = [
        *_TO_EVERYBODY,
        (b"x-sentry-error", _header_value(refused.detail)),
        (b"content-length", b"%d" % len(body)),
        *((name.lower().encode("ascii"), _header_value(value)) for name, value in refused.headers.items()),
    ]
    if not drained:
        headers.append((b"connection", b"close"))
    return Answer(status=refused.status, headers=tuple(headers), body=body)


def _header_value(words: str) -> bytes:
    """`words` as a header may carry them: printable ASCII, at most 500 characters."""
    return bytes(c if 0x20 <= c < 0x7F else 0x3F for c in words[:500].encode("ascii", "replace"))


class Disconnected(Exception):
    """The client went away before its body was complete: nothing is stored, nobody waits for an answer."""


class Held:
    """How many bytes all unfinished bodies of a process hold together, and how many they may."""

    __slots__ = ("bytes", "most")

    def __init__(self, most: int) -> None:
        self.bytes = 0
        self.most = most


class Body:
    """A request's body, read at most once, within the limits' bytes and seconds, and not while too much is `held`."""

    __slots__ = ("_endless", "_held", "_limit", "_receive", "_seconds", "_seen", "done")

    def __init__(self, receive: Receive, limits: DoorLimits, held: Held) -> None:
        self._receive = receive
        self._limit = limits.compressed_bytes
        self._seconds = limits.body_seconds
        self._held = held
        self._seen = 0
        self._endless = False
        self.done = False

    async def read(self, declared: bytes | None) -> bytes:
        """The whole body. `declared` is the Content-Length header, None for a chunked body.

        Raises Refused 413, before reading where the declared length is too much, else as soon as too much has come;
        Refused 408 where it takes too long (a sender that drips holds a socket and memory); Refused 503 where
        unfinished bodies hold too much together; Disconnected.
        """
        if declared is not None and declared.isdigit() and int(declared[:20]) > self._limit:
            self._endless = int(declared[:20]) > self._limit * _DRAINED_TIMES
            raise self._too_large()
        first = await self._next()
        if self._seen > self._limit:
            raise self._too_large()
        if self.done:  # nearly every body: it came with its headers, and no clock needs to be set for it
            return first
        try:
            async with asyncio.timeout(self._seconds):
                return await self._rest(first)
        except TimeoutError:
            self._endless = True
            detail = f"The body did not arrive within {self._seconds:g} s: send it again over a better connection."
            raise Refused(408, detail, causes=("too_slow",)) from None

    async def _rest(self, first: bytes) -> bytes:
        chunks = [first]
        mine = len(first)
        self._held.bytes += mine
        try:
            while not self.done:
                chunks.append(await self._next())
                mine += len(chunks[-1])
                self._held.bytes += len(chunks[-1])
                if self._seen > self._limit:
                    raise self._too_large()
                if self._held.bytes > self._held.most:
                    raise _too_much_at_once()
        finally:
            self._held.bytes -= mine
        return b"".join(chunks)

    async def drain(self) -> bool:
        """Let the rest go by, unkept, so that who still sends can read the answer; False where it is too much."""
        if self._endless:
            return False
        try:
            async with asyncio.timeout(self._seconds):
                while not self.done and self._seen <= self._limit * _DRAINED_TIMES:
                    await self._next()
        except (Disconnected, TimeoutError):
            return False
        return self.done

    async def _next(self) -> bytes:
        message = await self._receive()
        if message["type"] != "http.request":
            raise Disconnected
        chunk: bytes = message.get("body", b"")
        self._seen += len(chunk)
        self.done = not message.get("more_body", False)
        return chunk

    def _too_large(self) -> Refused:
        return Refused(413, f"The body is too large: at most {self._limit} bytes are taken.", causes=("too_large",))


def _too_much_at_once() -> Refused:
    return Refused(
        503,
        "Too many large bodies are being sent at once: send again in a moment.",
        causes=("too_much_at_once",),
        headers={"Retry-After": "5"},
    )
