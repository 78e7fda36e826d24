"""OpenRouter, Perplexity, xAI, Hugging Face, HolySheep.

A row whose source says "not read" was written from knowledge: nobody has found its sentence stated. The others were read where their
source says: the provider's page, a client's code, or threads and tests in which people print the body.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_BAD = "invalid_request_error"


def _router(*, message: str, status: int, metadata: object = None) -> object:
    error: dict[str, object] = {"message": message, "code": status}
    if metadata is not None:
        error["metadata"] = metadata
    return {"error": error, "user_id": "user_<<b62 27>>"}


def _xai(*, message: str, status: int, code: object) -> object:
    return {"code": code, "error": message}


_O = Host(
    provider="openrouter", host="openrouter.ai", shape=_router, source="openrouter.ai/docs/api/reference/errors-and-debugging for status and shape (sentence not read)",
    models=("deepseek/deepseek-chat-v3-0324:free", "anthropic/claude-sonnet-4.5", "google/gemini-2.5-pro", "meta-llama/llama-3.3-70b-instruct:free", "qwen/qwen3-coder:free"),
    headers=(("cf-ray", "<<hex 16>>-FRA"),),
)  # fmt: skip
_P = Host(
    provider="perplexity", host="api.perplexity.ai", shape=shapes.bare, source="docs.perplexity.ai/guides/error-handling (not read)",
    models=("sonar", "sonar-pro", "sonar-reasoning"),
)  # fmt: skip
_X = Host(
    provider="xai", host="api.x.ai", shape=_xai, source="docs.x.ai/docs/key-information/debugging (not read)",
    models=("grok-4", "grok-3-mini", "grok-2-1212", "grok-code-fast-1"),
)  # fmt: skip
_F = Host(
    provider="huggingface", host="router.huggingface.co", shape=shapes.error_text, source="huggingface.co/docs/inference-providers (not read)", client="httpx",
    models=("meta-llama/Llama-3.1-8B-Instruct", "google/gemma-2-9b-it", "mistralai/Mistral-7B-Instruct-v0.3", "HuggingFaceH4/zephyr-7b-beta"),
    headers=(("x-request-id", "Root=1-<<hex 8>>-<<hex 24>>"),),
)  # fmt: skip
_S = Host(
    provider="holysheep", host="api.holysheep.ai", shape=shapes.openai, source="OpenAI-compatible, by the example of its use; no page on its errors was found",
    models=("gpt-4.1", "claude-sonnet-4.5", "deepseek-v3.2", "gemini-2.5-flash"),
)  # fmt: skip


def _upstream(raw: str, provider: str) -> dict[str, object]:
    return {"raw": raw, "provider_name": provider}


OPENROUTER: tuple[Format, ...] = (
    _O.says("free-day", R.DAILY_LIMIT, 429, "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day", metadata={"headers": {"X-RateLimit-Limit": "50", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "<<digits 13>>"}, "provider_name": None}, source="seen in public repositories' tests and logs"),
    _O.says("free-day-balance", R.DAILY_LIMIT, 429, "Rate limit exceeded: free-models-per-day-high-balance. ", metadata={"headers": {"X-RateLimit-Limit": "<<one 1000|2000>>", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "<<digits 13>>"}, "provider_name": None}, source="the name of the limit seen in public clients; the rest as for free-models-per-day"),
    _O.says("free-minute", R.REQUESTS_LIMIT, 429, "Rate limit exceeded: free-models-per-min. ", metadata={"headers": {"X-RateLimit-Limit": "20", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "<<digits 13>>"}, "provider_name": None}),
    _O.says("upstream-busy", R.OVERLOADED, 429, "Provider returned error", metadata=_upstream("<<model>> is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits: https://openrouter.ai/settings/integrations", "<<one Chutes|Targon|DeepInfra>>")),
    _O.says("credits", R.QUOTA_EXHAUSTED, 402, "Insufficient credits. Add more using https://openrouter.ai/settings/credits", source="seen in public repositories' tests and logs"),
    _O.says("afford", R.QUOTA_EXHAUSTED, 402, "This request requires more credits, or fewer max_tokens. You requested up to <<n 8000 64000>> tokens, but can only afford <<n 10 7000>>. To increase, visit https://openrouter.ai/settings/credits and upgrade to a paid account"),
    _O.says("key-limit", R.QUOTA_EXHAUSTED, 403, "Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys"),
    _O.says("no-key", R.MISSING_CREDENTIALS, 401, "No auth credentials found", source="seen in public repositories' tests and logs"),
    _O.says("user", R.INVALID_API_KEY, 401, "User not found."),
    _O.says("moderation", R.CONTENT_FILTERED, 403, "<<model>> requires moderation on <<one OpenAI|Anthropic>>. Your input was flagged for \"<<one violence|sexual>>\". No credits were charged.", metadata={"reasons": ["violence"], "flagged_input": "<<prompt>>", "provider_name": "OpenAI"}),
    _O.says("model", R.MODEL_NOT_FOUND, 400, "<<one openai/gpt-9|meta/llama-9|anthropic/claude-2.9>> is not a valid model ID"),
    _O.says("endpoints", R.MODEL_NOT_FOUND, 404, "No endpoints found for <<model>>."),
    _O.says("tools", R.UNSUPPORTED_PARAMETER, 404, "No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs/provider-routing", source="seen in public repositories' tests and logs"),
    _O.says("image", R.UNSUPPORTED_PARAMETER, 404, "No endpoints found that support image input", source="seen in public repositories' tests and logs"),
    _O.says("modalities", R.UNSUPPORTED_PARAMETER, 404, "No endpoints found that support the requested output modalities: <<one image, text|image|audio, text>>", source="seen in public repositories' tests and logs"),
    _O.says("tool-choice", R.UNSUPPORTED_PARAMETER, 404, "No endpoints found that support the provided 'tool_choice' value", source="seen in public repositories' tests and logs"),
    _O.says("privacy", R.PERMISSION_DENIED, 404, "No endpoints found matching your data policy (Free model training). Configure: https://openrouter.ai/settings/privacy"),
    _O.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "This endpoint's maximum context length is <<one 32768|131072>> tokens. However, you requested about <<n 131073 400000>> tokens (<<n 100000 131000>> of text input, <<n 100 9000>> of tool input, 8192 in the output). Please reduce the length of either one, or use the \"middle-out\" transform to compress your prompt automatically."),
    _O.says("upstream-400", R.INVALID_REQUEST_OTHER, 400, "Provider returned error", metadata=_upstream('{"error":{"message":"Bad request","type":"invalid_request_error"}}', "<<one Azure|Together|Novita>>")),
    _O.says("upstream-context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Provider returned error", metadata=_upstream('{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: <<n 200001 300000>> tokens > 200000 maximum"}}', "Anthropic")),
    _O.says("upstream-tool", R.MALFORMED_MESSAGES, 400, "Provider returned error", metadata=_upstream('{"type":"error","error":{"type":"invalid_request_error","message":"messages.<<n 1 30>>.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_01<<b62 22>>."}}', "Google Vertex")),
    _O.says("upstream-temperature", R.INVALID_PARAMETER_VALUE, 400, "Provider returned error", metadata=_upstream('{"error":{"message":"Unsupported value: \'temperature\' does not support 0.2 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}', "OpenAI")),
    _O.says("upstream-down", R.BAD_GATEWAY, 502, "Provider returned error", metadata=_upstream("error code: 502", "<<one Chutes|Friendli>>")),
    _O.says("no-provider", R.SERVICE_UNAVAILABLE, 503, "There is no available model provider that meets your routing requirements", source="openrouter.ai/docs/api/reference/errors-and-debugging (its words for 503)"),
    _O.says("internal", R.INTERNAL_ERROR, 500, "Internal Server Error"),
    _O.says("timeout", R.GATEWAY_TIMEOUT, 408, "Your request timed out", source="openrouter.ai/docs/api/reference/errors-and-debugging (its words for 408)"),
    _O.says("input", R.INVALID_REQUEST_OTHER, 400, "Input required: specify \"prompt\" or \"messages\""),
)  # fmt: skip

PERPLEXITY: tuple[Format, ...] = (
    _P.says("model", R.MODEL_NOT_FOUND, 400, "Invalid model '<<one llama-3.1-sonar-small-128k-online|pplx-70b-online>>'. Permitted models can be found in the documentation at https://docs.perplexity.ai/guides/model-cards.", kind="invalid_model", code=400, source="seen in public threads"),
    _P.says("roles", R.MALFORMED_MESSAGES, 400, "After the (optional) system message(s), user or tool message(s) should alternate with assistant message(s).", kind="invalid_message", code=400, source="seen in public threads"),
    _P.says("last", R.MALFORMED_MESSAGES, 400, "Last message must have role `user` or `tool`.", kind="invalid_message", code=400),
    _P.says("max", R.INVALID_PARAMETER_VALUE, 400, "max_tokens must be at most <<one 8000|128000>>, got <<n 130000 200000>>", kind="invalid_parameter", code=400),
    _P.says("key", R.AUTHENTICATION_OTHER, 401, "401 Authorization Required", raw="<html>\r\n<head><title>401 Authorization Required</title></head>\r\n<body>\r\n<center><h1>401 Authorization Required</h1></center>\r\n<hr><center>openresty/1.25.3.1</center>\r\n</body>\r\n</html>\r\n"),
    _P.says("key-json", R.INVALID_API_KEY, 401, "Invalid API key provided. You can find your API key at https://www.perplexity.ai/settings/api.", kind="invalid_api_key", code=401),
    _P.says("quota", R.QUOTA_EXHAUSTED, 401, "You exceeded your current quota, please check your plan and billing details.", kind="insufficient_quota", code=401),
    _P.says("rate", R.REQUESTS_LIMIT, 429, "Request rate limit exceeded, please try again later.", kind="rate_limit_exceeded", code=429),
    _P.says("internal", R.INTERNAL_ERROR, 500, "Internal server error", kind="internal_error", code=500),
    _P.says("cloudflare", R.GATEWAY_TIMEOUT, 524, "A timeout occurred", raw="<!DOCTYPE html><html><head><title>api.perplexity.ai | 524: A timeout occurred</title></head><body>Cloudflare Ray ID: <<hex 16>></body></html>"),
)  # fmt: skip

XAI: tuple[Format, ...] = (
    _X.says("key", R.INVALID_API_KEY, 400, "Incorrect API key provided: xa***<<b62 2>>. You can obtain an API key from https://console.x.ai.", code="Client specified an invalid argument"),
    _X.says("no-key", R.MISSING_CREDENTIALS, 401, "No Authorization header or an empty bearer token was given. See: https://docs.x.ai/docs/api-reference", code="Unauthenticated"),
    _X.says("credits", R.QUOTA_EXHAUSTED, 403, "Your newly created teams doesn't have any credits yet. You can purchase those on https://console.x.ai/team/<<uuid>>.", code="The caller does not have permission to execute the specified operation"),
    _X.says("spending", R.QUOTA_EXHAUSTED, 429, "Your team <<uuid>> has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.", code="Some resource has been exhausted", source="seen in public threads"),
    _X.says("spending-denied", R.QUOTA_EXHAUSTED, 403, "Your team <<uuid>> has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.", code="permission-denied", source="seen in public threads"),
    _X.says("rate", R.REQUESTS_LIMIT, 429, "Too many requests for team <<uuid>> and model <<model>>. Your team's rate limit is: Requests per Second (RPS): <<n 1 8>>, Requests per Minute: <<n 60 480>>.", code="Some resource has been exhausted", source="its beginning seen in chenyme/grok2api issues; the figures not read"),
    _X.says("tokens", R.TOKENS_LIMIT, 429, "Too many tokens for team <<uuid>> and model <<model>>. Your team's rate limit is: Tokens per Minute: <<n 10 90>>0000.", code="Some resource has been exhausted"),
    _X.says("model", R.MODEL_NOT_FOUND, 404, "The model <<one grok-beta|grok-9|grok-vision>> does not exist or your team <<uuid>> does not have access to it. If you believe this is a mistake, please contact support and quote your team ID and the model name.", code="Some requested entity was not found"),
    _X.says("argument", R.UNSUPPORTED_PARAMETER, 400, "Argument not supported on this model: <<one presencePenalty|stop|reasoningEffort|frequencyPenalty>>", code="Client specified an invalid argument", source="seen in public threads"),
    _X.says("not-chat", R.ENDPOINT_NOT_FOUND, 400, "The model <<one grok-imagine-image-quality|grok-imagine-image>> is an image model and is therefore not available on this endpoint. Please use a compatible endpoint such as https://api.x.ai/v1/images/generations. For more information, see https://docs.x.ai/docs/api-reference#image-generation", code="invalid-argument", source="seen in Wei-Shaw/sub2api issues"),
    _X.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "This model's maximum prompt length is <<one 131072|256000>> but the request contains <<n 256001 500000>> tokens.", code="Client specified an invalid argument"),
    _X.says("image", R.INVALID_MEDIA, 400, "Unsupported content-type encountered when downloading image. Please ensure your image is of one of the following types: [image/jpg, image/jpeg, image/png].", code="Client specified an invalid argument"),
    _X.says("role", R.MALFORMED_MESSAGES, 400, "Failed to deserialize the JSON body into the target type: messages[<<n 0 9>>].role: unknown variant `<<one developer|human>>`, expected one of `system`, `user`, `assistant`, `tool`, `function` at line 1 column <<n 20 9000>>", raw="Failed to deserialize the JSON body into the target type: messages[<<n 0 9>>].role: unknown variant `<<one developer|human>>`, expected one of `system`, `user`, `assistant`, `tool`, `function` at line 1 column <<n 20 9000>>"),
    _X.says("blocked", R.PERMISSION_DENIED, 403, "API key is currently blocked: <<uuid>>", code="The caller does not have permission to execute the specified operation"),
    _X.says("unsafe", R.CONTENT_FILTERED, 403, "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_<<one CSAM|BIO|CYBER>>", code="The caller does not have permission to execute the specified operation"),
    _X.says("internal", R.INTERNAL_ERROR, 500, "Internal error", code="Internal error"),
    _X.says("unavailable", R.OVERLOADED, 503, "The model is currently at capacity due to high demand. Please try again in a few minutes.", code="The service is currently unavailable", source="sentence seen in Cloudgeni-ai/opengeni pull requests; status and code not read"),
)  # fmt: skip

HUGGINGFACE: tuple[Format, ...] = (
    _F.says("loading", R.MODEL_UNAVAILABLE, 503, "Model <<model>> is currently loading", raw='{"error": "Model <<model>> is currently loading", "estimated_time": <<s 20 300>>}'),
    _F.says("busy", R.OVERLOADED, 503, "Model too busy, unable to get response in less than 60 second(s)"),
    _F.says("rate", R.REQUESTS_LIMIT, 429, "Rate limit reached. You reached free usage limit (reset hourly). Please subscribe to a plan at https://huggingface.co/pricing to use the API at this rate", raw='{"error": "Rate limit reached. You made too many requests per hour, reset hourly. Please log in or use a HF access token"}'),
    _F.says("credits", R.QUOTA_EXHAUSTED, 402, "You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits."),
    _F.says("token", R.INVALID_API_KEY, 401, "Authorization header is correct, but the token seems invalid", raw='{"error": "Authorization header is correct, but the token seems invalid"}'),
    _F.says("credentials", R.INVALID_API_KEY, 401, "Invalid username or password.", raw='{"error": "Invalid credentials in Authorization header"}'),
    _F.says("permission", R.PERMISSION_DENIED, 403, "This authentication method does not have sufficient permissions to call Inference Providers on behalf of user <<person>>"),
    _F.says("gated", R.PERMISSION_DENIED, 403, "Access to model <<model>> is restricted and you are not in the authorized list. Visit https://huggingface.co/<<model>> to ask for access."),
    _F.says("too-large-model", R.MODEL_UNAVAILABLE, 403, "The model <<model>> is too large to be loaded automatically (<<n 14 90>>GB > 10GB). Please use Spaces (https://huggingface.co/spaces) or Inference Endpoints (https://huggingface.co/inference-endpoints)."),
    _F.says("not-chat", R.INVALID_REQUEST_OTHER, 400, "not chat", raw='{"error": {"message": "The requested model \'<<model>>\' is not a chat model", "type": "invalid_request_error", "param": "model", "code": "model_not_supported"}}'),
    _F.says("model", R.MODEL_NOT_FOUND, 400, "not supported", raw='{"error": {"message": "The requested model \'<<model>>\' is not supported by any provider you have enabled.", "type": "invalid_request_error", "param": "model", "code": "model_not_supported"}}'),
    _F.says("context", R.CONTEXT_LENGTH_EXCEEDED, 422, "Input validation error: `inputs` tokens + `max_new_tokens` must be <= <<one 4096|8192>>. Given: <<n 8000 20000>> `inputs` tokens and <<one 20|512|1024>> `max_new_tokens`", kind="validation", source="words in litellm's exception_mapping_utils.py, error_type in huggingface_hub's inference/_common.py"),
    _F.says("template", R.MALFORMED_MESSAGES, 422, "Template error: syntax error: Conversation roles must alternate user/assistant/user/assistant/... (in <string>:1)", kind="template_error"),
    _F.says("internal", R.INTERNAL_ERROR, 500, "Internal Server Error"),
    _F.says("memory", R.SERVER_OUT_OF_MEMORY, 500, "CUDA out of memory. Tried to allocate <<n 20 900>>.00 MiB. GPU 0 has a total capacity of 14.75 GiB of which <<n 2 90>>.00 MiB is free."),
    _F.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "Service Unavailable"),
)  # fmt: skip

HOLYSHEEP: tuple[Format, ...] = (
    _S.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "This model's maximum context length is 128000 tokens. However, your messages resulted in <<n 128001 300000>> tokens. Please reduce the length of the messages.", kind=_BAD, param="messages", code="context_length_exceeded"),
)  # fmt: skip

FORMATS = OPENROUTER + PERPLEXITY + XAI + HUGGINGFACE + HOLYSHEEP
