"""All pages as one router."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kiwame.playbooks.languages import LANGUAGES
from kiwame.web.forms import form_of
from kiwame.web.pages import language
from kiwame.web.pages.static_files import static_files
from kiwame.web.site import Site

_A_YEAR = 365 * 86400


def page_routes(site: Site) -> APIRouter:
    """Every page, and what its forms send to."""
    router = APIRouter(include_in_schema=False)
    router.include_router(static_files().routes())
    router.include_router(_language_routes())
    return router


def own_path(text: str) -> str:
    """`text` where it is an address within this server, else "/": nobody is led elsewhere.

    >>> own_path("/issues/1?x=1"), own_path("//evil.example"), own_path("https://evil.example"), own_path("/\\\\evil")
    ('/issues/1?x=1', '/', '/', '/')
    """
    plain = text.startswith("/") and not text.startswith("//") and "\\" not in text
    return text if plain and text.isascii() and text.isprintable() and len(text) <= 2000 else "/"


def _language_routes() -> APIRouter:
    router = APIRouter()

    @router.post("/language")
    async def chosen(request: Request) -> Response:
        form = form_of(request.scope)
        back = RedirectResponse(own_path(form.one("next")), 303)
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
