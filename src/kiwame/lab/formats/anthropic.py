"""Anthropic's Messages API.

Sources, looked up: the page "Claude API errors" (statuses, types, the body around them), and bodies as clients printed them in
issue threads and in public code; each row names which. The page gives no sentences.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_BAD = "invalid_request_error"
_CODE = "seen in the issues of anthropics/claude-code"
_SDK = "seen in the issues of anthropics/anthropic-sdk-python"
_PUBLIC = "seen in logs and tests of public GitHub repositories"
_H = Host(
    provider="anthropic", host="api.anthropic.com", shape=shapes.anthropic, client="anthropic",
    source="platform.claude.com/docs/en/api/errors",
    models=("claude-sonnet-4-5", "claude-3-5-sonnet-20241022", "claude-opus-4-6", "claude-3-haiku-20240307", "claude-haiku-4-5"),
    headers=(("request-id", "req_011C<<b62 20>>"),),
)  # fmt: skip
_RETRY = (("retry-after", "<<n 1 59>>"),)
_USAGE = (
    "You can see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try "
    "again later. You may also contact sales at https://{0}/contact-sales to discuss your options for a rate limit increase."
)
_WOULD = (
    "This request would exceed your organization's rate limit of {0} (org: <<uuid>>, model: <<model>>). For details, refer to: "
    "https://docs.claude.com/en/api/rate-limits. " + _USAGE.format("claude.com")
)
_WOULD_2025 = (
    "This request would exceed the rate limit for your organization (<<uuid>>) of {0}. For details, refer to: "
    "https://docs.anthropic.com/en/api/rate-limits. " + _USAGE.format("www.anthropic.com")
)
_NUMBER_2024 = (
    "Number of request tokens has exceeded your {0} rate limit (https://docs.anthropic.com/en/api/rate-limits); see the response "
    "headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also "
    "contact sales at https://www.anthropic.com/contact-sales to discuss your options for a rate limit increase."
)
_BARE = '{"error": {"type": "%s", "message": "%s"}}'

FORMATS: tuple[Format, ...] = (
    _H.says("input-tokens", R.TOKENS_LIMIT, 429, _WOULD.format("<<one 30,000|40,000|50,000|450,000>> input tokens per minute"),
            kind="rate_limit_error", source="seen in the issues of logancyang/obsidian-copilot", headers=_RETRY),
    _H.says("input-tokens-2025", R.TOKENS_LIMIT, 429, _WOULD_2025.format("<<one 20,000|30,000|40,000>> input tokens per minute"),
            kind="rate_limit_error", source="seen in the issues of OpenHands/OpenHands", headers=_RETRY),
    _H.says("output-tokens", R.TOKENS_LIMIT, 429, _WOULD_2025.format("<<one 2,000|8,000|80,000>> output tokens per minute"),
            kind="rate_limit_error", source=_PUBLIC, headers=_RETRY),
    _H.says("tokens-2024", R.TOKENS_LIMIT, 429, _NUMBER_2024.format("per-minute"),
            kind="rate_limit_error", source="seen in the issues of brianpetro/obsidian-smart-connections", headers=_RETRY),
    _H.says("requests", R.REQUESTS_LIMIT, 429, _WOULD.format("<<one 5|50|1,000>> requests per minute"),
            kind="rate_limit_error", source=_PUBLIC, headers=_RETRY),
    _H.says("daily-tokens", R.DAILY_LIMIT, 429, _NUMBER_2024.format("daily"),
            kind="rate_limit_error", source=_PUBLIC, headers=_RETRY),
    _H.says("concurrent", R.CONCURRENCY_LIMIT, 429, "Number of concurrent connections has exceeded your rate limit. Please try again later or contact sales at https://www.anthropic.com/contact-sales to discuss your options for a rate limit increase.",
            kind="rate_limit_error", source=_SDK),
    _H.says("acceleration", R.TOKENS_LIMIT, 429, "This request would exceed your organization's (<<uuid>>) maximum usage increase rate for input tokens per minute. Please scale up your input tokens usage more gradually to stay within the acceleration limit. For details, refer to: https://docs.claude.com/en/api/rate-limits.",
            kind="rate_limit_error", source=_PUBLIC),
    _H.says("rate-bare", R.RATE_LIMIT_OTHER, 429, "This request would exceed your account's rate limit. Please try again later.",
            kind="rate_limit_error", source=_CODE),
    _H.says("rate-limited", R.RATE_LIMIT_OTHER, 429, "Rate limited",
            kind="rate_limit_error", source=_CODE),
    _H.says("long-context", R.QUOTA_EXHAUSTED, 429, "Extra usage is required for long context requests.",
            kind="rate_limit_error", source=_CODE),
    _H.says("credit", R.QUOTA_EXHAUSTED, 400, "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.",
            kind=_BAD, source=_CODE),
    _H.says("usage-limits", R.QUOTA_EXHAUSTED, 400, "You have reached your specified API usage limits. You will regain access on <<day>> at 00:00 UTC.",
            kind=_BAD, source=_CODE),
    _H.says("tier-spend", R.QUOTA_EXHAUSTED, 429, "You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set based on your organization's API tier. You will regain access on <<day>> at 00:00 UTC.",
            kind="rate_limit_error", source=_PUBLIC,
            raw='{"type": "error", "error": {"type": "rate_limit_error", "message": "You have reached your API usage limits: your organization has crossed its monthly API usage threshold, set based on your organization\'s API tier. You will regain access on <<day>> at 00:00 UTC.", "details": {"error_code": "enforced_spend_limit_reached"}}, "request_id": "req_011C<<b62 20>>"}'),
    _H.says("prompt-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "prompt is too long: <<n 200001 390000>> tokens > 200000 maximum", kind=_BAD, source=_CODE),
    _H.says("input-and-max", R.CONTEXT_LENGTH_EXCEEDED, 400,
            "input length and `max_tokens` exceed context limit: <<n 180000 199000>> + <<one 8192|32000|64000>> > 200000, decrease input length or `max_tokens` and try again", kind=_BAD, source="seen in the issues of docker/docker-agent"),
    _H.says("request-size", R.CONTEXT_LENGTH_EXCEEDED, 413, "Request size exceeds model context window",
            kind=_BAD, source=_CODE),
    _H.says("model", R.MODEL_NOT_FOUND, 404, "model: <<model>>", kind="not_found_error", source=_PUBLIC),
    _H.says("path", R.ENDPOINT_NOT_FOUND, 404, "Not Found", kind="not_found_error", source=_PUBLIC),
    _H.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400,
            "max_tokens: <<n 9000 90000>> > <<one 4096|8192>>, which is the maximum allowed number of output tokens for <<model>>", kind=_BAD, source="seen in the issues of anomalyco/opencode"),
    _H.says("budget", R.INVALID_PARAMETER_VALUE, 400, "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024", kind=_BAD, source="seen in the issues of themaximalist/llm.js"),
    _H.says("budget-over", R.INVALID_PARAMETER_VALUE, 400, "`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size", kind=_BAD, source="seen in the issues of liuw1535/antigravity2api-nodejs"),
    _H.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "temperature: Input should be less than or equal to 1",
            kind=_BAD, source=_PUBLIC),
    _H.says("temperature-gone", R.UNSUPPORTED_PARAMETER, 400, "`temperature` is deprecated for this model.",
            kind=_BAD, source=_PUBLIC),
    _H.says("extra", R.UNSUPPORTED_PARAMETER, 400, "<<one response_format|chat_template_kwargs|thinking.cache_control|fallbacks>>: Extra inputs are not permitted", kind=_BAD, source=_PUBLIC),
    _H.says("temperature-and-top-p", R.INVALID_PARAMETER_VALUE, 400, "`temperature` and `top_p` cannot both be specified for this model. Please use only one.", kind=_BAD, source="seen in the issues of infiniflow/ragflow"),
    _H.says("prefill", R.MALFORMED_MESSAGES, 400, "This model does not support assistant message prefill. The conversation must end with a user message.", kind=_BAD, source=_PUBLIC),
    _H.says("tool-result", R.MALFORMED_MESSAGES, 400,
            "messages.<<n 2 90>>: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_01<<b62 22>>. Each `tool_use` block must have a corresponding `tool_result` block in the next message.", kind=_BAD, source=_CODE),
    _H.says("tool-use-missing", R.MALFORMED_MESSAGES, 400,
            "messages.<<n 2 90>>.content.<<n 0 3>>: unexpected `tool_use_id` found in `tool_result` blocks: toolu_01<<b62 22>>. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.", kind=_BAD, source=_CODE),
    _H.says("roles", R.MALFORMED_MESSAGES, 400, 'messages: roles must alternate between "user" and "assistant", but found multiple "<<one user|assistant>>" roles in a row', kind=_BAD, source="seen in the issues of lobehub/lobehub"),
    _H.says("first-role", R.MALFORMED_MESSAGES, 400, 'messages: first message must use the "user" role',
            kind=_BAD, source="seen in the issues of lobehub/lobehub"),
    _H.says("no-messages", R.MALFORMED_MESSAGES, 400, "messages: at least one message is required",
            kind=_BAD, source=_PUBLIC),
    _H.says("empty", R.MALFORMED_MESSAGES, 400, "messages.<<n 0 40>>: all messages must have non-empty content except for the optional final assistant message", kind=_BAD, source=_CODE),
    _H.says("empty-text", R.MALFORMED_MESSAGES, 400, "messages: text content blocks must be non-empty", kind=_BAD, source=_CODE),
    _H.says("trailing-space", R.MALFORMED_MESSAGES, 400, "messages: final assistant content cannot end with trailing whitespace",
            kind=_BAD, source=_PUBLIC),
    _H.says("system-role", R.MALFORMED_MESSAGES, 400, 'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.', kind=_BAD, source="seen in the issues of CherryHQ/cherry-studio"),
    _H.says("field", R.MALFORMED_MESSAGES, 400, "messages.<<n 0 40>>.content.<<n 0 5>>.thinking.signature: Field required", kind=_BAD, source="seen in the issues of lbjlaq/Antigravity-Manager"),
    _H.says("thinking-first", R.MALFORMED_MESSAGES, 400, "messages.<<n 1 40>>.content.0.type: Expected `thinking` or `redacted_thinking`, but found `<<one text|tool_use>>`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking",
            kind=_BAD, source="seen in the issues of anomalyco/opencode"),
    _H.says("thinking-off", R.MALFORMED_MESSAGES, 400, "messages.<<n 1 40>>.content.0: When thinking is disabled, an `assistant` message in the final position cannot contain `thinking`. To use thinking blocks, enable `thinking` in your request.",
            kind=_BAD, source="seen in the issues of tailcallhq/forgecode"),
    _H.says("thinking-last", R.MALFORMED_MESSAGES, 400, "messages.<<n 1 40>>: The final block in an assistant message cannot be `thinking`.",
            kind=_BAD, source="seen in the issues of tailcallhq/forgecode"),
    _H.says("thinking-modified", R.MALFORMED_MESSAGES, 400, "messages.<<n 1 40>>.content.<<n 0 3>>: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.",
            kind=_BAD, source=_PUBLIC),
    _H.says("signature", R.MALFORMED_MESSAGES, 400, "messages.<<n 1 40>>.content.0: Invalid `signature` in `thinking` block", kind=_BAD, source=_CODE),
    _H.says("tool-schema", R.INVALID_TOOL_SCHEMA, 400, "tools.<<n 0 9>>.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://docs.claude.com/en/docs/tool-use.", kind=_BAD, source=_CODE),
    _H.says("tool-schema-type", R.INVALID_TOOL_SCHEMA, 400, "tools.<<n 0 9>>.custom.input_schema.type: Field required", kind=_BAD, source=_PUBLIC),
    _H.says("tool-anyof", R.INVALID_TOOL_SCHEMA, 400, "tools.<<n 0 9>>.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level", kind=_BAD, source=_CODE),
    _H.says("tool-name", R.INVALID_TOOL_SCHEMA, 400, "tools.<<n 0 9>>.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'", kind=_BAD, source=_PUBLIC),
    _H.says("tools-unique", R.INVALID_TOOL_SCHEMA, 400, "tools: Tool names must be unique.", kind=_BAD, source=_PUBLIC),
    _H.says("image", R.INVALID_MEDIA, 400, "messages.<<n 0 9>>.content.<<n 0 3>>.image.source.base64: image exceeds 5 MB maximum: <<n 5300000 9900000>> bytes > 5242880 bytes", kind=_BAD, source=_PUBLIC),
    _H.says("image-dimensions", R.INVALID_MEDIA, 400, "messages.<<n 0 9>>.content.<<n 0 3>>.image.source.base64.data: At least one of the image dimensions exceed max allowed size: 8000 pixels",
            kind=_BAD, source=_CODE),
    _H.says("image-type", R.INVALID_MEDIA, 400, "messages.<<n 0 9>>.content.<<n 0 3>>.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'", kind=_BAD, source="seen in the issues of expectedparrot/edsl"),
    _H.says("image-read", R.INVALID_MEDIA, 400, "Could not process image", kind=_BAD, source=_CODE),
    _H.says("pdf", R.INVALID_MEDIA, 400, "The PDF specified was not valid.", kind=_BAD, source=_PUBLIC),
    _H.says("pdf-pages", R.INVALID_MEDIA, 400, "A maximum of 100 PDF pages may be provided.",
            kind=_BAD, source=_PUBLIC),
    _H.says("too-large", R.PAYLOAD_TOO_LARGE, 413, "Request exceeds the maximum size",
            kind="request_too_large", raw=_BARE % ("request_too_large", "Request exceeds the maximum size"), source=_SDK),
    _H.says("key", R.INVALID_API_KEY, 401, "invalid x-api-key", kind="authentication_error", source=_PUBLIC),
    _H.says("bearer", R.INVALID_API_KEY, 401, "Invalid bearer token", kind="authentication_error", source="seen in the issues of openclaw/openclaw"),
    _H.says("credentials", R.INVALID_API_KEY, 401, "Invalid authentication credentials",
            kind="authentication_error", source="seen in the issues of vybestack/llxprt-code"),
    _H.says("no-key", R.MISSING_CREDENTIALS, 401, "x-api-key header is required", kind="authentication_error", source=_PUBLIC),
    _H.says("expired", R.EXPIRED_CREDENTIALS, 401, "OAuth token has expired. Please obtain a new token or refresh your existing token.", kind="authentication_error", source=_CODE),
    _H.says("organization-disabled", R.PERMISSION_DENIED, 400, "This organization has been disabled.",
            kind=_BAD, source=_CODE),
    _H.says("oauth-organization", R.PERMISSION_DENIED, 403, "OAuth authentication is currently not allowed for this organization.",
            kind="permission_error", source=_CODE),
    _H.says("denied", R.PERMISSION_DENIED, 403, "Permission denied",
            kind="permission_error", source=_CODE),
    _H.says("forbidden", R.REGION_BLOCKED, 403, "Request not allowed",
            kind="forbidden", raw=_BARE % ("forbidden", "Request not allowed"), source="seen in the issues of enricoros/big-AGI"),
    _H.says("internal", R.INTERNAL_ERROR, 500, "Internal server error", kind="api_error", source=_PUBLIC),
    _H.says("overloaded", R.OVERLOADED, 529, "Overloaded", kind="overloaded_error", source=_CODE),
    _H.says("filter", R.CONTENT_FILTERED, 400, "Output blocked by content filtering policy", kind=_BAD, source=_CODE),
    _H.says("header", R.INVALID_REQUEST_OTHER, 400, "anthropic-version: header is required", kind=_BAD, source=_PUBLIC),
    _H.says("max-tokens-missing", R.INVALID_REQUEST_OTHER, 400, "max_tokens: Field required", kind=_BAD, source=_PUBLIC),
)  # fmt: skip
