"""Volcengine (Ark), SiliconFlow, and the gateways one-api and new-api.

Sources: www.volcengine.com/docs/82379 "错误码" (code with dots, type, "Request id"); docs.siliconflow.cn "错误处理" (code 20012 …); `relay/`
and `i18n` of songquanpeng/one-api and QuantumNous/new-api, which put "(request id: …)" behind the upstream's sentence.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_ID = " Request id: 02<<digits 24>><<hex 12>>"


def _ark(*, message: str, status: int, code: object, kind: object, param: object = "") -> object:
    return {"error": {"code": code, "message": message + _ID, "param": param, "type": kind}}


def _one(*, message: str, status: int, kind: object, code: object = None, param: object = "") -> object:
    return {
        "error": {"message": message + " (request id: 20<<digits 30>>)", "type": kind, "param": param, "code": code}
    }


_V = Host(
    provider="volcengine", host="ark.cn-beijing.volces.com", shape=_ark, source="www.volcengine.com/docs/82379/1299023",
    models=("doubao-pro-32k-240615", "doubao-seed-1-6-250615", "doubao-1-5-pro-32k-250115", "ep-20250101123456-abcde", "deepseek-v3-250324"),
    headers=(("x-request-id", "02<<digits 24>><<hex 12>>"),),
)  # fmt: skip
_S = Host(
    provider="siliconflow", host="api.siliconflow.cn", shape=shapes.flat, source="docs.siliconflow.cn/cn/faqs/error-code",
    models=("Qwen/Qwen2.5-72B-Instruct", "deepseek-ai/DeepSeek-V3", "Pro/deepseek-ai/DeepSeek-R1", "BAAI/bge-m3"),
    headers=(("x-siliconcloud-trace-id", "ti_<<b32 16>>"),),
)  # fmt: skip
_O = Host(
    provider="oneapi", host="gateway.example.cn", shape=_one, source="github.com/songquanpeng/one-api relay/controller",
    models=("gpt-4o", "gpt-3.5-turbo", "claude-3-5-sonnet", "deepseek-chat", "gemini-2.5-pro"),
)  # fmt: skip

VOLCENGINE: tuple[Format, ...] = (
    _V.says("rpm", R.REQUESTS_LIMIT, 429, "The Requests Per Minute (RPM) limit of the associated model for your account has been exceeded.", code="AccountRateLimitExceeded", kind="TooManyRequests", raw='{"error": {"code": "ModelAccountRpmRateLimitExceeded", "message": "RPM (Requests Per Minute) limit of the associated model <<model>> for your account has been exceeded.' + _ID + '", "param": "", "type": "TooManyRequests"}}'),
    _V.says("tpm", R.TOKENS_LIMIT, 429, "TPM (Tokens Per Minute) limit of the associated model <<model>> for your account has been exceeded.", code="ModelAccountTpmRateLimitExceeded", kind="TooManyRequests"),
    _V.says("ipm", R.REQUESTS_LIMIT, 429, "The Images Per Minute (IPM) limit of requests of the associated model <<model>> for your account has been exceeded.", code="ModelAccountIpmRateLimitExceeded", kind="TooManyRequests"),
    _V.says("endpoint-rpm", R.REQUESTS_LIMIT, 429, "The Requests Per Minute (RPM) limit of the associated endpoint for your account has been exceeded.", code="RateLimitExceeded.EndpointRPMExceeded", kind="TooManyRequests"),
    _V.says("endpoint-tpm", R.TOKENS_LIMIT, 429, "The Tokens Per Minute (TPM) limit of the associated endpoint for your account has been exceeded.", code="RateLimitExceeded.EndpointTPMExceeded", kind="TooManyRequests"),
    _V.says("server-overloaded", R.OVERLOADED, 429, "The service is currently unable to handle additional requests due to server overload.", code="ServerOverloaded", kind="TooManyRequests"),
    _V.says("inflight", R.CONCURRENCY_LIMIT, 429, "The number of concurrent requests of your account exceeds the limit of the batch endpoint.", code="InflightBatchsizeExceeded", kind="TooManyRequests"),
    _V.says("quota", R.QUOTA_EXHAUSTED, 429, "Your account <<digits 10>> has exhausted its free trial quota for the <<model>> model. To continue using this service, please visit the Ark Console activation page, and activate the paid version of the service.", code="QuotaExceeded", kind="TooManyRequests"),
    _V.says("overdue", R.QUOTA_EXHAUSTED, 403, "The request failed because your account has an overdue balance.", code="AccountOverdueError", kind="Forbidden"),
    _V.says("auth", R.AUTHENTICATION_OTHER, 401, "The API key or AK/SK in the request is missing or invalid.", code="AuthenticationError", kind="Unauthorized"),
    _V.says("key-format", R.INVALID_API_KEY, 401, "the API key format is incorrect", code="AuthenticationError", kind="Unauthorized", param=""),
    _V.says("denied", R.PERMISSION_DENIED, 403, "The request failed because you do not have access to the requested resource.", code="AccessDenied", kind="Forbidden"),
    _V.says("not-open", R.PERMISSION_DENIED, 404, "Your account <<digits 10>> has not activated the model <<model>>. Please activate the model service in the Ark Console.", code="ModelNotOpen", kind="NotFound"),
    _V.says("model", R.MODEL_NOT_FOUND, 404, "The model or endpoint <<model>> does not exist or you do not have access to it.", code="InvalidEndpointOrModel.NotFound", kind="NotFound"),
    _V.says("closed", R.MODEL_UNAVAILABLE, 403, "The request targeted an endpoint that is currently closed or temporarily unavailable.", code="InvalidEndpoint.ClosedEndpoint", kind="Forbidden"),
    _V.says("parameter", R.INVALID_PARAMETER_VALUE, 400, "The parameter `<<one temperature|max_tokens|top_p>>` specified in the request is not valid: integer above maximum value, expected a value <= <<one 4096|12288>>, but got <<n 20000 90000>> instead.", code="InvalidParameter", kind="BadRequest", param="max_tokens"),
    _V.says("missing", R.INVALID_REQUEST_OTHER, 400, "The request failed because it is missing one or multiple required parameters.", code="MissingParameter", kind="BadRequest", param="model"),
    _V.says("messages", R.MALFORMED_MESSAGES, 400, "The parameter `messages.content` specified in the request are not valid: expected a string or an array, but got an object instead.", code="InvalidParameter", kind="BadRequest", param="messages"),
    _V.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Total tokens of image and text exceed max message tokens.", code="OversizeInput", kind="BadRequest", raw='{"error": {"code": "InvalidParameter", "message": "Total tokens of image and text exceed max message tokens.' + _ID + '", "param": "messages", "type": "BadRequest"}}'),
    _V.says("image", R.INVALID_MEDIA, 400, "The request failed because the image format is not supported by the API.", code="InvalidImageURL.InvalidFormat", kind="BadRequest", param="image_url"),
    _V.says("sensitive", R.CONTENT_FILTERED, 400, "The request failed because the input text may contain sensitive information.", code="InputTextSensitiveContentDetected", kind="BadRequest"),
    _V.says("sensitive-output", R.CONTENT_FILTERED, 400, "The request failed because the output text may contain sensitive information.", code="OutputTextSensitiveContentDetected", kind="BadRequest"),
    _V.says("internal", R.INTERNAL_ERROR, 500, "The service encountered an unexpected internal error.", code="InternalServiceError", kind="InternalServerError"),
)  # fmt: skip

SILICONFLOW: tuple[Format, ...] = (
    _S.says("balance", R.QUOTA_EXHAUSTED, 403, "Sorry, your account balance is insufficient", code=30001),
    _S.says("model", R.MODEL_NOT_FOUND, 400, "Model does not exist. Please check it carefully.", code=20012),
    _S.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "The parameter is invalid: max_tokens (<<n 9000 99000>>) is too large. Please check it again.", code=20015),
    _S.says("length", R.CONTEXT_LENGTH_EXCEEDED, 400, "length of prompt_tokens (<<n 33000 190000>>) must be less than max_seq_len (<<one 32768|131072>>).", code=20015),
    _S.says("embedding", R.CONTEXT_LENGTH_EXCEEDED, 413, "input must have less than 512 tokens", code=20042),
    _S.says("key", R.INVALID_API_KEY, 401, "Invalid token", raw='"Invalid token"'),
    _S.says("key-json", R.INVALID_API_KEY, 401, "Api key is invalid", code=20001),
    _S.says("real-name", R.PERMISSION_DENIED, 403, "The model requires real-name authentication. Please complete the identity verification before use.", code=30003, raw='{"code": 30011, "message": "Paid balance is required for Pro models; this account has no permission to use <<model>>", "data": null}'),
    _S.says("rpm", R.REQUESTS_LIMIT, 429, "Request was rejected due to rate limiting. Details: RPM limit reached.", code=50603, raw='{"message": "Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn. Details:RPM limit reached.", "data": null}'),
    _S.says("tpm", R.TOKENS_LIMIT, 429, "Request was rejected due to rate limiting. Details: TPM limit reached.", raw='{"message": "Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn. Details:TPM limit reached.", "data": null}'),
    _S.says("rpd", R.DAILY_LIMIT, 429, "RPD limit reached", raw='{"message": "Request was rejected due to rate limiting. Details:RPD limit reached. Requests per day of unverified users are limited to 100.", "data": null}'),
    _S.says("busy", R.OVERLOADED, 503, "System is too busy now. Please try again later.", code=50505, raw='{"code": 50603, "message": "System is too busy now. Please try again later.", "data": null}'),
    _S.says("overload", R.OVERLOADED, 503, "Model service overloaded. Please try again later.", code=50505),
    _S.says("vlm", R.INVALID_MEDIA, 400, "The image in the request could not be decoded", code=20015, raw='{"code": 20041, "message": "The model is not a VLM (Vision Language Model). Please use text-only prompts.", "data": null}'),
    _S.says("gateway", R.GATEWAY_TIMEOUT, 504, "Gateway timeout", raw='{"code": 504, "message": "upstream request timeout", "data": null}'),
    _S.says("unknown", R.INTERNAL_ERROR, 500, "Unknown error, please try again later.", code=50500),
    _S.says("tools", R.UNSUPPORTED_PARAMETER, 400, "Function call is not supported for this model.", code=20037),
    _S.says("json-mode", R.UNSUPPORTED_PARAMETER, 400, "Json mode is not supported for this model.", code=20024),
)  # fmt: skip

ONEAPI: tuple[Format, ...] = (
    _O.says("no-channel", R.MODEL_UNAVAILABLE, 503, "当前分组 <<one default|vip>> 下对于模型 <<model>> 无可用渠道", kind="one_api_error", code="model_not_found"),
    _O.says("no-channel-en", R.MODEL_UNAVAILABLE, 503, "No available channel for model <<model>> under group <<one default|svip>> (distributor)", kind="new_api_error", code="model_not_found"),
    _O.says("saturated", R.OVERLOADED, 429, "当前分组上游负载已饱和，请稍后再试", kind="one_api_error"),
    _O.says("token", R.INVALID_API_KEY, 401, "无效的令牌", kind="one_api_error"),
    _O.says("token-en", R.INVALID_API_KEY, 401, "Invalid token", kind="new_api_error"),
    _O.says("no-token", R.MISSING_CREDENTIALS, 401, "未提供令牌", kind="one_api_error"),
    _O.says("token-expired", R.EXPIRED_CREDENTIALS, 401, "该令牌已过期", kind="one_api_error"),
    _O.says("token-quota", R.QUOTA_EXHAUSTED, 401, "该令牌额度已用尽 TokenStatusExhausted[sk-<<b62 3>>***<<b62 3>>]", kind="one_api_error"),
    _O.says("user-quota", R.QUOTA_EXHAUSTED, 403, "用户额度不足, 剩余额度: ＄-0.<<digits 6>>", kind="new_api_error", code="insufficient_user_quota"),
    _O.says("prepaid", R.QUOTA_EXHAUSTED, 403, "预扣费额度失败, 用户剩余额度: ＄0.00<<digits 4>>, 需要预扣费额度: ＄0.0<<digits 5>>", kind="new_api_error", code="insufficient_user_quota"),
    _O.says("model-right", R.PERMISSION_DENIED, 403, "该令牌无权访问模型：<<model>>", kind="one_api_error"),
    _O.says("user-banned", R.PERMISSION_DENIED, 403, "用户已被封禁", kind="one_api_error"),
    _O.says("user-rate", R.REQUESTS_LIMIT, 429, "您已达到请求数限制：<<n 1 10>>分钟内最多请求<<n 10 90>>次", kind="new_api_error"),
    _O.says("upstream-500", R.INTERNAL_ERROR, 500, "bad response status code 500", kind="upstream_error", code="bad_response_status_code", param="500"),
    _O.says("upstream-502", R.BAD_GATEWAY, 502, "bad response status code 502", kind="upstream_error", code="bad_response_status_code", param="502"),
    _O.says("upstream-503", R.SERVICE_UNAVAILABLE, 503, "bad response status code 503", kind="upstream_error", code="bad_response_status_code", param="503"),
    _O.says("upstream-504", R.GATEWAY_TIMEOUT, 504, "bad response status code 504", kind="upstream_error", code="bad_response_status_code", param="504"),
    _O.says("upstream-401", R.AUTHENTICATION_OTHER, 401, "bad response status code 401", kind="upstream_error", code="bad_response_status_code", param="401"),
    _O.says("upstream-429", R.RATE_LIMIT_OTHER, 429, "bad response status code 429", kind="upstream_error", code="bad_response_status_code", param="429"),
    _O.says("upstream-404", R.ENDPOINT_NOT_FOUND, 404, "Invalid URL (POST /v1/<<one v1/chat/completions|chat>>)", kind="invalid_request_error"),
    _O.says("do-request", R.NETWORK_OTHER, 500, "do request failed", kind="one_api_error", code="do_request_failed"),
    _O.says("do-request-refused", R.CONNECTION_REFUSED, 500, "do request failed: Post \"http://10.0.<<n 1 9>>.<<n 1 99>>:8000/v1/chat/completions\": dial tcp 10.0.<<n 1 9>>.<<n 1 99>>:8000: connect: connection refused", kind="new_api_error", code="do_request_failed"),
    _O.says("do-request-dns", R.DNS_FAILURE, 500, "do request failed: Post \"https://api.<<one upstream|vendor>>.example/v1/chat/completions\": dial tcp: lookup api.upstream.example: no such host", kind="new_api_error", code="do_request_failed"),
    _O.says("response-body", R.MALFORMED_RESPONSE, 500, "invalid character '<' looking for beginning of value", kind="new_api_error", code="bad_response_body"),
)  # fmt: skip

FORMATS = VOLCENGINE + SILICONFLOW + ONEAPI
