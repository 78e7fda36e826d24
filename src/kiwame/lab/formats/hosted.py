"""Hosts of open models that speak OpenAI's protocol: Groq, Together, Fireworks, Cerebras, SambaNova, NVIDIA NIM.

A row whose source says "not read" was written from knowledge: nobody has found it stated. The others were read where
their source says: the provider's page, a client's code, or threads in which people print the body.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_BAD = "invalid_request_error"


def _groq(*, message: str, status: int, kind: object = None, code: object = None, param: object = None) -> object:
    """{"error": {"message", "type", ["param"], ["code"]}}, as its threads print it."""
    named = (("message", message), ("type", kind), ("param", param), ("code", code))
    return {"error": {name: value for name, value in named if value is not None}}


def _sambanova(*, message: str, status: int, kind: object = None, code: object = None) -> object:
    """OpenAI's with a request_id at its side, which its documentation gives every body."""
    error: dict[str, object] = {"message": message, "type": kind, "param": None, "code": code}
    return {"error": error, "request_id": "<<uuid>>"}


_G = Host(
    provider="groq", host="api.groq.com", shape=_groq, client="groq", source="console.groq.com/docs/errors for status and shape (sentence not read)",
    models=("llama-3.3-70b-versatile", "llama-3.1-8b-instant", "openai/gpt-oss-120b", "qwen/qwen3-32b", "moonshotai/kimi-k2-instruct"),
    headers=(("x-request-id", "req_01<<b32 24>>"), ("x-groq-region", "<<one fra|dls|msp>>")),
)  # fmt: skip
_T = Host(
    provider="together", host="api.together.xyz", shape=shapes.openai, source="docs.together.ai/docs/error-codes (not read)",
    models=("meta-llama/Llama-3.3-70B-Instruct-Turbo", "Qwen/Qwen2.5-72B-Instruct-Turbo", "deepseek-ai/DeepSeek-V3", "mistralai/Mixtral-8x7B-Instruct-v0.1"),
    headers=(("x-request-id", "o<<b62 6>>-<<hex 12>>"), ("cf-ray", "<<hex 16>>-FRA")),
)  # fmt: skip
_F = Host(
    provider="fireworks", host="api.fireworks.ai", shape=shapes.bare, source="docs.fireworks.ai/guides/inference-error-codes (not read)",
    models=("accounts/fireworks/models/llama-v3p1-70b-instruct", "accounts/fireworks/models/deepseek-v3", "accounts/fireworks/models/qwen3-235b-a22b"),
)  # fmt: skip
_C = Host(
    provider="cerebras", host="api.cerebras.ai", shape=shapes.flat, source="inference-docs.cerebras.ai/support/error (not read)",
    models=("llama3.1-8b", "llama-3.3-70b", "qwen-3-32b", "gpt-oss-120b"),
)  # fmt: skip
_S = Host(
    provider="sambanova", host="api.sambanova.ai", shape=_sambanova, source="docs.sambanova.ai/cloud/api-reference/errors (not read)",
    models=("Meta-Llama-3.3-70B-Instruct", "DeepSeek-R1", "Qwen3-32B"),
)  # fmt: skip
_N = Host(
    provider="nvidia", host="integrate.api.nvidia.com", shape=shapes.detail, source="docs.api.nvidia.com/nim/reference (not read)",
    models=("meta/llama-3.1-70b-instruct", "nvidia/nemotron-4-340b-instruct", "deepseek-ai/deepseek-r1", "mistralai/mixtral-8x22b-instruct-v0.1"),
    headers=(("nvcf-reqid", "<<uuid>>"), ("nvcf-status", "errored")),
)  # fmt: skip
_LIMIT = (
    "Rate limit reached for model `<<model>>` in organization `org_01<<b32 24>>` service tier `on_demand` on {0}: Limit {1}, Used "
    "<<n 90 99000>>, Requested <<n 1 9000>>. Please try again in <<one 2.3s|7m12.4s|48.1s|1h4m>>. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing"
)
_RETRY = (("retry-after", "<<n 1 900>>"),)
_LITELLM = "litellm's litellm_core_utils/exception_mapping_utils.py"

GROQ: tuple[Format, ...] = (
    _G.says("rpm", R.REQUESTS_LIMIT, 429, _LIMIT.format("requests per minute (RPM)", "30"), kind="requests", code="rate_limit_exceeded", headers=_RETRY, source="form as in the threads that print its token limits"),
    _G.says("tpm", R.TOKENS_LIMIT, 429, _LIMIT.format("tokens per minute (TPM)", "<<one 6000|12000>>"), kind="tokens", code="rate_limit_exceeded", headers=_RETRY, source="seen in elizaOS/eliza issues"),
    _G.says("tpd", R.DAILY_LIMIT, 429, _LIMIT.format("tokens per day (TPD)", "<<one 100000|500000>>"), kind="tokens", code="rate_limit_exceeded", headers=_RETRY, source="seen in continuedev/continue issues"),
    _G.says("rpd", R.DAILY_LIMIT, 429, _LIMIT.format("requests per day (RPD)", "<<one 1000|14400>>"), kind="requests", code="rate_limit_exceeded", headers=_RETRY, source="form as in the threads that print its token limits"),
    _G.says("too-large", R.TOKENS_LIMIT, 413, "Request too large for model `<<model>>` in organization `org_01<<b32 24>>` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested <<n 6001 90000>>, please reduce your message size and try again. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing", kind="tokens", code="rate_limit_exceeded", source="seen in HunorLaczko/ha-groq-cloud-api issues"),
    _G.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Please reduce the length of the messages or completion.", kind=_BAD, code="context_length_exceeded", param="messages", source="seen in letta-ai/letta issues"),
    _G.says("model", R.MODEL_NOT_FOUND, 404, "The model `<<model>>` does not exist or you do not have access to it.", kind=_BAD, code="model_not_found"),
    _G.says("decommissioned", R.MODEL_NOT_FOUND, 400, "The model `<<one llama3-70b-8192|mixtral-8x7b-32768|gemma-7b-it>>` has been decommissioned and is no longer supported. Please refer to https://console.groq.com/docs/deprecations for a recommendation on which model to use instead.", kind=_BAD, code="model_decommissioned", source="seen in the tests of public clients"),
    _G.says("key", R.INVALID_API_KEY, 401, "Invalid API Key", kind=_BAD, code="invalid_api_key"),
    _G.says("org", R.PERMISSION_DENIED, 400, "Organization has been restricted. Please reach out to support if you believe this was in error.", kind=_BAD, code="organization_restricted", source="seen in crewAIInc/crewAI and NVIDIA-NeMo/Guardrails issues"),
    _G.says("forbidden", R.PERMISSION_DENIED, 403, "The model `<<model>>` is blocked at the project level. Please have a project admin enable this model in the project settings at https://console.groq.com/settings/project/limits", kind="permissions_error", code="model_permission_blocked_project", source="status, code and words seen in public clients, which tell it apart"),
    _G.says("tool-use", R.INVALID_TOOL_CALL, 400, "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.", raw='{"error": {"message": "Failed to call a function. Please adjust your prompt. See \'failed_generation\' for more details.", "type": "invalid_request_error", "code": "tool_use_failed", "failed_generation": "<function=<<one search|lookup_order>>{\\"id\\": <<n 100 999>>}</function>"}}', source="seen in groq/groq-typescript and langchain-ai/langchain issues"),
    _G.says("tool-validation", R.INVALID_TOOL_CALL, 400, "tool call validation failed: attempted to call tool '<<one search_web|json|open_file>>' which was not in request.tools", kind=_BAD, code="tool_use_failed", source="seen in mastra-ai/mastra issues"),
    _G.says("tool-schema", R.INVALID_TOOL_CALL, 400, "tool call validation failed: parameters for tool <<one search|lookup_order|turn_off>> did not match schema: errors: [<<one `/domain`: expected array, but got string|missing properties: 'query'|`/limit`: expected integer, but got string>>]", kind=_BAD, code="tool_use_failed", source="seen in HunorLaczko/ha-groq-cloud-api issues"),
    _G.says("json", R.INVALID_OUTPUT_FORMAT, 400, "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.", raw='{"error": {"message": "Failed to generate JSON. Please adjust your prompt. See \'failed_generation\' for more details.", "type": "invalid_request_error", "code": "json_validate_failed", "failed_generation": "Here is the list: [<<n 1 99>>, "}}', source="seen in thepersonalaicompany/amurex-backend issues"),
    _G.says("property", R.UNSUPPORTED_PARAMETER, 400, "property '<<one reasoning|store|metadata>>' is unsupported", kind=_BAD, source="seen in musistudio/llms pull requests"),
    _G.says("property-near", R.UNSUPPORTED_PARAMETER, 400, "property '<<one store|stops>>' is unsupported, did you mean 'stop'?", kind=_BAD, source="seen in fanenr/chatbot issues"),
    _G.says("message-property", R.UNSUPPORTED_PARAMETER, 400, "'messages.<<n 1 9>>' : for 'role:assistant' the following must be satisfied[('messages.<<n 1 9>>' : property '<<one reasoning_content|reasoning>>' is unsupported)]", kind=_BAD, source="seen in NousResearch/hermes-agent and karthink/gptel issues"),
    _G.says("messages", R.MALFORMED_MESSAGES, 400, "'messages.<<n 0 9>>' : for 'role:user' the following must be satisfied[('messages.<<n 0 9>>.content' : value must be a string)]", kind=_BAD),
    _G.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "`max_tokens` must be less than or equal to `<<one 512|8192|16384|40960>>`, the maximum value for `max_tokens` is less than the `context_window` for this model", kind=_BAD, param="max_tokens", source="seen in logs and tests of public repositories"),
    _G.says("max-tokens-model", R.INVALID_PARAMETER_VALUE, 400, "max_tokens for `<<model>>` must be less than or equal to <<one 8000|8192>>", kind=_BAD, source="seen in skapadia3214/groq-moa issues"),
    _G.says("tools-name", R.INVALID_TOOL_SCHEMA, 400, "invalid JSON schema for tool <<one search|get_time>>, tools[<<n 0 24>>].function.parameters: 'required' present but 'properties' is missing", kind=_BAD, source="seen in usestrix/strix and livekit/agents issues"),
    _G.says("entity", R.PAYLOAD_TOO_LARGE, 413, "Request Entity Too Large", kind=_BAD, code="request_too_large"),
    _G.says("url", R.ENDPOINT_NOT_FOUND, 404, "Unknown request URL: POST /openai/v1/<<one chat/completion|v1/chat/completions|embeddings/>>. Please check the URL for typos, or see the docs at https://console.groq.com/docs/", kind=_BAD, code="unknown_url", source="seen in ChatGPTNextWeb/NextChat and TAGonSoft/groq-dart issues"),
    _G.says("internal", R.INTERNAL_ERROR, 500, "Internal Server Error", kind="internal_server_error"),
    _G.says("over-capacity", R.OVERLOADED, 498, "capacity_exceeded", kind="capacity_exceeded", code="capacity_exceeded", source="console.groq.com/docs/errors states the status, its flex page the code; no body was seen"),
    _G.says("unavailable", R.OVERLOADED, 503, "<<model>> is currently over capacity. Please try again and back off exponentially. Visit https://groqstatus.com to see if there is an active incident.", kind="internal_server_error", source="seen in infiniflow/ragflow issues"),
)  # fmt: skip

TOGETHER: tuple[Format, ...] = (
    _T.says("rate", R.REQUESTS_LIMIT, 429, "You have reached the rate limit specific to this model <<model>>. The maximum rate limit for this model is <<n 1 60>>.0 queries per minute. This limit differs from the general rate limits published at Together AI rate limits documentation (https://docs.together.ai/docs/rate-limits).", kind="model_rate_limit", source="words seen in public threads"),
    _T.says("rate-account", R.REQUESTS_LIMIT, 429, "You have been rate limited. Your rate limit is <<one 60|600>> queries per minute.", kind="credit_limit", source="seen in public threads"),
    _T.says("rate-bare", R.RATE_LIMIT_OTHER, 429, "Request was rejected due to rate limiting. Your rate limit is <<n 1 9>> queries per second.", kind="rate_limit", raw='{"error": {"message": "Too many requests have been sent in a short period of time", "type": "rate_limit", "param": null, "code": null}}'),
    _T.says("credit", R.QUOTA_EXHAUSTED, 402, "Credit limit exceeded, please navigate to https://api.together.ai/settings/billing to add credit or upgrade your plan.", kind="credit_limit"),
    _T.says("key", R.INVALID_API_KEY, 401, "Invalid API key provided. You can find your API key at https://api.together.xyz/settings/api-keys.", kind=_BAD, code="invalid_api_key"),
    _T.says("no-key", R.MISSING_CREDENTIALS, 401, "Missing API key. Set it in the Authorization header.", kind=_BAD, code="missing_api_key"),
    _T.says("model", R.MODEL_NOT_FOUND, 404, "Unable to access model <<model>>. Please visit https://api.together.ai/models to view the list of supported models.", kind=_BAD, code="model_not_available"),
    _T.says("non-serverless", R.MODEL_NOT_FOUND, 400, "Unable to access non-serverless model <<model>>. Please visit https://api.together.ai/models/<<model>> to create and start a new dedicated endpoint for the model.", kind=_BAD, code="model_not_available", source="seen in public threads"),
    _T.says("context", R.CONTEXT_LENGTH_EXCEEDED, 422, "Input validation error: `inputs` tokens + `max_new_tokens` must be <= <<one 4097|8193|131073>>. Given: <<n 8000 99000>> `inputs` tokens and <<one 512|2048>> `max_new_tokens`", kind=_BAD, source=_LITELLM + " tells it by these words; the documentation gives 403"),
    _T.says("parameter", R.INVALID_PARAMETER_VALUE, 400, "temperature must be between 0 and 2, got <<n 3 9>>", kind=_BAD, param="temperature"),
    _T.says("functions", R.UNSUPPORTED_PARAMETER, 400, "Function calling is not supported by model <<model>>", kind=_BAD, param="tools", code="constraint_violation"),
    _T.says("roles", R.MALFORMED_MESSAGES, 400, "Input validation error: Conversation roles must alternate user/assistant/user/assistant/...", kind=_BAD),
    _T.says("overloaded", R.OVERLOADED, 503, "The server is overloaded or not ready yet.", kind="service_unavailable"),
    _T.says("engine", R.OVERLOADED, 529, "The engine is currently overloaded, please try again later", kind="overloaded"),
    _T.says("internal", R.INTERNAL_ERROR, 500, "Internal server error", kind="server_error"),
    _T.says("cloudflare", R.GATEWAY_TIMEOUT, 504, "Request timed out", kind="timeout"),
)  # fmt: skip

FIREWORKS: tuple[Format, ...] = (
    _F.says("rate", R.RATE_LIMIT_OTHER, 429, "You have exceeded your usage limits. Please try again later.", raw='{"error": "Too Many Requests", "message": "You have exceeded your usage limits. Please try again later."}', source="seen in public threads"),
    _F.says("spend", R.QUOTA_EXHAUSTED, 412, "Account <<one acme|lab-7>> is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices. Please go to https://fireworks.ai/account/billing for more information.", raw='{"error": {"message": "Account <<one acme|lab-7>> is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices. Please go to https://fireworks.ai/account/billing for more information.", "param": null, "code": "PRECONDITION_FAILED", "type": "error"}, "request_id": "<<uuid>>"}', source="seen in public threads"),
    _F.says("key", R.INVALID_API_KEY, 401, "The API key you provided is invalid.", code="UNAUTHORIZED", raw='{"error": "The API key you provided is invalid."}'),
    _F.says("unauthorized", R.AUTHENTICATION_OTHER, 403, "unauthorized", raw='{"fault": {"faultstring": "Unauthorized", "detail": {"errorcode": "oauth.v2.InvalidApiKeyForGivenResource"}}}'),
    _F.says("model", R.MODEL_NOT_FOUND, 404, "Model not found, inaccessible, and/or not deployed", code="NOT_FOUND"),
    _F.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "The prompt is too long: <<n 131073 200000>>, model maximum context length: 131071", kind=_BAD),
    _F.says("extra", R.UNSUPPORTED_PARAMETER, 400, "Extra inputs are not permitted, field: '<<one messages[2].provider_specific_fields|messages[0].thinking_blocks|store>>'", kind=_BAD, source="litellm's llms/fireworks_ai/chat/transformation.py names the sentence; the body's shape not read"),
    _F.says("schema", R.INVALID_TOOL_SCHEMA, 400, "JSON Schema not supported: could not understand the instance `{'type': '<<one date|any|file>>'}`.", kind=_BAD),
    _F.says("roles", R.MALFORMED_MESSAGES, 400, "jinja template rendering failed. Conversation roles must alternate user/assistant/user/assistant/...", kind=_BAD),
    _F.says("overloaded", R.OVERLOADED, 503, "Service overloaded, please retry later", kind="server_error"),
    _F.says("internal", R.INTERNAL_ERROR, 500, "Internal server error", kind="server_error"),
)  # fmt: skip

CEREBRAS: tuple[Format, ...] = (
    _C.says("rpm", R.REQUESTS_LIMIT, 429, "Requests per minute limit exceeded - too many requests sent.", kind="too_many_requests_error", code="request_quota_exceeded"),
    _C.says("tpm", R.TOKENS_LIMIT, 429, "Tokens per minute limit exceeded - too many tokens processed.", kind="too_many_tokens_error", code="token_quota_exceeded", source="seen in public threads"),
    _C.says("high-traffic", R.OVERLOADED, 429, "We're experiencing high traffic right now! Please try again soon.", kind="too_many_requests_error", code="queue_exceeded"),
    _C.says("key", R.INVALID_API_KEY, 401, "Wrong API Key", kind=_BAD, code="wrong_api_key"),
    _C.says("model", R.MODEL_NOT_FOUND, 404, "Model <<model>> does not exist or you do not have access to it.", kind="not_found_error", code="model_not_found"),
    _C.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Please reduce the length of the messages or completion. Current length is <<n 8193 140000>> while limit is <<one 8192|65536>>", kind=_BAD, code="context_length_exceeded", source="seen in cline/cline issues"),
    _C.says("parameter", R.UNSUPPORTED_PARAMETER, 400, "property '<<one messages.0.name|frequency_penalty|logit_bias>>' is unsupported", kind=_BAD, code="wrong_api_format"),
    _C.says("tool", R.INVALID_TOOL_CALL, 400, "Failed to generate tool_calls. Please adjust your prompt.", kind=_BAD, code="tool_use_failed"),
    _C.says("payment", R.QUOTA_EXHAUSTED, 402, "Payment required to access this resource. Visit your billing tab.", kind="payment_required_error", code="payment_required"),
    _C.says("internal", R.INTERNAL_ERROR, 500, "Encountered a server error, please try again.", kind="server_error"),
    _C.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "Service unavailable, please try again later.", kind="server_error"),
)  # fmt: skip

SAMBANOVA: tuple[Format, ...] = (
    _S.says("rate", R.RATE_LIMIT_OTHER, 429, "Rate limit exceeded", kind="rate_limit_error"),
    _S.says("key", R.INVALID_API_KEY, 401, "Invalid API key", kind="invalid_api_key_error"),
    _S.says("model", R.MODEL_NOT_FOUND, 404, "Model not found", kind=_BAD, code="model_not_found"),
    _S.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Requested generation length <<n 1 4096>> is not possible! The provided prompt is <<n 8000 20000>> tokens long, so generating <<n 1 4096>> tokens requires a sequence length of <<n 20000 30000>>, but the maximum supported sequence length is just <<one 8192|16384>>!", kind=_BAD, code="context_length_exceeded"),
    _S.says("tools", R.UNSUPPORTED_PARAMETER, 400, "Function calling is not supported for model <<model>>", kind=_BAD, code="invalid_parameter"),
    _S.says("unexpected", R.INTERNAL_ERROR, 500, "unexpected_error", kind="unexpected_error", code="unexpected_error"),
    _S.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "The service is temporarily unavailable", kind="service_unavailable"),
)  # fmt: skip

NVIDIA: tuple[Format, ...] = (
    _N.says("rate", R.RATE_LIMIT_OTHER, 429, "Too Many Requests", raw='{"status": 429, "title": "Too Many Requests"}', source="seen in public threads"),
    _N.says("credits", R.QUOTA_EXHAUSTED, 402, "Cloud credits expired - Please contact NVIDIA representatives", raw='{"type": "urn:inference-service:problem-details:payment-required", "title": "Payment Required", "status": 402, "detail": "Cloud credits expired - Please contact NVIDIA representatives"}'),
    _N.says("key", R.AUTHENTICATION_OTHER, 401, "Unauthorized", raw='{"status": 401, "title": "Unauthorized", "detail": "Authentication failed"}'),
    _N.says("forbidden", R.PERMISSION_DENIED, 403, "Authorization failed", raw='{"status": 403, "title": "Forbidden", "detail": "Authorization failed"}', source="seen in public threads"),
    _N.says("function", R.MODEL_NOT_FOUND, 404, "Not found for account", raw='{"status": 404, "title": "Not Found", "detail": "Function \'<<uuid>>\': Not found for account \'<<b62 43>>\'"}', source="seen in public threads"),
    _N.says("end-of-life", R.MODEL_NOT_FOUND, 410, "The model '<<model>>' has reached its end of life on <<day>> and is no longer available.", raw='{"status": 410, "title": "Gone", "detail": "The model \'<<model>>\' has reached its end of life on <<day>> and is no longer available."}', source="sentence seen in public threads; shape as its other bodies"),
    _N.says("model", R.MODEL_NOT_FOUND, 404, "The model `<<model>>` does not exist.", raw='{"object": "error", "message": "The model `<<model>>` does not exist.", "type": "NotFoundError", "param": null, "code": 404}'),
    _N.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "context", raw='{"object": "error", "message": "This model\'s maximum context length is <<one 4096|8192|131072>> tokens. However, you requested <<n 131073 160000>> tokens (<<n 100000 131000>> in the messages, 1024 in the completion). Please reduce the length of the messages or completion.", "type": "BadRequestError", "param": null, "code": 400}'),
    _N.says("roles", R.MALFORMED_MESSAGES, 400, "Conversation roles must alternate user/assistant/user/assistant/...", raw='{"object": "error", "message": "Conversation roles must alternate user/assistant/user/assistant/...", "type": "BadRequestError", "param": null, "code": 400}'),
    _N.says("value", R.INVALID_PARAMETER_VALUE, 422, "Input should be less than or equal to 1", raw='{"type": "urn:nvcf-worker-service:problem-details:bad-request", "title": "Unprocessable Entity", "status": 422, "detail": [{"loc": ["body", "temperature"], "msg": "ensure this value is less than or equal to 1", "type": "value_error.number.not_le", "ctx": {"limit_value": 1}}]}'),
    _N.says("extra", R.UNSUPPORTED_PARAMETER, 422, "extra fields not permitted", raw='{"detail": [{"type": "extra_forbidden", "loc": ["body", "<<one tools|response_format|logprobs>>"], "msg": "Extra inputs are not permitted", "input": []}]}'),
    _N.says("degraded", R.MODEL_UNAVAILABLE, 400, "DEGRADED function cannot be invoked", raw='{"type": "urn:nvcf-worker-service:problem-details:bad-request", "title": "Bad Request", "status": 400, "detail": "Function id \'<<uuid>>\' version id \'<<uuid>>\': DEGRADED function cannot be invoked"}', source="seen in public threads"),
    _N.says("workers", R.OVERLOADED, 503, "Worker local total request limit reached", raw='{"error": {"message": "ResourceExhausted: Worker local total request limit reached (<<n 40 99>>/<<n 20 32>>)", "type": "Service Unavailable", "code": 503}}'),
    _N.says("internal", R.INTERNAL_ERROR, 500, "Inference error", raw='{"type": "urn:nvcf-worker-service:problem-details:internal-server-error", "title": "Internal Server Error", "status": 500, "detail": "Inference error"}'),
    _N.says("gateway", R.GATEWAY_TIMEOUT, 504, "Gateway Timeout", raw='{"status": 504, "title": "Gateway Timeout", "detail": "upstream request timeout"}'),
)  # fmt: skip

FORMATS = GROQ + TOGETHER + FIREWORKS + CEREBRAS + SAMBANOVA + NVIDIA
