"""Classify errors in a script, on this machine: `python examples/classify_errors.py`.

It prints one JSON object for each error; the last one is no error that can be read, and says so. A key in LLM_API_KEY
is passed on as other classifiers want it; none is needed.
"""

import asyncio
import json
import os
from dataclasses import asdict
from typing import Any

from kiwame.classifier import ErrorClassifier

ERRORS: list[dict[str, Any]] = [
    {
        "type": "RateLimitError",
        "message": "Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan "
        "and billing details.', 'type': 'insufficient_quota', 'code': 'insufficient_quota'}}",
        "tags": {"service": "chat-completion", "llm_provider": "openai", "environment": "production"},
    },
    {
        "type": "TimeoutError",
        "message": "The request to the model timed out after 30 s",
        "stacktrace": 'File "chat.py", line 41, in ask\n    answer = await client.post(url, json=body)',
        "tags": {"error_category": "network_timeout"},
        "timestamp": "2026-01-15T09:30:00Z",
    },
    {
        "type": "HTTPStatusError",
        "message": "Client error '401 Unauthorized' for url 'https://api.example.com/v1/chat/completions'",
        "tags": {"http_status": "401", "error_category": "authentication_error"},
    },
    {"type": "KeyError", "message": "'choices'"},
    {"message": "httpcore.ConnectError: [Errno -2] Name or service not known"},
    {"type": "ValueError", "message": None, "stacktrace": b"no text"},
]


async def main() -> None:
    """Classify one error by itself, then all in one batch."""
    classifier = ErrorClassifier(api_key=os.environ.get("LLM_API_KEY"))
    one = await classifier.classify_error(
        error_type="ContextLengthError",
        error_message="This model's maximum context length is 128000 tokens, but your messages have 130211 tokens",
        tags={"service": "chat-completion", "environment": "production"},
    )
    print(json.dumps(asdict(one)))
    for said in await classifier.batch_classify(ERRORS, concurrency=5):
        print(json.dumps(asdict(said)))


if __name__ == "__main__":
    asyncio.run(main())
