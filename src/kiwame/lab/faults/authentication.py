"""Faults in which the upstream refuses who asked."""

from functools import partial

from kiwame.core.taxonomy import Reason
from kiwame.lab.clients import anthropic, cohere, google, groq, http, mistral, openai
from kiwame.lab.fault import Fault
from kiwame.lab.provider import anthropic as anthropic_says
from kiwame.lab.provider import google as google_says
from kiwame.lab.provider import openai as openai_says
from kiwame.lab.provider import others
from kiwame.lab.provider.answer import html_answer

FAULTS = (
    Fault(
        name="openai-invalid-key", reason=Reason.INVALID_API_KEY, provider="openai", client="openai",
        how="401 invalid_api_key",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(
            401, lambda d: f"Incorrect API key provided: sk-proj-****{d.base62(4)}. You can find your API key at "
            "https://platform.openai.com/account/api-keys.",
            code="invalid_api_key",
        ),
    ),
    Fault(
        name="anthropic-invalid-key", reason=Reason.INVALID_API_KEY, provider="anthropic", client="anthropic",
        how="401 authentication_error that names x-api-key",
        run=anthropic.message,
        answer=anthropic_says.error(401, "authentication_error", "invalid x-api-key"),
    ),
    Fault(
        name="gemini-invalid-key", reason=Reason.INVALID_API_KEY, provider="google", client="google-genai",
        how="400 INVALID_ARGUMENT with reason API_KEY_INVALID",
        run=google.generate,
        answer=google_says.error(
            400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
            google_says.error_info("API_KEY_INVALID"),
        ),
    ),
    Fault(
        name="azure-invalid-key", reason=Reason.INVALID_API_KEY, provider="azure_openai", client="openai",
        how="401: key or endpoint is wrong",
        run=partial(openai.azure_chat, deployment="gpt-4o-prod"),
        answer=others.azure(
            401, "401",
            "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for "
            "an active subscription and use a correct regional API endpoint for your resource.",
        ),
    ),
    Fault(
        name="groq-invalid-key", reason=Reason.INVALID_API_KEY, provider="groq", client="groq",
        how="401 invalid_api_key",
        run=groq.chat,
        answer=others.groq(401, "invalid_request_error", "Invalid API Key", code="invalid_api_key"),
    ),
    Fault(
        name="cohere-invalid-key", reason=Reason.INVALID_API_KEY, provider="cohere", client="cohere",
        how="401 invalid api token",
        run=cohere.chat,
        answer=others.cohere(401, "invalid api token"),
    ),
    Fault(
        name="deepseek-invalid-key", reason=Reason.INVALID_API_KEY, provider="deepseek", client="openai",
        how="401 authentication_error that names the key",
        run=partial(openai.chat, model="deepseek-chat"),
        answer=others.deepseek(
            401, "authentication_error",
            lambda d: f"Authentication Fails, Your api key: ****{d.hex(4)} is invalid",
        ),
    ),
    Fault(
        name="openai-no-key", reason=Reason.MISSING_CREDENTIALS, provider="openai", client="openai",
        how="the client was given no key",
        run=openai.without_key,
    ),
    Fault(
        name="anthropic-no-key", reason=Reason.MISSING_CREDENTIALS, provider="anthropic", client="anthropic",
        how="the client was given no key",
        run=anthropic.without_key,
    ),
    Fault(
        name="openrouter-no-key", reason=Reason.MISSING_CREDENTIALS, provider="openrouter", client="openai",
        how="401: no credentials in the request",
        run=partial(openai.chat, model="openai/gpt-4.1", path="/api/v1"),
        answer=others.openrouter(401, "No auth credentials found"),
    ),
    Fault(
        name="gemini-expired-key", reason=Reason.EXPIRED_CREDENTIALS, provider="google", client="google-genai",
        how="400 INVALID_ARGUMENT: the key has expired",
        run=google.generate,
        answer=google_says.error(
            400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.",
            google_says.error_info("API_KEY_INVALID"),
        ),
    ),
    Fault(
        name="vertex-expired-token", reason=Reason.EXPIRED_CREDENTIALS, provider="google", client="google-genai",
        how="401 UNAUTHENTICATED with reason ACCESS_TOKEN_EXPIRED",
        run=google.generate_async,
        answer=google_says.error(
            401, "UNAUTHENTICATED",
            "Request had invalid authentication credentials: the OAuth 2 access token has expired.",
            google_says.error_info("ACCESS_TOKEN_EXPIRED", "aiplatform.googleapis.com"),
        ),
    ),
    Fault(
        name="openai-project-no-access", reason=Reason.PERMISSION_DENIED, provider="openai", client="openai",
        how="403: the project has no access to the model",
        run=partial(openai.chat, model="gpt-5"),
        answer=openai_says.error(
            403, lambda d: f"Project `proj_{d.base62(24)}` does not have access to model `gpt-5`",
            code="model_not_found",
        ),
    ),
    Fault(
        name="anthropic-permission", reason=Reason.PERMISSION_DENIED, provider="anthropic", client="anthropic",
        how="403 permission_error",
        run=anthropic.message,
        answer=anthropic_says.error(
            403, "permission_error", "Your API key does not have permission to use the specified resource."
        ),
    ),
    Fault(
        name="gemini-service-disabled", reason=Reason.PERMISSION_DENIED, provider="google", client="google-genai",
        how="403 PERMISSION_DENIED with reason SERVICE_DISABLED",
        run=google.generate,
        answer=google_says.error(
            403, "PERMISSION_DENIED",
            lambda d: f"Generative Language API has not been used in project {d.number(10**11, 10**12 - 1)} before or "
            "it is disabled.",
            google_says.error_info("SERVICE_DISABLED"),
        ),
    ),
    Fault(
        name="openai-region", reason=Reason.REGION_BLOCKED, provider="openai", client="openai",
        how="403 unsupported_country_region_territory",
        run=partial(openai.chat, model="gpt-4.1"),
        answer=openai_says.error(
            403, "Country, region, or territory not supported", kind="request_forbidden",
            code="unsupported_country_region_territory",
        ),
    ),
    Fault(
        name="gemini-region", reason=Reason.REGION_BLOCKED, provider="google", client="google-genai",
        how="400 FAILED_PRECONDITION over the user's location",
        run=google.generate,
        answer=google_says.error(
            400, "FAILED_PRECONDITION", "User location is not supported for the API use."
        ),
    ),
    Fault(
        name="mistral-unauthorized", reason=Reason.AUTHENTICATION_OTHER, provider="mistral", client="mistralai",
        how="401 that names no cause",
        run=mistral.complete,
        answer=others.mistral_plain(401, "Unauthorized"),
    ),
    Fault(
        name="httpx-bare-401", reason=Reason.AUTHENTICATION_OTHER, provider="", client="httpx",
        how="401 with an HTML page, raised by raise_for_status",
        run=http.by_httpx,
        answer=lambda d: html_answer(401, "401 Authorization Required"),
    ),
)  # fmt: skip
