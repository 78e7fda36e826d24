"""What a request and its answer, as client libraries keep them, tell of a failed call; nothing is read from a peer."""

import re
from dataclasses import dataclass
from typing import Any

from kiwame.sdk import request_model
from kiwame.sdk.plain import header, is_value, kept, number, text

_URL = re.compile(
    r"[a-z][a-z0-9+.\-]{1,19}://(?:[^/?#@\s]{0,400}@)?([\w.\-]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(?::(\d{1,5}))?"
    r"(/[^?#\s]{0,1000})?",
    re.IGNORECASE,
)
_HOST = re.compile(r"[A-Za-z0-9_.\-]{1,253}|\[?[0-9A-Fa-f:.]{2,45}\]?", re.ASCII)
_USUAL = (0, 80, 443)
_REQUEST_IDS = (
    "x-request-id", "request-id", "apim-request-id", "x-amzn-requestid", "mistral-correlation-id", "x-ds-trace-id",
)  # fmt: skip
"""Under which the providers' answers carry it: OpenAI and those after it, Anthropic, Azure, AWS, Mistral, DeepSeek."""
_SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a request went: host with a port that is not the usual one, and the path without its query."""

    host: str = ""
    path: str = ""


def address_of(url: object) -> Address:
    """The address in a URL given as text, or as a client library's own URL."""
    if type(url) is str:
        found = _URL.match(url)
        return Address(host=host_of(found[1], int(found[2] or 0)), path=found[3] or "") if found else Address()
    if is_value(url):
        host, path = text(url.host), text(url.path)  # type: ignore[attr-defined]
        return Address(host=host_of(host, number(url.port)), path=path)  # type: ignore[attr-defined]
    return Address()


def host_of(host: object, port: object) -> str:
    """`host:port`, or the host alone at a usual port; "" for what is no host."""
    name = text(host)
    if not _HOST.fullmatch(name):
        return ""
    name = f"[{name}]" if ":" in name and not name.startswith("[") else name
    place = number(port)
    return name.lower() if place in _USUAL or not 0 < place < 65536 else f"{name.lower()}:{place}"


def request_of(holder: dict[str, Any]) -> tuple[Address, object]:
    """Address and body of the request that an exception's or an answer's attributes hold; None for an unknown body."""
    for name in ("request", "_request", "request_info", "_request_info"):
        request = holder.get(name)
        if request is None:
            continue
        own = kept(request)
        url = own.get("url")
        if url is None and is_value(request):
            url = getattr(request, "real_url", None)
        found = address_of(url)
        if found.host:
            content = own.get("_content")
            return found, own.get("body") if content is None else content
    return Address(), None


def request_id_in(headers: object) -> str:
    """The id that the provider gave to the request, by its answer's headers."""
    return header(headers, *_REQUEST_IDS)


def retry_after_in(headers: object) -> str:
    """Seconds to wait, by an answer's headers; "" where there are none, or a date stands there."""
    milliseconds = header(headers, "retry-after-ms")
    if _SECONDS.fullmatch(milliseconds):
        return f"{float(milliseconds) / 1000:g}"
    seconds = header(headers, "retry-after").strip()
    return seconds if _SECONDS.fullmatch(seconds) else ""


def model_of(address: Address, body: object, *, of_provider: bool) -> str:
    """The model that a request asked for; looked for only where the address is one at which models are asked."""
    if not (of_provider or request_model.asks_a_model(address.path)):
        return ""
    return request_model.in_path(address.path) or request_model.in_body(body)
