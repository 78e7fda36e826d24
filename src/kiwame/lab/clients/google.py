"""Calls through google-genai."""

from typing import TYPE_CHECKING, Any

from kiwame.lab.fault import Call

if TYPE_CHECKING:
    from google import genai

MODEL = "gemini-2.5-flash"


def client(call: Call, *, timeout: float = 5.0) -> "genai.Client":
    """A client of the fake provider."""
    from google import genai
    from google.genai import types

    options = types.HttpOptions(
        base_url=call.url,
        headers=call.headers,
        timeout=int(timeout * 1000),
        retry_options=types.HttpRetryOptions(attempts=1),
    )
    return genai.Client(api_key="AIzaLab-00000000000000000000000000000", http_options=options)


def generate(call: Call, *, model: str = MODEL, timeout: float = 5.0, **more: Any) -> str:
    """A generation; its text."""
    connection = client(call, timeout=timeout)
    answer = connection.models.generate_content(model=model, contents=call.draw.prompt(), **more)
    return answer.text or ""


async def generate_async(call: Call, *, model: str = MODEL) -> str:
    """A generation by the asynchronous client; its text."""
    connection = client(call).aio
    answer = await connection.models.generate_content(model=model, contents=call.draw.prompt())
    return answer.text or ""
