"""The formats of the Gemini API: google.rpc.Status as JSON, and generations.

Sources: google.rpc's error model (code, message, status, details), Gemini's "Troubleshooting" page, `errors.py` of
python-genai, and bodies that users posted for quota errors (QuotaFailure and RetryInfo among the details).
"""

from collections.abc import Callable

from kiwame.lab.draw import Draw
from kiwame.lab.provider.answer import Answer, Make, Words, json_answer, say

Details = Callable[[Draw], list[object]]


def error(code: int, status: str, words: Words, details: Details | None = None) -> Make:
    """An error with its numeric code, its status name and its details."""

    def make(draw: Draw) -> Answer:
        failure: dict[str, object] = {"code": code, "message": say(words, draw), "status": status}
        if details is not None:
            failure["details"] = details(draw)
        return json_answer(code, {"error": failure}, {"server-timing": f"gfet4t7; dur={draw.number(20, 900)}"})

    return make


def error_info(reason: str, service: str = "generativelanguage.googleapis.com") -> Details:
    """Details that give the machine-readable reason."""
    kind = "type.googleapis.com/google.rpc.ErrorInfo"
    return lambda draw: [
        {"@type": kind, "reason": reason, "domain": "googleapis.com", "metadata": {"service": service}},
    ]


def quota(metric: str, quota_id: str, limit: int) -> Details:
    """Details of an exceeded quota, with the time to wait."""

    def make(draw: Draw) -> list[object]:
        violation = {
            "quotaMetric": f"generativelanguage.googleapis.com/{metric}",
            "quotaId": quota_id,
            "quotaDimensions": {"model": "gemini-2.5-flash", "location": "global"},
            "quotaValue": str(limit),
        }
        return [
            {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation]},
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{draw.number(2, 58)}s"},
        ]

    return make


def blocked(reason: str) -> Make:
    """A successful answer without candidates: the prompt was blocked."""

    def make(draw: Draw) -> Answer:
        body = {
            "promptFeedback": {"blockReason": reason},
            "usageMetadata": {"promptTokenCount": draw.number(5, 90), "totalTokenCount": draw.number(90, 99)},
            "modelVersion": "gemini-2.5-flash",
            "responseId": draw.base62(22),
        }
        return json_answer(200, body)

    return make


def generated(text: Words, *, finish: str = "STOP") -> Make:
    """A successful generation."""

    def make(draw: Draw) -> Answer:
        content = {"role": "model", "parts": [{"text": say(text, draw)}]}
        body = {
            "candidates": [{"content": content, "finishReason": finish, "index": 0}],
            "usageMetadata": {"promptTokenCount": draw.number(5, 90), "totalTokenCount": draw.number(90, 900)},
            "modelVersion": "gemini-2.5-flash",
            "responseId": draw.base62(22),
        }
        return json_answer(200, body)

    return make
