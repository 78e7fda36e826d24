"""DeepSeek, Moonshot, Zhipu, Qwen (DashScope), MiniMax.

Sources: api-docs.deepseek.com "Error codes"; platform.moonshot.cn "错误说明"; open.bigmodel.cn "错误码" (1000 … 1305); help.aliyun.com
"Model Studio error messages" (code, message, request_id); platform.minimaxi.com "错误码" (base_resp.status_code, status_msg).
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_BAD = "invalid_request_error"


def _minimax(*, message: str, status: int, code: object) -> object:
    return {"base_resp": {"status_code": code, "status_msg": message}}


def _dashscope(*, message: str, status: int, code: object) -> object:
    return {"code": code, "message": message, "request_id": "<<uuid>>"}


_D = Host(
    provider="deepseek", host="api.deepseek.com", shape=shapes.openai, source="api-docs.deepseek.com/quick_start/error_codes",
    models=("deepseek-chat", "deepseek-reasoner"), headers=(("x-ds-trace-id", "<<hex 32>>"),),
)  # fmt: skip
_K = Host(
    provider="moonshot", host="api.moonshot.cn", shape=shapes.bare, source="platform.moonshot.cn/docs/api/chat",
    models=("moonshot-v1-8k", "moonshot-v1-128k", "kimi-k2-0905-preview", "kimi-latest"),
)  # fmt: skip
_Z = Host(
    provider="zhipu", host="open.bigmodel.cn", shape=shapes.code_message, source="open.bigmodel.cn/dev/api/error-code/error-code-v4",
    models=("glm-4", "glm-4-flash", "glm-4.5", "glm-4.6", "glm-4-plus"),
)  # fmt: skip
_Q = Host(
    provider="qwen", host="dashscope.aliyuncs.com", shape=_dashscope, client="httpx", source="help.aliyun.com/zh/model-studio/error-code",
    models=("qwen-max", "qwen-plus", "qwen-turbo", "qwen3-coder-plus", "qwen-vl-max", "text-embedding-v3"),
)  # fmt: skip
_QO = Host(
    provider="qwen", host="dashscope.aliyuncs.com", shape=shapes.openai, source="help.aliyun.com/zh/model-studio/error-code",
    models=("qwen-max", "qwen-plus", "qwen-turbo", "qwen3-235b-a22b", "qwq-32b"),
)  # fmt: skip
_M = Host(
    provider="minimax", host="api.minimax.chat", shape=_minimax, client="httpx", source="platform.minimaxi.com/document/error-code",
    models=("abab6.5s-chat", "MiniMax-Text-01", "MiniMax-M1", "MiniMax-M2"),
)  # fmt: skip

DEEPSEEK: tuple[Format, ...] = (
    _D.says("balance", R.QUOTA_EXHAUSTED, 402, "Insufficient Balance", kind="unknown_error", code="invalid_request_error"),
    _D.says("key", R.INVALID_API_KEY, 401, "Authentication Fails, Your api key: ****<<b62 4>> is invalid", kind="authentication_error", code=_BAD),
    _D.says("no-key", R.AUTHENTICATION_OTHER, 401, "Authentication Fails (no such user)", kind="authentication_error", code=_BAD),
    _D.says("governor", R.AUTHENTICATION_OTHER, 401, "Authentication Fails (governor)", kind="authentication_error", code=_BAD),
    _D.says("model", R.MODEL_NOT_FOUND, 400, "Model Not Exist", kind=_BAD, code=_BAD),
    _D.says("risk", R.CONTENT_FILTERED, 400, "Content Exists Risk", kind=_BAD, code=_BAD),
    _D.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "This model's maximum context length is <<one 65536|131072>> tokens. However, you requested <<n 131073 300000>> tokens (<<n 120000 290000>> in the messages, <<one 4096|8192>> in the completion). Please reduce the length of the messages or completion.", kind=_BAD, code=_BAD),
    _D.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", kind=_BAD, code=_BAD),
    _D.says("reasoning", R.MALFORMED_MESSAGES, 400, "The reasoning_content is an intermediate result for display purposes only and will not be included in the context for inference. Please remove the reasoning_content from your message to reduce network traffic.", kind=_BAD, code=_BAD),
    _D.says("reasoner-order", R.MALFORMED_MESSAGES, 400, "deepseek-reasoner does not support successive user or assistant messages (messages[<<n 0 5>>] and messages[<<n 1 6>>] in your input). You should interleave the user/assistant messages in the message sequence.", kind=_BAD, code=_BAD),
    _D.says("tool-order", R.MALFORMED_MESSAGES, 400, "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)", kind=_BAD, code=_BAD),
    _D.says("response-format", R.UNSUPPORTED_PARAMETER, 400, "This response_format type is unavailable now", kind=_BAD, code=_BAD),
    _D.says("deserialize", R.MALFORMED_MESSAGES, 422, "Failed to deserialize the JSON body into the target type: messages[<<n 0 9>>]: <<one missing field `content`|unknown variant `image_url`, expected `text`|missing field `tool_call_id`>> at line 1 column <<n 100 99000>>", kind=_BAD, code=_BAD),
    _D.says("tools", R.UNSUPPORTED_PARAMETER, 400, "deepseek-reasoner does not support <<one Function Calling|tool_choice>>", kind=_BAD, code=_BAD),
    _D.says("rate", R.RATE_LIMIT_OTHER, 429, "Rate limit reached", kind="rate_limit_error", code=_BAD),
    _D.says("pace", R.REQUESTS_LIMIT, 429, "You are sending requests too quickly. Please pace your requests reasonably.", kind="rate_limit_error", code=_BAD),
    _D.says("server", R.INTERNAL_ERROR, 500, "Internal Server Error", kind="internal_error", code=_BAD),
    _D.says("busy", R.OVERLOADED, 503, "Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.", kind="service_unavailable_error", code=_BAD),
)  # fmt: skip

MOONSHOT: tuple[Format, ...] = (
    _K.says("concurrency", R.CONCURRENCY_LIMIT, 429, "Your account org-<<hex 32>><ak-<<b62 20>>> request reached organization max concurrency: <<n 1 50>>, please try again after 1 seconds", kind="rate_limit_reached_error"),
    _K.says("rpm", R.REQUESTS_LIMIT, 429, "Your account org-<<hex 32>> request reached organization max RPM: <<n 3 200>>, please try again after <<n 1 59>> seconds", kind="rate_limit_reached_error"),
    _K.says("tpm", R.TOKENS_LIMIT, 429, "Your account org-<<hex 32>> request reached organization TPM rate limit, current: <<n 32001 64000>>, limit: 32000", kind="rate_limit_reached_error"),
    _K.says("tpd", R.DAILY_LIMIT, 429, "Your account org-<<hex 32>> request reached TPD rate limit, current: <<n 1500001 1900000>>, limit: 1500000", kind="rate_limit_reached_error"),
    _K.says("overloaded", R.OVERLOADED, 429, "The engine is currently overloaded, please try again later", kind="engine_overloaded_error"),
    _K.says("quota", R.QUOTA_EXHAUSTED, 429, "You exceeded your current token quota: <org-<<hex 32>>> <<n 1 99>>, please check your account balance", kind="exceeded_current_quota_error"),
    _K.says("suspended", R.QUOTA_EXHAUSTED, 429, "Your account org-<<hex 32>> <ak-<<b62 20>>> is suspended, please check your plan and billing details", kind="exceeded_current_quota_error"),
    _K.says("key", R.INVALID_API_KEY, 401, "Invalid Authentication", kind="invalid_authentication_error"),
    _K.says("key-format", R.INVALID_API_KEY, 401, "Incorrect API key provided", kind="incorrect_api_key_error"),
    _K.says("filter", R.CONTENT_FILTERED, 400, "The request was rejected because it was considered high risk", kind="content_filter"),
    _K.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Invalid request: Your request exceeded model token limit: <<one 8192|32768|131072>> (requested: <<n 131073 190000>>)", kind=_BAD),
    _K.says("too-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "Input token length too long", kind=_BAD),
    _K.says("model", R.MODEL_NOT_FOUND, 404, "Not found the model <<model>> or Permission denied", kind="resource_not_found_error"),
    _K.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "Invalid request: invalid temperature: only 1 is allowed for this model", kind=_BAD),
    _K.says("empty", R.MALFORMED_MESSAGES, 400, "Invalid request: message at position <<n 0 9>> with role '<<one user|assistant>>' must not be empty", kind=_BAD),
    _K.says("tool-call", R.MALFORMED_MESSAGES, 400, "Invalid request: tool_call_id  is not found", kind=_BAD),
    _K.says("schema", R.INVALID_TOOL_SCHEMA, 400, "Invalid request: function name is invalid, must start with a letter and can contain letters, numbers, underscores, and dashes", kind=_BAD),
    _K.says("permission", R.PERMISSION_DENIED, 403, "The API you are accessing is not open", kind="permission_denied_error"),
    _K.says("internal", R.INTERNAL_ERROR, 500, "Failed to extract file", kind="server_error", raw='{"error": {"message": "server internal error", "type": "unexpected_output"}}'),
    _K.says("url", R.ENDPOINT_NOT_FOUND, 404, "没找到对象", kind="url.not_found", raw='{"code": 5, "error": "url.not_found", "message": "没找到对象", "method": "POST", "scode": "0x5", "status": false, "ua": "OpenAI/Python", "url": "/v1/v1/chat/completions"}'),
)  # fmt: skip

ZHIPU: tuple[Format, ...] = (
    _Z.says("concurrency", R.CONCURRENCY_LIMIT, 429, "您当前使用该API的并发数过高，请降低并发，或联系客服增加限额。", code="1302"),
    _Z.says("frequency", R.REQUESTS_LIMIT, 429, "您当前使用该API的频率过高，请降低频率，或联系客服增加限额。", code="1303"),
    _Z.says("day", R.DAILY_LIMIT, 429, "该API已达今日调用次数限额，如有更多需求，请联系客服购买", code="1304"),
    _Z.says("busy", R.OVERLOADED, 429, "当前API请求过多，请稍后重试。", code="1305"),
    _Z.says("balance", R.QUOTA_EXHAUSTED, 429, "您的账户已欠费，请充值后重试。", code="1113"),
    _Z.says("package", R.QUOTA_EXHAUSTED, 429, "余额不足或无可用资源包,请充值。", code="1113"),
    _Z.says("auth", R.AUTHENTICATION_OTHER, 401, "身份验证失败。", code="1000"),
    _Z.says("header", R.MISSING_CREDENTIALS, 401, "Header中未收到Authentication参数，无法进行身份验证。", code="1001"),
    _Z.says("token", R.INVALID_API_KEY, 401, "Authentication Token非法，请确认Authentication Token正确传递。", code="1002"),
    _Z.says("token-expired", R.EXPIRED_CREDENTIALS, 401, "Authentication Token已过期，请重新生成/获取。", code="1003"),
    _Z.says("token-expired-or", R.AUTHENTICATION_OTHER, 401, "令牌已过期或验证不正确！", code="401"),
    _Z.says("locked", R.PERMISSION_DENIED, 429, "您的账户已被锁定，请联系客服人员。", code="1112"),
    _Z.says("no-right", R.PERMISSION_DENIED, 403, "您无权访问<<model>>。", code="1220"),
    _Z.says("model", R.MODEL_NOT_FOUND, 400, "模型不存在，请检查模型代码。", code="1211"),
    _Z.says("offline", R.MODEL_NOT_FOUND, 400, "API <<model>>已下线。", code="1221"),
    _Z.says("method", R.UNSUPPORTED_PARAMETER, 400, "当前模型不支持<<one SSE|同步|异步>>调用方式。", code="1212"),
    _Z.says("parameter", R.INVALID_PARAMETER_VALUE, 400, "<<one temperature|top_p|max_tokens>>参数非法。请检查文档。", code="1214"),
    _Z.says("messages", R.MALFORMED_MESSAGES, 400, "messages 参数非法。请检查文档。", code="1214"),
    _Z.says("missing", R.INVALID_REQUEST_OTHER, 400, "未正常接收到<<one model|prompt>>参数。", code="1213"),
    _Z.says("prompt-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "Prompt 超长", code="1261"),
    _Z.says("filter", R.CONTENT_FILTERED, 400, "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。", raw='{"contentFilter": [{"level": 1, "role": "user"}], "error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。"}}'),
    _Z.says("network", R.INTERNAL_ERROR, 500, "网络错误，错误id：20<<digits 16>>，请联系客服。", code="1234"),
    _Z.says("operation", R.INTERNAL_ERROR, 500, "操作失败", code="500", raw='{"error": {"code": "500", "message": "内部错误"}}'),
)  # fmt: skip

QWEN: tuple[Format, ...] = (
    _Q.says("key", R.INVALID_API_KEY, 401, "Invalid API-key provided.", code="InvalidApiKey"),
    _QO.says("key-openai", R.INVALID_API_KEY, 401, "Incorrect API key provided. For details, see: https://help.aliyun.com/zh/model-studio/error-code#apikey-error", kind=_BAD, code="invalid_api_key"),
    _Q.says("no-key", R.MISSING_CREDENTIALS, 401, "No API-key provided.", code="InvalidApiKey"),
    _Q.says("throttled", R.RATE_LIMIT_OTHER, 429, "Too many requests in route. Please try again later.", code="Throttling", raw='{"code": "Throttling", "message": "Requests throttling triggered.", "request_id": "<<uuid>>"}'),
    _Q.says("rate", R.REQUESTS_LIMIT, 429, "Requests rate limit exceeded, please try again later.", code="Throttling.RateQuota"),
    _QO.says("rate-openai", R.REQUESTS_LIMIT, 429, "You exceeded your current requests list.", kind="limit_requests", code="limit_requests"),
    _Q.says("allocation", R.TOKENS_LIMIT, 429, "Allocated quota exceeded, please increase your quota limit. (tokens per minute)", code="Throttling.AllocationQuota"),
    _Q.says("burst", R.REQUESTS_LIMIT, 429, "Request rate increased too quickly. To ensure system stability, please adjust your client logic to scale requests more smoothly over time.", code="Throttling.BurstRate"),
    _Q.says("arrears", R.QUOTA_EXHAUSTED, 400, "Access denied, please make sure your account is in good standing.", code="Arrearage"),
    _Q.says("free-tier", R.QUOTA_EXHAUSTED, 403, "The free tier of the model has been exhausted. If you wish to continue access the model on a paid basis, please disable the \"use free tier only\" mode in the management console.", code="AllocationQuota.FreeTierOnly"),
    _Q.says("denied", R.PERMISSION_DENIED, 403, "Model access denied.", code="Model.AccessDenied"),
    _Q.says("workspace", R.PERMISSION_DENIED, 401, "Workspace access denied.", code="Workspace.AccessDenied"),
    _Q.says("unpurchased", R.PERMISSION_DENIED, 403, "Access to model denied. Please make sure you are eligible for using the model.", code="AccessDenied.Unpurchased"),
    _Q.says("model", R.MODEL_NOT_FOUND, 404, "Model not exist.", code="ModelNotFound"),
    _QO.says("model-openai", R.MODEL_NOT_FOUND, 404, "The model `<<model>>` does not exist or you do not have access to it.", kind=_BAD, code="model_not_found"),
    _Q.says("length", R.CONTEXT_LENGTH_EXCEEDED, 400, "Range of input length should be [1, <<one 6000|30720|98304|129024>>]", code="InvalidParameter"),
    _QO.says("length-openai", R.CONTEXT_LENGTH_EXCEEDED, 400, "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, <<one 30720|129024>>]", kind=_BAD, code="invalid_parameter_error"),
    _Q.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, <<one 2000|8192|65536>>]", code="InvalidParameter"),
    _Q.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "<400> InternalError.Algo.InvalidParameter: Temperature should be in [0.0, 2.0)", code="InvalidParameter"),
    _QO.says("thinking", R.INVALID_PARAMETER_VALUE, 400, "parameter.enable_thinking must be set to false for non-streaming calls", kind=_BAD, code="invalid_parameter_error"),
    _QO.says("stream-only", R.UNSUPPORTED_PARAMETER, 400, "This model only support stream mode, please enable the stream parameter to access the model.", kind=_BAD, code="invalid_parameter_error"),
    _Q.says("roles", R.MALFORMED_MESSAGES, 400, "<400> InternalError.Algo.InvalidParameter: Role must be in [user, assistant, system]", code="InvalidParameter"),
    _QO.says("content", R.MALFORMED_MESSAGES, 400, "<400> InternalError.Algo.InvalidParameter: The content field is a required field.", kind=_BAD, code="invalid_parameter_error"),
    _QO.says("tool-role", R.MALFORMED_MESSAGES, 400, '<400> InternalError.Algo.InvalidParameter: messages with role "tool" must be a response to a preceeding message with "tool_calls".', kind=_BAD, code="invalid_parameter_error"),
    _Q.says("media", R.INVALID_MEDIA, 400, "The image format is illegal and cannot be opened.", code="InvalidParameter.DataInspection", raw='{"code": "InvalidParameter", "message": "<400> InternalError.Algo.InvalidParameter: The image format is illegal and cannot be opened", "request_id": "<<uuid>>"}'),
    _Q.says("download", R.INVALID_MEDIA, 400, "Unable to download the media resource during the data inspection process.", code="InvalidParameter.DataInspection"),
    _Q.says("inspection", R.CONTENT_FILTERED, 400, "Input data may contain inappropriate content.", code="DataInspectionFailed"),
    _QO.says("inspection-output", R.CONTENT_FILTERED, 400, "Output data may contain inappropriate content.", kind="data_inspection_failed", code="data_inspection_failed"),
    _Q.says("internal", R.INTERNAL_ERROR, 500, "An internal error has occured, please try again later or contact service support.", code="InternalError"),
    _Q.says("timeout", R.GATEWAY_TIMEOUT, 500, "Model inference timeout.", code="RequestTimeOut", raw='{"code": "RequestTimeOut", "message": "Request timed out, please try again later.", "request_id": "<<uuid>>"}'),
    _Q.says("serving", R.MODEL_UNAVAILABLE, 503, "Model serving is not available.", code="ModelUnavailable"),
    _Q.says("serving-error", R.OVERLOADED, 503, "Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.", code="ModelServingError"),
)  # fmt: skip

MINIMAX: tuple[Format, ...] = (
    _M.says("unknown", R.PROVIDER_OTHER, 200, "unknown error", code=1000),
    _M.says("timeout", R.GATEWAY_TIMEOUT, 200, "request timeout", code=1001),
    _M.says("rpm", R.REQUESTS_LIMIT, 200, "rate limit exceeded(RPM)", code=1002),
    _M.says("auth", R.AUTHENTICATION_OTHER, 200, "account authentication failed", code=1004, raw='{"base_resp": {"status_code": 1004, "status_msg": "login fail: Please carry the API secret key in the \'Authorization\' field of the request header"}}'),
    _M.says("balance", R.QUOTA_EXHAUSTED, 200, "insufficient balance", code=1008),
    _M.says("internal", R.INTERNAL_ERROR, 200, "internal service error", code=1013),
    _M.says("sensitive-in", R.CONTENT_FILTERED, 200, "input new_sensitive", code=1026),
    _M.says("sensitive-out", R.CONTENT_FILTERED, 200, "output new_sensitive", code=1027),
    _M.says("tpm", R.TOKENS_LIMIT, 200, "rate limit exceeded(TPM)", code=1039),
    _M.says("params", R.INVALID_PARAMETER_VALUE, 200, "invalid params, <<one temperature|max_tokens>> out of range", code=2013),
    _M.says("params-messages", R.MALFORMED_MESSAGES, 200, "invalid params, messages is empty", code=2013),
    _M.says("context", R.CONTEXT_LENGTH_EXCEEDED, 200, "invalid params, context window exceeds limit", code=2013),
    _M.says("key", R.INVALID_API_KEY, 200, "invalid api key", code=2049),
    _M.says("model", R.MODEL_NOT_FOUND, 200, "invalid params, unknown model '<<one abab9|minimax-9>>'", code=2013),
)  # fmt: skip

FORMATS = DEEPSEEK + MOONSHOT + ZHIPU + QWEN + MINIMAX
