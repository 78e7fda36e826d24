"""Client libraries of Python: each gives its class by status and its own rendering of the body.

Sources: `_client.py` of openai-python ("Error code: 429 - {body}"), `error.py` and `api_requestor.py` of openai 0.28, anthropic-sdk-python,
groq-python, `sdkerror.py` of mistralai, `api_error.py` of cohere, `errors.py` of google-genai, google.api_core.exceptions, botocore's ClientError,
`_types.py` of ollama, huggingface_hub's errors, requests, httpx and aiohttp.
"""

import json

from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import Said
from kiwame.lab.wrappers.wrapper import (
    EDGE,
    Text,
    Wrapper,
    inner,
    json_body,
    of,
    one_of,
    only_status,
    openai_like,
    phrase,
)

_CLASSES = {
    400: "BadRequestError", 401: "AuthenticationError", 403: "PermissionDeniedError", 404: "NotFoundError",
    409: "ConflictError", 422: "UnprocessableEntityError", 429: "RateLimitError",
}  # fmt: skip


def status_class(status: int) -> str:
    """The class that the generated client libraries raise for a status."""
    return _CLASSES.get(status) or ("InternalServerError" if status >= 500 else "APIStatusError")


def error_code(said: Said) -> str:
    """The message of openai-python, anthropic-sdk-python and their like."""
    body = said.parsed
    if body is not None and not isinstance(body, str):
        return f"Error code: {said.status} - {body}"
    return said.body.strip() or f"Error code: {said.status}"


def _stainless(module: str) -> Wrapper:
    def tells(said: Said, draw: Draw) -> Text:
        kind = f"{module}.{status_class(said.status)}"
        if module == "anthropic" and said.status == 529:
            kind = "anthropic.OverloadedError"
        return Text(platform="python", type=kind, message=error_code(said), frames=module)

    speaks = openai_like if module == "openai" else of(module, EDGE)
    return Wrapper(name=f"{module}-python", speaks=speaks, tells=tells)


def _openai_bare(said: Said, draw: Draw) -> Text:
    return Text(platform="python", type=status_class(said.status), message=error_code(said), frames="openai")


_OLD = {400: "InvalidRequestError", 401: "AuthenticationError", 403: "PermissionError", 404: "InvalidRequestError",
        429: "RateLimitError", 503: "ServiceUnavailableError"}  # fmt: skip


def _openai_old(said: Said, draw: Draw) -> Text:
    kind = _OLD.get(said.status, "APIError")
    message = said.message
    if kind == "APIError":
        words = said.message if json_body(said) else f"HTTP code {said.status} from API ({said.body.strip()})"
        message = (
            f"{words} {said.body} {said.status} {said.parsed} {{'Content-Type': 'application/json'}}"
            if json_body(said)
            else words
        )
    return Text(platform="python", type=f"openai.error.{kind}", message=message, frames="openai-old")


def _mistral(said: Said, draw: Draw) -> Text:
    message = one_of(
        draw,
        f"API error occurred: Status {said.status}. Body: {said.body}",
        f"API error occurred: Status {said.status}\n{said.body}",
        f"Status: {said.status}. Message: {said.body}",
    )
    kind = one_of(draw, "mistralai.models.sdkerror.SDKError", "SDKError", "mistralai.exceptions.MistralAPIException")
    return Text(platform="python", type=kind, message=message, frames="mistralai")


_COHERE = {400: "BadRequestError", 401: "UnauthorizedError", 403: "ForbiddenError", 404: "NotFoundError",
           422: "UnprocessableEntityError", 429: "TooManyRequestsError", 500: "InternalServerError",
           503: "ServiceUnavailableError", 504: "GatewayTimeoutError"}  # fmt: skip


def _cohere(said: Said, draw: Draw) -> Text:
    kind = _COHERE.get(said.status, "ApiError")
    module = "cohere.errors" if kind != "ApiError" else "cohere.core.api_error"
    body = said.parsed if said.parsed is not None else said.body
    headers = (
        f"headers: {{'content-type': 'application/json', 'x-debug-trace-id': '{draw.hex(32)}'}}, "
        if draw.number(0, 1)
        else ""
    )
    return Text(
        platform="python",
        type=f"{module}.{kind}",
        message=f"{headers}status_code: {said.status}, body: {body}",
        frames="cohere",
    )


def _genai(said: Said, draw: Draw) -> Text:
    kind = "google.genai.errors.ClientError" if said.status < 500 else "google.genai.errors.ServerError"
    return Text(
        platform="python",
        type=kind,
        message=f"{said.status} {inner(said).get('status')}. {said.parsed}",
        frames="google.genai",
    )


_API_CORE = {400: "InvalidArgument", 401: "Unauthenticated", 403: "PermissionDenied", 404: "NotFound", 429: "ResourceExhausted",
             500: "InternalServerError", 503: "ServiceUnavailable", 504: "DeadlineExceeded"}  # fmt: skip


def _api_core(said: Said, draw: Draw) -> Text:
    kind = _API_CORE.get(said.status, "GoogleAPICallError")
    if inner(said).get("status") == "FAILED_PRECONDITION":
        kind = "FailedPrecondition"
    return Text(
        platform="python",
        type=f"google.api_core.exceptions.{kind}",
        message=f"{said.status} {said.message}",
        frames="google.api_core",
    )


def _grpc(said: Said, draw: Draw) -> Text:
    status = inner(said).get("status")
    message = (
        f'<_InactiveRpcError of RPC that terminated with:\n\tstatus = StatusCode.{status}\n\tdetails = "{said.message}"\n\t'
        f'debug_error_string = "UNKNOWN:Error received from peer ipv4:142.250.{draw.number(1, 250)}.{draw.number(1, 250)}:443 {{grpc_message:"{said.message}"}}"\n>'
    )
    return Text(platform="python", type="grpc._channel._InactiveRpcError", message=message, frames="google.api_core")


def _boto(said: Said, draw: Draw) -> Text:
    exception, operation = (
        said.format.kind,
        one_of(draw, "InvokeModel", "Converse", "ConverseStream", "InvokeModelWithResponseStream"),
    )
    kind = one_of(draw, "botocore.exceptions.ClientError", f"botocore.errorfactory.{exception}", "ClientError")
    retries = " (reached max retries: 4)" if said.status in {429, 503} and draw.number(0, 1) else ""
    message = f"An error occurred ({exception}) when calling the {operation} operation{retries}: {said.message}"
    return Text(platform="python", type=kind, message=message, frames="botocore")


def _ollama(said: Said, draw: Draw) -> Text:
    words = said.message if json_body(said) else said.body.strip()
    kind = one_of(draw, "ollama._types.ResponseError", "ResponseError")
    return Text(platform="python", type=kind, message=f"{words} (status code: {said.status})", frames="ollama")


def _hub(said: Said, draw: Draw) -> Text:
    words = f"{said.status} {'Client' if said.status < 500 else 'Server'} Error: {phrase(said.status)} for url: https://{said.host}/models/{said.model}"
    message = f"{words} (Request ID: {draw.base62(21)})\n\n{said.message}"
    kind = one_of(
        draw,
        "huggingface_hub.errors.HfHubHTTPError",
        "huggingface_hub.utils._errors.HfHubHTTPError",
        "huggingface_hub.errors.BadRequestError" if said.status == 400 else "huggingface_hub.errors.HfHubHTTPError",
    )
    return Text(platform="python", type=kind, message=message, frames="huggingface_hub")


def _dashscope(said: Said, draw: Draw) -> Text:
    error = inner(said)
    message = json.dumps(
        {
            "status_code": said.status,
            "request_id": draw.uuid(),
            "code": error.get("code"),
            "message": error.get("message"),
            "output": None,
            "usage": None,
        },
        ensure_ascii=False,
    )
    return Text(
        platform="python",
        type=one_of(draw, "", "ValueError", "requests.exceptions.HTTPError"),
        message=message,
        frames="app",
    )


def _zhipuai(said: Said, draw: Draw) -> Text:
    kinds = {
        400: "APIRequestFailedError",
        401: "APIAuthenticationError",
        429: "APIReachLimitError",
        500: "APIInternalError",
        503: "APIServerFlowExceedError",
    }
    kind = kinds.get(said.status, "APIStatusError")
    return Text(
        platform="python",
        type=f"zhipuai.core._errors.{kind}",
        message=f"Error code: {said.status}, with error text {said.body}",
        frames="zhipuai",
    )


def _requests(said: Said, draw: Draw) -> Text:
    side = "Client" if said.status < 500 else "Server"
    message = f"{said.status} {side} Error: {phrase(said.status)} for url: https://api.{one_of(draw, 'openai.com', 'example.com', 'deepseek.com')}/v1/chat/completions"
    return Text(platform="python", type="requests.exceptions.HTTPError", message=message, frames="requests")


def _httpx(said: Said, draw: Draw) -> Text:
    side = "Client" if said.status < 500 else "Server"
    message = (
        f"{side} error '{said.status} {phrase(said.status)}' for url 'https://api.{one_of(draw, 'openai.com', 'example.com', 'mistral.ai')}/v1/chat/completions'\n"
        f"For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{said.status}"
    )
    return Text(platform="python", type="httpx.HTTPStatusError", message=message, frames="httpx")


def _aiohttp(said: Said, draw: Draw) -> Text:
    message = f"{said.status}, message='{phrase(said.status)}', url=URL('https://api.example.com/v1/chat/completions')"
    return Text(
        platform="python", type="aiohttp.client_exceptions.ClientResponseError", message=message, frames="aiohttp"
    )


def _by_hand(said: Said, draw: Draw) -> Text:
    words = (f"API request failed with status code {said.status}: {said.body}", f"Error: {said.status} - {said.body}",
             f"Request failed: HTTP {said.status}, body={said.body}", f"LLM call failed ({said.status}): {said.body}")  # fmt: skip
    return Text(
        platform="python",
        type=one_of(draw, "Exception", "RuntimeError", "ValueError", ""),
        message=one_of(draw, *words),
        frames="app",
    )


def _google_json(said: Said) -> bool:
    return said.format.provider in {"google", "vertex"} and json_body(said)


def _chinese_sdk(said: Said) -> bool:
    return said.format.provider == "qwen" and "code" in inner(said)


WRAPPERS: tuple[Wrapper, ...] = (
    _stainless("openai"),
    Wrapper(name="openai-python-class", speaks=openai_like, tells=_openai_bare),
    Wrapper(name="openai-0.28", speaks=of("openai", "azure_openai", "oneapi", "vllm", EDGE), tells=_openai_old),
    _stainless("anthropic"),
    _stainless("groq"),
    Wrapper(name="mistralai", speaks=of("mistral"), tells=_mistral),
    Wrapper(name="cohere", speaks=of("cohere"), tells=_cohere),
    Wrapper(name="google-genai", speaks=_google_json, tells=_genai),
    Wrapper(name="google-api-core", speaks=_google_json, tells=_api_core),
    Wrapper(name="grpc-python", speaks=_google_json, tells=_grpc),
    Wrapper(name="botocore", speaks=of("bedrock"), tells=_boto),
    Wrapper(name="ollama-python", speaks=of("ollama"), tells=_ollama),
    Wrapper(name="huggingface-hub", speaks=of("huggingface"), tells=_hub),
    Wrapper(name="dashscope", speaks=_chinese_sdk, tells=_dashscope),
    Wrapper(name="zhipuai", speaks=of("zhipu"), tells=_zhipuai),
    Wrapper(name="requests", speaks=only_status, tells=_requests),
    Wrapper(name="httpx", speaks=only_status, tells=_httpx),
    Wrapper(name="aiohttp", speaks=only_status, tells=_aiohttp),
    Wrapper(name="python-by-hand", speaks=lambda said: bool(said.body), tells=_by_hand),
)
