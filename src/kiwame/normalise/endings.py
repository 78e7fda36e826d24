"""How a model's answer ended, read off an answer that an application printed as its error.

Google's `finishReason` and `promptFeedback.blockReason`, Anthropic's `stop_reason`, OpenAI's `finish_reason`,
`incomplete_details.reason` and Azure's `content_filter_results`: none of them is an error's body, and all the rest of
such an object is the model's text, which says nothing of the failure.
"""

from collections.abc import Iterator, Mapping

from kiwame.normalise.bodies import Value

_KEYS = {
    "finishReason": "finish_reason", "finish_reason": "finish_reason", "stop_reason": "stop_reason",
    "stopReason": "stop_reason", "blockReason": "block_reason", "block_reason": "block_reason",
    "done_reason": "finish_reason",
}  # fmt: skip
_ORDINARY = frozenset(
    ("stop", "end_turn", "tool_use", "tool_calls", "function_call", "stop_sequence", "finish_reason_unspecified",
     "null", "none", "load", "unload", "eos_token", "complete", "completed", "")
)  # fmt: skip
_REQUEST = frozenset(("messages", "prompt", "tools", "temperature"))
_LEVELS = 6
_FEW = 8


def ending_of(literal: str, value: Mapping[str, Value]) -> str:
    """`finish_reason: safety` of an answer that did not end well; empty where it did, or where no answer is printed.

    >>> ending_of("finishReason", {"candidates": [{"finishReason": "SAFETY"}]})
    'finish_reason: safety'
    """
    if "eason" not in literal or not _REQUEST.isdisjoint(value):
        return ""
    return " . ".join(list(dict.fromkeys(_endings(value, 0)))[:3])


def _endings(value: "Value | Mapping[str, Value]", level: int) -> Iterator[str]:
    if level > _LEVELS or isinstance(value, str):
        return
    if isinstance(value, list):
        for item in value[:_FEW]:
            yield from _endings(item, level + 1)
        return
    for key, child in list(value.items())[: _FEW * 4]:
        if isinstance(child, str):
            name = _KEYS.get(key)
            if name and len(child) < 40 and child.lower() not in _ORDINARY:
                yield f"{name}: {child.lower()}"
        elif key == "incomplete_details" and isinstance(child, dict) and isinstance(child.get("reason"), str):
            yield f"incomplete: {str(child['reason'])[:40].lower()}"
        else:
            yield from _endings(child, level + 1)
