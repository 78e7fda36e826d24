"""AWS Bedrock: exceptions with a name and a sentence; the name travels in a header, the body holds the sentence.

Sources: docs.aws.amazon.com "Troubleshooting Amazon Bedrock API error codes" states names and statuses; the sentences stand
in issues of its clients' users and in public code that prints them, mostly as botocore's ClientError ("An error occurred
(Name) when calling the Operation operation: …"). What IAM and the keys' check say comes as "Message", the rest as "message".
"""

import json

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats.format import Format, Host


def _shape(*, message: str, status: int, kind: object) -> object:
    return {"message": message}


_H = Host(
    provider="bedrock", host="bedrock-runtime.us-east-1.amazonaws.com", shape=_shape, client="httpx",
    source="sentence printed in public code; name and status: docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html",
    models=("anthropic.claude-3-5-sonnet-20241022-v2:0", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "amazon.titan-embed-text-v2:0",
            "meta.llama3-1-70b-instruct-v1:0", "amazon.nova-pro-v1:0"),
    headers=(("x-amzn-requestid", "<<uuid>>"),),
)  # fmt: skip


def _says(name: str, reason: R, status: int, exception: str, message: str, **more: object) -> Format:
    headers = (("x-amzn-errortype", f"{exception}:http://internal.amazon.com/coral/com.amazon.bedrock/"),)
    return _H.says(name, reason, status, message, kind=exception, headers=headers, **more)


def _denies(name: str, reason: R, message: str, **more: object) -> Format:
    """What the check of who asks says: the sentence under a key with a capital."""
    return _says(name, reason, 403, "AccessDeniedException", message, raw=json.dumps({"Message": message}), **more)


_MODEL = "The model returned the following errors: "
_ACCESS = " Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 2 minutes."
_PAIR = "Each `tool_use` block must have a corresponding `tool_result` block in the next message."

FORMATS: tuple[Format, ...] = (
    _says("throttled", R.RATE_LIMIT_OTHER, 429, "ThrottlingException", "Rate exceeded"),
    _says("requests", R.REQUESTS_LIMIT, 429, "ThrottlingException", "Too many requests, please wait before trying again. You have sent too many requests.  Wait before trying again.", source="seen in promptfoo/promptfoo issues"),
    _says("requests-short", R.RATE_LIMIT_OTHER, 429, "ThrottlingException", "Too many requests, please wait before trying again.", source="seen in lobehub/lobehub issues"),
    _says("tokens", R.TOKENS_LIMIT, 429, "ThrottlingException", "Too many tokens, please wait before trying again.", source="seen in anthropics/claude-code and RooCodeInc/Roo-Code issues"),
    _says("tokens-day", R.DAILY_LIMIT, 429, "ThrottlingException", "Too many tokens per day, please wait before trying again.", source="seen in minorun365/agent-book issues"),
    _says("access", R.PERMISSION_DENIED, 403, "AccessDeniedException", "You don't have access to the model with the specified model ID."),
    _denies("not-authorized", R.PERMISSION_DENIED, "User: arn:aws:iam::<<digits 12>>:user/<<one app|ci|svc-chat>> is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/<<model>> because no identity-based policy allows the bedrock:InvokeModel action"),
    _says("marketplace", R.PERMISSION_DENIED, 403, "AccessDeniedException", "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. Refer to the Amazon Bedrock documentation for further details." + _ACCESS),
    _says("payment", R.QUOTA_EXHAUSTED, 403, "AccessDeniedException", "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.." + _ACCESS),
    _says("not-for-account", R.PERMISSION_DENIED, 403, "AccessDeniedException", "<<one anthropic.claude-sonnet-5|openai.gpt-5.5>> is not available for this account. You can explore other available models on Amazon Bedrock. For additional access options, contact AWS Sales at https://aws.amazon.com/contact-us/sales-support/"),
    _says("use-case", R.MODEL_NOT_FOUND, 404, "ResourceNotFoundException", "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes."),
    _denies("key", R.INVALID_API_KEY, "Authentication failed: Please make sure your API Key is valid.", source="seen in ai4s-research/open-science and anomalyco/opencode issues"),
    _denies("key-expired", R.EXPIRED_CREDENTIALS, "Bearer Token has expired"),
    _says("token", R.INVALID_API_KEY, 403, "UnrecognizedClientException", "The security token included in the request is invalid."),
    _says("signature", R.INVALID_API_KEY, 403, "InvalidSignatureException", "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."),
    _says("expired", R.EXPIRED_CREDENTIALS, 403, "ExpiredTokenException", "The security token included in the request is expired"),
    _says("signature-expired", R.EXPIRED_CREDENTIALS, 403, "InvalidSignatureException", "Signature expired: 20260314T0<<n 1 9>>2214Z is now earlier than 20260314T1<<n 0 9>>0000Z (20260314T1<<n 0 9>>0500Z - 5 min.)"),
    _says("region", R.REGION_BLOCKED, 400, "ValidationException", "Access to Anthropic models is not allowed from unsupported countries, regions, or territories. Please refer to https://www.anthropic.com/supported-countries for more information on the countries and regions Anthropic currently supports."),
    _says("too-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "ValidationException", "Input is too long for requested model."),
    _says("prompt-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "ValidationException", _MODEL + "prompt is too long: <<n 200500 290000>> tokens > 200000 maximum"),
    _says("tokens-over", R.CONTEXT_LENGTH_EXCEEDED, 400, "ValidationException", _MODEL + "input length and `max_tokens` exceed context limit: <<n 170000 199000>> + <<one 8192|64000>> > 200000, decrease input length or `max_tokens` and try again"),
    _says("titan-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "ValidationException", "400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: <<n 8193 40000>> "),
    _says("identifier", R.MODEL_NOT_FOUND, 400, "ValidationException", "The provided model identifier is invalid."),
    _says("on-demand", R.MODEL_NOT_FOUND, 400, "ValidationException", "Invocation of model ID <<model>> with on-demand throughput isn\u2019t supported. Retry your request with the ID or ARN of an inference profile that contains this model."),
    _says("end-of-life", R.MODEL_NOT_FOUND, 404, "ResourceNotFoundException", "This model version has reached the end of its life. Please refer to the AWS documentation for more details."),
    _says("legacy", R.MODEL_NOT_FOUND, 404, "ResourceNotFoundException", "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last <<one 15|30>> days. Please upgrade to an active model on Amazon Bedrock"),
    _says("not-found", R.MODEL_NOT_FOUND, 404, "ResourceNotFoundException", "Could not resolve the foundation model from the provided model identifier."),
    _says("tool-result", R.MALFORMED_MESSAGES, 400, "ValidationException", _MODEL + "messages.<<n 1 40>>: `tool_use` ids were found without `tool_result` blocks immediately after: tooluse_<<b62 22>>. " + _PAIR),
    _says("tool-expected", R.MALFORMED_MESSAGES, 400, "ValidationException", "Expected toolResult blocks at messages.<<n 0 40>>.content for the following Ids: tooluse_<<b62 22>>"),
    _says("thinking", R.MALFORMED_MESSAGES, 400, "ValidationException", _MODEL + "messages.<<n 1 40>>.content.0.type: Expected `thinking` or `redacted_thinking`, but found `<<one text|tool_use>>`.", source="docs.litellm.ai, which prints the body"),
    _says("user-first", R.MALFORMED_MESSAGES, 400, "ValidationException", "A conversation must start with a user message. Try again with a conversation that starts with a user message."),
    _says("alternate", R.MALFORMED_MESSAGES, 400, "ValidationException", "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again."),
    _says("blank", R.MALFORMED_MESSAGES, 400, "ValidationException", "The text field in the ContentBlock object at messages.<<n 0 20>>.content.<<n 0 4>> is blank. Add text to the text field, and try again."),
    _says("tool-count", R.MALFORMED_MESSAGES, 400, "ValidationException", "The number of toolResult blocks at messages.<<n 1 20>>.content exceeds the number of toolUse blocks of previous turn."),
    _says("tool-config", R.INVALID_REQUEST_OTHER, 400, "ValidationException", "The toolConfig field must be defined when using toolUse and toolResult content blocks."),
    _says("tool-streaming", R.UNSUPPORTED_PARAMETER, 400, "ValidationException", "This model doesn't support tool use in streaming mode."),
    _says("field", R.UNSUPPORTED_PARAMETER, 400, "ValidationException", "This model doesn't support the <<one temperature|topP|stopSequences>> field. Remove <<one temperature|topP|stopSequences>> and try again."),
    _says("extraneous", R.UNSUPPORTED_PARAMETER, 400, "ValidationException", "Malformed input request: #: extraneous key [<<one top_k|max_tokens|stop|messages>>] is not permitted, please reformat your input and try again."),
    _says("required", R.INVALID_REQUEST_OTHER, 400, "ValidationException", "Malformed input request: #: required key [<<one max_tokens|prompt|inputText|messages>>] not found, please reformat your input and try again."),
    _says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "ValidationException", "The maximum tokens you requested exceeds the model limit of 10000. Try again with a maximum tokens value that is lower than 10000."),
    _says("temperature", R.INVALID_PARAMETER_VALUE, 400, "ValidationException", "1 validation error detected: Value '<<n 2 9>>.0' at 'inferenceConfig.temperature' failed to satisfy constraint: Member must have value less than or equal to 1"),
    _says("tool-name", R.INVALID_TOOL_SCHEMA, 400, "ValidationException", "1 validation error detected: Value '<<one get.weather|search orders|tool:find>>' at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+"),
    _says("tool-schema", R.INVALID_TOOL_SCHEMA, 400, "ValidationException", "The value at toolConfig.tools.<<n 0 6>>.toolSpec.inputSchema.json.type must be one of the following: object."),
    _says("image", R.INVALID_MEDIA, 400, "ValidationException", _MODEL + "Could not process image"),
    _says("image-size", R.INVALID_MEDIA, 400, "ValidationException", _MODEL + "messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: <<n 5300000 9900000>> bytes > 5242880 bytes"),
    _says("filter", R.CONTENT_FILTERED, 400, "ValidationException", _MODEL + "Output blocked by content filtering policy"),
    _says("legal", R.CONTENT_FILTERED, 400, "ValidationException", "This request has been blocked by our content filters. Our filters automatically flagged this prompt because it may conflict our AUP or AWS Responsible AI Policy. Please adjust your text prompt to submit a new request."),
    _says("tool-sequence", R.INVALID_TOOL_CALL, 424, "ModelErrorException", "The model produced an invalid sequence as part of ToolUse. Please refer to the model tool use troubleshooting guide.", models="amazon.nova-pro-v1:0", source="docs.aws.amazon.com/nova, \"Troubleshooting tool calls\""),
    _says("not-ready", R.MODEL_UNAVAILABLE, 429, "ModelNotReadyException", "The model is not ready for inference"),
    _says("model-timeout", R.GATEWAY_TIMEOUT, 408, "ModelTimeoutException", "Model has timed out in processing the request. Try your request again."),
    _says("unavailable", R.SERVICE_UNAVAILABLE, 503, "ServiceUnavailableException", "Bedrock is unable to process your request."),
    _says("internal", R.INTERNAL_ERROR, 500, "InternalServerException", "The system encountered an unexpected error during processing. Try your request again."),
    _says("model-error", R.INTERNAL_ERROR, 424, "ModelErrorException", "The system encountered an unexpected error during processing. Try your request again."),
    _says("too-many-connections", R.OVERLOADED, 503, "ServiceUnavailableException", "Too many connections, please wait before trying again."),
)  # fmt: skip
