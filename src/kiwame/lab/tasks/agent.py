"""The sample app's agent: tools, the loop, the guard before it, the prompts it is given."""

import json
from collections.abc import Callable
from typing import Any

from kiwame.lab.clients import openai
from kiwame.lab.fault import Call


class ToolCallError(Exception):
    """The model called a tool in a way that cannot be carried out."""


class AgentStopped(Exception):
    """The agent came to no end within its limit."""


class GraphRecursionError(RecursionError):
    """A graph of agents came to no end; named as agent frameworks name it."""


class PromptInjectionDetected(Exception):
    """The guard found instructions in a document."""


def weather(city: str) -> str:
    """The weather in a city."""
    return f"{city}: fine"


TOOLS: dict[str, Callable[..., str]] = {"weather": weather}


def run_tool(call: Call) -> str:
    """Ask the model, carry out the tool call that it makes."""
    messages: Any = [{"role": "user", "content": call.draw.prompt()}]
    answer: Any = openai.client(call).chat.completions.create(model="gpt-4.1", messages=messages)
    function = answer.choices[0].message.tool_calls[0].function
    if function.name not in TOOLS:
        raise ToolCallError(f"The model called the tool {function.name!r}, which does not exist")
    try:
        arguments = json.loads(function.arguments)
    except json.JSONDecodeError as error:
        raise ToolCallError(f"The arguments of the tool call {function.name!r} are not valid JSON") from error
    return TOOLS[function.name](**arguments)


def run_agent(call: Call, *, limit: int = 12) -> str:
    """Plan and act until there is an answer; there never is one."""
    plans = [f"look up item {call.draw.number(1, 999)}" for _ in range(limit)]
    raise AgentStopped(
        f"Agent stopped: reached max iterations ({limit}) without a final answer; last plan: {plans[-1]}"
    )


def run_graph(call: Call) -> str:
    """Run a graph of agents that hand the task to each other for ever."""
    raise GraphRecursionError("Recursion limit of 25 reached without hitting a stop condition.")


def guard(call: Call) -> None:
    """Look at a retrieved document before the model sees it."""
    score = call.draw.number(82, 99) / 100
    raise PromptInjectionDetected(
        f"Prompt injection detected in document {call.draw.number(1, 400)}: it tells the model to drop its "
        f"instructions (score {score})"
    )
