"""What every request passes before a route sees it: host, access, form, size, the headers of every answer, and the
last resort."""

import logging
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiwame.core.errors import KiwameError, place_of
from kiwame.web.access import Access, Visit
from kiwame.web.auth import OTHER_ORIGIN, SAFE_METHODS, Caller, from_elsewhere
from kiwame.web.forms import FORM_TYPE, UnreadableForm, read_form
from kiwame.web.hosts import HostAnswer
from kiwame.web.problems import (
    BAD_FORM,
    BAD_HOST,
    NO_FORM,
    OTHER_HOST,
    STALE_FORM,
    TOO_LARGE,
    Said,
    wants_page,
)

_log = logging.getLogger(__name__)

MAX_BODY = 64 * 1024
"""Bytes of a request's body: the largest that is taken, a form over a page of issues, has about 4 kB."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_PAGE_HEADERS = _HEADERS | {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    # Under no-referrer a browser sends 'Origin: null' with our own forms.
    "Referrer-Policy": "same-origin",
}
_OPENER_POLICY = "Cross-Origin-Opener-Policy"
"""Sent over TLS alone: without it a browser ignores it, and says so on its console as an error."""
_ANY_HOST = frozenset({"/healthz", "/readyz"})
"""Open to everybody under any name: they say that the process lives, and nothing else."""
_BEFORE_SIGN_IN = frozenset({"/sign-in", "/language"})
_STATIC = "/static/"
_NO_FORMS = _ANY_HOST | {"/metrics"}


class Guard:
    """ASGI middleware. What it leaves in the scope: "kiwame.caller" (a `Caller`, None where nobody is known),
    "kiwame.csrf" (the token for this visitor's forms), "kiwame.form" (the form that was sent, found to be ours),
    "kiwame.visit" (a `Visit`); and "scheme" is what the browser spoke."""

    def __init__(self, app: ASGIApp, *, access: Access, said: Said, address_of: Callable[[Request, str], str]) -> None:
        self._app = app
        self._access = access
        self._said = said
        self._address_of = address_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        visit = self._access.visit(scope)
        scope = {
            **scope,
            # A HEAD is a GET whose body the server leaves out.
            "method": "GET" if scope["method"] == "HEAD" else scope["method"],
            "scheme": visit.origin.scheme,
            "kiwame.caller": None,
            "kiwame.csrf": "",
            "kiwame.visit": visit,
        }

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _add_headers(MutableHeaders(raw=message.setdefault("headers", [])), visit)
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
            await self._said.last_resort(scope)(scope, receive, send_with_headers)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._foreign(scope) or await self._unknown(scope)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            headers = {"Connection": "close"}
            large = self._said.problem(scope, 413, TOO_LARGE, headers=headers, values={"limit": MAX_BODY})
            await large(scope, receive, send)
        elif (refused := _refused_change(scope, body)) is not None:
            await self._said.problem(scope, *refused)(scope, receive, send)
        else:
            await self._app(scope, _replay(body, receive), send)

    def _foreign(self, scope: Scope) -> Response | None:
        """The refusal of a request that does not name us."""
        if scope["path"] in _ANY_HOST:
            return None
        match self._access.hosts.judge(scope["kiwame.visit"].request.values(b"host")):
            case HostAnswer.UNREADABLE:
                return self._said.problem(scope, 400, BAD_HOST)
            case HostAnswer.FOREIGN:
                return self._said.problem(scope, 421, OTHER_HOST)
            case HostAnswer.OURS:
                return None

    async def _unknown(self, scope: Scope) -> Response | None:
        """The refusal of a request by nobody whom we know; else the scope says who asks."""
        path, visit = scope["path"], scope["kiwame.visit"]
        try:
            caller = await visit.caller()
        except KiwameError as error:
            return None if path in _ANY_HOST else self._said.of(scope, error)
        known = caller if isinstance(caller, Caller) else None
        scope.update({"kiwame.caller": known, "kiwame.csrf": visit.bind(known)})
        if known is not None or path in _ANY_HOST or path in _BEFORE_SIGN_IN or path.startswith(_STATIC):
            return None
        if caller.status == 401 and wants_page(scope) and not visit.request.values(b"authorization"):
            return RedirectResponse(self._sign_in_address(scope), 303)
        return self._said.problem(scope, caller.status, caller.text, headers=caller.headers, values=caller.values)

    def _sign_in_address(self, scope: Scope) -> str:
        """Where one signs in, and back from there: to the page that was asked for, or that a form was sent from."""
        request = Request(scope)
        if scope["kiwame.visit"].request.method in SAFE_METHODS:
            query = scope["query_string"].decode("latin-1")
            back = quote(scope["path"] + (f"?{query}" if query else ""))
            return self._address_of(request, f"/sign-in?next={back}")
        unsaved = self._address_of(request, "/sign-in?unsaved=1")
        try:
            parts = urlsplit(request.headers.get("referer", ""))
        except ValueError:
            return unsaved
        path = parts.path.removeprefix(self._address_of(request, ""))
        return f"{unsaved}&next={quote(path + (f'?{parts.query}' if parts.query else ''))}"


def _refused_change(scope: Scope, body: bytes) -> tuple[int, str] | None:
    """Why a change is refused, as (status, text): it must come from a page of ours, unless it shows a token of the
    API. A form that is ours goes into the scope."""
    path: str = scope["path"]
    visit: Visit = scope["kiwame.visit"]
    request, caller = visit.request, scope["kiwame.caller"]
    has_token = caller is not None and bool(request.values(b"authorization"))
    if request.method in SAFE_METHODS or path in _NO_FORMS or has_token:
        return None
    if path.startswith("/api/"):
        denied = visit.refused_script() if caller is not None and caller.signed_in else None
        return None if denied is None else (denied.status, denied.text)
    if from_elsewhere(request):
        return 403, OTHER_ORIGIN
    types = request.values(b"content-type")
    if len(types) != 1 or types[0].partition(";")[0].strip().lower() != FORM_TYPE:
        return 415, NO_FORM
    try:
        form = read_form(body)
    except UnreadableForm:
        return 400, BAD_FORM
    if not visit.form_fits(form.one("csrf")):
        scope["kiwame.stale_form"] = form
        return 403, STALE_FORM
    scope["kiwame.form"] = form
    return None


def _add_headers(headers: MutableHeaders, visit: Visit) -> None:
    is_page = headers.get("content-type", "").startswith("text/html")
    for name, value in (_PAGE_HEADERS if is_page else _HEADERS).items():
        headers.setdefault(name, value)
    if is_page and visit.secure:
        headers.setdefault(_OPENER_POLICY, "same-origin")
    if is_page and (cookie := visit.form_cookie_header()):
        headers.append("Set-Cookie", cookie)


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
