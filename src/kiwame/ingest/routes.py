"""The doors as an ASGI app: check what a door must check, make the bytes durable, answer. Nothing else.

POST /api/{project}/envelope[/]   POST /api/{project}/store[/]   POST /webhooks/sentry   POST /stream
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final, Protocol, assert_never

from kiwame.core.errors import Refused, StorageError, StorageUnavailable
from kiwame.core.event import Door, RawEvent
from kiwame.core.ports import Limiter
from kiwame.ingest import loopback
from kiwame.ingest.asgi import PREFLIGHT, Answer, App, Body, Disconnected, Held, Receive, Scope, Send, ok, refusal
from kiwame.ingest.credentials import agreed_key, key_in_header, key_in_query
from kiwame.ingest.encodings import accepted
from kiwame.ingest.envelope import Peeked, peek
from kiwame.ingest.limits import DoorLimits
from kiwame.ingest.signature import given_signatures, verify
from kiwame.ingest.store_body import as_envelope

_NOT_ALLOWED: Final = Refused(405, "This address takes POST.", headers={"Allow": "POST, OPTIONS"})
_WRONG_KEY: Final = "No open project has this number and this key: copy the DSN that `kiwame serve` prints."
_CLOSED: Final = "This project is closed: reopen it, or take the DSN out of the application."
_NO_SECRET: Final = (
    "Webhooks need KIWAME_SENTRY_CLIENT_SECRET: set it to the Client Secret of the integration at Sentry."
)
_NOT_STORED: Final = (
    "It could not be stored: the disk is full or the inbox failed; the log of `kiwame serve` says which."
)
_JSON_OK: Final = ok()
_Headers = Mapping[bytes, bytes]


class ProjectState(StrEnum):
    """What a key opens."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Keyring(Protocol):
    """Which keys open which projects, answered from memory: it is asked in every request."""

    def project_of(self, key: str, project_id: str) -> ProjectState:
        """OPEN or CLOSED where `key` belongs to `project_id`; UNKNOWN for a wrong key and a wrong project alike."""

    def default_project(self) -> str:
        """The id of the project that takes what names none."""


class Appender(Protocol):
    """Where bytes become durable; `group_commit.GroupCommit` is the one there is."""

    async def append(self, raw: RawEvent) -> None:
        """Return once `raw` is durable. Raises StorageError."""

    def bytes_waiting(self) -> int:
        """How many bytes wait for the worker, from memory."""


class Doors:
    """The ASGI app. What is not a door's address goes on to `otherwise` (404 where there is none).

    `clock` gives Unix seconds, `new_id` 32 hex digits, `secrets` are the webhook's client secrets (several while one is
    rotated). `answers` counts answers by (door, status), for metrics. A sender is told that its event was not stored;
    what failed, with its path, goes to `on_storage_error`, for the log.
    """

    def __init__(
        self,
        *,
        appender: Appender,
        keyring: Keyring,
        limiter: Limiter,
        limits: DoorLimits,
        clock: Callable[[], float],
        new_id: Callable[[], str],
        secrets: Sequence[str] = (),
        otherwise: App | None = None,
        on_storage_error: Callable[[StorageError], None] = lambda _: None,
    ) -> None:
        self._appender = appender
        self._keyring = keyring
        self._limiter = limiter
        self._limits = limits
        self._clock = clock
        self._new_id = new_id
        self._secrets = tuple(secrets)
        self._otherwise = otherwise
        self._on_storage_error = on_storage_error
        self._held = Held(limits.held_bytes)
        self.answers: Counter[tuple[str, int]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to a door."""
        found = door_of(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await self._elsewhere(scope, receive, send)
            return
        door, project = found
        body = Body(receive, self._limits, self._held)
        try:
            answer = await self._enter(door, project, scope, body)
        except Disconnected:
            return
        except StorageError as error:
            self._on_storage_error(error)
            wait = str(self._limits.storage_retry_seconds)
            causes = ("storage_unavailable" if isinstance(error, StorageUnavailable) else "storage_unusable",)
            refused = Refused(503, _NOT_STORED, causes=causes, headers={"Retry-After": wait})
            answer = refusal(refused, drained=True)
        except Refused as refused:
            answer = refusal(refused, drained=await body.drain())
        self.answers[door.value, answer.status] += 1
        await answer.send(send)

    async def _elsewhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._otherwise is not None:
            await self._otherwise(scope, receive, send)
        elif scope["type"] == "http":
            await refusal(Refused(404, "There is nothing at this address."), drained=False).send(send)

    async def _enter(self, door: Door, project: str, scope: Scope, body: Body) -> Answer:
        method = scope["method"]
        if method == "OPTIONS":
            return PREFLIGHT
        if method != "POST":
            raise _NOT_ALLOWED
        headers: _Headers = dict(scope["headers"])
        match door:
            case Door.ENVELOPE:
                return await self._envelope(project, scope, headers, body)
            case Door.STORE:
                return await self._store(project, scope, headers, body)
            case Door.WEBHOOK:
                return await self._webhook(headers, body)
            case Door.SPOTLIGHT:
                return await self._spotlight(scope, headers, body)
            case Door.BACKFILL:
                raise AssertionError  # no address leads there: what is fetched later is put into the inbox
            case _:
                assert_never(door)

    async def _envelope(self, project: str, scope: Scope, headers: _Headers, body: Body) -> Answer:
        encoding = _encoding(headers)
        keys = self._keys(project, scope, headers)
        data = await body.read(headers.get(b"content-length"))
        peeked = peek(data, encoding, header_line_bytes=self._limits.header_line_bytes)
        self._check(agreed_key(project, keys, peeked.dsn), project)
        return await self._take(Door.ENVELOPE, project, data, encoding, peeked)

    async def _spotlight(self, scope: Scope, headers: _Headers, body: Body) -> Answer:
        loopback.check(scope.get("client"), scope["headers"])
        encoding = _encoding(headers)
        data = await body.read(headers.get(b"content-length"))
        peeked = peek(data, encoding, header_line_bytes=self._limits.header_line_bytes)
        return await self._take(Door.SPOTLIGHT, self._keyring.default_project(), data, encoding, peeked)

    async def _store(self, project: str, scope: Scope, headers: _Headers, body: Body) -> Answer:
        encoding = _encoding(headers)
        self._check(agreed_key(project, self._keys(project, scope, headers), ""), project)
        data = await body.read(headers.get(b"content-length"))
        event_id, envelope = as_envelope(data, encoding, event_bytes=self._limits.event_bytes, new_id=self._new_id)
        return await self._take(Door.STORE, project, envelope, "", Peeked(event_id=event_id, carries_event=True))

    async def _webhook(self, headers: _Headers, body: Body) -> Answer:
        if not self._secrets:
            raise Refused(503, _NO_SECRET, causes=("no_client_secret",))
        signatures = given_signatures(headers)
        if not signatures:
            raise Refused(
                401,
                "No signature: Sentry sends one in Sentry-Hook-Signature or Sentry-App-Signature.",
                causes=("missing_signature",),
            )
        encoding = _encoding(headers)
        data = await body.read(headers.get(b"content-length"))
        if not all(verify(self._secrets, data, given) for given in signatures):
            raise Refused(
                401,
                "The signature does not fit the body: is KIWAME_SENTRY_CLIENT_SECRET this integration's Client Secret, "
                "and does a proxy change bodies?",
                causes=("wrong_signature",),
            )
        resource = headers.get(b"sentry-hook-resource", b"").decode("latin-1")[:64]
        await self._append(Door.WEBHOOK, "", data, encoding, resource)
        return _JSON_OK

    def _keys(self, project: str, scope: Scope, headers: _Headers) -> tuple[str, ...]:
        """The keys of header and query; each that is there is checked before the body is read."""
        header = headers.get(b"x-sentry-auth")
        query = scope["query_string"]
        keys = (key_in_header(header.decode("latin-1")) if header else "", key_in_query(query) if query else "")
        for key in keys:
            if key:
                self._check(key, project)
        return keys

    def _check(self, key: str, project: str) -> None:
        match self._keyring.project_of(key, project):
            case ProjectState.OPEN:
                return
            case ProjectState.CLOSED:
                raise Refused(403, _CLOSED, causes=("project_closed",))
            case ProjectState.UNKNOWN:
                raise Refused(403, _WRONG_KEY, causes=("wrong_key",))

    async def _take(self, door: Door, project: str, data: bytes, encoding: str, peeked: Peeked) -> Answer:
        """Quota and high-water mark, then durable, then 200 with the event's id."""
        limits = self._limits
        if self._appender.bytes_waiting() + len(data) > limits.inbox_high_water_bytes:
            detail = "The inbox is full: the worker is behind, or has stopped."
            raise _limited(detail, "inbox_full", limits.high_water_retry_seconds, "")
        if peeked.carries_event is not False:
            wait = self._limiter.take(project, 1, self._clock())
            if wait > 0:
                raise _limited("Over the project's quota of events a minute.", "quota", wait, "error;default")
        await self._append(door, project, data, encoding, "")
        return ok(b'{"id":"%b"}' % peeked.event_id.encode()) if peeked.event_id else _JSON_OK

    async def _append(self, door: Door, project: str, data: bytes, encoding: str, resource: str) -> None:
        await self._appender.append(
            RawEvent(
                project=project,
                door=door,
                body=data,
                received_at=self._clock(),
                encoding=encoding,
                resource=resource,
            )
        )


def door_of(path: str) -> tuple[Door, str] | None:
    """The door at `path` and the project it names ("" for none); None where there is no door.

    Anything may stand before /api/, so that a DSN with a path prefix works behind a proxy that keeps it.
    """
    if path in {"/webhooks/sentry", "/webhooks/sentry/"}:
        return Door.WEBHOOK, ""
    if path in {"/stream", "/stream/"}:
        return Door.SPOTLIGHT, ""
    parts = path.removesuffix("/").rsplit("/", 3)
    if len(parts) == 4 and parts[1] == "api" and parts[2]:
        if parts[3] == "envelope":
            return Door.ENVELOPE, parts[2]
        if parts[3] == "store":
            return Door.STORE, parts[2]
    return None


def _encoding(headers: _Headers) -> str:
    given = headers.get(b"content-encoding")
    return accepted(given.decode("latin-1")) if given else ""


def _limited(detail: str, cause: str, seconds: float, categories: str) -> Refused:
    """429 in whole seconds: the Python SDK drops a limit with a fraction, and then does not look at Retry-After either
    (2.75). `categories` "" stops everything, also what is not an event."""
    wait = max(1, math.ceil(seconds))
    headers = {"X-Sentry-Rate-Limits": f"{wait}:{categories}:project", "Retry-After": str(wait)}
    return Refused(429, detail, causes=(cause,), headers=headers)
