"""The formats of OpenAI's API: chat completions, responses, embeddings, and their errors.

Sources: the error classes and `_make_status_error` of openai-python (the body's "error" object becomes the exception's
message as a Python repr), and the pages "Error codes" and "Rate limits" of OpenAI's platform documentation.
"""

import json
from collections.abc import Mapping

from kiwame.lab.draw import Draw
from kiwame.lab.provider.answer import Answer, Ending, Make, Words, json_answer, say, sse


def _headers(draw: Draw) -> dict[str, str]:
    return {
        "x-request-id": f"req_{draw.hex(32)}",
        "openai-organization": f"org-{draw.base62(24)}",
        "openai-processing-ms": str(draw.number(12, 900)),
        "openai-version": "2020-10-01",
    }


def error(
    status: int,
    words: Words,
    *,
    kind: str = "invalid_request_error",
    code: str | None = None,
    param: str | None = None,
) -> Make:
    """An error with its four fields: message, type, param, code."""

    def make(draw: Draw) -> Answer:
        headers = _headers(draw)
        if status == 429 and code != "insufficient_quota":
            headers |= {"retry-after": str(draw.number(1, 59)), "x-ratelimit-remaining-requests": "0"}
        body = {"error": {"message": say(words, draw), "type": kind, "param": param, "code": code}}
        return json_answer(status, body, headers)

    return make


def chat(text: Words, *, finish: str = "stop", refusal: Words | None = None, model: str = "gpt-4.1") -> Make:
    """A successful chat completion whose content is `text`."""

    def make(draw: Draw) -> Answer:
        message = {
            "role": "assistant",
            "content": say(text, draw) if refusal is None else None,
            "refusal": None if refusal is None else say(refusal, draw),
        }
        return json_answer(200, _completion(draw, model, message, finish), _headers(draw))

    return make


def tool_call(name: Words, arguments: Words, *, model: str = "gpt-4.1") -> Make:
    """A chat completion in which the model calls one tool; `arguments` is the text that should be JSON."""

    def make(draw: Draw) -> Answer:
        function = {"name": say(name, draw), "arguments": say(arguments, draw)}
        call = {"id": f"call_{draw.base62(24)}", "type": "function", "function": function}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        return json_answer(200, _completion(draw, model, message, "tool_calls"), _headers(draw))

    return make


def no_choices(draw: Draw) -> Answer:
    """A chat completion without any choice."""
    body = _completion(draw, "gpt-4.1", {}, "stop") | {"choices": []}
    return json_answer(200, body, _headers(draw))


def _completion(draw: Draw, model: str, message: Mapping[str, object], finish: str) -> dict[str, object]:
    asked, answered = draw.number(20, 900), draw.number(5, 400)
    return {
        "id": f"chatcmpl-{draw.base62(29)}",
        "object": "chat.completion",
        "created": 1_764_000_000 + draw.number(0, 900_000),
        "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": {"prompt_tokens": asked, "completion_tokens": answered, "total_tokens": asked + answered},
    }


def response(status: str, *, incomplete: str | None = None, failure: tuple[str, Words] | None = None) -> Make:
    """An object of the Responses API; `incomplete` is why it stopped short, `failure` is (code, message)."""

    def make(draw: Draw) -> Answer:
        body = {
            "id": f"resp_{draw.hex(48)}",
            "object": "response",
            "created_at": 1_764_000_000 + draw.number(0, 900_000),
            "status": status,
            "model": "gpt-4.1",
            "error": None if failure is None else {"code": failure[0], "message": say(failure[1], draw)},
            "incomplete_details": None if incomplete is None else {"reason": incomplete},
            "output": [],
            "parallel_tool_calls": True,
            "tool_choice": "auto",
            "tools": [],
        }
        return json_answer(200, body, _headers(draw))

    return make


def cut_stream(how: Ending) -> Make:
    """A stream of chat chunks that ends as `how` says after a few words."""

    def make(draw: Draw) -> Answer:
        chunks = [_chunk(draw, word) for word in ("The", " total", " is")]
        fields = {"content-type": "text/event-stream", **_headers(draw)}
        return Answer(headers=tuple(fields.items()), body=sse(*chunks), ending=how)

    return make


def error_in_stream(words: Words, kind: str = "server_error") -> Make:
    """A stream that starts well and then carries an error object, as the API does when it fails while generating."""

    def make(draw: Draw) -> Answer:
        failure = {"error": {"message": say(words, draw), "type": kind, "param": None, "code": None}}
        fields = {"content-type": "text/event-stream", **_headers(draw)}
        return Answer(headers=tuple(fields.items()), body=sse(_chunk(draw, "The"), failure))

    return make


def _chunk(draw: Draw, word: str) -> dict[str, object]:
    return {
        "id": f"chatcmpl-{draw.base62(29)}",
        "object": "chat.completion.chunk",
        "created": 1_764_000_000 + draw.number(0, 900_000),
        "model": "gpt-4.1",
        "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}],
    }


def broken_json(draw: Draw) -> Answer:
    """200 with a JSON content type and a body that stops in the middle."""
    body = json.dumps(_completion(draw, "gpt-4.1", {"role": "assistant", "content": "done"}, "stop"))
    fields = {"content-type": "application/json", **_headers(draw)}
    return Answer(headers=tuple(fields.items()), body=body[: len(body) // 2].encode())
