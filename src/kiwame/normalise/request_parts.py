"""The parts of an HTTP request that may be kept: no body, no cookie, no query, no header that tells who it was."""

import re
from collections.abc import Iterator
from typing import Any

from kiwame.core.event import Json
from kiwame.normalise.bounded_json import as_object

_METHOD = re.compile(r"[A-Za-z-]{1,20}")
_FILTERED = "[filtered]"
_HEADERS = frozenset({
    "accept", "accept-charset", "accept-encoding", "cache-control", "connection", "content-encoding",
    "content-length", "content-type", "date", "expect", "host", "pragma", "retry-after", "sentry-trace", "server",
    "traceparent", "transfer-encoding", "upgrade", "user-agent", "vary", "x-request-id", "x-correlation-id",
})  # fmt: skip
_ENV = frozenset(
    {"SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "SERVER_SOFTWARE", "REQUEST_METHOD", "GATEWAY_INTERFACE"}
)
_SECRET_PARTS = ("cookies", "data", "query_string", "fragment")


def harmless_request(value: object) -> dict[str, Json]:
    """Method, address without query, harmless headers and environment; what was left out is named, not shown."""
    request = as_object(value)
    if not request:
        return {}
    kept: dict[str, Json] = {}
    method, url = request.get("method"), request.get("url")
    if isinstance(method, str) and _METHOD.fullmatch(method):
        kept["method"] = method
    if isinstance(url, str):
        address, mark, _ = url.partition("?")
        kept["url"] = address.partition("#")[0] + (f"?{_FILTERED}" if mark else "")
    kept["headers"] = {
        name: text if name.lower() in _HEADERS else _FILTERED for name, text in _headers(request.get("headers"))
    }
    env = as_object(request.get("env"))
    kept["env"] = {name: text if name in _ENV else _FILTERED for name, text in env.items()}
    for part in _SECRET_PARTS:
        if request.get(part):
            kept[part] = _FILTERED
    return {name: part for name, part in kept.items() if part}


def _headers(value: Any) -> Iterator[tuple[str, Json]]:
    """Headers sent as an object or as pairs (PROTOCOLS §1.5)."""
    if isinstance(value, dict):
        yield from ((str(name), text) for name, text in value.items())
    elif isinstance(value, list):
        for pair in value:
            if isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[0], str):
                yield pair[0], pair[1]
