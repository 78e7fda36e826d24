"""What every request passes before a route sees it: access, size, the headers of every answer, and the last resort."""

import logging
from collections.abc import Callable
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiwame.core.errors import KiwameError, place_of
from kiwame.core.ports import Token
from kiwame.web.auth import Caller, Denied, Headers, Request, Role, decide
from kiwame.web.problems import FAILED, TOO_LARGE, Said

_log = logging.getLogger(__name__)

MAX_BODY = 64 * 1024
"""Bytes of a request's body: the largest that is taken, a correction, has about 200."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_OPEN = frozenset({"/healthz", "/readyz"})


class Guard:
    """ASGI middleware. It leaves the `Caller` in the scope under "kiwame.caller", None where nobody is known."""

    def __init__(self, app: ASGIApp, *, find: Callable[[str], Token | None], said: Said) -> None:
        self._app = app
        self._find = find
        self._said = said

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._serve(scope, receive, send_with_headers)
        except ClientDisconnect:
            return
        except Exception as error:
            # The text of an exception may hold what an event said: that stays below the log's usual level.
            _log.error("request_failed", extra={"path": scope["path"], "error": place_of(error)})
            _log.debug("request_failed_because", exc_info=True)
            if begun:
                raise
            await self._said.problem(scope, 500, FAILED)(scope, receive, send_with_headers)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller: Caller | Denied | None
        try:
            caller = await self._caller(scope)
        except KiwameError as error:
            if scope["path"] not in _OPEN:
                await self._said.of(scope, error)(scope, receive, send)
                return
            caller = None
        if isinstance(caller, Denied) and scope["path"] not in _OPEN:
            denied = self._said.problem(scope, caller.status, caller.text, headers=caller.headers, values=caller.values)
            await denied(scope, receive, send)
            return
        # A HEAD is a GET whose body the server leaves out.
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        scope = {**scope, "method": method, "kiwame.caller": caller if isinstance(caller, Caller) else None}
        body = await _read(receive)
        if body is None:
            large = self._said.problem(
                scope, 413, TOO_LARGE, headers={"Connection": "close"}, values={"limit": MAX_BODY}
            )
            await large(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    async def _caller(self, scope: Scope) -> Caller | Denied:
        client = scope.get("client")
        request = Request(
            method=scope["method"], peer=client[0] if client else "", headers=cast("Headers", scope["headers"])
        )
        needed = Role.VIEWER if request.method in {"GET", "HEAD", "OPTIONS"} else Role.MEMBER
        if not request.values(b"authorization"):
            return decide(request, needed=needed, find=self._find)
        return await run_in_threadpool(decide, request, needed=needed, find=self._find)


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or None where it is too large. ClientDisconnect where it breaks off."""
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
