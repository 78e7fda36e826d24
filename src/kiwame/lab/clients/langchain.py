"""Calls through langchain-openai."""

from typing import TYPE_CHECKING, Any

from kiwame.lab.fault import Call

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI  # type: ignore[import-not-found]  # second environment


def model(call: Call, *, base_url: str = "", timeout: float = 5.0) -> "ChatOpenAI":
    """A chat model at the fake provider, or at `base_url`."""
    from langchain_openai import ChatOpenAI

    settings: dict[str, Any] = {
        "model": "gpt-4.1-mini",
        "api_key": "sk-lab-00000000000000",
        "base_url": base_url or call.url + "/v1",
        "default_headers": call.headers,
        "max_retries": 0,
        "timeout": timeout,
    }
    return ChatOpenAI(**settings)


def invoke(call: Call, *, base_url: str = "", timeout: float = 5.0) -> str:
    """Invoke the model; its text."""
    return str(model(call, base_url=base_url, timeout=timeout).invoke(call.draw.prompt()).content)


def parse(call: Call) -> Any:
    """Invoke the model and parse its text as JSON."""
    from langchain_core.output_parsers import JsonOutputParser  # type: ignore[import-not-found]  # second environment

    return (model(call) | JsonOutputParser()).invoke(call.draw.prompt())
