"""Errors as RFC 9457 problems: what happened, and what to do about it."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

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


class Said:
    """Problems in one language."""

    def __init__(self, language: str) -> None:
        self.say = translations(language).gettext

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
        return Response(json.dumps(body).encode(), status, headers=dict(headers or {}), media_type=MEDIA_TYPE)

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


def instance_of(scope: Scope) -> str:
    """The path that was asked for, as it came, without the query (which may hold what must not be echoed)."""
    raw: bytes = scope.get("raw_path") or str(scope.get("path", "")).encode("utf-8", "replace")
    return raw.partition(b"?")[0].decode("ascii", "replace")[:2000]
