"""Calls through litellm, whose errors wrap those of the client that it uses."""

from typing import Any

from kiwame.lab.fault import Call


def completion(call: Call, *, model: str, api_base: str = "", timeout: float = 5.0) -> str:
    """A completion by whatever provider `model` names; its text."""
    import litellm  # type: ignore[import-not-found]  # it lives in the second environment only

    litellm.suppress_debug_info = True
    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer: Any = litellm.completion(
        model=model,
        messages=messages,
        api_base=api_base or call.url,
        api_key="sk-lab-00000000000000",
        extra_headers=call.headers,
        num_retries=0,
        max_retries=0,
        timeout=timeout,
    )
    return str(answer.choices[0].message.content)
