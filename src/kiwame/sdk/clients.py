"""Which exceptions are read, and how: those of client libraries, known by their classes' modules, never imported."""

from collections.abc import Iterable
from typing import Any

from kiwame.core.hosts import provider_at
from kiwame.sdk import error_body, exchange
from kiwame.sdk.exchange import Address
from kiwame.sdk.failed_call import FailedCall
from kiwame.sdk.plain import is_value, kept, module_of, mro, name_of, number, text

SPEAKS_TO = {
    "openai": "", "anthropic": "anthropic", "groq": "groq", "mistralai": "mistral", "cohere": "cohere",
    "ollama": "ollama", "google.genai": "google", "google.generativeai": "google",
    "together": "together", "cerebras": "cerebras", "huggingface_hub": "huggingface", "zhipuai": "zhipu",
    "litellm": "", "botocore": "", "httpx": "", "httpx2": "", "requests": "", "aiohttp": "", "urllib3": "",
    "urllib.error": "",
}  # fmt: skip
"""Modules of client libraries, with the provider that a library speaks to by default; "" where to anybody."""

_NOT_A_CLIENTS = ("aiohttp.web", "aiohttp.http")
"""A server's own answers, in a package of clients."""
_MADE_UP = frozenset({"APIConnectionError", "Timeout"})
"""Classes of litellm whose status is no peer's answer."""


def library_of(error: BaseException) -> str:
    """The client library (a key of `SPEAKS_TO`) that an exception's class, or a class that it derives from, is of."""
    for cls in mro(error):
        module = module_of(cls)
        if module in ("builtins", ""):
            continue
        first, _, rest = module.partition(".")
        for name in (first, f"{first}.{rest.partition('.')[0]}"):
            if name in SPEAKS_TO and not module.startswith(_NOT_A_CLIENTS):
                return name
    return ""


def read(error: BaseException) -> FailedCall:
    """The call whose failure `error` is; an empty one for exceptions that are no client's."""
    library = library_of(error)
    own = kept(error)
    if not library:
        response = own.get("response")
        return _of_exchange({"response": response}, "") if is_value(response) else FailedCall()
    if library == "litellm":
        return _of_litellm(error, own)
    if library == "botocore":
        return _of_botocore(own)
    return _of_exchange(own, library)


def _of_exchange(own: dict[str, Any], library: str) -> FailedCall:
    """Of attributes that hold a request, an answer, or what the library took from them."""
    response = next((own[name] for name in ("response", "raw_response") if own.get(name) is not None), None)
    answer = {} if response is None else kept(response)
    status = _status((answer, own))
    address, body = exchange.request_of(own)
    if not address.host:
        address, body = exchange.request_of(answer)
    if not address.host:
        address = _elsewhere(own, answer)
    provider = provider_at(address.host) or (SPEAKS_TO[library] if library else "")
    headers = next(
        (found for found in (answer.get("headers"), own.get("headers"), own.get("hdrs")) if found is not None), None
    )
    code, kind = _named(own, answer) if status else ("", "")
    return FailedCall(
        provider=provider,
        host=address.host,
        model=exchange.model_of(address, body, of_provider=bool(provider)),
        status=status,
        code=code,
        kind=kind,
        request_id=text(own.get("request_id")) or exchange.request_id_in(headers),
        retry_after=exchange.retry_after_in(headers),
    )


def _status(holders: Iterable[dict[str, Any]]) -> int:
    """The HTTP status of a failure, as it is called in these attributes; 0 where they have none."""
    for own in holders:
        for name in ("status_code", "status", "code"):
            status = number(own.get(name))
            if status:
                return status if 400 <= status <= 599 else 0
    return 0


def _named(own: dict[str, Any], answer: dict[str, Any]) -> tuple[str, str]:
    """Code and kind as the library took them from the body, else as a body that was read and kept has them."""
    code, kind = error_body.name_in(own.get("code")), error_body.name_in(own.get("type"))
    for body in (own.get("body"), own.get("details"), answer.get("_content")):
        if code:
            break
        if body is not None:
            found = error_body.names_in(body)
            code, kind = found[0], kind or found[1]
    return code, kind


def _elsewhere(own: dict[str, Any], answer: dict[str, Any]) -> Address:
    """The address where no request is kept: of a connection's key or pool, or of the address that was opened."""
    for name in ("_conn_key", "pool"):
        place = own.get(name)
        if place is not None:
            at = kept(place)
            if not at and is_value(place):
                at = {"host": getattr(place, "host", ""), "port": getattr(place, "port", 0)}
            return Address(host=exchange.host_of(at.get("host"), at.get("port")))
    for name, holder in (("filename", own), ("url", own), ("_url", answer), ("url", answer)):
        found = exchange.address_of(holder.get(name))
        if found.host:
            return found
    return Address()


def _of_litellm(error: BaseException, own: dict[str, Any]) -> FailedCall:
    """litellm makes up request and answer; what it knows is the provider, the model and, mostly, the status."""
    return FailedCall(
        provider=text(own.get("llm_provider")),
        model=text(own.get("model")),
        status=0 if name_of(type(error)) in _MADE_UP else _status((own,)),
        retold=True,
    )


def _of_botocore(own: dict[str, Any]) -> FailedCall:
    response = own.get("response")
    if type(response) is not dict:
        return FailedCall()
    said, about = response.get("Error"), response.get("ResponseMetadata")
    about = about if type(about) is dict else {}
    status = number(about.get("HTTPStatusCode"))
    code = error_body.name_in(said.get("Code")) if type(said) is dict else ""
    return FailedCall(status=status if 400 <= status <= 599 else 0, code=code, request_id=text(about.get("RequestId")))
