"""Calls through openai (3 in the demo's environment, 2 in the second one), also to providers with its protocol."""

import asyncio
from typing import TYPE_CHECKING, Any

from kiwame.lab.fault import Call

if TYPE_CHECKING:
    import openai

KEY = "sk-proj-lab-0000000000000000000000000000"
TIMEOUT = 5.0
"""Seconds; far above what the fake provider needs."""


def client(call: Call, *, path: str = "/v1", timeout: float = TIMEOUT, base_url: str = "") -> "openai.OpenAI":
    """A client of the fake provider, or of `base_url`."""
    import openai

    return openai.OpenAI(
        api_key=KEY,
        base_url=base_url or call.url + path,
        default_headers=call.headers,
        timeout=timeout,
        max_retries=0,
    )


def chat(call: Call, *, model: str, path: str = "/v1", timeout: float = TIMEOUT, **more: Any) -> str:
    """A chat completion; the text of its first choice."""
    messages: Any = more.pop("messages", None) or [{"role": "user", "content": call.draw.prompt()}]
    completions = client(call, path=path, timeout=timeout).chat.completions
    answer = completions.create(model=model, messages=messages, **more)
    return answer.choices[0].message.content or ""


def responses(call: Call, *, model: str, **more: Any) -> str:
    """A response of the Responses API; its text."""
    answer = client(call).responses.create(model=model, input=call.draw.prompt(), **more)
    return str(answer.output_text)


def embed(call: Call, *, model: str) -> list[float]:
    """The embedding of one text."""
    return client(call).embeddings.create(model=model, input=call.draw.prompt()).data[0].embedding


def stream(call: Call, *, model: str, timeout: float = TIMEOUT) -> str:
    """A streamed chat completion, gathered."""
    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    chunks = client(call, timeout=timeout).chat.completions.create(model=model, messages=messages, stream=True)
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks)


def chat_at(call: Call, *, base_url: str, model: str) -> str:
    """A chat completion at another address than the fake provider's."""
    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer = client(call, base_url=base_url).chat.completions.create(model=model, messages=messages)
    return answer.choices[0].message.content or ""


def azure_chat(call: Call, *, deployment: str) -> str:
    """A chat completion of an Azure OpenAI deployment."""
    import openai

    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    azure = openai.AzureOpenAI(
        api_key="0" * 32,
        azure_endpoint=call.url,
        api_version="2024-10-21",
        default_headers=call.headers,
        timeout=TIMEOUT,
        max_retries=0,
    )
    answer = azure.chat.completions.create(model=deployment, messages=messages)
    return answer.choices[0].message.content or ""


async def chat_async(call: Call, *, model: str, timeout: float = TIMEOUT) -> str:
    """A chat completion by the asynchronous client."""
    import openai

    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    async with openai.AsyncOpenAI(
        api_key=KEY, base_url=call.url + "/v1", default_headers=call.headers, timeout=timeout, max_retries=0
    ) as connection:
        answer = await connection.chat.completions.create(model=model, messages=messages)
    return answer.choices[0].message.content or ""


async def chat_within(call: Call, *, model: str, seconds: float) -> str:
    """A chat completion under the application's own deadline."""
    return await asyncio.wait_for(chat_async(call, model=model), seconds)


def without_key(call: Call) -> str:
    """A chat completion by a client that was given no key."""
    import openai

    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer = openai.OpenAI(base_url=call.url + "/v1").chat.completions.create(model="gpt-4.1", messages=messages)
    return answer.choices[0].message.content or ""
