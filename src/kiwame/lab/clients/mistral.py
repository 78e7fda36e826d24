"""Calls through mistralai."""

from typing import Any

from kiwame.lab.fault import Call

MODEL = "mistral-large-latest"


def complete(call: Call, *, model: str = MODEL, timeout: float = 5.0, **more: Any) -> str:
    """A chat completion; the text of its first choice."""
    from mistralai.client import Mistral

    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    with Mistral(api_key="lab0000000000000", server_url=call.url, timeout_ms=int(timeout * 1000)) as client:
        answer = client.chat.complete(model=model, messages=messages, http_headers=call.headers, **more)
    return str(answer.choices[0].message.content)
