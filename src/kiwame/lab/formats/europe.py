"""Mistral and Cohere.

Sources: docs.mistral.ai "Error glossary" states the shape; its sentences, types and codes stand in issues of its clients'
users and in public code that prints the bodies. docs.cohere.com/reference/errors lists Cohere's sentences by status.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats.format import Format, Host

_CODE = "body printed in public code; shape: docs.mistral.ai/resources/error-glossary"
_DOCS = "docs.cohere.com/reference/errors"
_EMBED = "seen in raphaelmansuy/edgequake-llm pull requests"


def _mistral(*, message: str, status: int, kind: object, code: object = None, param: object = None) -> object:
    return {
        "object": "error",
        "message": message,
        "type": kind,
        "param": param,
        "code": code,
        "raw_status_code": status,
    }


def _cohere(*, message: str, status: int) -> object:
    return {"id": "<<uuid>>", "message": message}


_M = Host(
    provider="mistral", host="api.mistral.ai", shape=_mistral, client="mistral", source=_CODE,
    models=("mistral-large-latest", "mistral-small-latest", "open-mixtral-8x7b", "codestral-latest", "ministral-8b-latest"),
    headers=(("mistral-correlation-id", "<<uuid>>"),),
)  # fmt: skip
_C = Host(
    provider="cohere", host="api.cohere.com", shape=_cohere, client="cohere", source=_DOCS,
    models=("command-r-plus", "command-a-03-2025", "command-r", "embed-english-v3.0", "rerank-v3.5"),
    headers=(("x-debug-trace-id", "<<hex 32>>"),),
)  # fmt: skip
_FORBIDDEN = '{"type": "extra_forbidden", "loc": ["body", %s], "msg": "Extra inputs are not permitted", "input": %s}'
_DETAIL = (
    '{"object": "error", "message": {"detail": [%s]}, "type": "invalid_request_error", "param": null, "code": null}'
)
_TRIAL = (
    "You are using a Trial key, which is limited to {0}. You can continue to use the Trial key for free or upgrade to a "
    "Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'. Contact us on "
    "'https://discord.gg/XW44jPfYJu' or email us at support@cohere.com with any questions"
)

FORMATS: tuple[Format, ...] = (
    _M.says("rate", R.RATE_LIMIT_OTHER, 429, "Rate limit exceeded", kind="rate_limited", code="1300", source="seen in raycast/extensions and cline/cline issues"),
    _M.says("requests", R.REQUESTS_LIMIT, 429, "Requests rate limit exceeded", raw='{"message": "Requests rate limit exceeded"}', source="seen in dnakov/anon-kode issues"),
    _M.says("capacity", R.OVERLOADED, 429, "Service tier capacity exceeded for this model.", kind="service_tier_capacity_exceeded", code="3505"),
    _M.says("capacity-plain", R.OVERLOADED, 429, "Service tier capacity exceeded for this model.", kind="invalid_request_error", source="seen in continuedev/continue issues",
            raw='{"object": "error", "message": "Service tier capacity exceeded for this model.", "type": "invalid_request_error", "param": null, "code": null}'),
    _M.says("capacity-engine", R.OVERLOADED, 429, "Capacity exceeded for this model.", kind="engine_max_pending_tokens", code="3810"),
    _M.says("budget", R.QUOTA_EXHAUSTED, 402, "API budget exhausted.", kind="billing_api_budget_exhausted", code="2303"),
    _M.says("model", R.MODEL_NOT_FOUND, 400, "Invalid model: <<one mistral-huge|mistral-tiny-2312|open-mistral-9b>>", kind="invalid_model", code="1500", source="seen in mistralai/mistral-vibe and tmc/langchaingo issues"),
    _M.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Prompt contains <<n 33000 190000>> tokens and 0 draft tokens, too large for model with <<one 32768|131072>> maximum context length", kind="invalid_request_invalid_args", code="3051"),
    _M.says("context-short", R.CONTEXT_LENGTH_EXCEEDED, 400, "Prompt <<n 262200 400000>> > 262144 maximum context length", kind="invalid_request_prompt_too_long", code="3059"),
    _M.says("embed-batch", R.PAYLOAD_TOO_LARGE, 400, "Too many inputs in request, split into more batches.", kind="invalid_request_prompt", code="3210", models="mistral-embed", source=_EMBED),
    _M.says("roles", R.MALFORMED_MESSAGES, 400, "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant", kind="invalid_request_message_order", code="3230", source="seen in QuantumNous/new-api and anomalyco/opencode issues"),
    _M.says("roles-plain", R.MALFORMED_MESSAGES, 400, "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant", kind="invalid_request_error", source="seen in NEKOparapa/AiNiee and huggingface/smolagents issues",
            raw='{"object": "error", "message": "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant", "type": "invalid_request_error", "param": null, "code": null}'),
    _M.says("order", R.MALFORMED_MESSAGES, 400, "Unexpected role '<<one user|system>>' after role 'tool'", kind="invalid_request_message_order", code="3230", source="seen in datapizza-labs/datapizza-ai issues and avante-corp/avante.nvim pull requests"),
    _M.says("calls", R.MALFORMED_MESSAGES, 400, "Not the same number of function calls and responses", kind="invalid_request_message_order", code="3230", source="seen in mistralai/client-ts and camel-ai/camel issues; mistral-common's request validator"),
    _M.says("assistant", R.MALFORMED_MESSAGES, 400, "Assistant message must have either content or tool_calls, but not none.", kind="invalid_request_assistant_message", code="3240"),
    _M.says("call-id", R.MALFORMED_MESSAGES, 400, "Tool call id was call_<<b62 24>> but must be a-z, A-Z, 0-9, with a length of 9.", kind="invalid_function_call", code="3280", source="seen in nearai/ironclaw and anomalyco/opencode issues"),
    _M.says("extra-message", R.MALFORMED_MESSAGES, 422, "Extra inputs are not permitted", source="seen in charmbracelet/crush and BerriAI/litellm issues",
            raw=_DETAIL % (_FORBIDDEN % ('"messages", <<n 1 40>>, "assistant", "reasoning_content"', '"\\n"'))),
    _M.says("temperature", R.INVALID_PARAMETER_VALUE, 422, "Input should be less than or equal to 1.5",
            raw=_DETAIL % '{"type": "less_than_equal", "loc": ["body", "temperature"], "msg": "Input should be less than or equal to 1.5", "input": <<n 2 9>>, "ctx": {"le": 1.5}}'),
    _M.says("sampling", R.UNSUPPORTED_PARAMETER, 400, "top_k sampling is not enabled for this model", kind="invalid_request_invalid_args", code="3051"),
    _M.says("extra", R.UNSUPPORTED_PARAMETER, 422, "Extra inputs are not permitted", source="seen in cline/cline issues",
            raw=_DETAIL % (_FORBIDDEN % ('"stream_options"', '{"include_usage": true}'))),
    _M.says("extra-tokens", R.UNSUPPORTED_PARAMETER, 422, "Extra inputs are not permitted", source="seen in editor-code-assistant/eca issues",
            raw=_DETAIL % (_FORBIDDEN % ('"max_completion_tokens"', "<<n 1024 32000>>"))),
    _M.says("extra-bare", R.UNSUPPORTED_PARAMETER, 422, "Extra inputs are not permitted", source="seen in Gitlawb/openclaude issues",
            raw='{"detail": [%s]}' % (_FORBIDDEN % ('"store"', "false"))),
    _M.says("missing", R.INVALID_REQUEST_OTHER, 422, "Field required", source="seen in nextcloud/integration_openai issues",
            raw='{"detail": [{"type": "missing", "loc": ["body", "<<one model|messages>>"], "msg": "Field required", "input": {"max_tokens": <<n 16 900>>}}]}'),
    _M.says("key", R.AUTHENTICATION_OTHER, 401, "Unauthorized", raw='{"detail": "Unauthorized"}', source="seen in agent0ai/agent-zero and nextcloud/integration_openai issues"),
    _M.says("key-gateway", R.AUTHENTICATION_OTHER, 401, "Unauthorized", raw='{"message": "Unauthorized", "request_id": "<<hex 32>>"}', source="seen in cline/cline and coolcline/CoolCline issues"),
    _M.says("tier", R.PERMISSION_DENIED, 403, "This model is not available in your subscription tier", kind="tier_not_allowed", code="1910"),
    _M.says("internal", R.INTERNAL_ERROR, 500, "Service unavailable.", kind="internal_server_error", code="1000",
            raw='{"object": "error", "message": "Service unavailable.", "type": "internal_server_error", "param": null, "code": "1000"}'),
    _M.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "Service unavailable.", kind="internal_server_error", code="3800"),
    _M.says("unreachable", R.SERVICE_UNAVAILABLE, 503, "Internal server error", kind="unreachable_backend", code="1100",
            raw='{"object": "error", "message": "Internal server error", "type": "unreachable_backend", "param": null, "code": "1100"}'),
    _M.says("image", R.INVALID_MEDIA, 400, "Image content must be a URL (starting with 'https') or base64 encoded image (starting with 'data:image')", kind="invalid_request_file", code="3310"),
    _M.says("path", R.ENDPOINT_NOT_FOUND, 404, "no Route matched with those values", raw='{"message": "no Route matched with those values", "request_id": "<<hex 32>>"}', source="seen in nextcloud/integration_openai issues"),
    _C.says("trial-month", R.QUOTA_EXHAUSTED, 429, _TRIAL.format("1000 API calls / month"), source="body printed in public code; the sentence with another limit: docs.cohere.com/reference/errors"),
    _C.says("trial-minute", R.REQUESTS_LIMIT, 429, _TRIAL.format("<<one 5|10|20|40>> API calls / minute")),
    _C.says("past-minute", R.REQUESTS_LIMIT, 429, "You are past the per minute request limit, please wait and try again later."),
    _C.says("trial-tokens", R.TOKENS_LIMIT, 429, "trial token rate limit exceeded, limit is 100000 tokens per minute"),
    _C.says("too-many", R.RATE_LIMIT_OTHER, 429, "Please wait and try again later"),
    _C.says("billing", R.QUOTA_EXHAUSTED, 402, "Please add or update your payment method at https://dashboard.cohere.com/billing?tab=payment to continue"),
    _C.says("billing-cap", R.QUOTA_EXHAUSTED, 402, "Maximum billing reached for this API key as set in your dashboard, please go to https://dashboard.cohere.com/billing?tab=payment to increase your maximum amount to continue using this API key. Your billing capacity will reset at the beginning of next month."),
    _C.says("key", R.INVALID_API_KEY, 401, "invalid api token"),
    _C.says("no-key", R.MISSING_CREDENTIALS, 401, "no api key supplied"),
    _C.says("key-expired", R.EXPIRED_CREDENTIALS, 401, "Your API key has expired. Please create a production key at dashboard.cohere.com or reach out to your contact at Cohere to continue usage."),
    _C.says("model", R.MODEL_NOT_FOUND, 404, "model '<<model>>' not found, make sure the correct model ID was used and that you have access to the model."),
    _C.says("model-removed", R.MODEL_NOT_FOUND, 404, "model '<<one command|command-r|command-r-plus>>' was removed on September 15, 2025. See https://docs.cohere.com/docs/models#command for a list of models you can use instead.", source="body printed in public code"),
    _C.says("tokens", R.CONTEXT_LENGTH_EXCEEDED, 400, "too many tokens: total number of tokens in the prompt cannot exceed <<one 4081|128000>> - received <<n 128001 190000>>. Try using a shorter prompt, or enabling prompt truncating. See https://docs.cohere.com/reference/generate for more details."),
    _C.says("tokens-size", R.CONTEXT_LENGTH_EXCEEDED, 400, "too many tokens: size limit exceeded by <<n 200 30000>> tokens. Try using shorter or fewer inputs, or setting prompt_truncation='AUTO'."),
    _C.says("tokens-output", R.INVALID_PARAMETER_VALUE, 400, "too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model - received <<one 8192|16384|32000>>."),
    _C.says("embed-batch", R.PAYLOAD_TOO_LARGE, 400, "invalid request: total number of texts must be at most 96 - received <<n 97 900>>"),
    _C.says("embed-type", R.INVALID_REQUEST_OTHER, 400, "invalid request: valid input_type must be provided with the provided model"),
    _C.says("model-missing", R.INVALID_REQUEST_OTHER, 400, "a model parameter is required for this endpoint."),
    _C.says("json", R.INVALID_REQUEST_OTHER, 400, "invalid json syntax: invalid character '\\a' in string literal"),
    _C.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "invalid request: temperature must be between 0 and 1.0 inclusive."),
    _C.says("penalty", R.INVALID_PARAMETER_VALUE, 400, "invalid request: presence_penalty must be between 0 and 1 inclusive."),
    _C.says("field", R.UNSUPPORTED_PARAMETER, 422, "unknown field: parameter '<<one functions|logit_bias|n|max_completion_tokens>>' is not a valid field", source="body printed in public code; the sentence is matched in litellm's Cohere client"),
    _C.says("tools", R.INVALID_TOOL_SCHEMA, 400, "invalid request: tool names can only contain certain characters (A-Za-z0-9_) and can't begin with a digit (provided name: '<<one get.weather|2nd_lookup|search orders>>')."),
    _C.says("roles", R.MALFORMED_MESSAGES, 400, "invalid request: Invalid role in chat_history at index <<n 0 12>>. Role must be one of the following: User, Chatbot, System, Tool"),
    _C.says("history", R.MALFORMED_MESSAGES, 400, "invalid request: all elements in history must have a message.", source="docs.cohere.com/reference/errors; seen in kwaroran/Risuai issues"),
    _C.says("message-empty", R.MALFORMED_MESSAGES, 400, "invalid request: message must be at least 1 token long or tool results must be specified.", source="docs.cohere.com/reference/errors; seen in kwaroran/Risuai issues"),
    _C.says("blocked-output", R.CONTENT_FILTERED, 498, "blocked output: please adjust your prompt and try again, as this generation may be a potential violation of our Usage Guidelines (https://docs.cohere.ai/usage-guidelines/).", source="sentence matched in edenai-apis; status 498: cohere-ai/cohere-developer-experience pull requests"),
    _C.says("blocked-input", R.CONTENT_FILTERED, 498, "blocked input: please adjust your prompt and try again, as it may be a potential violation of our Usage Guidelines (https://docs.cohere.ai/usage-guidelines/).", source="sentence matched in edenai-apis; status 498: cohere-ai/cohere-developer-experience pull requests"),
    _C.says("internal", R.INTERNAL_ERROR, 500, "internal server error, this has been reported to our developers. id <<uuid>>", raw='{"message": "internal server error, this has been reported to our developers. id <<uuid>>"}', source="seen in cohere-ai/cohere-python issues"),
    _C.says("path", R.ENDPOINT_NOT_FOUND, 404, "404 page not found"),
)  # fmt: skip
