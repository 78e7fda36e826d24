"""Hints for reading facts: a few small values that stand beside an error, under the names of `core.tags`."""

from collections.abc import Iterable, Mapping
from typing import Any

from kiwame.core import tags
from kiwame.normalise.payload import SentEvent, SentException

_OF_ERROR = {
    **dict.fromkeys(("status", "statuscode", "status_code", "http_status", "httpstatus"), tags.HTTP_STATUS[0]),
    **dict.fromkeys(("code", "error_code", "errorcode"), tags.ERROR_CODE[0]),
    **dict.fromkeys(("requestid", "request_id", "x-request-id"), tags.REQUEST_ID[0]),
    **dict.fromkeys(("retryafter", "retry_after", "retry-after"), tags.RETRY_AFTER[0]),
}
"""What an error object's own properties are called in the clients of several languages, without regard to case."""
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
        name = _OF_ERROR.get(key.lower()) if isinstance(key, str) and len(key) <= 40 else None
        if name is not None and name not in found:
            said = _small(value)
            if said:
                found[name] = said
    return found


def of_event(event: SentEvent, chain: Iterable[SentException]) -> dict[str, str]:
    """The hints in `mechanism.data`, in contexts named after an error's class, in the HTTP context, in extra."""
    found: dict[str, str] = {}
    contexts = event.contexts if isinstance(event.contexts, dict) else {}
    by_http = event.exception is None
    for value in chain:
        mechanism = value.mechanism
        if mechanism is not None:
            if isinstance(mechanism.data, dict):
                found |= of_error(mechanism.data)
            by_http = by_http or "http" in (mechanism.type or "").lower()
        own = contexts.get(value.type) if value.type else None
        if isinstance(own, dict):
            found |= of_error(own)
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


def _small(value: object) -> str:
    """A short text or a number as text; "" for anything else."""
    if isinstance(value, str):
        return value.strip() if len(value) <= _LONGEST else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**15 else ""
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e9 else ""
