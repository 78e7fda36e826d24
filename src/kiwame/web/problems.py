"""Errors as RFC 9457 problems, and as pages for browsers: what happened, and what to do about it."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Protocol

from starlette.responses import Response
from starlette.types import Scope

from kiwame.core.errors import Conflict, KiwameError, NotFound, StorageUnavailable, UsageError
from kiwame.playbooks.languages import translations
from kiwame.playbooks.playbook import N_

MEDIA_TYPE = "application/problem+json"

FAILED = N_(
    "Kiwame failed at this request, and that is its own fault. Look for 'request_failed' in its log and report it."
)
STORE_BUSY = N_(
    "The database does not answer at the moment. Ask again in a few seconds; 'kiwame check' says what is wrong."
)
STORE_BROKEN = N_("The database cannot be used. 'kiwame check' says why.")
NO_SUCH_ROUTE = N_("There is nothing at this address. /api/v1/openapi.json lists all that there is.")
NO_SUCH_ISSUE = N_("There is no issue with this id. /api/v1/issues lists the ids that there are.")
WRONG_METHOD = N_("This address does not take {method}. It takes {allowed}.")
TOO_LARGE = N_("A request may carry at most {limit} bytes.")
BAD_CURSOR = N_("This cursor names no page of this list. Ask without a cursor for the first page.")
BAD_VALUES = N_("{faults}. /api/v1/openapi.json says what is taken.")
BAD_BODY = N_("The body cannot be read as JSON. Send one JSON object as application/json.")
BAD_HOST = N_("A request needs exactly one Host header, with a host name or an address in it.")
OTHER_HOST = N_(
    "Kiwame does not answer to this host name. Add it to KIWAME_ALLOWED_HOSTS, or set KIWAME_PUBLIC_URL to the address "
    "that people use; behind a reverse proxy, let it pass the Host header on."
)
NO_FORM = N_("This address takes a form: send application/x-www-form-urlencoded.")
BAD_FORM = N_("The form cannot be read. Go back, reload the page and send it again.")
STALE_FORM = N_(
    "This form does not belong to your present visit: you signed in or out meanwhile, cookies are off, or it came from "
    "elsewhere. Nothing was changed. Go back, reload the page and send it again."
)

_NEVER_PAGES = ("/api/", "/static/", "/webhooks/")
_NEVER_PAGE = frozenset({"/healthz", "/readyz", "/metrics", "/set-up/first-event"})


class ProblemPage(Protocol):
    """Shows a problem to people; `pages.problem` is the one there is."""

    def __call__(
        self, scope: Scope, status: int, detail: str, *, headers: Mapping[str, str], values: Mapping[str, object]
    ) -> Response:
        """A page. `detail` is a marked text, `values` fill its braces."""


class Said:
    """Problems in one language; as pages, in the browser's, for whoever prefers those and where `page` is given."""

    def __init__(self, language: str, page: ProblemPage | None = None) -> None:
        self.say = translations(language).gettext
        self._page = page

    def problem(
        self,
        scope: Scope,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, str]] = (),
        values: Mapping[str, object] | None = None,
    ) -> Response:
        """A problem as a response. `detail` is a marked text, `values` fill its braces, `errors` name single values."""
        if self._page is not None and wants_page(scope):
            return self._page(scope, status, detail, headers=headers or {}, values=values or {})
        return self._json(scope, status, detail, headers=headers or {}, errors=errors, values=values or {})

    def last_resort(self, scope: Scope) -> Response:
        """Our own failure, which may be in how pages are shown."""
        try:
            return self.problem(scope, 500, FAILED)
        except Exception:
            return self._json(scope, 500, FAILED, headers={}, errors=(), values={})

    def _json(
        self,
        scope: Scope,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str],
        errors: Sequence[Mapping[str, str]],
        values: Mapping[str, object],
    ) -> Response:
        said = self.say(detail)
        body: dict[str, object] = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": said.format_map(values) if values else said,
            "instance": instance_of(scope),
        }
        if errors:
            body["errors"] = list(errors)
        # ASCII only: what is echoed may hold lone surrogates, which UTF-8 cannot carry.
        return Response(json.dumps(body).encode(), status, headers=dict(headers), media_type=MEDIA_TYPE)

    def of(self, scope: Scope, error: KiwameError) -> Response:
        """The problem that one of Kiwame's own errors is to whoever asked."""
        match error:
            case NotFound():
                return self.problem(scope, 404, NO_SUCH_ISSUE)
            case Conflict():
                return self.problem(scope, 409, str(error))
            case UsageError():
                return self.problem(scope, 422, str(error))
            case StorageUnavailable():
                return self.problem(scope, 503, STORE_BUSY, headers={"Retry-After": "5"})
            case _:
                return self.problem(scope, 503, STORE_BROKEN)


def wants_page(scope: Scope) -> bool:
    """Whether an answer is for a person's eyes: the address is a page's, and a page is what is asked for."""
    path: str = scope["path"]
    if path.startswith(_NEVER_PAGES) or path in _NEVER_PAGE:
        return False
    return prefers_page(b",".join(value for name, value in scope["headers"] if name == b"accept").decode("latin-1"))


def prefers_page(accept: str) -> bool:
    """Whether an Accept header names HTML, and nothing of JSON before it. `*/*` alone, as curl sends it, does not.

    >>> prefers_page("text/html,application/xhtml+xml,*/*;q=0.8"), prefers_page("*/*"), prefers_page("application/json")
    (True, False, False)
    >>> prefers_page("application/json, text/html;q=0.5"), prefers_page("text/html;q=0"), prefers_page("")
    (False, False, False)
    """
    weights = {"text/html": 0.0, "application/json": 0.0}
    for one in accept[:2000].split(","):
        kind, *parameters = (part.strip().lower() for part in one.split(";"))
        if kind in weights:
            weights[kind] = _weight(parameters)
    return weights["text/html"] > 0.0 and weights["text/html"] >= weights["application/json"]


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def instance_of(scope: Scope) -> str:
    """The path that was asked for, as it came, without the query (which may hold what must not be echoed)."""
    raw: bytes = scope.get("raw_path") or str(scope.get("path", "")).encode("utf-8", "replace")
    return raw.partition(b"?")[0].decode("ascii", "replace")[:2000]
