"""Google AI Studio (Gemini API) and Vertex AI.

Sources: ai.google.dev "Troubleshooting guide" and cloud.google.com/vertex-ai "API errors" state codes and statuses, google.rpc's
error_details.proto and error_reason.proto the details; the bodies stand in issues of its clients' users and in public code
that prints them, each named beside its row.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_CODE = "body printed in public code"
_INFO = "type.googleapis.com/google.rpc.ErrorInfo"
_H = Host(
    provider="google", host="generativelanguage.googleapis.com", shape=shapes.google, client="google",
    source=f"{_CODE}; statuses: ai.google.dev/gemini-api/docs/troubleshooting",
    models=("gemini-2.5-flash", "gemini-2.5-pro", "gemini-1.5-pro", "gemini-2.0-flash", "gemini-1.5-flash"),
)  # fmt: skip
_V = Host(
    provider="vertex", host="us-central1-aiplatform.googleapis.com", shape=shapes.google, client="google",
    source=f"{_CODE}; statuses: cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors",
    models=("gemini-2.5-pro", "gemini-2.5-flash", "gemini-1.5-pro-002", "claude-sonnet-4-5@20250929"),
)  # fmt: skip
_LIMITS = "seen in continuedev/continue, google-gemini/gemini-cli and llmsresearch/paperbanana issues"
_CLI = "seen in google-gemini/gemini-cli issues"
_CONTINUE = "seen in continuedev/continue issues"


def _quota(metric: str, quota_id: str, value: str) -> list[object]:
    violation = {"quotaMetric": f"generativelanguage.googleapis.com/{metric}", "quotaId": quota_id,
                 "quotaDimensions": {"location": "global", "model": "<<model>>"}, "quotaValue": value}  # fmt: skip
    return [
        {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation]},
        {"@type": "type.googleapis.com/google.rpc.Help", "links": [
            {"description": "Learn more about Gemini API quotas", "url": "https://ai.google.dev/gemini-api/docs/rate-limits"}]},
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "<<n 1 58>>s"},
    ]  # fmt: skip


def _because(reason: str, service: str = "generativelanguage.googleapis.com") -> list[object]:
    return [{"@type": _INFO, "reason": reason, "domain": "googleapis.com", "metadata": {"service": service}}]


def _key(text: str) -> list[object]:
    return [
        *_because("API_KEY_INVALID"),
        {"@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US", "message": text},
    ]


def _field(field: str, text: str) -> list[object]:
    violation = {"field": field, "description": text}
    return [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]


_CURRENT = (
    "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: "
    "https://ai.google.dev/gemini-api/docs/rate-limits. To monitor your current usage, head to: https://ai.dev/rate-limit. \n* Quota "
    "exceeded for metric: generativelanguage.googleapis.com/{0}, limit: {1}, model: <<model>>\nPlease retry in <<s 1 58>>s."
)
_INV = "INVALID_ARGUMENT"

FORMATS: tuple[Format, ...] = (
    _H.says("day", R.DAILY_LIMIT, 429, _CURRENT.format("generate_content_free_tier_requests", "20"), kind="RESOURCE_EXHAUSTED", source=_LIMITS,
            details=_quota("generate_content_free_tier_requests", "GenerateRequestsPerDayPerProjectPerModel-FreeTier", "20")),
    _H.says("minute", R.REQUESTS_LIMIT, 429, _CURRENT.format("generate_content_free_tier_requests", "15"), kind="RESOURCE_EXHAUSTED", source=_LIMITS,
            details=_quota("generate_content_free_tier_requests", "GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "15")),
    _H.says("tokens", R.TOKENS_LIMIT, 429, _CURRENT.format("generate_content_paid_tier_input_token_count", "1000000"), kind="RESOURCE_EXHAUSTED", source=_LIMITS,
            details=_quota("generate_content_paid_tier_input_token_count", "GenerateContentPaidTierInputTokensPerModelPerMinute", "1000000")),
    _H.says("plan", R.QUOTA_EXHAUSTED, 429, "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.", kind="RESOURCE_EXHAUSTED", source=_CLI),
    _H.says("check-quota", R.RATE_LIMIT_OTHER, 429, "Resource has been exhausted (e.g. check quota).", kind="RESOURCE_EXHAUSTED", source="seen in googleapis/python-genai and google/generative-ai-docs issues"),
    _H.says("prepaid", R.QUOTA_EXHAUSTED, 429, "Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your project and billing.", kind="RESOURCE_EXHAUSTED", source="seen in dyad-sh/dyad issues"),
    _H.says("spend-cap", R.QUOTA_EXHAUSTED, 429, "Your project has exceeded its monthly spending cap. Please go to AI Studio at https://ai.studio/spend to manage your project spend cap.", kind="RESOURCE_EXHAUSTED"),
    _H.says("key", R.INVALID_API_KEY, 400, "API key not valid. Please pass a valid API key.", kind=_INV, details=_key("API key not valid. Please pass a valid API key."), source="seen in can1357/oh-my-pi issues"),
    _H.says("key-expired", R.EXPIRED_CREDENTIALS, 400, "API key expired. Please renew the API key.", kind=_INV, details=_key("API key expired. Please renew the API key."), source=_CONTINUE),
    _H.says("no-identity", R.MISSING_CREDENTIALS, 403, "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.", kind="PERMISSION_DENIED"),
    _H.says("disabled", R.PERMISSION_DENIED, 403, "Generative Language API has not been used in project <<digits 12>> before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=<<digits 12>> then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.", kind="PERMISSION_DENIED", details=_because("SERVICE_DISABLED")),
    _H.says("suspended", R.PERMISSION_DENIED, 403, "Permission denied: Consumer 'api_key:AIza<<b62 35>>' has been suspended.", kind="PERMISSION_DENIED", details=_because("CONSUMER_SUSPENDED")),
    _H.says("blocked-key", R.PERMISSION_DENIED, 403, "Requests to this API generativelanguage.googleapis.com method google.ai.generativelanguage.v1beta.GenerativeService.GenerateContent are blocked.", kind="PERMISSION_DENIED", details=_because("API_KEY_SERVICE_BLOCKED")),
    _H.says("project-denied", R.PERMISSION_DENIED, 403, "Your project has been denied access. Please contact support.", kind="PERMISSION_DENIED"),
    _H.says("leaked", R.INVALID_API_KEY, 403, "Your API key was reported as leaked. Please use another API key.", kind="PERMISSION_DENIED", source=_CONTINUE),
    _H.says("location", R.REGION_BLOCKED, 400, "User location is not supported for the API use.", kind="FAILED_PRECONDITION"),
    _H.says("free-tier", R.REGION_BLOCKED, 400, "Gemini API free tier is not available in your country. Please enable billing on your project in Google AI Studio.", kind="FAILED_PRECONDITION", source="ai.google.dev/gemini-api/docs/troubleshooting"),
    _H.says("oauth", R.AUTHENTICATION_OTHER, 401, "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.", kind="UNAUTHENTICATED", details=_because("ACCESS_TOKEN_TYPE_UNSUPPORTED")),
    _H.says("model", R.MODEL_NOT_FOUND, 404, "models/<<model>> is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.", kind="NOT_FOUND"),
    _H.says("model-new-users", R.MODEL_NOT_FOUND, 404, "This model models/<<one gemini-2.0-flash|gemini-2.5-flash>> is no longer available to new users. Please update your code to use a newer model for the latest features and improvements.", kind="NOT_FOUND"),
    _H.says("tokens-exceed", R.CONTEXT_LENGTH_EXCEEDED, 400, "The input token count (<<n 1048577 2400000>>) exceeds the maximum number of tokens allowed (1048576).", kind=_INV, source=_CLI),
    _H.says("payload", R.PAYLOAD_TOO_LARGE, 400, "Request payload size exceeds the limit: 20971520 bytes.", kind=_INV),
    _H.says("unknown-field", R.UNSUPPORTED_PARAMETER, 400, "Invalid JSON payload received. Unknown name \"<<one responseSchema|thinkingConfig|systemInstruction|cachedContent>>\" at 'generation_config': Cannot find field.", kind=_INV, details=_field("generation_config", "Invalid JSON payload received. Unknown name: Cannot find field.")),
    _H.says("tool-unknown-field", R.INVALID_TOOL_SCHEMA, 400, "Invalid JSON payload received. Unknown name \"<<one additionalProperties|exclusiveMinimum|const|$ref|$schema>>\" at 'tools[0].function_declarations[<<n 0 9>>].parameters': Cannot find field.", kind=_INV, details=_field("tools[0].function_declarations[<<n 0 9>>].parameters", "Cannot find field."), source="seen in zed-industries/zed and glowingjade/obsidian-smart-composer issues"),
    _H.says("tool-items", R.INVALID_TOOL_SCHEMA, 400, "* GenerateContentRequest.tools[0].function_declarations[<<n 0 9>>].parameters.properties[<<one tags|ids|filters>>].items: missing field.\n", kind=_INV, source="seen in kkrishnan90/gemini-desktop pull requests"),
    _H.says("tool-object", R.INVALID_TOOL_SCHEMA, 400, "* GenerateContentRequest.tools[0].function_declarations[<<n 0 9>>].parameters.properties: should be non-empty for OBJECT type\n", kind=_INV, source="seen in agno-agi/agno and MarkusPfundstein/mcp-obsidian issues"),
    _H.says("function-turn", R.MALFORMED_MESSAGES, 400, "Please ensure that function call turn comes immediately after a user turn or after a function response turn.", kind=_INV, source=_CONTINUE),
    _H.says("response-turn", R.MALFORMED_MESSAGES, 400, "Please ensure that function response turn comes immediately after a function call turn.", kind=_INV, source="seen in langchain-ai/langchain and lobehub/lobehub issues"),
    _H.says("response-parts", R.MALFORMED_MESSAGES, 400, "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.", kind=_INV, source=_CLI),
    _H.says("role", R.MALFORMED_MESSAGES, 400, "Please use a valid role: user, model.", kind=_INV),
    _H.says("no-contents", R.MALFORMED_MESSAGES, 400, "* GenerateContentRequest.contents: contents is not specified\n", kind=_INV),
    _H.says("empty-part", R.MALFORMED_MESSAGES, 400, "* GenerateContentRequest.contents[<<n 0 9>>].parts: contents.parts must not be empty.\n", kind=_INV),
    _H.says("thought", R.MALFORMED_MESSAGES, 400, "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:<<one read_file|search|Bash>>` , position <<n 2 30>>. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.", kind=_INV, source="seen in nearai/ironclaw and rowboatlabs/rowboat issues"),
    _H.says("developer-instruction", R.UNSUPPORTED_PARAMETER, 400, "Developer instruction is not enabled for models/<<one gemma-3-27b-it|gemini-pro>>", kind=_INV, source="seen in 0xPlaygrounds/rig and google/adk-python issues"),
    _H.says("function-calling", R.UNSUPPORTED_PARAMETER, 400, "Function calling is not enabled for models/<<one gemma-3-12b-it|gemini-pro-vision>>", kind=_INV),
    _H.says("json-mode", R.UNSUPPORTED_PARAMETER, 400, "JSON mode is not enabled for models/<<one gemma-3-27b-it|gemma-3-4b-it>>", kind=_INV),
    _H.says("thinking-budget", R.INVALID_PARAMETER_VALUE, 400, "Budget 0 is invalid. This model only works in thinking mode.", kind=_INV, models="gemini-2.5-pro"),
    _H.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "* GenerateContentRequest.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n", kind=_INV),
    _H.says("image", R.INVALID_MEDIA, 400, "Unable to process input image.", kind=_INV),
    _H.says("mime", R.INVALID_MEDIA, 400, "Unsupported MIME type: <<one application/octet-stream|image/svg+xml|application/msword>>", kind=_INV),
    _H.says("argument", R.INVALID_REQUEST_OTHER, 400, "Request contains an invalid argument.", kind=_INV),
    _H.says("overloaded", R.OVERLOADED, 503, "The model is overloaded. Please try again later.", kind="UNAVAILABLE"),
    _H.says("demand", R.OVERLOADED, 503, "This model is currently experiencing high demand. Spikes in demand are usually temporary. Please try again later.", kind="UNAVAILABLE"),
    _H.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "The service is currently unavailable.", kind="UNAVAILABLE"),
    _H.says("internal", R.INTERNAL_ERROR, 500, "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting", kind="INTERNAL"),
    _H.says("internal-short", R.INTERNAL_ERROR, 500, "Internal error encountered.", kind="INTERNAL"),
    _H.says("deadline", R.GATEWAY_TIMEOUT, 504, "Deadline expired before operation could complete.", kind="DEADLINE_EXCEEDED"),
    _V.says("pool", R.OVERLOADED, 429, "Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.", kind="RESOURCE_EXHAUSTED", source=_CLI),
    _V.says("quota-minute", R.REQUESTS_LIMIT, 429, "Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute_per_project_per_base_model with base model: <<one gemini-1.5-pro|gemini-2.0-flash>>. Please submit a quota increase request. https://cloud.google.com/vertex-ai/docs/generative-ai/quotas-genai.", kind="RESOURCE_EXHAUSTED", source="seen in felixbinder/introspection_self_prediction issues"),
    _V.says("quota-tokens", R.TOKENS_LIMIT, 429, "Quota exceeded for aiplatform.googleapis.com/online_prediction_input_tokens_per_minute_per_base_model with base model: anthropic-claude-sonnet-4-5. Please submit a quota increase request.", kind="RESOURCE_EXHAUSTED"),
    _V.says("permission", R.PERMISSION_DENIED, 403, "Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/<<one acme-prod|ml-lab>>/locations/us-central1/publishers/google/models/<<model>>' (or it may not exist).", kind="PERMISSION_DENIED", details=_because("IAM_PERMISSION_DENIED", "aiplatform.googleapis.com")),
    _V.says("disabled", R.PERMISSION_DENIED, 403, "Vertex AI API has not been used in project <<one acme-prod|ml-lab>> before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/aiplatform.googleapis.com/overview?project=ml-lab then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.", kind="PERMISSION_DENIED", details=_because("SERVICE_DISABLED", "aiplatform.googleapis.com")),
    _V.says("billing", R.QUOTA_EXHAUSTED, 403, "This API method requires billing to be enabled. Please enable billing on project #<<digits 12>> by visiting https://console.developers.google.com/billing/enable?project=<<digits 12>> then retry.", kind="PERMISSION_DENIED", details=_because("BILLING_DISABLED", "aiplatform.googleapis.com")),
    _V.says("model", R.MODEL_NOT_FOUND, 404, "Publisher Model `projects/<<one acme-prod|ml-lab>>/locations/us-central1/publishers/google/models/<<model>>` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions", kind="NOT_FOUND"),
    _V.says("unauthenticated", R.AUTHENTICATION_OTHER, 401, "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.", kind="UNAUTHENTICATED"),
    _V.says("missing", R.MISSING_CREDENTIALS, 401, "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.", kind="UNAUTHENTICATED", details=_because("CREDENTIALS_MISSING", "aiplatform.googleapis.com")),
    _V.says("text-field", R.MALFORMED_MESSAGES, 400, "Unable to submit request because it must have a text parameter. Add a text parameter and try again. Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini", kind=_INV),
    _V.says("schema", R.INVALID_TOOL_SCHEMA, 400, "Unable to submit request because `<<one search|create_task>>` functionDeclaration `parameters.<<one items|filter>>` schema didn't specify the schema type field", kind=_INV, source="seen in agentscope-ai/CoPaw issues and printed in public code"),
    _V.says("input-tokens", R.CONTEXT_LENGTH_EXCEEDED, 400, "Unable to submit request because the input token count is <<n 132000 190000>> but model only supports up to <<one 32768|131072>>. Reduce the input token count and try again. You can also use the CountTokens API to calculate prompt token count and billable characters. Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini", kind=_INV),
    _V.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "Unable to submit request because it has a maxOutputTokens value of <<n 70000 900000>> but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.", kind=_INV),
    _V.says("internal", R.INTERNAL_ERROR, 500, "Internal error encountered.", kind="INTERNAL"),
    _V.says("unavailable", R.SERVICE_UNAVAILABLE, 503, "The service is currently unavailable.", kind="UNAVAILABLE"),
)  # fmt: skip
