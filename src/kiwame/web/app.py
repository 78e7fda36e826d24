"""Puts the web's parts together."""

import time
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from kiwame.core.errors import KiwameError
from kiwame.core.loopback import parse_authority
from kiwame.core.ports import IssueCommands, Reader, Tokens
from kiwame.core.verdict import UNSURE_BELOW
from kiwame.web.api import BadCursor, address_routes, api_routes
from kiwame.web.faults import fault_of, place_of
from kiwame.web.guard import Guard
from kiwame.web.health import Check, health_routes
from kiwame.web.openapi import describe
from kiwame.web.problems import BAD_BODY, BAD_CURSOR, BAD_VALUES, FAILED, NO_SUCH_ROUTE, WRONG_METHOD, Said
from kiwame.web.schemas import IssueChange
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
        found = error.errors()
        if any(fault["type"] == "json_invalid" for fault in found):
            return said.problem(request.scope, 400, BAD_BODY)
        errors = [
            {
                "where": place_of(fault["loc"]),
                "fault": fault_of(fault, known=_taken(app, request, fault["loc"][0]), say=said.say),
            }
            for fault in found[:20]
        ]
        summary = "; ".join(f"{one['where']} {one['fault']}" for one in errors)
        return said.problem(request.scope, 422, BAD_VALUES, errors=errors, values={"faults": summary[:2000]})

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        match error.status_code:
            case 404:
                return said.problem(request.scope, 404, NO_SUCH_ROUTE)
            case 405:
                allowed = _methods_here(app, request)
                return said.problem(
                    request.scope,
                    405,
                    WRONG_METHOD,
                    headers={"Allow": allowed},
                    values={"method": request.method, "allowed": allowed},
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


def _operations(app: FastAPI, request: Request) -> dict[str, Any]:
    """What the document says of the address that was asked for: method in lower case to operation."""
    for path, operations in describe(app)["paths"].items():
        pattern, _, _ = compile_path(path)
        if pattern.match(request.url.path):
            found: dict[str, Any] = operations
            return found
    return {}


def _methods_here(app: FastAPI, request: Request) -> str:
    return ", ".join(sorted(method.upper() for method in _operations(app, request))) or "GET"


def _taken(app: FastAPI, request: Request, place: int | str) -> list[str]:
    """The names that may be given at a place ("query" or "body") of the address that was asked for."""
    if place == "body":
        return list(IssueChange.model_fields)
    operation = _operations(app, request).get(request.method.lower(), {})
    return [given["name"] for given in operation.get("parameters", ()) if given["in"] == place]
