"""AWS Bedrock: exceptions with a name and a sentence; the name travels in a header, the body holds the sentence.

Sources: docs.aws.amazon.com "Troubleshooting Amazon Bedrock API error codes", `InvokeModel` and `Converse` errors of the API
reference, botocore's ClientError ("An error occurred (Name) when calling the Operation operation: …").
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats.format import Format, Host


def _shape(*, message: str, status: int, kind: object) -> object:
    return {"message": message}


_H = Host(
    provider="bedrock", host="bedrock-runtime.us-east-1.amazonaws.com", shape=_shape, client="httpx",
    source="docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html",
    models=("anthropic.claude-3-5-sonnet-20241022-v2:0", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "amazon.titan-embed-text-v2:0",
            "meta.llama3-1-70b-instruct-v1:0", "amazon.nova-pro-v1:0"),
    headers=(("x-amzn-requestid", "<<uuid>>"),),
)  # fmt: skip


def _says(name: str, reason: R, status: int, exception: str, message: str) -> Format:
    headers = (("x-amzn-errortype", f"{exception}:http://internal.amazon.com/coral/com.amazon.bedrock/"),)
    return _H.says(name, reason, status, message, kind=exception, headers=headers)


FORMATS: tuple[Format, ...] = (
    _says("throttled", R.RATE_LIMIT_OTHER, 429, "ThrottlingException", "Rate exceeded"),
    _says("requests", R.REQUESTS_LIMIT, 429, "ThrottlingException", "Too many requests, please wait before trying again. You have sent too many requests.  Wait before trying again."),
    _says("tokens", R.TOKENS_LIMIT, 429, "ThrottlingException", "Too many tokens, please wait before trying again."),
    _says("tokens-day", R.DAILY_LIMIT, 429, "ThrottlingException", "Too many tokens per day, please wait before trying again."),
    _says("quota", R.QUOTA_EXHAUSTED, 400, "ServiceQuotaExceededException", "Your account has reached its service quota for this month."),
    _says("access", R.PERMISSION_DENIED, 403, "AccessDeniedException", "You don't have access to the model with the specified model ID."),
    _says("not-authorized", R.PERMISSION_DENIED, 403, "AccessDeniedException", "User: arn:aws:iam::<<digits 12>>:user/<<one app|ci|svc-chat>> is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/<<model>> because no identity-based policy allows the bedrock:InvokeModel action"),
    _says("marketplace", R.PERMISSION_DENIED, 403, "AccessDeniedException", "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model."),
    _says("token", R.INVALID_API_KEY, 403, "UnrecognizedClientException", "The security token included in the request is invalid."),
    _says("signature", R.INVALID_API_KEY, 403, "InvalidSignatureException", "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."),
    _says("expired", R.EXPIRED_CREDENTIALS, 403, "ExpiredTokenException", "The security token included in the request is expired"),
    _says("signature-expired", R.EXPIRED_CREDENTIALS, 403, "InvalidSignatureException", "Signature expired: 20260314T0<<n 1 9>>2214Z is now earlier than 20260314T1<<n 0 9>>0000Z (20260314T1<<n 0 9>>0500Z - 5 min.)"),
    _says("no-token", R.MISSING_CREDENTIALS, 403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
    _says("region", R.REGION_BLOCKED, 403, "AccessDeniedException", "Access to Anthropic models is not allowed from unsupported countries, regions, or territories. Please refer to https://www.anthropic.com/supported-countries for more information on the countries and regions Anthropic currently supports."),
    _says("too-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "ValidationException", "Input is too long for requested model."),
    _says("tokens-over", R.CONTEXT_LENGTH_EXCEEDED, 400, "ValidationException", "The model returned the following errors: input length and `max_tokens` exceed context limit: <<n 170000 199000>> + <<one 8192|64000>> > 200000, decrease input length or `max_tokens` and try again"),
    _says("titan-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "ValidationException", "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: <<n 8193 40000>> "),
    _says("identifier", R.MODEL_NOT_FOUND, 400, "ValidationException", "The provided model identifier is invalid."),
    _says("on-demand", R.MODEL_NOT_FOUND, 400, "ValidationException", "Invocation of model ID <<model>> with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN of an inference profile that contains this model."),
    _says("end-of-life", R.MODEL_NOT_FOUND, 404, "ResourceNotFoundException", "This model version has reached the end of its life. Please refer to the AWS documentation for more details."),
    _says("not-found", R.MODEL_NOT_FOUND, 404, "ResourceNotFoundException", "Could not resolve the foundation model from the provided model identifier."),
    _says("tool-result", R.MALFORMED_MESSAGES, 400, "ValidationException", "The model returned the following errors: messages.<<n 1 40>>: `tool_use` ids were found without `tool_result` blocks immediately after: tooluse_<<b62 22>>. Each `tool_use` block must have a corresponding `tool_result` block in the next message."),
    _says("user-first", R.MALFORMED_MESSAGES, 400, "ValidationException", "A conversation must start with a user message. Try again with a conversation that starts with a user message."),
    _says("alternate", R.MALFORMED_MESSAGES, 400, "ValidationException", "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again."),
    _says("blank", R.MALFORMED_MESSAGES, 400, "ValidationException", "The text field in the ContentBlock object at messages.<<n 0 20>>.content.<<n 0 4>> is blank. Add text to the text field, and try again."),
    _says("tool-count", R.MALFORMED_MESSAGES, 400, "ValidationException", "The number of toolResult blocks at messages.<<n 1 20>>.content exceeds the number of toolUse blocks of previous turn."),
    _says("tool-config", R.INVALID_REQUEST_OTHER, 400, "ValidationException", "The toolConfig field must be defined when using toolUse and toolResult content blocks."),
    _says("tool-streaming", R.UNSUPPORTED_PARAMETER, 400, "ValidationException", "This model doesn't support tool use in streaming mode."),
    _says("extraneous", R.UNSUPPORTED_PARAMETER, 400, "ValidationException", "Malformed input request: #: extraneous key [<<one top_k|max_tokens|stop|messages>>] is not permitted, please reformat your input and try again."),
    _says("required", R.INVALID_REQUEST_OTHER, 400, "ValidationException", "Malformed input request: #: required key [<<one max_tokens|prompt|inputText|messages>>] not found, please reformat your input and try again."),
    _says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "ValidationException", "The maximum tokens you requested exceeds the model limit of <<one 4096|8192|5120>>. Try again with a maximum tokens value that is lower than <<one 4096|8192|5120>>."),
    _says("temperature", R.INVALID_PARAMETER_VALUE, 400, "ValidationException", "1 validation error detected: Value '<<n 2 9>>.0' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1"),
    _says("tool-name", R.INVALID_TOOL_SCHEMA, 400, "ValidationException", "1 validation error detected: Value '<<one get.weather|search orders|tool:find>>' at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+"),
    _says("tool-schema", R.INVALID_TOOL_SCHEMA, 400, "ValidationException", "The value at toolConfig.tools.<<n 0 6>>.toolSpec.inputSchema.json.type must be one of the following: object."),
    _says("image", R.INVALID_MEDIA, 400, "ValidationException", "Could not process image"),
    _says("image-size", R.INVALID_MEDIA, 400, "ValidationException", "The model returned the following errors: messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: <<n 5300000 9900000>> bytes > 5242880 bytes"),
    _says("filter", R.CONTENT_FILTERED, 400, "ValidationException", "The model returned the following errors: Output blocked by content filtering policy"),
    _says("legal", R.CONTENT_FILTERED, 400, "ValidationException", "This request has been blocked by our content filters. Our filters automatically flagged this prompt because it may conflict our AUP or AWS Responsible AI Policy."),
    _says("not-ready", R.MODEL_UNAVAILABLE, 429, "ModelNotReadyException", "Model is not ready for inference. Please wait and try your request again."),
    _says("model-timeout", R.GATEWAY_TIMEOUT, 408, "ModelTimeoutException", "Model has timed out in processing the request. Try your request again."),
    _says("unavailable", R.SERVICE_UNAVAILABLE, 503, "ServiceUnavailableException", "Bedrock is unable to process your request."),
    _says("internal", R.INTERNAL_ERROR, 500, "InternalServerException", "The system encountered an unexpected error during processing. Try your request again."),
    _says("model-error", R.INTERNAL_ERROR, 424, "ModelErrorException", "The system encountered an unexpected error during processing. Try your request again."),
    _says("too-many-connections", R.OVERLOADED, 503, "ServiceUnavailableException", "Too many connections, please wait before trying again."),
)  # fmt: skip
