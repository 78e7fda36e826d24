"""The formats, seen through the real clients: each raises what it raises at the real provider."""

import asyncio
import inspect

import pytest

from kiwame.lab.draw import Draw
from kiwame.lab.fault import Call, Ports
from kiwame.lab.faults.table import FAULTS

RAISED = {
    "openai-requests-per-minute": "openai.RateLimitError",
    "openai-tokens-per-minute": "openai.RateLimitError",
    "openai-context-length": "openai.BadRequestError",
    "openai-invalid-key": "openai.AuthenticationError",
    "openai-region": "openai.PermissionDeniedError",
    "openai-model-not-found": "openai.NotFoundError",
    "openai-server-error": "openai.InternalServerError",
    "openai-read-timeout": "openai.APITimeoutError",
    "openai-refused": "openai.APIConnectionError",
    "openai-error-in-stream": "openai.APIError",
    "openai-parse-truncated": "openai.LengthFinishReasonError",
    "azure-content-filter": "openai.BadRequestError",
    "azure-deployment-not-found": "openai.NotFoundError",
    "deepseek-balance": "openai.APIStatusError",
    "openrouter-credits": "openai.APIStatusError",
    "vllm-context-length": "openai.BadRequestError",
    "anthropic-input-tokens-per-minute": "anthropic.RateLimitError",
    "anthropic-invalid-key": "anthropic.AuthenticationError",
    "anthropic-overloaded-in-stream": "anthropic.APIStatusError",
    "anthropic-stream-cut": "httpx2.RemoteProtocolError",
    "gemini-requests-per-minute": "google.genai.errors.ClientError",
    "gemini-overloaded": "google.genai.errors.ServerError",
    "mistral-role-order": "mistralai.client.errors.sdkerror.SDKError",
    "mistral-temperature-range": "mistralai.client.errors.httpvalidationerror.HTTPValidationError",
    "groq-tokens-per-day": "groq.RateLimitError",
    "groq-tool-use-failed": "groq.BadRequestError",
    "cohere-trial-month": "cohere.errors.too_many_requests_error.TooManyRequestsError",
    "cohere-invalid-key": "cohere.errors.unauthorized_error.UnauthorizedError",
    "ollama-model-not-found": "ollama._types.ResponseError",
    "httpx-bare-429": "httpx.HTTPStatusError",
    "httpx-pool-timeout": "httpx.PoolTimeout",
    "httpx-connect-timeout": "httpx.ConnectTimeout",
    "httpx-proxy-denied": "httpx.ProxyError",
    "httpx-broken-gzip": "httpx.DecodingError",
    "httpx-body-cut": "httpx.RemoteProtocolError",
    "httpx2-stalled": "httpx2.ReadTimeout",
    "requests-self-signed": "requests.exceptions.SSLError",
    "requests-stream-cut": "requests.exceptions.ChunkedEncodingError",
    "aiohttp-html-page": "aiohttp.client_exceptions.ContentTypeError",
    "aiohttp-dns": "aiohttp.client_exceptions.ClientConnectorDNSError",
    "aiohttp-body-cut": "aiohttp.client_exceptions.ClientPayloadError",
    "postgres-no-table": "psycopg.errors.UndefinedTable",
    "postgres-too-many-clients": "psycopg.OperationalError",
    "redis-read-only": "redis.exceptions.ReadOnlyError",
    "redis-loading": "redis.exceptions.BusyLoadingError",
}


def raised_by(name: str, ports: Ports, seed: str = "1") -> Exception:
    """What the sample app's own code raises over one fault."""
    call = Call(fault=name, seed=seed, ports=ports, draw=Draw(seed))

    async def meet() -> None:
        answer = await asyncio.to_thread(FAULTS[name].run, call)
        if inspect.isawaitable(answer):
            await answer

    with pytest.raises(Exception) as caught:  # noqa: PT011 (which class it is, is what the caller looks at)
        asyncio.run(meet())
    return caught.value


@pytest.mark.parametrize(("name", "expected"), RAISED.items())
def test_client_raises_its_class(name: str, expected: str, ports: Ports) -> None:
    error = raised_by(name, ports)
    assert f"{type(error).__module__}.{type(error).__qualname__}" == expected


def test_openai_error_carries_body_and_headers(ports: Ports) -> None:
    import openai

    error = raised_by("openai-requests-per-minute", ports)
    assert isinstance(error, openai.RateLimitError)
    assert (error.status_code, error.code, error.type) == (429, "rate_limit_exceeded", "requests")
    assert error.request_id is not None
    assert error.request_id.startswith("req_")
    assert 0 < int(error.response.headers["retry-after"]) < 60


def test_anthropic_error_carries_request_id_in_body_and_header(ports: Ports) -> None:
    import anthropic

    error = raised_by("anthropic-overloaded", ports)
    assert isinstance(error, anthropic.APIStatusError)
    assert error.status_code == 529
    assert isinstance(error.body, dict)
    assert error.body["request_id"] == error.request_id


def test_google_error_carries_status_and_details(ports: Ports) -> None:
    from google.genai import errors

    error = raised_by("gemini-requests-per-day", ports)
    assert isinstance(error, errors.ClientError)
    assert (error.code, error.status) == (429, "RESOURCE_EXHAUSTED")
    assert "PerDay" in str(error.details)


def test_ids_numbers_and_prompts_vary_with_the_seed(ports: Ports) -> None:
    one, same, other = (str(raised_by("openai-requests-per-minute", ports, seed)) for seed in ("1", "1", "2"))
    assert one == same
    assert one != other
