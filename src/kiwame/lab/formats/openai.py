"""OpenAI.

Sources, looked up: the guide "Error codes" (statuses, and the titles that are also the sentences), and bodies as clients printed
them in issue threads and in public code; each row names which.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_GUIDE = "developers.openai.com/docs/guides/error-codes"
_PUBLIC = "seen in logs and tests of public GitHub repositories"
_BAD = "invalid_request_error"
_H = Host(
    provider="openai", host="api.openai.com", shape=shapes.openai, source=_PUBLIC,
    models=("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini", "gpt-5", "gpt-5-mini", "o3-mini", "gpt-4-turbo", "o4-mini"),
    headers=(("x-request-id", "req_<<hex 32>>"), ("openai-processing-ms", "<<n 3 4000>>")),
)  # fmt: skip
_EMB = ("text-embedding-3-small", "text-embedding-3-large", "text-embedding-ada-002")
_RATE = (
    "Rate limit reached for <<model>> in organization org-<<b62 24>> on {0}: Limit <<one {1}>>, Used <<n 2900 9000>>, "
    "Requested <<n 1 9000>>. Please try again in <<one 120ms|6ms|1.2s|20s|8.64s|28m48s|457ms>>. Visit "
    "https://platform.openai.com/account/rate-limits to learn more."
)
_OLD_RATE = (
    "Rate limit reached for default-<<model>> in organization org-<<b62 24>> on {0}. Limit: {1}. Please try again in <<one "
    "20s|6m0s|1s>>. Contact us through our help center at help.openai.com if you continue to have issues."
)
_TOOLONG = (
    "This model's maximum context length is <<one 4097|8192|16385|128000>> tokens. However, your messages resulted in <<n "
    "8200 300000>> tokens. Please reduce the length of the messages."
)

FORMATS: tuple[Format, ...] = (
    _H.says("rpm", R.REQUESTS_LIMIT, 429, _RATE.format("requests per min (RPM)", "3|500|5000"), kind="requests",
            code="rate_limit_exceeded", headers=(("retry-after", "<<n 1 60>>"),)),
    _H.says("rpm-old", R.REQUESTS_LIMIT, 429, _OLD_RATE.format("requests per min", "3 / min"), kind="requests"),
    _H.says("tpm", R.TOKENS_LIMIT, 429, _RATE.format("tokens per min (TPM)", "30000|40000|200000"), kind="tokens",
            code="rate_limit_exceeded", headers=(("retry-after", "<<n 1 60>>"),), source="seen in the issues of continuedev/continue"),
    _H.says("tpm-old", R.TOKENS_LIMIT, 429, _OLD_RATE.format("tokens per min", "90000 / min"), kind="tokens"),
    _H.says("tpm-request-too-large", R.TOKENS_LIMIT, 429,
            "Request too large for <<model>> in organization org-<<b62 24>> on tokens per min (TPM): Limit 30000, Requested "
            "<<n 30001 90000>>. The input or output tokens must be reduced in order to run successfully. Visit https://platform.openai.com/account/rate-limits to learn more.",
            kind="tokens", code="rate_limit_exceeded", source="seen in the issues of DrShushen/climb"),
    _H.says("rpd", R.DAILY_LIMIT, 429, _RATE.format("requests per day (RPD)", "200|10000"), kind="requests",
            code="rate_limit_exceeded"),
    _H.says("quota", R.QUOTA_EXHAUSTED, 429,
            "You exceeded your current quota, please check your plan and billing details. For more information on this error, "
            "read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
            kind="insufficient_quota", code="insufficient_quota", source=_GUIDE),
    _H.says("hard-limit", R.QUOTA_EXHAUSTED, 400, "Billing hard limit has been reached.", kind=_BAD,
            code="billing_hard_limit_reached"),
    _H.says("billing-inactive", R.QUOTA_EXHAUSTED, 429,
            "Your account is not active, please check your billing details on our website.", kind="billing_not_active",
            code="billing_not_active"),
    _H.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, _TOOLONG, kind=_BAD, code="context_length_exceeded", param="messages"),
    _H.says("context-completion", R.CONTEXT_LENGTH_EXCEEDED, 400,
            "This model's maximum context length is <<one 8192|16385|128000>> tokens. However, you requested <<n 130000 190000>> "
            "tokens (<<n 100000 129000>> in the messages, <<one 1000|4096|16000>> in the completion). Please reduce the length of "
            "the messages or completion.",
            kind=_BAD, code="context_length_exceeded", param="messages"),
    _H.says("context-responses", R.CONTEXT_LENGTH_EXCEEDED, 400,
            "Your input exceeds the context window of this model. Please adjust your input and try again.", kind=_BAD,
            code="context_length_exceeded", param="input"),
    _H.says("context-embedding", R.CONTEXT_LENGTH_EXCEEDED, 400,
            "This model's maximum context length is 8192 tokens, however you requested <<n 8193 60000>> tokens (<<n 8193 60000>> "
            "in your prompt; 0 for the completion). Please reduce your prompt; or completion length.", kind=_BAD, models=_EMB),
    _H.says("model", R.MODEL_NOT_FOUND, 404,
            "The model `<<model>>` does not exist or you do not have access to it.", kind=_BAD, code="model_not_found"),
    _H.says("model-deprecated", R.MODEL_NOT_FOUND, 404,
            "The model `<<one text-davinci-003|gpt-4-vision-preview|code-davinci-002>>` has been deprecated, learn more here: "
            "https://platform.openai.com/docs/deprecations", kind=_BAD, code="model_not_found"),
    _H.says("model-project", R.PERMISSION_DENIED, 403,
            "Project `proj_<<b62 24>>` does not have access to model `<<model>>`", kind=_BAD, code="model_not_found"),
    _H.says("unsupported-parameter", R.UNSUPPORTED_PARAMETER, 400,
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            kind=_BAD, code="unsupported_parameter", param="max_tokens", models=("o1", "o3-mini", "gpt-5"), source="seen in public issue threads, as GitHub Copilot relays it too"),
    _H.says("unknown-parameter", R.UNSUPPORTED_PARAMETER, 400, "Unknown parameter: '<<one input[2].status|cache_control|quality|text.format>>'.",
            kind=_BAD, code="unknown_parameter"),
    _H.says("unrecognized-argument", R.UNSUPPORTED_PARAMETER, 400,
            "Unrecognized request argument supplied: <<one reasoning_effort|stream_options|chat_template_kwargs|output_config>>", kind=_BAD),
    _H.says("temperature-unsupported", R.INVALID_PARAMETER_VALUE, 400,
            "Unsupported value: 'temperature' does not support <<one 0|0.2|0.7>> with this model. Only the default (1) value is "
            "supported.", kind=_BAD, code="unsupported_value", param="temperature", models=("o1-mini", "gpt-5", "gpt-5-mini")),
    _H.says("max-tokens-value", R.INVALID_PARAMETER_VALUE, 400,
            "max_tokens is too large: <<n 20000 99000>>. This model supports at most <<one 4096|16384>> completion tokens, "
            "whereas you provided <<n 20000 99000>>.", kind=_BAD, code="invalid_value", param="max_tokens"),
    _H.says("above-max", R.INVALID_PARAMETER_VALUE, 400,
            "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got <<n 3 9>>.<<n 1 9>> instead.",
            kind=_BAD, code="decimal_above_max_value", param="temperature"),
    _H.says("string-too-long", R.INVALID_PARAMETER_VALUE, 400,
            "Invalid 'prompt_cache_key': string too long. Expected a string with maximum length 64, but got a string with length <<n 65 900>> instead.",
            kind=_BAD, code="string_above_max_length"),
    _H.says("json-word", R.MALFORMED_MESSAGES, 400,
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", kind=_BAD,
            param="messages"),
    _H.says("json-word-responses", R.MALFORMED_MESSAGES, 400, "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
            kind=_BAD, param="text.format"),
    _H.says("tool-reply-missing", R.MALFORMED_MESSAGES, 400,
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The "
            "following tool_call_ids did not have response messages: call_<<b62 24>>", kind=_BAD, param="messages.[<<n 1 30>>].role"),
    _H.says("tool-without-call", R.MALFORMED_MESSAGES, 400,
            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
            kind=_BAD, param="messages.[<<n 1 30>>].role"),
    _H.says("content-null", R.MALFORMED_MESSAGES, 400,
            "Invalid value for 'content': expected a string, got null.", kind=_BAD, param="messages.[<<n 0 9>>].content"),
    _H.says("role", R.MALFORMED_MESSAGES, 400,
            "Invalid value: '<<one human|bot|function_call|ai>>'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
            kind=_BAD, code="invalid_value", param="messages[<<n 0 9>>].role"),
    _H.says("reasoning-item", R.MALFORMED_MESSAGES, 400,
            "No tool output found for function call call_<<b62 24>>.", kind=_BAD, param="input"),
    _H.says("tool-schema", R.INVALID_TOOL_SCHEMA, 400,
            "Invalid schema for function '<<one search_orders|get_weather|book_room>>': In context=('properties', 'items'), array schema missing items.",
            kind=_BAD, code="invalid_function_parameters", param="tools[<<n 0 5>>].function.parameters"),
    _H.says("format-schema", R.INVALID_TOOL_SCHEMA, 400,
            "Invalid schema for response_format '<<one invoice|Answer|plan>>': In context=(), 'additionalProperties' is required to be supplied and to be false.",
            kind=_BAD, param="response_format"),
    _H.says("tool-name", R.INVALID_TOOL_SCHEMA, 400,
            "Invalid 'tools[<<n 0 5>>].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
            kind=_BAD, code="invalid_value", param="tools[0].function.name"),
    _H.says("image-url", R.INVALID_MEDIA, 400, "Error while downloading file. Upstream status code: <<one 403|404|502>>.",
            kind=_BAD, code="invalid_value", param="url"),
    _H.says("image-format", R.INVALID_MEDIA, 400,
            "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
            kind=_BAD, code="invalid_image_format", source="seen in the issues of CosmosShadow/gptpdf"),
    _H.says("audio", R.INVALID_MEDIA, 400,
            "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']",
            kind=_BAD, models=("whisper-1",)),
    _H.says("file-too-large", R.PAYLOAD_TOO_LARGE, 413,
            "Maximum content size limit (26214400) exceeded (<<n 26214401 90000000>> bytes read)", kind="server_error",
            models=("whisper-1",)),
    _H.says("url", R.ENDPOINT_NOT_FOUND, 404, "Invalid URL (POST /v1/<<one chat/completion|v1/chat/completions|completions/>>)", kind=_BAD),
    _H.says("not-chat", R.ENDPOINT_NOT_FOUND, 404,
            "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?",
            kind=_BAD, param="model", models=("gpt-3.5-turbo-instruct", "gpt-5-codex")),
    _H.says("missing-field", R.INVALID_REQUEST_OTHER, 400, "Missing required parameter: '<<one model|messages|input>>'.",
            kind=_BAD, code="missing_required_parameter"),
    _H.says("no-model", R.INVALID_REQUEST_OTHER, 400, "you must provide a model parameter", kind=_BAD),
    _H.says("json", R.INVALID_REQUEST_OTHER, 400,
            "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
            kind=_BAD),
    _H.says("key", R.INVALID_API_KEY, 401,
            "Incorrect API key provided: sk-<<b62 4>>********************<<b62 4>>. You can find your API key at https://platform.openai.com/account/api-keys.",
            kind=_BAD, code="invalid_api_key", source=_GUIDE),
    _H.says("no-key", R.MISSING_CREDENTIALS, 401,
            "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password.",
            kind=_BAD),
    _H.says("scopes", R.PERMISSION_DENIED, 401,
            "You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're using a restricted API key, that it has the necessary scopes.",
            kind=_BAD, code="missing_scope"),
    _H.says("no-organization", R.PERMISSION_DENIED, 401,
            "You must be a member of an organization to use the API. Please contact us through our help center at help.openai.com.",
            kind=_BAD, code="no_organization", source=_GUIDE),
    _H.says("verify-organization", R.PERMISSION_DENIED, 403,
            "Your organization must be verified to use the model `<<model>>`. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.",
            kind=_BAD, models=("gpt-image-1", "gpt-image-2")),
    _H.says("verify-organization-404", R.PERMISSION_DENIED, 404, "Your organization must be verified to use the model `<<model>>`. Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.",
            kind=_BAD, code="model_not_found", models=("o3", "gpt-5")),
    _H.says("deactivated", R.PERMISSION_DENIED, 401,
            "The OpenAI account associated with this API key has been deactivated. If you are the developer for this OpenAI app, please check your email for more information. If you are seeing this error while using another app or site, please reach out to them for help.", kind=_BAD, code="account_deactivated"),
    _H.says("region", R.REGION_BLOCKED, 403, "Country, region, or territory not supported", kind="request_forbidden",
            code="unsupported_country_region_territory", source=_GUIDE),
    _H.says("session-expired", R.EXPIRED_CREDENTIALS, 401, "Your authentication token has expired. Please try signing in again.",
            kind=_BAD, code="token_expired"),
    _H.says("server", R.INTERNAL_ERROR, 500,
            "The server had an error while processing your request. Sorry about that! You can retry your request, or contact us through our help center at help.openai.com if the error persists. (Please include the request ID req_<<hex 32>> in your message.)",
            kind="server_error", source=_GUIDE),
    _H.says("server-responses", R.INTERNAL_ERROR, 500, "An error occurred while processing your request. You can retry your request, or contact us through our help center at help.openai.com if the error persists. Please include the request ID req_<<hex 32>> in your message.",
            kind="model_error"),
    _H.says("overloaded", R.OVERLOADED, 503, "The engine is currently overloaded, please try again later", kind="server_error", source=_GUIDE),
    _H.says("model-overloaded", R.OVERLOADED, 429,
            "That model is currently overloaded with other requests. You can retry your request, or contact us through our help center at help.openai.com if the error persists.", kind="server_error"),
    _H.says("servers-overloaded", R.OVERLOADED, 503, "Our servers are currently overloaded. Please try again later.",
            kind="service_unavailable_error", code="server_is_overloaded", source=_PUBLIC),
    _H.says("policy", R.CONTENT_FILTERED, 400,
            "Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.",
            kind=_BAD, code="content_policy_violation", models=("dall-e-3", "dall-e-2")),
    _H.says("policy-image", R.CONTENT_FILTERED, 400, "Your request was rejected as a result of our safety system.",
            kind="image_generation_user_error", code="moderation_blocked", models=("gpt-image-1",)),
    _H.says("flagged", R.CONTENT_FILTERED, 400,
            "Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt: https://platform.openai.com/docs/guides/reasoning#advice-on-prompting",
            kind=_BAD, code="invalid_prompt", models=("o1", "o3", "o4-mini")),
    _H.says("length-limit", R.OUTPUT_TRUNCATED, 400,
            "Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.",
            kind=_BAD),
    _H.says("model-output", R.INTERNAL_ERROR, 500, "The model produced invalid content. Consider modifying your prompt if you are seeing this error persistently.<<one | For more information, please see https://aka.ms/model-error>>",
            kind="model_error"),
)  # fmt: skip
