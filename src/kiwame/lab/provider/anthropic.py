"""The formats of Anthropic's Messages API and its errors.

Sources: the "Errors" page of Anthropic's API documentation (types per status, 529 for overload, `request_id` in the
body and `request-id` header) and `_exceptions.py` of anthropic-sdk-python.
"""

from kiwame.lab.draw import Draw
from kiwame.lab.provider.answer import Answer, Ending, Make, Words, json_answer, say, sse


def error(status: int, kind: str, words: Words) -> Make:
    """An error: {"type": "error", "error": {"type", "message"}, "request_id"}."""

    def make(draw: Draw) -> Answer:
        request = f"req_011C{draw.base62(20)}"
        headers = {"request-id": request, "anthropic-organization-id": draw.uuid()}
        if status == 429:
            headers |= {"retry-after": str(draw.number(1, 59))}
        body = {"type": "error", "error": {"type": kind, "message": say(words, draw)}, "request_id": request}
        return json_answer(status, body, headers)

    return make


def message(text: Words, *, stop: str = "end_turn") -> Make:
    """A successful message."""

    def make(draw: Draw) -> Answer:
        body = _message(draw) | {"content": [{"type": "text", "text": say(text, draw)}], "stop_reason": stop}
        return json_answer(200, body, {"request-id": f"req_011C{draw.base62(20)}"})

    return make


def _message(draw: Draw) -> dict[str, object]:
    return {
        "id": f"msg_01{draw.base62(22)}",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": draw.number(20, 900), "output_tokens": draw.number(5, 400)},
    }


def stream(how: Ending = Ending.WHOLE, failure: tuple[str, str] | None = None) -> Make:
    """A streamed message that ends as `how` says, or with an error event of (type, message)."""

    def make(draw: Draw) -> Answer:
        names = ["message_start", "content_block_start", "content_block_delta"]
        events: list[object] = [
            {"type": names[0], "message": _message(draw)},
            {"type": names[1], "index": 0, "content_block": {"type": "text", "text": ""}},
            {"type": names[2], "index": 0, "delta": {"type": "text_delta", "text": "The total"}},
        ]
        if failure is not None:
            names.append("error")
            events.append({"type": "error", "error": {"type": failure[0], "message": failure[1]}})
        fields = (("content-type", "text/event-stream"), ("request-id", f"req_011C{draw.base62(20)}"))
        return Answer(headers=fields, body=sse(*events, names=tuple(names)), ending=how)

    return make
