"""Failed answers of a provider, as real client libraries raise them."""

import json
from typing import Any

import httpx

URL = "https://api.openai.com/v1/chat/completions"
PROMPT = [{"role": "user", "content": "Say hello"}]
QUOTA = {
    "error": {"message": "You exceeded it", "type": "insufficient_quota", "param": None, "code": "insufficient_quota"}
}


def answer(
    status: int, body: Any, *, url: str = URL, headers: dict[str, str] | None = None, **request: Any
) -> httpx.Response:
    """An answer that has been read, with the request that it answers."""
    asked = httpx.Request("POST", url, json={"messages": PROMPT, "model": "gpt-4.1"} | request)
    return httpx.Response(status, content=json.dumps(body), headers=headers, request=asked)


def refusal(status: int = 429, body: Any = None, **more: Any) -> httpx.HTTPStatusError:
    """What `raise_for_status` raises."""
    try:
        answer(status, QUOTA if body is None else body, **more).raise_for_status()
    except httpx.HTTPStatusError as error:
        return error
    raise AssertionError(f"{status} is no failure")
