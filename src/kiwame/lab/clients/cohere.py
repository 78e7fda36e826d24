"""Calls through cohere."""

from typing import Any

from kiwame.lab.fault import Call

MODEL = "command-a-03-2025"


def chat(call: Call, *, model: str = MODEL, timeout: float = 5.0) -> str:
    """A chat answer; its text."""
    import cohere

    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    client = cohere.ClientV2(api_key="lab", base_url=call.url, timeout=timeout, max_retries=0)
    answer = client.chat(
        model=model, messages=messages, request_options={"additional_headers": call.headers, "max_retries": 0}
    )
    return str(answer.message.content)
