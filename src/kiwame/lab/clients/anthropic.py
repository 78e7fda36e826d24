"""Calls through anthropic."""

from typing import TYPE_CHECKING, Any

from kiwame.lab.fault import Call

if TYPE_CHECKING:
    import anthropic

MODEL = "claude-sonnet-5"


def client(call: Call, *, timeout: float = 5.0, base_url: str = "") -> "anthropic.Anthropic":
    """A client of the fake provider, or of `base_url`."""
    import anthropic

    return anthropic.Anthropic(
        api_key="sk-ant-api03-lab-0000000000000000",
        base_url=base_url or call.url,
        default_headers=call.headers,
        timeout=timeout,
        max_retries=0,
    )


def message(call: Call, *, model: str = MODEL, timeout: float = 5.0, base_url: str = "", **more: Any) -> str:
    """A message; its text."""
    asked: Any = more.pop("messages", None) or [{"role": "user", "content": call.draw.prompt()}]
    connection = client(call, timeout=timeout, base_url=base_url)
    answer = connection.messages.create(model=model, max_tokens=more.pop("max_tokens", 512), messages=asked, **more)
    return "".join(block.text for block in answer.content if block.type == "text")


def stream(call: Call, *, model: str = MODEL) -> str:
    """A streamed message, gathered."""
    asked: Any = [{"role": "user", "content": call.draw.prompt()}]
    with client(call).messages.stream(model=model, max_tokens=512, messages=asked) as events:
        return "".join(events.text_stream)


def without_key(call: Call) -> str:
    """A message by a client that was given no key."""
    import anthropic

    asked: Any = [{"role": "user", "content": call.draw.prompt()}]
    connection = anthropic.Anthropic(base_url=call.url, max_retries=0)
    answer: Any = connection.messages.create(model=MODEL, max_tokens=512, messages=asked)
    return str(answer.content)
