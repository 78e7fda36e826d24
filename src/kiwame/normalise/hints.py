"""Hints for reading facts: a few small values that stand beside an error, under the names of `core.tags`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kiwame.core import tags
from kiwame.core.hosts import provider_at
from kiwame.normalise.payload import SentEvent, SentException

_OF_ERROR = {
    **dict.fromkeys(("status", "statuscode", "status_code", "http_status", "httpstatus"), tags.HTTP_STATUS[0]),
    **dict.fromkeys(("code", "error_code", "errorcode"), tags.ERROR_CODE[0]),
    "type": tags.ERROR_TYPE[0],
    **dict.fromkeys(("requestid", "request_id", "x-request-id"), tags.REQUEST_ID[0]),
    **dict.fromkeys(("retryafter", "retry_after", "retry-after"), tags.RETRY_AFTER[0]),
}
"""What an error object's own properties are called in the clients of several languages, without regard to case."""
_ADDRESSES = frozenset(("url", "requesturl", "baseurl", "base_url", "hostname", "host", "address"))
"""Properties that say whom an error's request went to (AI SDK, axios, Node's system errors)."""
BODY = "error_body"
"""The peer's answer as text, where an error object carries it apart from its message (AI SDK, langchain4j)."""
_BODIES = frozenset(("responsebody", "response_body", "errorbody"))
_LONGEST_BODY = 2000
_HOST = re.compile(r"(?:https?://)?(?:[^/\s@]{1,80}@)?([\w.\-]{3,253})(?::\d{1,5})?(?:[/?]|$)")
_MAX_SOURCE = 131_072
_REQUEST = re.compile(rb"<Request\('[A-Z]{3,7}', 'https?://([\w.\-]{3,253})")
_FAILED_CALL = re.compile(
    rb'"url" ?: ?"https?://([\w.\-]{3,253})[^"{}]{0,300}"[^{}]{0,300}"(?:http\.response\.)?status_code" ?: ?"?[45]\d\d'
    rb'|"(?:http\.response\.)?status_code" ?: ?"?[45]\d\d[^{}]{0,300}"url" ?: ?"https?://([\w.\-]{3,253})'
)
"""A failed call among the breadcrumbs: @sentry/node writes the address first, sentry-sdk's httplib the status."""
_OF_EVENT = sorted(
    {*tags.HTTP_STATUS, *tags.REQUEST_ID, *tags.RETRY_AFTER, *tags.ERROR_CODE}
    | {name for name in (*tags.PROVIDER, *tags.MODEL) if name.startswith(("llm", "gen_ai"))}
)
"""Names that mean one thing only in an event's `extra`; "model" and "provider" may there be anything."""
_MAX_LOOKED_AT = 200
_LONGEST = 200


def of_error(properties: Mapping[str, Any]) -> dict[str, str]:
    """The hints among an error object's own properties, as a runtime prints them or an SDK attaches them."""
    found: dict[str, str] = {}
    for place, (key, value) in enumerate(properties.items()):
        if place >= _MAX_LOOKED_AT:
            break
        lowered = key.lower() if isinstance(key, str) and len(key) <= 40 else ""
        name = _OF_ERROR.get(lowered)
        if lowered in _ADDRESSES and tags.HOST[0] not in found:
            host = _HOST.match(_small(value))
            if host is not None:
                found[tags.HOST[0]] = host[1]
        elif lowered in _BODIES and isinstance(value, str) and BODY not in found:
            found[BODY] = value[:_LONGEST_BODY]
        elif name is not None and name not in found:
            said = _small(value)
            if said:
                found[name] = said
    return found


def of_event(event: SentEvent, chain: Iterable[SentException]) -> dict[str, str]:
    """The hints in `mechanism.data` and contexts named after a class (the root's first), the HTTP context, extra."""
    found: dict[str, str] = {}
    contexts = event.contexts if isinstance(event.contexts, dict) else {}
    by_http = event.exception is None
    for value in chain:
        mechanism = value.mechanism
        if mechanism is not None:
            if isinstance(mechanism.data, dict):
                found = of_error(mechanism.data) | found
            by_http = by_http or "http" in (mechanism.type or "").lower()
        own = contexts.get(value.type) if value.type else None
        if isinstance(own, dict):
            found = of_error(own) | found
    # Elsewhere the response is the one that the application itself gave to its own caller.
    response = contexts.get("response") if by_http else None
    if isinstance(response, dict) and _small(response.get("status_code")):
        found.setdefault(tags.HTTP_STATUS[0], _small(response.get("status_code")))
    if isinstance(event.extra, dict):
        for name in _OF_EVENT:
            said = _small(event.extra.get(name))
            if said:
                found.setdefault(name, said)
    return found


def asked_in(source: object) -> str:
    """The provider's host that an event's bytes name apart from its errors; "" where they name none.

    Frame variables hold httpx's request (`<Request('POST', 'https://…')>`, as sentry-sdk prints it for every frame of
    the clients that are built on it), and a breadcrumb of an HTTP client its URL beside the status that it got.
    """
    if not isinstance(source, bytes):
        return ""
    at = source.rfind(b"<Request('", 0, _MAX_SOURCE)
    found = _REQUEST.match(source, at) if at >= 0 else None
    if found is None:
        for failed in _FAILED_CALL.finditer(source, 0, _MAX_SOURCE):
            found = failed
    host = (found[1] or found[found.lastindex or 1]).decode("ascii", "replace") if found else ""
    return host if provider_at(host) else ""


def _small(value: object) -> str:
    """A short text or a number as text; "" for anything else."""
    if isinstance(value, str):
        return value.strip() if len(value) <= _LONGEST else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**15 else ""
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e9 else ""
