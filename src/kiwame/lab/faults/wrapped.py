"""Faults that the libraries of the second environment meet: litellm, langchain-openai, openai below 3 (on httpx)."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import langchain, litellm, openai
from kiwame.lab.draw import Draw
from kiwame.lab.fault import Environment, Fault
from kiwame.lab.faults.network import NOWHERE, closed
from kiwame.lab.faults.timeout import SHORT
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider.answer import Ending, ending

_W = Environment.WRAPPERS


def _requests(draw: Draw) -> str:
    return (
        f"Rate limit reached for gpt-4.1 in organization org-{draw.base62(24)} on requests per min (RPM): Limit 500, "
        f"Used {draw.number(480, 500)}, Requested 1. Please try again in {draw.number(50, 900)}ms."
    )


FAULTS = (
    Fault(
        name="openai2-requests-per-minute", reason=Reason.REQUESTS_LIMIT, provider="openai", client="openai 2",
        how="429 rate_limit_exceeded; the message carries the body", environment=_W,
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(429, _requests, kind="requests", code="rate_limit_exceeded"),
    ),
    Fault(
        name="openai2-invalid-key", reason=Reason.INVALID_API_KEY, provider="openai", client="openai 2",
        how="401 invalid_api_key; the message carries the body", environment=_W,
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(
            401, lambda d: f"Incorrect API key provided: sk-proj-****{d.base62(4)}.", code="invalid_api_key"
        ),
    ),
    Fault(
        name="openai2-refused", reason=Reason.CONNECTION_REFUSED, provider="openai", client="openai 2",
        how="nobody listens on the port (httpx's errors)", environment=_W,
        run=lambda call: openai.chat_at(call, base_url=closed(call, "/v1"), model="gpt-4.1"),
    ),
    Fault(
        name="openai2-read-timeout", reason=Reason.READ_TIMEOUT, provider="openai", client="openai 2",
        how="no answer within the client's own timeout (httpx's errors)", environment=_W,
        run=partial(openai.chat, model="gpt-4.1", timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="litellm-out-of-credit", reason=Reason.QUOTA_EXHAUSTED, provider="openai", client="litellm",
        how="429 insufficient_quota as litellm.RateLimitError", environment=_W,
        run=partial(litellm.completion, model="openai/gpt-4.1"),
        answer=openai_says.error(
            429, "You exceeded your current quota, please check your plan and billing details.",
            kind="insufficient_quota", code="insufficient_quota",
        ),
    ),
    Fault(
        name="litellm-context-length", reason=Reason.CONTEXT_LENGTH_EXCEEDED, provider="openai", client="litellm",
        how="400 context_length_exceeded as litellm.ContextWindowExceededError", environment=_W,
        run=partial(litellm.completion, model="openai/gpt-4o"),
        answer=openai_says.error(
            400, lambda d: "This model's maximum context length is 128000 tokens. However, your messages resulted in "
            f"{d.number(128_001, 260_000)} tokens. Please reduce the length of the messages.",
            code="context_length_exceeded", param="messages",
        ),
    ),
    Fault(
        name="litellm-anthropic-overloaded", reason=Reason.OVERLOADED, provider="anthropic", client="litellm",
        how="529 overloaded_error through litellm's own HTTP client", environment=_W,
        run=partial(litellm.completion, model="anthropic/claude-sonnet-5"),
        answer=anthropic_says.error(529, "overloaded_error", "Overloaded"),
    ),
    Fault(
        name="litellm-refused", reason=Reason.CONNECTION_REFUSED, provider="openai", client="litellm",
        how="nobody listens on the port", environment=_W,
        run=lambda call: litellm.completion(call, model="openai/gpt-4.1", api_base=closed(call, "/v1")),
    ),
    Fault(
        name="litellm-read-timeout", reason=Reason.READ_TIMEOUT, provider="openai", client="litellm",
        how="no answer within the client's own timeout, as litellm.Timeout", environment=_W,
        run=partial(litellm.completion, model="openai/gpt-4.1", timeout=SHORT), answer=ending(Ending.HANG),
    ),
    Fault(
        name="langchain-server-error", reason=Reason.INTERNAL_ERROR, provider="openai", client="langchain-openai",
        how="500 server_error", environment=_W,
        run=langchain.invoke,
        answer=openai_says.error(500, "The server had an error while processing your request.", kind="server_error"),
    ),
    Fault(
        name="langchain-model-not-found", reason=Reason.MODEL_NOT_FOUND, provider="openai", client="langchain-openai",
        how="404 model_not_found", environment=_W,
        run=langchain.invoke,
        answer=openai_says.error(
            404, "The model `gpt-4.1-mini` does not exist or you do not have access to it.", code="model_not_found"
        ),
    ),
    Fault(
        name="langchain-dns", reason=Reason.DNS_FAILURE, provider="openai", client="langchain-openai",
        how="the host's name does not resolve", environment=_W,
        run=partial(langchain.invoke, base_url=f"https://{NOWHERE}/v1"),
    ),
    Fault(
        name="langchain-answer-no-json", reason=Reason.INVALID_OUTPUT_FORMAT, provider="openai",
        client="langchain-openai", how="the model's text is no JSON, as OutputParserException", environment=_W,
        run=langchain.parse,
        answer=openai_says.chat(lambda d: f"I found {d.number(2, 90)} entries, shall I list them?"),
    ),
)  # fmt: skip
