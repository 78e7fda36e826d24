"""Tags by exception class and status alone, for those who search their errors by them: a guess, never a verdict."""

from collections.abc import Iterable
from http import HTTPStatus

from kiwame.core.tags import ERROR_CATEGORY
from kiwame.sdk.plain import mro, name_of

__all__ = ["ERROR_CATEGORY", "categorize_http_error", "error_category"]

_TIMEOUTS = frozenset({
    "TimeoutError", "TimeoutException", "APITimeoutError", "Timeout", "ServerTimeoutError", "SocketTimeoutError",
})  # fmt: skip
"""Classes of Python and of the clients; each of their timeouts is one of these, or derives from one."""


def categorize_http_error(status_code: int) -> str:
    """The category of an HTTP status.

    >>> [categorize_http_error(status) for status in (429, 400, 503, 401, 404)]
    ['rate_limit', 'invalid_request', 'provider_error', 'authentication_error', 'http_client_error']
    """
    match status_code:
        case HTTPStatus.TOO_MANY_REQUESTS:
            return "rate_limit"
        case HTTPStatus.BAD_REQUEST:
            return "invalid_request"
        case HTTPStatus.UNAUTHORIZED:
            return "authentication_error"
        case _ if 500 <= status_code <= 599:
            return "provider_error"
        case _:
            return "http_client_error"


def error_category(chain: Iterable[BaseException], status: int) -> str:
    """`network_timeout` for a timeout without an answer, else by `status`, else (0) `unknown`."""
    if status:
        return categorize_http_error(status)
    return "network_timeout" if any(_timed_out(link) for link in chain) else "unknown"


def _timed_out(error: BaseException) -> bool:
    names = {name_of(cls) for cls in mro(error)}
    # urllib3 derives every failed connection from its timeout, an unknown host and a refusal too.
    return not names.isdisjoint(_TIMEOUTS) and "NewConnectionError" not in names
