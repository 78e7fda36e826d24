"""Faults in which a limit of the caller is reached."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, cohere, google, groq, http, mistral, openai
from kiwame.lab.draw import Draw
from kiwame.lab.fault import Fault
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import google as google_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider import others
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
            f"(org: {d.uuid()}, model: claude-sonnet-5). Try again later or ask for a higher limit.",
        ),
    ),
    Fault(
        name="anthropic-concurrent", reason=Reason.CONCURRENCY_LIMIT, provider="anthropic", client="anthropic",
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
        name="anthropic-usage-limit", reason=Reason.QUOTA_EXHAUSTED, provider="anthropic", client="anthropic",
        how="400 invalid_request_error over the organisation's own spending limit",
        run=anthropic.message,
        answer=anthropic_says.error(
            400, "invalid_request_error",
            "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.",
        ),
    ),
    Fault(
        name="gemini-requests-per-minute", reason=Reason.REQUESTS_LIMIT, provider="google", client="google-genai",
        how="429 RESOURCE_EXHAUSTED whose quota metric is requests per minute",
        run=google.generate,
        answer=google_says.error(
            429, "RESOURCE_EXHAUSTED",
            lambda d: "Quota exceeded for quota metric 'Generate Content API requests per minute' and limit "
            "'GenerateContent request limit per minute for a region' of service 'generativelanguage.googleapis.com' "
            f"for consumer 'project_number:{d.number(10**11, 10**12 - 1)}'.",
            google_says.error_info("RATE_LIMIT_EXCEEDED"),
        ),
    ),
    Fault(
        name="gemini-requests-per-day", reason=Reason.DAILY_LIMIT, provider="google", client="google-genai",
        how="429 RESOURCE_EXHAUSTED whose quota id is requests per day",
        run=google.generate,
        answer=google_says.error(
            429, "RESOURCE_EXHAUSTED",
            lambda d: "You exceeded your current quota. * Quota exceeded for metric: generativelanguage.googleapis.com/"
            f"generate_requests_per_model_per_day, limit: 250 Please retry in {d.seconds(1, 58)}s.",
            google_says.quota(
                "generate_requests_per_model_per_day", "GenerateRequestsPerDayPerProjectPerModel-FreeTier", 250
            ),
        ),
    ),
    Fault(
        name="azure-tokens-limit", reason=Reason.TOKENS_LIMIT, provider="azure_openai", client="openai",
        how="429 that names the token rate limit of the pricing tier",
        run=partial(openai.azure_chat, deployment="gpt-4o-prod"),
        answer=others.azure(
            429, "429",
            lambda d: "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have "
            "exceeded token rate limit of your current OpenAI S0 pricing tier. "
            f"Please retry after {d.number(2, 59)} seconds.",
        ),
    ),
    Fault(
        name="groq-tokens-per-day", reason=Reason.DAILY_LIMIT, provider="groq", client="groq",
        how="429 that names tokens per day",
        run=groq.chat,
        answer=others.groq(
            429, "tokens",
            lambda d: f"Rate limit reached for model `{groq.MODEL}` in organization `org_01{d.base32(24)}` service "
            f"tier `on_demand` on tokens per day (TPD): Limit 100000, Used {d.number(95_000, 100_000)}, "
            f"Requested {d.number(900, 5000)}. Please try again in {d.number(2, 40)}m{d.seconds(1, 59)}s.",
            code="rate_limit_exceeded",
        ),
    ),
    Fault(
        name="groq-request-too-large", reason=Reason.TOKENS_LIMIT, provider="groq", client="groq",
        how="413: one request holds more tokens than a minute allows",
        run=partial(groq.chat, model="llama-3.1-8b-instant"),
        answer=others.groq(
            413, "tokens",
            lambda d: f"Request too large for model `llama-3.1-8b-instant` in organization `org_01{d.base32(24)}` "
            f"service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested {d.number(6001, 9000)}, "
            "please reduce your message size and try again.",
            code="rate_limit_exceeded",
        ),
    ),
    Fault(
        name="mistral-rate-limited", reason=Reason.RATE_LIMIT_OTHER, provider="mistral", client="mistralai",
        how="429 that names no limit",
        run=mistral.complete,
        answer=others.mistral(429, "rate_limited", "Rate limit exceeded", "1300"),
    ),
    Fault(
        name="cohere-trial-month", reason=Reason.QUOTA_EXHAUSTED, provider="cohere", client="cohere",
        how="429: the trial plan's calls of the month are used up",
        run=cohere.chat,
        answer=others.cohere(429, "You are using a Trial key, which is limited to 1000 API calls / month."),
    ),
    Fault(
        name="cohere-trial-minute", reason=Reason.REQUESTS_LIMIT, provider="cohere", client="cohere",
        how="429: the trial plan's calls of the minute are used up",
        run=cohere.chat,
        answer=others.cohere(429, "You are using a Trial key, which is limited to 20 API calls / minute."),
    ),
    Fault(
        name="deepseek-balance", reason=Reason.QUOTA_EXHAUSTED, provider="deepseek", client="openai",
        how="402 Insufficient Balance",
        run=partial(openai.chat, model="deepseek-chat"),
        answer=others.deepseek(402, "unknown_error", "Insufficient Balance"),
    ),
    Fault(
        name="openrouter-credits", reason=Reason.QUOTA_EXHAUSTED, provider="openrouter", client="openai",
        how="402: the balance does not cover the tokens asked for",
        run=partial(openai.chat, model="anthropic/claude-sonnet-4.5", path="/api/v1"),
        answer=others.openrouter(
            402,
            lambda d: f"This request requires more credits, or fewer max_tokens. You requested up to 64000 tokens, "
            f"but can only afford {d.number(100, 9000)}.",
        ),
    ),
    Fault(
        name="openrouter-free-day", reason=Reason.DAILY_LIMIT, provider="openrouter", client="openai",
        how="429: the free models' requests of the day are used up",
        run=partial(openai.chat, model="deepseek/deepseek-r1:free", path="/api/v1"),
        answer=others.openrouter(429, "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock more."),
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
