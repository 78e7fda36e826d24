"""Faults in which a limit of the caller is reached."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, http, openai
from kiwame.lab.draw import Draw
from kiwame.lab.fault import Fault
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider.answer import Words, html_answer


def _openai_limit(model: str, what: str, limit: int) -> Words:
    def words(draw: Draw) -> str:
        used, asked = draw.number(limit - limit // 9, limit), draw.number(1, limit // 8 + 1)
        return (
            f"Rate limit reached for {model} in organization org-{draw.base62(24)} on {what}: Limit {limit}, "
            f"Used {used}, Requested {asked}. Please try again in {draw.seconds(0.2, 59)}s."
        )

    return words


def _quota(draw: Draw) -> str:
    return "You exceeded your current quota, please check your plan and billing details."


FAULTS = (
    Fault(
        name="openai-requests-per-minute", reason=Reason.REQUESTS_LIMIT, provider="openai", client="openai",
        how="429 rate_limit_exceeded that names requests per minute",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(
            429, _openai_limit("gpt-4.1", "requests per min (RPM)", 500), kind="requests", code="rate_limit_exceeded"
        ),
    ),
    Fault(
        name="openai-tokens-per-minute", reason=Reason.TOKENS_LIMIT, provider="openai", client="openai",
        how="429 rate_limit_exceeded of the Responses API that names tokens per minute",
        run=partial(openai.responses, model="gpt-4.1"),
        answer=openai_says.error(
            429, _openai_limit("gpt-4.1", "tokens per min (TPM)", 30_000), kind="tokens", code="rate_limit_exceeded"
        ),
    ),
    Fault(
        name="openai-requests-per-day", reason=Reason.DAILY_LIMIT, provider="openai", client="openai",
        how="429 rate_limit_exceeded that names requests per day",
        run=partial(openai.chat, model="gpt-4.1-mini"),
        answer=openai_says.error(
            429, _openai_limit("gpt-4.1-mini", "requests per day (RPD)", 10_000),
            kind="requests", code="rate_limit_exceeded",
        ),
    ),
    Fault(
        name="openai-out-of-credit", reason=Reason.QUOTA_EXHAUSTED, provider="openai", client="openai",
        how="429 insufficient_quota",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(429, _quota, kind="insufficient_quota", code="insufficient_quota"),
    ),
    Fault(
        name="anthropic-input-tokens-per-minute", reason=Reason.TOKENS_LIMIT, provider="anthropic", client="anthropic",
        how="429 rate_limit_error that names input tokens per minute",
        run=anthropic.message,
        answer=anthropic_says.error(
            429, "rate_limit_error",
            lambda d: "This request would exceed your organization's rate limit of 40,000 input tokens per minute "
            f"(org: {d.uuid()}, model: claude-sonnet-4-5). Try again later or ask for a higher limit.",
        ),
    ),
    Fault(
        name="anthropic-concurrent-connections", reason=Reason.CONCURRENCY_LIMIT, provider="anthropic", client="anthropic",
        how="429 rate_limit_error that names concurrent connections",
        run=anthropic.message,
        answer=anthropic_says.error(
            429, "rate_limit_error",
            "Number of concurrent connections has exceeded your rate limit. Please try again later.",
        ),
    ),
    Fault(
        name="anthropic-credit-balance", reason=Reason.QUOTA_EXHAUSTED, provider="anthropic", client="anthropic",
        how="400 invalid_request_error over the credit balance",
        run=anthropic.message,
        answer=anthropic_says.error(
            400, "invalid_request_error",
            "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to buy credits.",
        ),
    ),
    Fault(
        name="httpx-bare-429", reason=Reason.RATE_LIMIT_OTHER, provider="", client="httpx",
        how="429 with an HTML page, raised by raise_for_status",
        run=http.by_httpx,
        answer=lambda d: html_answer(429, "429 Too Many Requests"),
    ),
    Fault(
        name="aiohttp-bare-429", reason=Reason.RATE_LIMIT_OTHER, provider="", client="aiohttp",
        how="429 with an HTML page, raised by raise_for_status",
        run=http.by_aiohttp,
        answer=lambda d: html_answer(429, "429 Too Many Requests"),
    ),
)  # fmt: skip
