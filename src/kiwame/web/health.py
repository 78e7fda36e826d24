"""Whether the process lives (/healthz), works (/readyz), and how much it has done (/metrics)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from kiwame.web.openapi import problems
from kiwame.web.schemas import CheckOut, Health, ReadinessOut

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part that must work: its name, whether it does, and if not what to do."""

    name: str
    ok: bool
    detail: str = ""


def health_routes(*, readiness: Callable[[], Sequence[Check]], metrics: Callable[[], bytes]) -> APIRouter:
    """The three routes. `readiness` and `metrics` are called in the thread pool and may wait on a database."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Does the process live?")
    async def healthz() -> Health:
        return Health(status="ok")

    @router.get(
        "/readyz",
        summary="Does everything work?",
        response_model_exclude_none=True,
        responses={503: {"model": ReadinessOut, "description": "Something does not work; ask again"}},
    )
    def readyz(request: Request, response: Response) -> ReadinessOut:
        checks = readiness()
        ready = all(check.ok for check in checks)
        if not ready:
            response.status_code = 503
            response.headers["Retry-After"] = "1"
        if request.scope.get("kiwame.caller") is None:
            return ReadinessOut(ready=ready)
        shown = [CheckOut(name=check.name, ok=check.ok, detail=check.detail) for check in checks]
        return ReadinessOut(ready=ready, checks=shown)

    @router.get(
        "/metrics",
        summary="Counters in the text format of Prometheus",
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **problems(401, 403)},
    )
    def prometheus() -> Response:
        return Response(metrics(), media_type=METRICS_TYPE)

    return router
