"""Volcengine (Ark), SiliconFlow, and the gateways one-api and new-api.

Each row's source is the page, file or thread that was read for it. Ark's page writes "Request ID: {id}" behind most
sentences; its answers, as logs print them, "Request id: 02…". Both gateways put "(request id: …)" behind every
sentence but that of an unknown path; new-api says its own in the language that the caller accepts.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats.format import Format, Host

_ID = " Request id: 02<<digits 24>><<hex 12>>"
_LOGS = "seen in logs and tests of public repositories"
_RELAY = "one-api relay/controller/error.go, new-api service/error.go"
_QUOTA = "new-api service/pre_consume_quota.go"
_WORDS = "new-api i18n/locales/en.yaml"


def _ark(*, message: str, status: int, code: object, kind: object, param: object = "") -> object:
    return {"error": {"code": code, "message": message + _ID, "param": param, "type": kind}}


def _flow(*, message: str, status: int, code: object = None) -> object:
    """SiliconFlow's: {"code", "message", "data"}; where a rate is limited, without the code."""
    return {**({} if code is None else {"code": code}), "message": message, "data": None}


def _traced(message: str) -> str:
    return f"{message} (request id: 20<<digits 29>>)"


def _one(*, message: str, status: int) -> object:
    """What one-api says itself, before it asks an upstream."""
    return {"error": {"message": _traced(message), "type": "one_api_error"}}


def _new(*, message: str, status: int, code: object = "") -> object:
    """What new-api says itself, before it asks an upstream."""
    return {"error": {"message": _traced(message), "type": "new_api_error", "code": code}}


def _relayed(*, message: str, status: int, kind: object, code: object, param: object = "") -> object:
    """What either says of an upstream, and of a quota."""
    return {"error": {"message": _traced(message), "type": kind, "param": param, "code": code}}


_V = Host(
    provider="volcengine", host="ark.cn-beijing.volces.com", shape=_ark, source="www.volcengine.com/docs/82379/1299023, 推理错误码",
    models=("doubao-pro-32k-240615", "doubao-seed-1-6-250615", "doubao-1-5-pro-32k-250115", "ep-20250101123456-abcde", "deepseek-v3-250324"),
    headers=(("x-request-id", "02<<digits 24>><<hex 12>>"),),
)  # fmt: skip
_S = Host(
    provider="siliconflow", host="api.siliconflow.cn", shape=_flow, source=_LOGS,
    models=("Qwen/Qwen2.5-72B-Instruct", "deepseek-ai/DeepSeek-V3", "Pro/deepseek-ai/DeepSeek-R1", "BAAI/bge-m3"),
    headers=(("x-siliconcloud-trace-id", "ti_<<b32 16>>"),),
)  # fmt: skip
_MODELS = ("gpt-4o", "gpt-3.5-turbo", "claude-3-5-sonnet", "deepseek-chat", "gemini-2.5-pro")
_O = Host(
    provider="oneapi", host="gateway.example.cn", shape=_one, source="songquanpeng/one-api middleware", models=_MODELS
)
_N = Host(
    provider="oneapi", host="gateway.example.cn", shape=_new, source="QuantumNous/new-api middleware", models=_MODELS
)
_R = Host(provider="oneapi", host="gateway.example.cn", shape=_relayed, source=_RELAY, models=_MODELS)

_NOTHING = "bad_response_status_code"

VOLCENGINE: tuple[Format, ...] = (
    _V.says("rpm", R.REQUESTS_LIMIT, 429, "RPM (Requests Per Minute) limit of the model is exceeded.", code="ModelAccountRpmRateLimitExceeded", kind="TooManyRequests"),
    _V.says("tpm", R.TOKENS_LIMIT, 429, "TPM (Tokens Per Minute) limit of the model is exceeded.", code="ModelAccountTpmRateLimitExceeded", kind="TooManyRequests"),
    _V.says("ipm", R.REQUESTS_LIMIT, 429, "IPM (Images Per Minute) limit of the model is exceeded.", code="ModelAccountIpmRateLimitExceeded", kind="TooManyRequests"),
    _V.says("api-rpm", R.REQUESTS_LIMIT, 429, "The RPM (Requests Per Minute) limit for the API on your account has been exceeded.", code="APIAccountRpmRateLimitExceeded", kind="TooManyRequests"),
    _V.says("endpoint-rpm", R.REQUESTS_LIMIT, 429, "The Requests Per Minute (RPM) limit of the associated endpoint for your account has been exceeded.", code="RateLimitExceeded.EndpointRPMExceeded", kind="TooManyRequests"),
    _V.says("endpoint-tpm", R.TOKENS_LIMIT, 429, "The Tokens Per Minute (TPM) limit of the associated endpoint for your account has been exceeded.", code="RateLimitExceeded.EndpointTPMExceeded", kind="TooManyRequests"),
    _V.says("account-rate", R.REQUESTS_LIMIT, 429, "Requests are too frequent. Please reduce your request frequency, wait a short moment, and retry your request.", code="AccountRateLimitExceeded", kind="TooManyRequests"),
    _V.says("burst", R.REQUESTS_LIMIT, 429, "System protection triggered by request burst. Please slow down traffic growth and increase requests gradually before retrying.", code="RequestBurstTooFast", kind="TooManyRequests"),
    _V.says("server-overloaded", R.OVERLOADED, 429, "The service is currently unable to handle additional requests due to server overload. Please retry later.", code="ServerOverloaded", kind="TooManyRequests"),
    _V.says("inflight", R.CONCURRENCY_LIMIT, 429, "The Inflight Batchsize limit has been exceeded.", code="InflightBatchsizeExceeded", kind="TooManyRequests"),
    _V.says("quota", R.QUOTA_EXHAUSTED, 429, "Your account [<<digits 10>>] has exhausted its free trial quota for the [<<model>>] model.", code="QuotaExceeded", kind="TooManyRequests"),
    _V.says("quota-window", R.QUOTA_EXHAUSTED, 429, "You have exceeded the <<one 5-hour|weekly|monthly>> usage quota. It will reset at <<day>> 23:59:59 +0800 CST. We recommend upgrading your plan for more quota, or waiting for the reset.", code="AccountQuotaExceeded", kind="TooManyRequests", source=_LOGS),
    _V.says("set-limit", R.QUOTA_EXHAUSTED, 429, "Your account [<<digits 10>>] has reached the set inference limit for the [<<model>>] model, and the model service has been paused. To continue using this model, please visit the Model Activation page to adjust or close the \"Safe Experience Mode\".", code="SetLimitExceeded", kind="TooManyRequests"),
    _V.says("overdue", R.QUOTA_EXHAUSTED, 403, "The request failed because your account has an overdue balance.", code="AccountOverdueError", kind="Forbidden"),
    _V.says("overdue-service", R.QUOTA_EXHAUSTED, 403, "Operation is denied because your account balance is overdue, please go to the Volc Trading Center to recharge in order to continue using the service.", code="OperationDenied.ServiceOverdue", kind="Forbidden"),
    _V.says("auth", R.AUTHENTICATION_OTHER, 401, "The API key or AK/SK in the request is missing or invalid.", code="AuthenticationError", kind="Unauthorized"),
    _V.says("key-format", R.INVALID_API_KEY, 401, "The API key format is incorrect.", code="AuthenticationError", kind="Unauthorized", source=_LOGS),
    _V.says("denied", R.PERMISSION_DENIED, 403, "The request failed because you do not have access to the requested resource.", code="AccessDenied", kind="Forbidden"),
    _V.says("not-open", R.PERMISSION_DENIED, 404, "Your account <<digits 10>> has not activated the model <<model>>. Please activate the model service in the Ark Console.", code="ModelNotOpen", kind="NotFound"),
    _V.says("id-disabled", R.PERMISSION_DENIED, 404, "Accessing the model via Model ID is not allowed for your account. Please use a custom endpoint ID instead.", code="InvalidEndpointOrModel.ModelIDAccessDisabled", kind="NotFound"),
    _V.says("model", R.MODEL_NOT_FOUND, 404, "The model or endpoint <<model>> does not exist or you do not have access to it.", code="InvalidEndpointOrModel.NotFound", kind="NotFound"),
    _V.says("closed", R.MODEL_UNAVAILABLE, 400, "The request targeted an endpoint that is currently closed or temporarily unavailable.", code="InvalidEndpoint.ClosedEndpoint", kind="BadRequest"),
    _V.says("parameter", R.INVALID_PARAMETER_VALUE, 400, "The parameter `max_tokens` specified in the request is not valid: integer above maximum value, expected a value <= <<one 4096|12288|32768>>, but got <<n 33000 90000>> instead.", code="InvalidParameter", kind="BadRequest", param="max_tokens", source="seen in yiliqi78/TOKENICODE issues 3"),
    _V.says("json-format", R.UNSUPPORTED_PARAMETER, 400, "The parameter `response_format.type` specified in the request are not valid: `json_object` is not supported by this model.", code="InvalidParameter", kind="", param="response_format.type", source=_LOGS),
    _V.says("unsupported", R.UNSUPPORTED_PARAMETER, 400, "The parameters <<one top_k|logprobs|presence_penalty>> specified in the request are not supported by this endpoint.", code="InvalidParameter.UnsupportedParameter", kind="BadRequest"),
    _V.says("missing", R.INVALID_REQUEST_OTHER, 400, "The request failed because it is missing one or multiple required parameters.", code="MissingParameter", kind="BadRequest"),
    _V.says("invalid", R.INVALID_REQUEST_OTHER, 400, "One or more parameters specified in the request are not valid.", code="InvalidParameter", kind="BadRequest"),
    _V.says("role", R.MALFORMED_MESSAGES, 400, "Unknown the role of message: <<one user_|developer|human>>", code="InvalidArgumentError.UnknownRole", kind="BadRequest"),
    _V.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Total tokens of image and text exceed max message tokens.", code="OutofContextError", kind="BadRequest"),
    _V.says("image", R.INVALID_MEDIA, 400, "Invalid base64 image url", code="InvalidImageURL.InvalidFormat", kind="BadRequest"),
    _V.says("sensitive", R.CONTENT_FILTERED, 400, "The request failed because the input text may contain sensitive information.", code="InputTextSensitiveContentDetected", kind="BadRequest"),
    _V.says("sensitive-image", R.CONTENT_FILTERED, 400, "The request failed because the input image may contain sensitive information.", code="InputImageSensitiveContentDetected", kind="BadRequest"),
    _V.says("sensitive-output", R.CONTENT_FILTERED, 400, "The request failed because the output may contain sensitive information.", code="OutputTextSensitiveContentDetected", kind="BadRequest"),
    _V.says("internal", R.INTERNAL_ERROR, 500, "The service encountered an unexpected internal error.", code="InternalServiceError", kind="InternalServerError", source=_LOGS),
)  # fmt: skip

SILICONFLOW: tuple[Format, ...] = (
    _S.says("balance", R.QUOTA_EXHAUSTED, 403, "Sorry, your account balance is insufficient", code=30001),
    _S.says("balance-402", R.QUOTA_EXHAUSTED, 402, "Sorry, your account balance is insufficient", code=30001),
    _S.says("model", R.MODEL_NOT_FOUND, 400, "Model does not exist. Please check it carefully.", code=20012, source="docs.siliconflow.cn/cn/faqs/error-code"),
    _S.says("parameter", R.INVALID_REQUEST_OTHER, 400, "The parameter is invalid. Please check again.", code=20015),
    _S.says("range", R.INVALID_PARAMETER_VALUE, 400, "seed: Must be greater than or equal to 0", code=20015),
    _S.says("no-user", R.MALFORMED_MESSAGES, 400, "No user query found in messages.", code=20015),
    _S.says("length", R.CONTEXT_LENGTH_EXCEEDED, 400, "length of prompt_tokens (<<n 66000 290000>>) must be less than max_seq_len (<<one 32768|65536>>).", code=20015),
    _S.says("tokens", R.CONTEXT_LENGTH_EXCEEDED, 400, "number of input tokens (<<n 164000 390000>>) has exceeded max_prompt_tokens (<<one 98304|131072|163840>>) limit.", code=20015),
    _S.says("embedding", R.CONTEXT_LENGTH_EXCEEDED, 413, "input must have less than 512 tokens", code=20042),
    _S.says("key", R.INVALID_API_KEY, 401, "<<one Invalid token|Api key is invalid>>", raw='"<<one Invalid token|Api key is invalid>>"'),
    _S.says("rpm", R.REQUESTS_LIMIT, 429, "Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn. Details:RPM limit reached.", source="docs.siliconflow.cn OpenAPI, response 429, and error page, kinds of limits"),
    _S.says("tpm", R.TOKENS_LIMIT, 429, "Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn. Details:TPM limit reached.", source="docs.siliconflow.cn OpenAPI, response 429"),
    _S.says("tpm-code", R.TOKENS_LIMIT, 429, "Request was rejected due to rate limiting. Details: TPM limit reached.", code=50602),
    _S.says("day", R.DAILY_LIMIT, 429, "Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn. Details:<<one RPD|TPD>> limit reached.", source="docs.siliconflow.cn OpenAPI, response 429, and error page, kinds of limits"),
    _S.says("busy", R.OVERLOADED, 503, "System is too busy now. Please try again later.", code=50508),
    _S.says("really-busy", R.OVERLOADED, 503, "System is really busy. Please try again later.", code=50603),
    _S.says("overload", R.OVERLOADED, 503, "Model service overloaded. Please try again later.", code=50505, source="docs.siliconflow.cn OpenAPI, response 503"),
    _S.says("vlm", R.UNSUPPORTED_PARAMETER, 400, "The model is not a VLM (Vision Language Model). Please use text-only prompts.", code=20041),
    _S.says("unknown", R.INTERNAL_ERROR, 500, "Request failed: Unknown error", code=50507),
    _S.says("tools", R.UNSUPPORTED_PARAMETER, 400, "Function call is not supported for this model.", code=20037),
    _S.says("json-mode", R.UNSUPPORTED_PARAMETER, 400, "Json mode is not supported for this model.", code=20024),
)  # fmt: skip

ONEAPI: tuple[Format, ...] = (
    _O.says("no-channel", R.MODEL_UNAVAILABLE, 503, "当前分组 <<one default|vip>> 下对于模型 <<model>> 无可用渠道"),
    _N.says("no-channel-new", R.MODEL_UNAVAILABLE, 503, "分组 <<one default|vip>> 下模型 <<model>> 无可用渠道（distributor）", code="model_not_found"),
    _N.says("no-channel-en", R.MODEL_UNAVAILABLE, 503, "No available channel for model <<model>> under group <<one default|svip>> (distributor)", code="model_not_found"),
    _R.says("saturated", R.OVERLOADED, 429, "当前分组上游负载已饱和，请稍后再试", kind="upstream_error", code=_NOTHING, param="429", source="one-api controller/relay.go"),
    _O.says("token", R.INVALID_API_KEY, 401, "无效的令牌"),
    _N.says("token-en", R.INVALID_API_KEY, 401, "Invalid token", source=_WORDS),
    _N.says("token-ja", R.INVALID_API_KEY, 401, "無効なトークン", source="new-api i18n/locales/ja.yaml, of its forks"),
    _O.says("no-token", R.MISSING_CREDENTIALS, 401, "未提供令牌"),
    _O.says("token-expired", R.EXPIRED_CREDENTIALS, 401, "该令牌已过期"),
    _O.says("token-quota", R.QUOTA_EXHAUSTED, 401, "该令牌额度已用尽", source="one-api model/token.go"),
    _N.says("token-quota-new", R.QUOTA_EXHAUSTED, 401, "该令牌额度已用尽 TokenStatusExhausted[sk-<<b62 3>>***<<b62 3>>]", source="new-api model/token.go"),
    _R.says("user-quota-one", R.QUOTA_EXHAUSTED, 403, "user quota is not enough", kind="one_api_error", code="insufficient_user_quota", source="one-api relay/controller/helper.go"),
    _R.says("user-quota", R.QUOTA_EXHAUSTED, 403, "用户额度不足, 剩余额度: ＄-0.<<digits 6>>", kind="new_api_error", code="insufficient_user_quota", source=_QUOTA),
    _R.says("prepaid", R.QUOTA_EXHAUSTED, 403, "预扣费额度失败, 用户剩余额度: ＄0.00<<digits 4>>, 需要预扣费额度: ＄0.0<<digits 5>>", kind="new_api_error", code="insufficient_user_quota", source=_QUOTA),
    _O.says("model-right-one", R.PERMISSION_DENIED, 403, "该令牌无权使用模型：<<model>>", source="one-api middleware/auth.go"),
    _N.says("model-right", R.PERMISSION_DENIED, 403, "该令牌无权访问模型 <<model>>"),
    _N.says("model-right-en", R.PERMISSION_DENIED, 403, "This token has no access to model <<model>>", source=_WORDS),
    _O.says("user-banned", R.PERMISSION_DENIED, 403, "用户已被封禁"),
    _N.says("address", R.PERMISSION_DENIED, 403, "您的 IP 不在令牌允许访问的列表中", code="access_denied"),
    _N.says("user-rate", R.REQUESTS_LIMIT, 429, "您已达到请求数限制：<<n 1 10>>分钟内最多请求<<n 10 90>>次", source="new-api middleware/model-rate-limit.go"),
    _N.says("user-rate-all", R.REQUESTS_LIMIT, 429, "您已达到总请求数限制：<<n 1 10>>分钟内最多请求<<n 10 90>>次，包括失败次数，请检查您的请求是否正确", source="new-api middleware/model-rate-limit.go"),
    _R.says("upstream-500", R.INTERNAL_ERROR, 500, "bad response status code 500", kind="upstream_error", code=_NOTHING, param="500"),
    _R.says("upstream-502", R.BAD_GATEWAY, 502, "bad response status code 502", kind="upstream_error", code=_NOTHING, param="502"),
    _R.says("upstream-503", R.SERVICE_UNAVAILABLE, 503, "bad response status code 503", kind="upstream_error", code=_NOTHING, param="503"),
    _R.says("upstream-504", R.GATEWAY_TIMEOUT, 504, "bad response status code 504", kind="upstream_error", code=_NOTHING, param="504"),
    _R.says("upstream-401", R.AUTHENTICATION_OTHER, 401, "bad response status code 401", kind="upstream_error", code=_NOTHING, param="401"),
    _R.says("upstream-429", R.RATE_LIMIT_OTHER, 429, "bad response status code 429", kind=_NOTHING, code=_NOTHING, source="new-api service/error.go, types/error.go"),
    _R.says("upstream-404", R.ENDPOINT_NOT_FOUND, 404, "Invalid URL (POST /v1/<<one v1/chat/completions|chat>>)", kind="invalid_request_error", code="", raw='{"error": {"message": "Invalid URL (POST /v1/<<one v1/chat/completions|chat>>)", "type": "invalid_request_error", "param": "", "code": ""}}', source="one-api and new-api controller/relay.go"),
    _R.says("do-request", R.NETWORK_OTHER, 500, "upstream error: do request failed", kind="new_api_error", code="do_request_failed", source=_LOGS),
    _R.says("do-request-refused", R.CONNECTION_REFUSED, 500, "do request failed: Post \"http://10.0.<<n 1 9>>.<<n 1 99>>:8000/v1/chat/completions\": dial tcp 10.0.<<n 1 9>>.<<n 1 99>>:8000: connect: connection refused", kind="one_api_error", code="do_request_failed", source="one-api relay/adaptor/common.go"),
    _R.says("do-request-dns", R.DNS_FAILURE, 500, "do request failed: Post \"https://api.<<one upstream|vendor>>.example/v1/chat/completions\": dial tcp: lookup api.upstream.example: no such host", kind="one_api_error", code="do_request_failed", source="one-api relay/adaptor/common.go"),
    _R.says("response-body", R.MALFORMED_RESPONSE, 500, "invalid character '<' looking for beginning of value", kind="one_api_error", code="unmarshal_response_body_failed", source="one-api relay/adaptor, ErrorWrapper"),
)  # fmt: skip

FORMATS = VOLCENGINE + SILICONFLOW + ONEAPI
