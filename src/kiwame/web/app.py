"""Puts the web's parts together."""

import time
from collections.abc import Callable, Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from kiwame.core.errors import KiwameError
from kiwame.core.ports import IssueCommands, Reader, Tokens
from kiwame.core.verdict import UNSURE_BELOW
from kiwame.web.api import BadCursor, address_routes, api_routes
from kiwame.web.auth import parse_authority
from kiwame.web.guard import Guard
from kiwame.web.health import Check, health_routes
from kiwame.web.openapi import describe
from kiwame.web.problems import BAD_BODY, BAD_CURSOR, BAD_VALUES, FAILED, NO_SUCH_ROUTE, WRONG_METHOD, Said
from kiwame.web.views import Look

DESCRIPTION = "Which errors of an AI application are one issue, what each is, who has to act, and what to do."


def make_app(
    *,
    reader: Reader,
    commands: IssueCommands,
    tokens: Tokens,
    readiness: Callable[[], Sequence[Check]],
    metrics: Callable[[], bytes],
    language: str = "en",
    public_url: str = "",
    unsure_below: float = UNSURE_BELOW,
    version: str = "1",
    clock: Callable[[], float] = time.time,
) -> FastAPI:
    """The API, /healthz, /readyz and /metrics as one ASGI application.

    `readiness` and `metrics` run in the thread pool. `public_url` is where people reach us, "" for the address that
    each request came to. `language` is that of every text, one of `kiwame.playbooks.languages.LANGUAGES`.
    """
    app = FastAPI(
        title="Kiwame",
        version=version,
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    said = Said(language)

    def look(request: Request) -> Look:
        address = public_url.rstrip("/") or _address_asked(request)
        return Look(language=language, unsure_below=unsure_below, address=address)

    app.include_router(api_routes(reader=reader, commands=commands, look=look, clock=clock), prefix="/api/v1")
    app.include_router(address_routes(reader=reader, look=look))
    app.include_router(health_routes(readiness=readiness, metrics=metrics))
    _answer_errors(app, said)
    app.add_middleware(Guard, find=tokens.find, said=said)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # FastAPI's own way to replace it
    return app


def _address_asked(request: Request) -> str:
    host = request.headers.get("host", "")
    if parse_authority(host) is None:
        return ""
    return f"{request.scope['scheme']}://{host}"


def _answer_errors(app: FastAPI, said: Said) -> None:
    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        faults = error.errors()
        if any(fault["type"] == "json_invalid" for fault in faults):
            return said.problem(request.scope, 400, BAD_BODY)
        errors = [{"where": _place(fault["loc"]), "fault": _fault(fault["msg"])} for fault in faults[:20]]
        summary = "; ".join(f"{one['where']}: {one['fault']}" if one["where"] else one["fault"] for one in errors)
        return said.problem(request.scope, 422, BAD_VALUES, errors=errors, faults=summary[:2000])

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        match error.status_code:
            case 404:
                return said.problem(request.scope, 404, NO_SUCH_ROUTE)
            case 405:
                allowed = _methods_here(app, request)
                return said.problem(
                    request.scope, 405, WRONG_METHOD, headers={"Allow": allowed}, method=request.method, allowed=allowed
                )
            case 400:
                return said.problem(request.scope, 400, BAD_BODY)
            case status:
                return said.problem(request.scope, status, FAILED)

    @app.exception_handler(BadCursor)
    def bad_cursor(request: Request, error: BadCursor) -> Response:
        return said.problem(request.scope, 404, BAD_CURSOR)

    @app.exception_handler(KiwameError)
    def our_own(request: Request, error: KiwameError) -> Response:
        return said.of(request.scope, error)


def _place(location: Sequence[int | str]) -> str:
    """A place in the request: ("query", "limit") is `limit`, ("body", "status") is `status`."""
    return ".".join(str(part) for part in location[1:])[:200]


def _fault(message: str) -> str:
    return message.removeprefix("Value error, ")[:500]


def _methods_here(app: FastAPI, request: Request) -> str:
    found: set[str] = set()
    for route in app.routes:
        match, _ = route.matches(request.scope)
        if match is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return ", ".join(sorted(found)) or "GET"
