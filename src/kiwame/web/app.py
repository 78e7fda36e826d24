"""Puts the web's parts together: the one place where routers meet."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from kiwame.core.errors import KiwameError
from kiwame.web.access import Access
from kiwame.web.api import BadCursor, api_routes
from kiwame.web.faults import fault_of, place_of
from kiwame.web.guard import Guard
from kiwame.web.health import Check, health_routes
from kiwame.web.openapi import describe
from kiwame.web.pages.problem import page_of_problems
from kiwame.web.pages.routes import page_routes
from kiwame.web.pages.set_up import set_up_routes
from kiwame.web.pages.sign_in import sign_in_routes
from kiwame.web.problems import BAD_BODY, BAD_CURSOR, BAD_VALUES, FAILED, NO_SUCH_ROUTE, WRONG_METHOD, Said
from kiwame.web.regroup_api import regroup_routes
from kiwame.web.site import Site
from kiwame.web.views import Look

DESCRIPTION = "Which errors of an AI application are one issue, what each is, who has to act, and what to do."


def make_app(
    *,
    site: Site,
    access: Access,
    readiness: Callable[[], Sequence[Check]],
    metrics: Callable[[], bytes],
) -> FastAPI:
    """The pages, the API, /healthz, /readyz and /metrics as one ASGI application.

    `access` decides who is let in. `readiness` and `metrics` run in the thread pool.
    """
    app = FastAPI(
        title="Kiwame",
        version=site.version,
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,
    )
    said = Said(site.language, page_of_problems(site.frame))

    def look(request: Request) -> Look:
        return Look(language=site.language, unsure_below=site.unsure_below, address=site.address(request))

    routes = api_routes(
        reader=site.reader, commands=site.commands, deliveries=site.deliveries, look=look, clock=site.clock
    )
    app.include_router(routes, prefix="/api/v1")
    grouping = regroup_routes(reader=site.reader, regrouping=site.regrouping, look=look, clock=site.clock)
    app.include_router(grouping, prefix="/api/v1")
    app.include_router(sign_in_routes(frame=site.frame, access=access, clock=site.clock))
    app.include_router(set_up_routes(site))
    app.include_router(page_routes(site))
    app.include_router(health_routes(readiness=readiness, metrics=metrics))
    _answer_errors(app, said)
    app.add_middleware(Guard, access=access, said=said, address_of=site.frame.address_of)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # FastAPI's own way to replace it
    return app


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
                allowed = _methods_here(app, request, (error.headers or {}).get("Allow", ""))
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


def _methods_here(app: FastAPI, request: Request, allowed: str) -> str:
    """What the address takes: what the document says of it, and `allowed`, what the first route that fits says."""
    methods = {method.upper() for method in _operations(app, request)}
    methods |= {method.strip() for method in allowed.split(",") if method.strip() not in ("", "HEAD")}
    return ", ".join(sorted(methods)) or "GET"


def _taken(app: FastAPI, request: Request, place: int | str) -> list[str]:
    """The names that may be given at a place ("query" or "body") of the address that was asked for."""
    operation = _operations(app, request).get(request.method.lower(), {})
    if place == "body":
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        return list(describe(app)["components"]["schemas"][schema]["properties"])
    return [given["name"] for given in operation.get("parameters", ()) if given["in"] == place]
