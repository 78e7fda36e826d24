"""Calls through groq."""

from typing import Any

from kiwame.lab.fault import Call

MODEL = "llama-3.3-70b-versatile"


def chat(call: Call, *, model: str = MODEL, timeout: float = 5.0, **more: Any) -> str:
    """A chat completion; the text of its first choice."""
    import groq

    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    client = groq.Groq(
        api_key="gsk_lab000000000000", base_url=call.url, default_headers=call.headers, timeout=timeout, max_retries=0
    )
    answer = client.chat.completions.create(model=model, messages=messages, **more)
    return answer.choices[0].message.content or ""
