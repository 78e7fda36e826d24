"""Faults in which the upstream fails though the request is fine."""

import gzip
from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, cohere, google, groq, http, mistral, ollama, openai
from kiwame.lab.fault import Fault
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import google as google_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider import others
from kiwame.lab.provider.answer import Answer, always, html_answer, json_answer
from kiwame.lab.tasks import answers, handlers

_PAGE = html_answer(200, "We will be back soon")
_NO_GZIP = Answer(
    headers=(("content-type", "application/json"), ("content-encoding", "gzip")), body=gzip.compress(b"{}" * 99)[7:]
)

FAULTS = (
    Fault(
        name="openai-server-error", reason=Reason.INTERNAL_ERROR, provider="openai", client="openai",
        how="500 server_error",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(
            500, lambda d: "The server had an error while processing your request. Sorry about that! "
            f"(Please include the request ID req_{d.hex(32)} in your message.)",
            kind="server_error",
        ),
    ),
    Fault(
        name="openai-wrapped", reason=Reason.SERVICE_UNAVAILABLE, provider="openai", client="openai",
        how="503, reported by the SDK's integration, then in the application's wrapper: two events of one failure",
        run=handlers.wrapped,
        answer=openai_says.error(503, "Service Unavailable.", kind="service_unavailable"),
    ),
    Fault(
        name="openai-logged-as-text", reason=Reason.OVERLOADED, provider="openai", client="openai",
        how="503 overloaded, also logged by the application as text alone",
        run=handlers.logged_as_text,
        answer=openai_says.error(
            503, "The engine is currently overloaded, please try again later.", kind="server_error"
        ),
    ),
    Fault(
        name="openai-error-in-stream", reason=Reason.INTERNAL_ERROR, provider="openai", client="openai",
        how="an error object in the middle of a stream",
        run=partial(openai.stream, model="gpt-4.1"),
        answer=openai_says.error_in_stream("The server had an error processing your request. Sorry about that!"),
    ),
    Fault(
        name="openai-response-failed", reason=Reason.INTERNAL_ERROR, provider="openai", client="openai",
        how="a response with status failed and code server_error; the application raises",
        run=answers.respond,
        answer=openai_says.response(
            "failed", failure=("server_error", "The model failed to generate a response. Please retry your request.")
        ),
    ),
    Fault(
        name="anthropic-api-error", reason=Reason.INTERNAL_ERROR, provider="anthropic", client="anthropic",
        how="500 api_error",
        run=anthropic.message,
        answer=anthropic_says.error(500, "api_error", "Internal server error"),
    ),
    Fault(
        name="gemini-internal", reason=Reason.INTERNAL_ERROR, provider="google", client="google-genai",
        how="500 INTERNAL",
        run=google.generate,
        answer=google_says.error(500, "INTERNAL", "An internal error has occurred. Please retry."),
    ),
    Fault(
        name="cohere-internal", reason=Reason.INTERNAL_ERROR, provider="cohere", client="cohere",
        how="500",
        run=cohere.chat,
        answer=others.cohere(
            500, lambda d: f"internal server error, this has been reported to our developers. id {d.uuid()}"
        ),
    ),
    Fault(
        name="anthropic-overloaded", reason=Reason.OVERLOADED, provider="anthropic", client="anthropic",
        how="529 overloaded_error",
        run=anthropic.message,
        answer=anthropic_says.error(529, "overloaded_error", "Overloaded"),
    ),
    Fault(
        name="anthropic-overloaded-in-stream", reason=Reason.OVERLOADED, provider="anthropic", client="anthropic",
        how="an overloaded_error event in the middle of a stream",
        run=anthropic.stream,
        answer=anthropic_says.stream(failure=("overloaded_error", "Overloaded")),
    ),
    Fault(
        name="gemini-overloaded", reason=Reason.OVERLOADED, provider="google", client="google-genai",
        how="503 UNAVAILABLE: the model is overloaded",
        run=google.generate_async,
        answer=google_says.error(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
    ),
    Fault(
        name="deepseek-overloaded", reason=Reason.OVERLOADED, provider="deepseek", client="openai",
        how="503: too much traffic",
        run=partial(openai.chat, model="deepseek-reasoner"),
        answer=others.deepseek(
            503, "service_unavailable_error", "Service is too busy. You may temporarily switch to another provider.",
            "service_unavailable_error",
        ),
    ),
    Fault(
        name="groq-capacity", reason=Reason.OVERLOADED, provider="groq", client="groq",
        how="498: the flex tier has no capacity",
        run=groq.chat,
        answer=others.groq(
            498, "internal_server_error", "Flex tier capacity exceeded. Please try again later.",
            code="capacity_exceeded",
        ),
    ),
    Fault(
        name="httpx-bad-gateway", reason=Reason.BAD_GATEWAY, provider="", client="httpx",
        how="502 of a reverse proxy",
        run=http.by_httpx, answer=lambda d: html_answer(502, "502 Bad Gateway"),
    ),
    Fault(
        name="openrouter-bad-gateway", reason=Reason.BAD_GATEWAY, provider="openrouter", client="openai",
        how="502 that carries the upstream's own error",
        run=partial(openai.chat, model="mistralai/mistral-large", path="/api/v1"),
        answer=others.openrouter(502, "Provider returned error", upstream=("Mistral", "upstream connect error")),
    ),
    Fault(
        name="requests-service-unavailable", reason=Reason.SERVICE_UNAVAILABLE, provider="", client="requests",
        how="503 of a reverse proxy",
        run=http.by_requests, answer=lambda d: html_answer(503, "503 Service Temporarily Unavailable"),
    ),
    Fault(
        name="mistral-service-unavailable", reason=Reason.SERVICE_UNAVAILABLE, provider="mistral", client="mistralai",
        how="503 of the gateway",
        run=mistral.complete, answer=others.mistral_plain(503, "Service unavailable."),
    ),
    Fault(
        name="requests-html-page", reason=Reason.MALFORMED_RESPONSE, provider="", client="requests",
        how="an HTML page with 200 where JSON belongs",
        run=http.by_requests, answer=always(_PAGE),
    ),
    Fault(
        name="httpx-empty-body", reason=Reason.MALFORMED_RESPONSE, provider="", client="httpx",
        how="200 with an empty body",
        run=http.by_httpx, answer=always(Answer(headers=(("content-type", "application/json"),))),
    ),
    Fault(
        name="aiohttp-html-page", reason=Reason.MALFORMED_RESPONSE, provider="", client="aiohttp",
        how="an HTML page with 200 where JSON belongs",
        run=http.by_aiohttp, answer=always(_PAGE),
    ),
    Fault(
        name="mistral-html-page", reason=Reason.MALFORMED_RESPONSE, provider="mistral", client="mistralai",
        how="an HTML page with 200 where JSON belongs",
        run=mistral.complete, answer=always(_PAGE),
    ),
    Fault(
        name="openai-broken-json", reason=Reason.MALFORMED_RESPONSE, provider="openai", client="openai",
        how="200 with a JSON body that stops in the middle",
        run=partial(openai.chat, model="gpt-4.1"), answer=openai_says.broken_json,
    ),
    Fault(
        name="httpx-broken-gzip", reason=Reason.MALFORMED_RESPONSE, provider="", client="httpx",
        how="200 whose gzip encoding is broken",
        run=http.by_httpx, answer=always(_NO_GZIP),
    ),
    Fault(
        name="ollama-load-failed", reason=Reason.MODEL_UNAVAILABLE, provider="ollama", client="ollama",
        how="500: the model cannot be loaded",
        run=ollama.chat,
        answer=others.ollama(
            500, lambda d: f"llama runner process has terminated: error loading model: unable to load model: "
            f"/var/lib/ollama/blobs/sha256-{d.hex(64)}",
        ),
    ),
    Fault(
        name="llamacpp-loading", reason=Reason.MODEL_UNAVAILABLE, provider="", client="openai",
        how="503 of llama.cpp's server while it loads the model",
        run=partial(openai.chat, model="local-model"),
        answer=lambda d: json_answer(
            503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}
        ),
    ),
    Fault(
        name="ollama-out-of-memory", reason=Reason.SERVER_OUT_OF_MEMORY, provider="ollama", client="ollama",
        how="500: the model does not fit into the server's memory",
        run=partial(ollama.chat, model="llama3.1:70b"),
        answer=others.ollama(
            500, lambda d: f"model requires more system memory ({d.number(38, 48)}.{d.number(0, 9)} GiB) than is "
            f"available ({d.number(7, 14)}.{d.number(0, 9)} GiB)",
        ),
    ),
    Fault(
        name="vllm-out-of-memory", reason=Reason.SERVER_OUT_OF_MEMORY, provider="vllm", client="openai",
        how="500: the GPU's memory is full",
        run=partial(openai.chat, model="Qwen/Qwen3-32B"),
        answer=others.vllm(
            500, "InternalServerError",
            lambda d: f"CUDA out of memory. Tried to allocate {d.number(2, 30)}.00 GiB. GPU 0 has a total capacity of "
            f"79.15 GiB of which {d.number(10, 990)}.00 MiB is free.",
        ),
    ),
    Fault(
        name="httpx-unknown-error", reason=Reason.PROVIDER_OTHER, provider="", client="httpx",
        how="520 of a CDN: the origin's answer made no sense to it",
        run=http.by_httpx,
        answer=lambda d: html_answer(520, "520: Web server is returning an unknown error", "cloudflare"),
    ),
)  # fmt: skip
