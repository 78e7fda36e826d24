"""The sample app's bugs: each function is a small piece of an application with a mistake that such pieces have."""

import asyncio
import importlib
from typing import Any

from kiwame.lab.clients import http, openai
from kiwame.lab.fault import Call


def price_of(call: Call) -> float:
    """The price of a call, from a table that knows too few models."""
    prices = {"gpt-4.1": 2.0, "gpt-4.1-mini": 0.4}
    return prices["claude-sonnet-5"] * call.draw.number(100, 900)


def usage_of(call: Call) -> int:
    """The tokens of an answer that carries no usage."""
    answer: dict[str, Any] = {"id": call.draw.uuid(), "choices": []}
    return int(answer["usage"]["total_tokens"])


def first_sentence(call: Call) -> str:
    """The first sentence of a summary that was never made."""
    summaries: dict[str, str] = {call.draw.uuid(): "done"}
    summary: Any = summaries.get("newest")
    return str(summary.split(".")[0])


def newest_message(call: Call) -> str:
    """The newest message of an empty history."""
    history: list[str] = [] if call.draw.number(0, 9) < 99 else ["never"]
    return history[-1]


def mean_score(call: Call) -> float:
    """The mean relevance of documents, where a search found none."""
    scores: list[float] = []
    return (sum(scores) + call.draw.number(1, 9)) / len(scores)


def token_budget(call: Call) -> int:
    """What is left of a budget that came as text."""
    budget: Any = str(call.draw.number(1000, 9000))
    return int(budget - 512)


def score_of(call: Call) -> float:
    """A score out of a label that is no number."""
    return float(f"high ({call.draw.number(1, 9)})")


def first_choice(call: Call) -> str:
    """The first choice of an answer that has none."""
    answer = openai.client(call).chat.completions.create(
        model="gpt-4.1", messages=[{"role": "user", "content": call.draw.prompt()}]
    )
    return answer.choices[0].message.content or ""


def text_of_page(call: Call) -> str:
    """The text of an answer that is an HTML page: the client hands it on as text."""
    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer: Any = openai.client(call).chat.completions.create(model="gpt-4.1", messages=messages)
    return str(answer.choices[0].message.content)


def rerank(call: Call) -> object:
    """Use a package that nobody installed."""
    return importlib.import_module("sample_reranker").rank(call.draw.prompt())


def old_import(call: Call) -> object:
    """Import a name that the installed openai no longer has."""
    from openai import Completions  # type: ignore[attr-defined]  # that it is missing is the fault

    return Completions


def old_call(call: Call) -> object:
    """Call openai the way that its releases below 1 were called."""
    import openai

    module: Any = openai
    return module.ChatCompletion.create(model="gpt-4.1", messages=[{"role": "user", "content": call.draw.prompt()}])


def old_argument(call: Call) -> str:
    """Pass httpx an argument that 0.28 took away."""
    return http.by_httpx(call, proxies={"all://": call.url})


def without_messages(call: Call) -> object:
    """Call openai without an argument that every release wants."""
    completions: Any = openai.client(call).chat.completions
    return completions.create(model="gpt-4.1", temperature=0.1)


async def loop_in_loop(call: Call) -> str:
    """Start an event loop within the running one."""
    answer = openai.chat_async(call, model="gpt-4.1")
    try:
        return asyncio.run(answer)
    finally:
        answer.close()


async def not_awaited(call: Call) -> str:
    """Use a coroutine as if it were its result."""
    answer: Any = openai.chat_async(call, model="gpt-4.1")
    try:
        return str(answer.strip())
    finally:
        answer.close()


def too_much_memory(call: Call) -> int:
    """Allocate more than any machine has."""
    return len(bytearray((1 << 60) + call.draw.number(0, 4096)))


def full_disk(call: Call) -> None:
    """Write to a device that is always full (full(4))."""
    with open("/dev/full", "w", encoding="utf-8") as cache:
        cache.write(call.draw.prompt())
