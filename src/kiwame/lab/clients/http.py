"""Calls by bare HTTP clients, the way an application without a provider's library writes them."""

from typing import Any

from kiwame.lab.fault import Call

PATH = "/v1/chat/completions"


def _body(call: Call, model: str) -> dict[str, Any]:
    return {"model": model, "messages": [{"role": "user", "content": call.draw.prompt()}]}


def by_httpx(call: Call, *, url: str = "", model: str = "gpt-4.1", timeout: Any = 5.0, **more: Any) -> str:
    """POST with httpx; the text of the first choice."""
    import httpx

    with httpx.Client(timeout=timeout, **more) as client:
        answer = client.post(url or call.url + PATH, json=_body(call, model), headers=call.headers)
        answer.raise_for_status()
        return str(answer.json()["choices"][0]["message"]["content"])


def by_httpx2(call: Call, *, url: str = "", model: str = "gpt-4.1", timeout: Any = 5.0, **more: Any) -> str:
    """POST with httpx2; the text of the first choice."""
    import httpx2

    with httpx2.Client(timeout=timeout, **more) as client:
        answer = client.post(url or call.url + PATH, json=_body(call, model), headers=call.headers)
        answer.raise_for_status()
        return str(answer.json()["choices"][0]["message"]["content"])


def by_requests(call: Call, *, url: str = "", model: str = "gpt-4.1", timeout: Any = 5.0, **more: Any) -> str:
    """POST with requests; the text of the first choice."""
    import requests

    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(
            url or call.url + PATH, json=_body(call, model), headers=call.headers, timeout=timeout, **more
        )
        answer.raise_for_status()
        return str(answer.json()["choices"][0]["message"]["content"])


async def by_aiohttp(call: Call, *, url: str = "", model: str = "gpt-4.1", timeout: float = 5.0) -> str:
    """POST with aiohttp; the text of the first choice."""
    import aiohttp

    limit = aiohttp.ClientTimeout(sock_read=timeout)
    async with (
        aiohttp.ClientSession(timeout=limit) as session,
        session.post(url or call.url + PATH, json=_body(call, model), headers=call.headers) as answer,
    ):
        answer.raise_for_status()
        return str((await answer.json())["choices"][0]["message"]["content"])


def stream_by_requests(call: Call) -> str:
    """A streamed answer with requests, gathered."""
    import requests

    body = _body(call, "gpt-4.1")
    with requests.post(call.url + PATH, json=body, headers=call.headers, timeout=5.0, stream=True) as answer:
        return b"".join(answer.iter_content(64)).decode()


def two_by_one_connection(call: Call) -> str:
    """A second request while the pool's only connection still carries the first one's answer."""
    import httpx

    limits = httpx.Limits(max_connections=1)
    with httpx.Client(timeout=httpx.Timeout(5.0, pool=0.2), limits=limits) as client:
        first = client.build_request("POST", call.url + PATH, json=_body(call, "gpt-4.1"), headers=call.headers)
        client.send(first, stream=True)
        return client.post(call.url + PATH, json=_body(call, "gpt-4.1"), headers=call.headers).text
