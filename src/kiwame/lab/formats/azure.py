"""Azure OpenAI.

Sources, looked up: learn.microsoft.com on API Management's policies ({"statusCode", "message"} bodies) and on the Responses API
(no capacity, its 500), and bodies as clients printed them in issue threads and in public code; each row names which.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_PUBLIC = "seen in logs and tests of public GitHub repositories"
_RESPONSES = "learn.microsoft.com, Azure OpenAI in Foundry, on the Responses API (read in its public sources)"
_APIM = "learn.microsoft.com/azure/api-management/api-management-error-handling-policies"
_H = Host(
    provider="azure_openai", host="contoso-ai.openai.azure.com", shape=shapes.code_message, client="azure",
    source=_PUBLIC,
    models=("gpt-4o", "gpt-4", "gpt-35-turbo", "gpt-4o-mini", "gpt-4.1"),
    headers=(("apim-request-id", "<<uuid>>"), ("x-ms-region", "<<one East US|Sweden Central|Japan East>>")),
)  # fmt: skip
_OPERATION = (
    "<<one ChatCompletions_Create|Completions_Create|Embeddings_Create|Creates a completion for the chat message>>"
)
_VERSION = "<<one 2024-02-01|2024-10-21|2023-07-01-preview|2025-01-01-preview>>"
_RETRY = (("retry-after", "<<n 1 59>>"),)
_FILTERED = (
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt "
    "and retry. To learn more about our content filtering policies please read our documentation: "
    "https://go.microsoft.com/fwlink/?linkid=2198766"
)
_RESULT = (
    '{"error": {"message": "'
    + _FILTERED
    + '", "type": null, "param": "prompt", "code": "content_filter", "status": 400, '
    '"innererror": {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {"hate": {"filtered": false, "severity": '
    '"safe"}, "jailbreak": {"filtered": %s, "detected": %s}, "self_harm": {"filtered": false, "severity": "safe"}, "sexual": '
    '{"filtered": false, "severity": "safe"}, "violence": {"filtered": %s, "severity": "<<one medium|high>>"}}}}}'
)

FORMATS: tuple[Format, ...] = (
    _H.says("tokens", R.TOKENS_LIMIT, 429,
            f"Requests to the {_OPERATION} Operation under Azure OpenAI API version {_VERSION} have exceeded token rate limit of "
            "your current <<one OpenAI|AIServices>> S0 pricing tier. Please retry after <<n 1 59>> seconds. Please go here: "
            "https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.",
            code="429", headers=_RETRY, source="seen in the issues of langchain-ai/langchain"),
    _H.says("calls", R.REQUESTS_LIMIT, 429,
            f"Requests to the {_OPERATION} Operation under Azure OpenAI API version {_VERSION} have exceeded call rate limit of "
            "your current OpenAI S0 pricing tier. Please retry after <<n 1 59>> seconds. Please go here: "
            "https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.",
            code="429", headers=_RETRY, source=_PUBLIC),
    _H.says("rate-plain", R.RATE_LIMIT_OTHER, 429, "Rate limit is exceeded. Try again in <<n 1 59>> seconds.", code=429,
            raw='{"statusCode": 429, "message": "Rate limit is exceeded. Try again in <<n 1 59>> seconds."}', headers=_RETRY, source=_APIM),
    _H.says("rate-plain-code", R.RATE_LIMIT_OTHER, 429, "Rate limit is exceeded. Try again in <<n 1 59>> seconds.",
            code="429", source="seen in the issues of microsoft/copilot-camp", headers=_RETRY),
    _H.says("call-volume", R.QUOTA_EXHAUSTED, 403, "Out of call volume quota. Quota will be replenished in 12.<<time>>.",
            raw='{"statusCode": 403, "message": "Out of call volume quota. Quota will be replenished in 12.<<time>>."}', source=_APIM),
    _H.says("deployment", R.MODEL_NOT_FOUND, 404,
            "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please "
            "wait a moment and try again.", code="DeploymentNotFound"),
    _H.says("resource", R.ENDPOINT_NOT_FOUND, 404, "Resource not found", code="404"),
    _H.says("subscription", R.INVALID_API_KEY, 401,
            "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active "
            "subscription and use a correct regional API endpoint for your resource.", code="401"),
    _H.says("token-audience", R.AUTHENTICATION_OTHER, 401,
            "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have "
            "expired.", raw='{"statusCode": 401, "message": "Unauthorized. Access token is missing, invalid, audience is incorrect '
            '(https://cognitiveservices.azure.com), or have expired."}'),
    _H.says("principal", R.PERMISSION_DENIED, 401,
            "The principal `<<uuid>>` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/"
            "completions/action` to perform `POST /openai/deployments/{deployment-id}/chat/completions` operation.",
            code="PermissionDenied"),
    _H.says("principal-short", R.PERMISSION_DENIED, 401, "Principal does not have access to API/Operation.",
            code="PermissionDenied"),
    _H.says("firewall", R.PERMISSION_DENIED, 403,
            "Access denied due to Virtual Network/Firewall rules.", code="403"),
    _H.says("public-access", R.PERMISSION_DENIED, 403,
            "Public access is disabled. Please configure private endpoint.", code="403"),
    _H.says("filter", R.CONTENT_FILTERED, 400, _FILTERED, raw=_RESULT % ("false", "false", "true")),
    _H.says("filter-short", R.CONTENT_FILTERED, 400, _FILTERED,
            code="content_filter",
            raw='{"error": {"message": "' + _FILTERED + '", "type": null, "param": "prompt", "code": "content_filter", "status": 400}}'),
    _H.says("jailbreak", R.PROMPT_INJECTION, 400, _FILTERED, raw=_RESULT % ("true", "true", "false")),
    _H.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400,
            "This model's maximum context length is <<one 4096|8192|128000>> tokens. However, your messages resulted in <<n 130000 "
            "200000>> tokens. Please reduce the length of the messages.",
            raw='{"error": {"message": "This model\'s maximum context length is <<one 4096|8192|128000>> tokens. However, your messages resulted in <<n 130000 200000>> tokens. Please reduce the length of the messages.", "type": "invalid_request_error", "param": "messages", "code": "context_length_exceeded"}}'),
    _H.says("operation", R.INVALID_REQUEST_OTHER, 400,
            "The <<one chatCompletion|embeddings|completion>> operation does not work with the specified model, <<one gpt-35-turbo|text-embedding-ada-002|gpt-4-32k>>. "
            "Please choose different model and try again. You can learn more about which models can be used with each operation here: https://go.microsoft.com/fwlink/?linkid=2197993.",
            code="OperationNotSupported"),
    _H.says("api-version", R.INVALID_PARAMETER_VALUE, 400, "API version not supported", code="BadRequest"),
    _H.says("tools-unknown", R.UNSUPPORTED_PARAMETER, 400, "Unrecognized request argument supplied: <<one tools|tool_choice|stream_options|response_format>>",
            raw='{"error": {"message": "Unrecognized request argument supplied: <<one tools|tool_choice|stream_options|response_format>>", "type": "invalid_request_error", "param": null, "code": null}}'),
    _H.says("internal", R.INTERNAL_ERROR, 500, "The server had an error processing your request. Sorry about that! You can retry your request, or contact us through an Azure support request at: https://go.microsoft.com/fwlink/?linkid=2213926 if you keep seeing this error. (Please include the request ID <<uuid>> in your email.)",
            kind="server_error", source=_RESPONSES,
            raw='{"error": {"message": "The server had an error processing your request. Sorry about that! You can retry your request, or contact us through an Azure support request at: https://go.microsoft.com/fwlink/?linkid=2213926 if you keep seeing this error. (Please include the request ID <<uuid>> in your email.)", "type": "server_error", "param": null, "code": null}}'),
    _H.says("no-capacity", R.OVERLOADED, 429, "The system is currently experiencing high demand and cannot process your request. Your request exceeds the maximum usage size allowed during peak load. For improved capacity reliability, consider switching to Provisioned Throughput.",
            code="no_capacity", source=_RESPONSES,
            raw='{"error": {"code": "no_capacity", "message": "The system is currently experiencing high demand and cannot process your request. Your request exceeds the maximum usage size allowed during peak load. For improved capacity reliability, consider switching to Provisioned Throughput.", "type": "too_many_requests", "param": null}}'),
    _H.says("apim-timeout", R.GATEWAY_TIMEOUT, 408, "The operation was timeout.", code="Timeout"),
)  # fmt: skip
