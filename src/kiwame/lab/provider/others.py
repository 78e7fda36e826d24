"""The error formats of the other providers: Azure OpenAI, DeepSeek, Mistral, Groq, Cohere, Ollama, vLLM, OpenRouter.

Sources, by function. `azure`: the content filter page of Azure's documentation (error.innererror) and bodies that users
posted. `deepseek`: DeepSeek's "Error Codes" page; OpenAI's shape. `mistral`: `models/` of Mistral's client and posted
bodies (flat object with a numeric code as text; 422 as FastAPI writes it). `groq`: Groq's "Error Codes" page;
`failed_generation` beside the message. `cohere`: `errors/` of Cohere's client: {"id", "message"}. `ollama`:
`ResponseError` of ollama-python: {"error": text}. `vllm`: `ErrorResponse` in its OpenAI server (flat in older releases,
nested since). `openrouter`: OpenRouter's "Errors and Debugging" page (numeric code, the upstream's words as metadata).
"""

from collections.abc import Mapping

from kiwame.lab.draw import Draw
from kiwame.lab.provider.answer import Answer, Make, Words, json_answer, say


def azure(status: int, code: str, words: Words, *, inner: Mapping[str, object] | None = None) -> Make:
    """An error of Azure OpenAI; `inner` is the content filter's verdict."""

    def make(draw: Draw) -> Answer:
        failure: dict[str, object] = {"code": code, "message": say(words, draw)}
        if inner is not None:
            failure |= {"param": "prompt", "type": None, "status": status, "innererror": dict(inner)}
        headers = {"apim-request-id": draw.uuid(), "x-ms-region": "East US 2"}
        if status == 429:
            headers |= {"retry-after": str(draw.number(1, 59)), "retry-after-ms": str(draw.number(1000, 59_000))}
        return json_answer(status, {"error": failure}, headers)

    return make


def deepseek(status: int, kind: str, words: Words, code: str = "invalid_request_error") -> Make:
    """An error of DeepSeek."""

    def make(draw: Draw) -> Answer:
        body = {"error": {"message": say(words, draw), "type": kind, "param": None, "code": code}}
        return json_answer(status, body, {"x-ds-trace-id": draw.hex(32)})

    return make


def mistral(status: int, kind: str, words: Words, code: str) -> Make:
    """An error of Mistral."""

    def make(draw: Draw) -> Answer:
        body = {"object": "error", "message": say(words, draw), "type": kind, "param": None, "code": code}
        return json_answer(status, body, {"mistral-correlation-id": draw.uuid()})

    return make


def mistral_invalid(field: str, kind: str, words: Words) -> Make:
    """A 422 of Mistral: one field of the body does not validate."""

    def make(draw: Draw) -> Answer:
        detail = {"type": kind, "loc": ["body", field], "msg": say(words, draw), "input": draw.number(3, 9)}
        return json_answer(422, {"detail": [detail]}, {"mistral-correlation-id": draw.uuid()})

    return make


def mistral_plain(status: int, words: str) -> Make:
    """An error of the gateway before Mistral's API."""
    return lambda draw: json_answer(status, {"detail": words}, {"mistral-correlation-id": draw.uuid()})


def groq(status: int, kind: str, words: Words, *, code: str | None = None, generation: Words | None = None) -> Make:
    """An error of Groq; `generation` is what the model wrote instead of a tool call."""

    def make(draw: Draw) -> Answer:
        failure: dict[str, object] = {"message": say(words, draw), "type": kind}
        if code is not None:
            failure["code"] = code
        if generation is not None:
            failure["failed_generation"] = say(generation, draw)
        headers = {"x-request-id": f"req_01{draw.base32(24)}", "x-groq-region": "fra"}
        if status == 429:
            headers["retry-after"] = str(draw.number(1, 900))
        return json_answer(status, {"error": failure}, headers)

    return make


def cohere(status: int, words: Words) -> Make:
    """An error of Cohere."""

    def make(draw: Draw) -> Answer:
        request = draw.uuid()
        return json_answer(status, {"id": request, "message": say(words, draw)}, {"x-debug-trace-id": draw.hex(32)})

    return make


def ollama(status: int, words: Words) -> Make:
    """An error of an Ollama server."""
    return lambda draw: json_answer(status, {"error": say(words, draw)})


def vllm(status: int, kind: str, words: Words, *, param: str | None = None) -> Make:
    """An error of a vLLM server."""

    def make(draw: Draw) -> Answer:
        body = {"error": {"message": say(words, draw), "type": kind, "param": param, "code": status}}
        return json_answer(status, body, {"server": "uvicorn"})

    return make


def openrouter(status: int, words: Words, *, upstream: tuple[str, Words] | None = None) -> Make:
    """An error of OpenRouter; `upstream` is (provider, its own words)."""

    def make(draw: Draw) -> Answer:
        failure: dict[str, object] = {"message": say(words, draw), "code": status}
        if upstream is not None:
            failure["metadata"] = {"raw": say(upstream[1], draw), "provider_name": upstream[0]}
        return json_answer(status, {"error": failure, "user_id": f"user_{draw.base62(27)}"}, {"cf-ray": draw.hex(16)})

    return make
