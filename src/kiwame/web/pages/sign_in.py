"""Signing in with the one password, and out again."""

import asyncio
import logging
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from kiwame.playbooks.playbook import N_
from kiwame.web import cookies
from kiwame.web.access import Access, visit_of
from kiwame.web.forms import form_of
from kiwame.web.pages.frame import Frame
from kiwame.web.pages.own_path import own_path
from kiwame.web.pages.said import Done, Said
from kiwame.web.sessions import SESSION_SECONDS

_log = logging.getLogger(__name__)

TOO_MANY = N_(
    "The password was tried too often. Try again in {minutes} min; at the machine that Kiwame runs on you get in "
    "without it."
)


def sign_in_routes(*, frame: Frame, access: Access, clock: Callable[[], float]) -> APIRouter:
    """GET and POST /sign-in, POST /sign-out. Whoever is in already is led on."""
    router = APIRouter(include_in_schema=False)
    # One try at a time, beside the event loop: a flood of tries takes one core and little memory.
    verifying = ThreadPoolExecutor(1, thread_name_prefix="password")

    def shown(request: Request, status: int, *, back: str, wrong: bool = False) -> Response:
        if not access.password.is_set:
            status = 403
        unsaved = "unsaved" in request.query_params
        return frame.render(
            request, "sign_in.html", status, back=back, wrong=wrong, unsaved=unsaved, closed=not access.password.is_set
        )

    @router.get("/sign-in")
    async def asked(request: Request) -> Response:
        back = way_back(request.query_params.get("next", ""))
        if request.scope["kiwame.caller"] is not None:
            return RedirectResponse(frame.address_of(request, back), 303)
        return shown(request, 200, back=back)

    @router.post("/sign-in")
    async def tried(request: Request) -> Response:
        visit, form = visit_of(request.scope), form_of(request.scope)
        back = way_back(form.one("next"))
        if request.scope["kiwame.caller"] is not None:
            return RedirectResponse(frame.address_of(request, back), 303)
        if not access.password.is_set:
            return shown(request, 403, back=back)
        wait = access.tries.take(visit.origin.client, clock())
        if wait > 0.0:
            _log.warning("sign_in_refused", extra={"client": visit.origin.client, "why": "too many tries"})
            return _too_many(frame, request, wait)
        loop = asyncio.get_running_loop()
        if not await loop.run_in_executor(verifying, access.password.matches, form.one("password")):
            _log.warning("sign_in_refused", extra={"client": visit.origin.client, "why": "wrong password"})
            return shown(request, 403, back=back, wrong=True)
        _log.info("signed_in", extra={"client": visit.origin.client})
        access.tries.forgive(visit.origin.client)
        cookie = await run_in_threadpool(access.signed_in.begin, visit.cookie(cookies.SESSION))
        answer = RedirectResponse(frame.address_of(request, back), 303)
        kept = cookies.written(cookies.SESSION, cookie, secure=visit.secure, seconds=SESSION_SECONDS)
        answer.headers.append("Set-Cookie", kept)
        return answer

    @router.post("/sign-out")
    async def out(request: Request) -> Response:
        visit = visit_of(request.scope)
        await run_in_threadpool(access.signed_in.end, visit.cookie(cookies.SESSION))
        answer = RedirectResponse(frame.address_of(request, "/sign-in"), 303)
        forgotten = cookies.written(cookies.SESSION, "", secure=visit.secure, seconds=0)
        answer.headers.append("Set-Cookie", forgotten)
        frame.tell_next(request, answer, Said(done=Done.SIGNED_OUT))
        return answer

    return router


def way_back(text: str) -> str:
    """Where somebody is led after signing in: a page of ours, and not to where one signs in or out.

    >>> way_back("/issues/1"), way_back("//evil.example"), way_back("/sign-in?next=/"), way_back("/sign-out")
    ('/issues/1', '/', '/', '/')
    """
    path = own_path(text)
    return "/" if path.startswith(("/sign-in", "/sign-out", "/language")) else path


def _too_many(frame: Frame, request: Request, wait: float) -> Response:
    return frame.render(
        request,
        "problem.html",
        429,
        {"Retry-After": str(math.ceil(wait))},
        title=N_("Too many tries"),
        text=TOO_MANY,
        values={"minutes": math.ceil(wait / 60)},
        code=429,
        again=None,
    )
