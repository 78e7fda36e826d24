"""An application that asks a language model, and reports what fails: `uvicorn --app-dir examples chat_app:app`.

SENTRY_DSN   Kiwame's DSN, or Sentry's (then Sentry's webhook tells Kiwame)
ENVIRONMENT  development (default), staging, production …
LLM_BASE_URL, LLM_API_KEY, LLM_TIMEOUT_SECONDS  an API in OpenAI's format, its key, the patience with it (30)
"""

import os
from typing import Any, NoReturn

import httpx
import sentry_sdk
from fastapi import FastAPI, HTTPException

from kiwame.sdk import KiwameIntegration, categorize_http_error

BASE_URL = os.environ.get("LLM_BASE_URL", "https://api.holysheep.ai/v1")
API_KEY = os.environ.get("LLM_API_KEY", "")
TIMEOUT_SECONDS = float(os.environ.get("LLM_TIMEOUT_SECONDS", "30"))
MODEL = "gpt-4.1"

sentry_sdk.init(
    dsn=os.environ.get("SENTRY_DSN"),
    environment=os.environ.get("ENVIRONMENT", "development"),
    traces_sample_rate=0.1,
    attach_stacktrace=True,
    integrations=[KiwameIntegration()],
)

app = FastAPI(title="Chat")


@app.post("/chat")
async def chat(prompt: str) -> dict[str, Any]:
    """Ask the model; 504 where it took too long, 502 where it refused, 500 for anything else."""
    sentry_sdk.set_tag("service", "chat-completion")
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
            answer = await client.post(
                f"{BASE_URL}/chat/completions",
                headers={"Authorization": f"Bearer {API_KEY}"},
                json={"model": MODEL, "messages": [{"role": "user", "content": prompt}]},
            )
            answer.raise_for_status()
            said: dict[str, Any] = answer.json()
            return said
    except httpx.TimeoutException as error:
        fail(504, "The model took too long", error, error_category="network_timeout")
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        fail(502, "The model refused", error, error_category=categorize_http_error(status), http_status=str(status))
    except Exception as error:
        fail(500, "The model could not be asked", error, error_category="unknown")


def fail(status: int, detail: str, error: Exception, **tags: str) -> NoReturn:
    """Report `error` with its tags, and answer the user."""
    sentry_sdk.set_tags({"llm_provider": "holysheep", **tags})
    sentry_sdk.capture_exception(error)
    raise HTTPException(status_code=status, detail=detail) from error
