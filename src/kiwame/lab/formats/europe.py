"""Mistral and Cohere.

Sources: docs.mistral.ai (API "Errors"), `sdkerror.py` and `httpvalidationerror.py` of mistralai, which hold the body; docs.cohere.com
"Errors" and "Rate limits", `errors/` of cohere-python (status_code and body).
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats.format import Format, Host


def _mistral(*, message: str, status: int, kind: object, code: object = None, param: object = None) -> object:
    return {"object": "error", "message": message, "type": kind, "param": param, "code": code}


def _cohere(*, message: str, status: int) -> object:
    return {"id": "<<uuid>>", "message": message}


_M = Host(
    provider="mistral", host="api.mistral.ai", shape=_mistral, client="mistral", source="docs.mistral.ai/api",
    models=("mistral-large-latest", "mistral-small-latest", "open-mixtral-8x7b", "codestral-latest", "ministral-8b-latest"),
    headers=(("mistral-correlation-id", "<<uuid>>"),),
)  # fmt: skip
_C = Host(
    provider="cohere", host="api.cohere.com", shape=_cohere, client="cohere", source="docs.cohere.com/reference/errors",
    models=("command-r-plus", "command-a-03-2025", "command-r", "embed-english-v3.0", "rerank-v3.5"),
    headers=(("x-debug-trace-id", "<<hex 32>>"),),
)  # fmt: skip
_BAD = "invalid_request_error"

FORMATS: tuple[Format, ...] = (
    _M.says("rate", R.RATE_LIMIT_OTHER, 429, "Rate limit exceeded", kind="rate_limited", code="1300"),
    _M.says("requests", R.REQUESTS_LIMIT, 429, "Requests rate limit exceeded", kind="rate_limited", code="1300", raw='{"message": "Requests rate limit exceeded"}'),
    _M.says("tokens", R.TOKENS_LIMIT, 429, "Token rate limit exceeded: tokens per minute of your workspace", kind="rate_limited", code="1301"),
    _M.says("capacity", R.OVERLOADED, 429, "Service tier capacity exceeded for this model.", kind="service_tier_capacity_exceeded", code="3505"),
    _M.says("monthly", R.QUOTA_EXHAUSTED, 429, "You have reached the usage limit of your subscription for this month.", kind="usage_limit", code="1302"),
    _M.says("model", R.MODEL_NOT_FOUND, 400, "Invalid model: <<one mistral-huge|mistral-tiny-2312|open-mistral-9b>>", kind="invalid_model", code="1500"),
    _M.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Prompt contains <<n 33000 190000>> tokens and 0 draft tokens, too large for model with <<one 32768|131072>> maximum context length", kind="invalid_request_prompt", code="3051"),
    _M.says("roles", R.MALFORMED_MESSAGES, 400, "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant", kind="invalid_request_message_order", code="3230"),
    _M.says("order", R.MALFORMED_MESSAGES, 400, "Unexpected role '<<one user|system>>' after role 'tool'", kind="invalid_request_message_order", code="3230"),
    _M.says("calls", R.MALFORMED_MESSAGES, 400, "Not the same number of function calls and responses", kind="invalid_request_message_order", code="3230"),
    _M.says("assistant", R.MALFORMED_MESSAGES, 400, "Assistant message must have either content or tool_calls, but not none.", kind="invalid_request_assistant_message", code="3240"),
    _M.says("call-id", R.MALFORMED_MESSAGES, 400, "Tool call id was call_<<b62 24>> but must be a-z, A-Z, 0-9, with a length of 9.", kind="invalid_function_call", code="3280"),
    _M.says("tools", R.INVALID_TOOL_SCHEMA, 400, "Invalid schema for function <<one lookup|get.weather|sendMail>>: function name must be a-z, A-Z, 0-9, or contain underscores and dashes", kind="invalid_request_tool", code="3310"),
    _M.says("temperature", R.INVALID_PARAMETER_VALUE, 422, "Input should be less than or equal to 1.5",
            raw='{"object": "error", "message": {"detail": [{"type": "less_than_equal", "loc": ["body", "temperature"], "msg": "Input should be less than or equal to 1.5", "input": <<n 2 9>>, "ctx": {"le": 1.5}}]}, "type": "invalid_request_error", "param": null, "code": null}'),
    _M.says("extra", R.UNSUPPORTED_PARAMETER, 422, "Extra inputs are not permitted",
            raw='{"object": "error", "message": {"detail": [{"type": "extra_forbidden", "loc": ["body", "<<one logit_bias|user|functions|stream_options>>"], "msg": "Extra inputs are not permitted", "input": {"include_usage": true}}]}, "type": "invalid_request_error", "param": null, "code": null}'),
    _M.says("missing", R.INVALID_REQUEST_OTHER, 422, "Field required",
            raw='{"detail": [{"type": "missing", "loc": ["body", "<<one model|messages>>"], "msg": "Field required", "input": {"max_tokens": <<n 16 900>>}}]}'),
    _M.says("key", R.AUTHENTICATION_OTHER, 401, "Unauthorized", raw='{"detail": "Unauthorized"}'),
    _M.says("key-gateway", R.AUTHENTICATION_OTHER, 401, "Unauthorized", raw='{"message": "Unauthorized", "request_id": "<<hex 32>>"}'),
    _M.says("forbidden", R.PERMISSION_DENIED, 403, "You do not have access to this model: <<model>>", kind="permission_denied", code="1102"),
    _M.says("internal", R.INTERNAL_ERROR, 500, "Internal server error", kind="internal_server_error", code="3000"),
    _M.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "Service unavailable.", kind="internal_server_error", code="3000"),
    _M.says("unreachable", R.BAD_GATEWAY, 502, "Unreachable_backend", kind="internal_server_proxy", code="1000"),
    _M.says("image", R.INVALID_MEDIA, 400, "Image content must be a URL (starting with 'https') or base64 encoded image (starting with 'data:image')", kind="invalid_request_image", code="3310"),
    _M.says("unsupported", R.UNSUPPORTED_PARAMETER, 400, "Function calling is not enabled for this model", kind="invalid_request_feature", code="3051"),
    _M.says("path", R.ENDPOINT_NOT_FOUND, 404, "no Route matched with those values", raw='{"message": "no Route matched with those values", "request_id": "<<hex 32>>"}'),
    _C.says("trial-month", R.QUOTA_EXHAUSTED, 429, "You are using a Trial key, which is limited to 1000 API calls / month. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'. Contact us on 'https://discord.gg/XW44jPfYJu' or email us at support@cohere.com with any questions"),
    _C.says("trial-minute", R.REQUESTS_LIMIT, 429, "You are using a Trial key, which is limited to <<one 5|10|20|40>> API calls / minute. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'."),
    _C.says("trial-tokens", R.TOKENS_LIMIT, 429, "trial token rate limit exceeded, limit is 100000 tokens per minute"),
    _C.says("too-many", R.RATE_LIMIT_OTHER, 429, "Please wait and try again later"),
    _C.says("billing", R.QUOTA_EXHAUSTED, 402, "Please add or update your payment method at https://dashboard.cohere.com/billing?tab=payment to continue"),
    _C.says("key", R.INVALID_API_KEY, 401, "invalid api token"),
    _C.says("no-key", R.MISSING_CREDENTIALS, 401, "no api key supplied"),
    _C.says("blocked", R.PERMISSION_DENIED, 403, "Your API key has been deactivated. Please contact support@cohere.com"),
    _C.says("model", R.MODEL_NOT_FOUND, 404, "model '<<model>>' not found, make sure the correct model ID was used and that you have access to the model."),
    _C.says("model-removed", R.MODEL_NOT_FOUND, 404, "model '<<one command-xlarge|command-nightly|embed-v2>>' was removed on September 15, 2025. See https://docs.cohere.com/docs/deprecations for how to update."),
    _C.says("tokens", R.CONTEXT_LENGTH_EXCEEDED, 400, "too many tokens: total number of tokens in the prompt cannot exceed <<one 4081|128000>> - received <<n 128001 190000>>. Try using a shorter prompt, or enabling prompt truncating. See https://docs.cohere.com/reference/generate for more details."),
    _C.says("embed-batch", R.PAYLOAD_TOO_LARGE, 400, "invalid request: total number of texts must be at most 96 - received <<n 97 900>>"),
    _C.says("embed-type", R.INVALID_REQUEST_OTHER, 400, "invalid request: valid input_type must be provided with the provided model"),
    _C.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "invalid request: temperature must be between 0 and 1.0 inclusive."),
    _C.says("field", R.UNSUPPORTED_PARAMETER, 422, "unknown field: parameter '<<one functions|logit_bias|n|user>>' is not a valid field"),
    _C.says("tools", R.INVALID_TOOL_SCHEMA, 400, "invalid request: tool 'parameters' must be a valid JSON schema of type object"),
    _C.says("roles", R.MALFORMED_MESSAGES, 400, "invalid request: all elements in messages must have a role of 'user', 'assistant', 'tool' or 'system'"),
    _C.says("message-empty", R.MALFORMED_MESSAGES, 400, "invalid request: message must be at least 1 token long or tool results must be specified."),
    _C.says("blocked-output", R.CONTENT_FILTERED, 400, "blocked output: please try again with a different prompt"),
    _C.says("internal", R.INTERNAL_ERROR, 500, "internal server error, this has been reported to our developers"),
    _C.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "service temporarily unavailable, please try again"),
    _C.says("timeout", R.GATEWAY_TIMEOUT, 504, "the request took longer than the server was prepared to wait"),
    _C.says("unsupported", R.ENDPOINT_NOT_FOUND, 404, "the requested endpoint does not exist"),
)  # fmt: skip
