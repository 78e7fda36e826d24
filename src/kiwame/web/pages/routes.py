"""All pages as one router."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kiwame.playbooks.languages import LANGUAGES
from kiwame.web.forms import form_of
from kiwame.web.pages import language
from kiwame.web.pages.acts import act_routes
from kiwame.web.pages.frame import Frame
from kiwame.web.pages.issue import issue_routes
from kiwame.web.pages.issues import issues_routes
from kiwame.web.pages.own_path import own_path
from kiwame.web.pages.regroup_acts import regroup_act_routes
from kiwame.web.pages.static_files import static_files
from kiwame.web.site import Site

_A_YEAR = 365 * 86400


def page_routes(site: Site) -> APIRouter:
    """Every page, and what its forms send to."""
    router = APIRouter(include_in_schema=False)
    router.include_router(static_files().routes())
    router.include_router(_language_routes(site.frame))
    router.include_router(issues_routes(site))
    router.include_router(regroup_act_routes(site))
    router.include_router(act_routes(site))
    router.include_router(issue_routes(site))
    return router


def _language_routes(frame: Frame) -> APIRouter:
    router = APIRouter()

    @router.post("/language")
    async def chosen(request: Request) -> Response:
        form = form_of(request.scope)
        back = RedirectResponse(frame.address_of(request, own_path(form.one("next"))), 303)
        if form.one("language") in LANGUAGES:
            back.set_cookie(
                language.COOKIE,
                form.one("language"),
                max_age=_A_YEAR,
                path="/",
                secure=request.url.scheme == "https",
                httponly=True,
                samesite="lax",
            )
        return back

    return router
