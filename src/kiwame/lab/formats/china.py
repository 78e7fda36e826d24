"""DeepSeek, Moonshot, Zhipu (and its Z.ai), Qwen (DashScope), MiniMax.

Each row's source is the page, file or thread that was read for it. `_LOGS` are bodies that logs, tests and notes in
public repositories print word for word, found by the sentence; `docs` are the providers' own error pages.
"""

from kiwame.core.taxonomy import Reason as R
from kiwame.lab.formats import shapes
from kiwame.lab.formats.format import Format, Host

_BAD = "invalid_request_error"
_LOGS = "seen in logs and tests of public repositories"


def _zai(*, message: str, status: int, code: object) -> object:
    return {"error": {"code": code, "message": message}, "request_id": "20<<digits 12>><<hex 16>>"}


def _dashscope(*, message: str, status: int, code: object) -> object:
    return {"code": code, "message": message, "request_id": "<<uuid>>"}


def _compatible(*, message: str, status: int, kind: object, code: object) -> object:
    """DashScope's answer to OpenAI's clients, with its own request id beside the error."""
    return {"error": {"message": message, "type": kind, "param": None, "code": code}, "request_id": "<<uuid>>"}


def _minimax(*, message: str, status: int, code: object) -> object:
    return {"base_resp": {"status_code": code, "status_msg": message}}


def _minimax_openai(*, message: str, status: int, kind: object) -> object:
    """MiniMax's answer to OpenAI's clients: its own code ends the sentence, the status is a string in the body."""
    error = {"type": kind, "message": message, "http_code": str(status)}
    return {"type": "error", "error": error, "request_id": "0<<hex 31>>"}


_D = Host(
    provider="deepseek", host="api.deepseek.com", shape=shapes.openai, source=_LOGS,
    models=("deepseek-chat", "deepseek-reasoner", "deepseek-v4-pro", "deepseek-v4-flash"), headers=(("x-ds-trace-id", "<<hex 32>>"),),
)  # fmt: skip
_K = Host(
    provider="moonshot", host="api.moonshot.cn", shape=shapes.bare, source="platform.moonshot.cn/docs/api/chat, table of errors",
    models=("moonshot-v1-8k", "moonshot-v1-128k", "kimi-k2-0905-preview", "kimi-k2.5", "kimi-latest"),
)  # fmt: skip
_Z = Host(
    provider="zhipu", host="open.bigmodel.cn", shape=shapes.code_message, source="docs.bigmodel.cn/cn/api/api-code",
    models=("glm-4", "glm-4-flash", "glm-4.5", "glm-4.6", "glm-5"),
)  # fmt: skip
_ZE = Host(
    provider="zhipu", host="api.z.ai", shape=_zai, source=_LOGS, models=("glm-4.5", "glm-4.6", "glm-4.7", "glm-5")
)
_Q = Host(
    provider="qwen", host="dashscope.aliyuncs.com", shape=_dashscope, client="httpx", source="help.aliyun.com/zh/model-studio/error-code",
    models=("qwen-max", "qwen-plus", "qwen-turbo", "qwen3-coder-plus", "qwen-vl-max", "text-embedding-v3"),
)  # fmt: skip
_QO = Host(
    provider="qwen", host="dashscope.aliyuncs.com", shape=_compatible, source="help.aliyun.com/zh/model-studio/error-code",
    models=("qwen-max", "qwen-plus", "qwen-turbo", "qwen3-235b-a22b", "qwq-32b"),
)  # fmt: skip
_M = Host(
    provider="minimax", host="api.minimax.chat", shape=_minimax, client="httpx", source=_LOGS,
    models=("abab6.5s-chat", "MiniMax-Text-01", "MiniMax-M1", "MiniMax-M2"),
)  # fmt: skip
_MO = Host(
    provider="minimax", host="api.minimaxi.com", shape=_minimax_openai, source="platform.minimax.io OpenAPI, responses Err400 to Err500",
    models=("MiniMax-M2", "MiniMax-M2.5", "MiniMax-M2.7", "MiniMax-M3"),
)  # fmt: skip

_ACCOUNT = "Your account org-<<hex 32>><ak-<<b32 20>>>"
_ALGO = "<400> InternalError.Algo.InvalidParameter: "
_SEE = " For details, see: https://<<one help.aliyun.com/zh|www.alibabacloud.com/help/en>>/model-studio/error-code"
_RESET = "<<day>> <<time>>"

DEEPSEEK: tuple[Format, ...] = (
    _D.says("balance", R.QUOTA_EXHAUSTED, 402, "Insufficient Balance", kind="unknown_error", code=_BAD, source="api-docs.deepseek.com/quick_start/error_codes; body in Aider-AI/aider issues 4851"),
    _D.says("key", R.INVALID_API_KEY, 401, "Authentication Fails, Your api key: ****<<b62 4>> is invalid", kind="authentication_error", code=_BAD, source="seen in droidrun/mobilerun issues 28"),
    _D.says("no-user", R.INVALID_API_KEY, 401, "Authentication Fails (no such user)", kind="authentication_error", code=_BAD, source="seen in deepseek-ai/DeepSeek-R1 issues 82"),
    _D.says("header", R.AUTHENTICATION_OTHER, 401, "Authentication Fails (auth header format should be Bearer sk-...)", kind="authentication_error", code=_BAD, source="seen in continuedev/continue issues 10056"),
    _D.says("governor", R.AUTHENTICATION_OTHER, 401, "Authentication Fails (governor)", raw="Authentication Fails (governor)"),
    _D.says("model", R.MODEL_NOT_FOUND, 400, "Model Not Exist", kind=_BAD, code=_BAD, source="seen in langbot-app/LangBot issues 1643"),
    _D.says("risk", R.CONTENT_FILTERED, 400, "Content Exists Risk", kind=_BAD, code=_BAD, source="seen in 666ghj/BettaFish issues 108"),
    _D.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "This model's maximum context length is <<one 65536|131072>> tokens. However, you requested <<n 131073 300000>> tokens (<<n 120000 290000>> in the messages, <<one 0|4096|8192>> in the completion). Please reduce the length of the messages or completion.", kind=_BAD, code=_BAD, source="seen in evalstate/fast-agent issues 621"),
    _D.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "Invalid max_tokens value, the valid range of max_tokens is [1, <<one 8192|65536>>]", kind=_BAD, code=_BAD, source="seen in deepseek-ai/DeepSeek-V3 issues 69"),
    _D.says("reasoning", R.MALFORMED_MESSAGES, 400, "The reasoning_content is an intermediate result for display purposes only and will not be included in the context for inference. Please remove the reasoning_content from your message to reduce network traffic.", kind=_BAD, code=_BAD),
    _D.says("thinking", R.MALFORMED_MESSAGES, 400, "The `<<one reasoning_content|content[].thinking>>` in the thinking mode must be passed back to the API.", kind=_BAD, code=_BAD, source="seen in earendil-works/pi issues 3636, decolua/9router issues 2397"),
    _D.says("reasoner-order", R.MALFORMED_MESSAGES, 400, "deepseek-reasoner does not support successive user or assistant messages (messages[<<n 0 5>>] and messages[<<n 1 6>>] in your input). You should interleave the user/assistant messages in the message sequence.", kind=_BAD, code=_BAD, source="seen in deepseek-ai/DeepSeek-R1 issues 21"),
    _D.says("tool-order", R.MALFORMED_MESSAGES, 400, "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)", kind=_BAD, code=_BAD),
    _D.says("tool-orphan", R.MALFORMED_MESSAGES, 400, "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'", kind=_BAD, code=_BAD, source="seen in itmisx/deepx-code issues 94"),
    _D.says("response-format", R.UNSUPPORTED_PARAMETER, 400, "This response_format type is unavailable now", kind=_BAD, code=_BAD),
    _D.says("deserialize", R.MALFORMED_MESSAGES, 400, "Failed to deserialize the JSON body into the target type: messages[<<n 0 99>>]: unknown variant `image_url`, expected `text` at line 1 column <<n 100 99000>>", kind=_BAD, code=_BAD, source="seen in esengine/DeepSeek-Reasonix issues 7859, openkursar/hello-halo issues 109"),
    _D.says("deserialize-text", R.MALFORMED_MESSAGES, 422, "Failed to deserialize the JSON body into the target type: messages[<<n 0 9>>]: <<one missing field `content`|invalid type: sequence, expected a string|data did not match any variant of untagged enum ChatCompletionRequestContent>> at line 1 column <<n 100 99000>>", raw="Failed to deserialize the JSON body into the target type: messages[<<n 0 9>>]: <<one missing field `content`|invalid type: sequence, expected a string|data did not match any variant of untagged enum ChatCompletionRequestContent>> at line 1 column <<n 100 99000>>", source="seen in chatboxai/chatbox issues 1740, carlrobertoh/ProxyAI issues 907, browser-use/web-ui issues 99"),
    _D.says("tools", R.UNSUPPORTED_PARAMETER, 400, "deepseek-reasoner does not support Function Calling", kind=_BAD, code=_BAD, source="seen in spring-projects/spring-ai pull 2643"),
    _D.says("tool-choice", R.INVALID_PARAMETER_VALUE, 400, "Thinking mode does not support this tool_choice", kind=_BAD, code=_BAD),
    _D.says("busy", R.OVERLOADED, 503, "Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.", kind="service_unavailable_error", code="service_unavailable_error"),
)  # fmt: skip

MOONSHOT: tuple[Format, ...] = (
    _K.says("concurrency", R.CONCURRENCY_LIMIT, 429, f"{_ACCOUNT} request reached <<one organization max concurrency|max organization concurrency>>: <<n 1 50>>, please try again after <<n 1 59>> seconds", kind="rate_limit_reached_error"),
    _K.says("rpm", R.REQUESTS_LIMIT, 429, f"{_ACCOUNT} request reached organization max RPM: <<n 3 200>>, please try again after <<n 1 59>> seconds", kind="rate_limit_reached_error"),
    _K.says("tpm", R.TOKENS_LIMIT, 429, f"{_ACCOUNT} request reached organization TPM rate limit, current: <<n 32001 64000>>, limit: 32000", kind="rate_limit_reached_error"),
    _K.says("tpm-project", R.TOKENS_LIMIT, 429, "Your account org-<<hex 32>> / proj-<<hex 32>> <ak-<<b32 20>>> request reached project TPM rate limit, current: <<n 1001 9000>>, limit: <<one 100|1000>>, see https://platform.moonshot.cn/docs/pricing/limits", kind="rate_limit_reached_error", source="seen in LLM-Red-Team/kimi-cc issues 41"),
    _K.says("tpd", R.DAILY_LIMIT, 429, f"{_ACCOUNT} request reached organization TPD rate limit, current: <<n 1500001 1900000>>, limit: 1500000", kind="rate_limit_reached_error"),
    _K.says("organization-rate", R.RATE_LIMIT_OTHER, 429, "Organization Rate limit exceeded, please try again after <<n 1 59>> seconds", kind="rate_limit_reached_error", source="seen in LLM-Red-Team/kimi-cc issues 16"),
    _K.says("many", R.RATE_LIMIT_OTHER, 429, "We're receiving too many requests at the moment. Please wait a moment and try again.", kind="rate_limit_reached_error", source="www.kimi.com/code/docs error reference"),
    _K.says("overloaded", R.OVERLOADED, 429, "The engine is currently overloaded, please try again later", kind="engine_overloaded_error"),
    _K.says("quota", R.QUOTA_EXHAUSTED, 429, "You exceeded your current token quota: <org-<<hex 32>>> <<n 1 399999>>, please check your account balance", kind="exceeded_current_quota_error"),
    _K.says("suspended", R.QUOTA_EXHAUSTED, 429, "Your account org-<<hex 32>> <ak-<<b32 20>>> is suspended, please check your plan and billing details", kind="exceeded_current_quota_error"),
    _K.says("suspended-balance", R.QUOTA_EXHAUSTED, 429, "Your account org-<<hex 32>> <ak-<<b32 20>>> is suspended due to insufficient balance, please recharge your account or check your plan and billing details", kind="exceeded_current_quota_error", source=_LOGS),
    _K.says("inactive", R.QUOTA_EXHAUSTED, 403, f"{_ACCOUNT} is not active, organization <org-<<hex 32>>> exceeded current quota, please check your plan and billing details", kind="exceeded_current_quota_error", source="seen in MoonshotAI/Kimi-K2 issues 5"),
    _K.says("cycle", R.QUOTA_EXHAUSTED, 403, "You've reached your usage limit for this billing cycle. Your quota will be refreshed in the next cycle. To continue now, purchase extra usage or upgrade your plan: https://www.kimi.com/code/#pricing", source="www.kimi.com/code/docs error reference"),
    _K.says("key", R.INVALID_API_KEY, 401, "Invalid Authentication", kind="invalid_authentication_error"),
    _K.says("key-format", R.INVALID_API_KEY, 401, "Incorrect API key provided", kind="incorrect_api_key_error"),
    _K.says("filter", R.CONTENT_FILTERED, 400, "The request was rejected because it was considered high risk", kind="content_filter"),
    _K.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "Invalid request: Your request exceeded model token limit: <<one 8192|131072|262144>> (requested: <<n 262145 390000>>)", kind=_BAD, source="seen in MoonshotAI/kimi-cli issues 2011"),
    _K.says("too-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "Input token length too long", kind=_BAD),
    _K.says("model", R.MODEL_NOT_FOUND, 404, "Not found the model <<model>> or Permission denied", kind="resource_not_found_error"),
    _K.says("temperature", R.INVALID_PARAMETER_VALUE, 400, "invalid temperature: only 1 is allowed for this model", kind=_BAD, source="seen in HKUDS/nanobot pull 202, opencyvis/opencyvis-phone issues 12"),
    _K.says("empty", R.MALFORMED_MESSAGES, 400, "Invalid request: the message at position <<n 0 9>> with role '<<one user|assistant>>' must not be empty", kind=_BAD, source="seen in lobehub/lobehub issues 8418"),
    _K.says("tool-call", R.MALFORMED_MESSAGES, 400, "Invalid request: tool_call_id  is not found", kind=_BAD, source=_LOGS),
    _K.says("schema", R.INVALID_TOOL_SCHEMA, 400, "Invalid request: function name is invalid, must start with a letter and can contain letters, numbers, underscores, and dashes", kind=_BAD, source=_LOGS),
    _K.says("schema-flavour", R.INVALID_TOOL_SCHEMA, 400, "Invalid request: tools.function.parameters is not a valid moonshot flavored json schema, details: <At path 'properties.<<one query|jobs.items|variantOptions>>': conflicting keywords found after $ref expansion: description>", kind=_BAD, source=_LOGS),
    _K.says("permission", R.PERMISSION_DENIED, 403, "The API you are accessing is not open", kind="permission_denied_error"),
    _K.says("internal", R.INTERNAL_ERROR, 500, "invalid state transition", kind="unexpected_output"),
    _K.says("url", R.ENDPOINT_NOT_FOUND, 404, "没找到对象", kind="url.not_found", raw='{"code": 5, "error": "url.not_found", "message": "没找到对象", "method": "POST", "scode": "0x5", "status": false, "ua": "OpenAI/Python", "url": "/v1/v1/chat/completions"}', source="seen in MoonshotAI/moonpalace issues 5"),
)  # fmt: skip

ZHIPU: tuple[Format, ...] = (
    _Z.says("concurrency", R.CONCURRENCY_LIMIT, 429, "您当前使用该API的并发数过高，请降低并发，或联系客服增加限额。", code="1302"),
    _Z.says("rate", R.REQUESTS_LIMIT, 429, "您的账户已达到速率限制，请您控制请求频率", code="1302", source=_LOGS),
    _ZE.says("rate-en", R.REQUESTS_LIMIT, 429, "Rate limit reached for requests", code="1302", source="seen in kaitranntt/ccs issues 536"),
    _Z.says("frequency", R.REQUESTS_LIMIT, 429, "您当前使用该API的频率过高，请降低频率，或联系客服增加限额。", code="1303"),
    _ZE.says("fair-use", R.REQUESTS_LIMIT, 429, "Your account's current usage pattern does not comply with the Fair Usage Policy, and your request frequency has been limited.", code="1313"),
    _Z.says("day", R.DAILY_LIMIT, 429, "该API已达今日调用次数限额，如有更多需求，请联系客服购买", code="1304"),
    _Z.says("busy", R.OVERLOADED, 429, "该模型当前访问量过大，请您稍后再试", code="1305", source=_LOGS),
    _Z.says("balance", R.QUOTA_EXHAUSTED, 429, "您的账户已欠费，请充值后重试。", code="1113"),
    _Z.says("package", R.QUOTA_EXHAUSTED, 429, "余额不足或无可用资源包,请充值。", code="1113", source="seen in zhayujie/CowAgent issues 2910"),
    _ZE.says("package-en", R.QUOTA_EXHAUSTED, 429, "Insufficient balance or no resource package. Please recharge.", code="1113", source="seen in vercel/ai issues 9290, 7836246/cursor2api issues 30"),
    _Z.says("usage", R.QUOTA_EXHAUSTED, 429, f"已达到 5 小时的使用上限。您的限额将在 {_RESET} 重置。", code="1308", source="seen in dirge-code/dirge issues 818"),
    _ZE.says("usage-en", R.QUOTA_EXHAUSTED, 429, f"Usage limit reached for 5 hour. Your limit will reset at {_RESET}", code="1308"),
    _Z.says("weekly", R.QUOTA_EXHAUSTED, 429, f"您已达到每周/每月使用上限，您的限额将在 {_RESET} 重置", code="1310"),
    _ZE.says("weekly-en", R.QUOTA_EXHAUSTED, 429, f"Weekly/Monthly Limit Exhausted. Your limit will reset at {_RESET}", code="1310"),
    _Z.says("auth", R.AUTHENTICATION_OTHER, 401, "身份验证失败。", code="1000"),
    _Z.says("header", R.MISSING_CREDENTIALS, 401, "Header中未收到Authentication参数，无法进行身份验证。", code="1001"),
    _Z.says("token", R.INVALID_API_KEY, 401, "Authentication Token非法，请确认Authentication Token正确传递。", code="1002"),
    _Z.says("token-expired", R.EXPIRED_CREDENTIALS, 401, "Authentication Token已过期，请重新生成/获取。", code="1003"),
    _Z.says("token-expired-or", R.AUTHENTICATION_OTHER, 401, "令牌已过期或验证不正确", code=401, raw='{"code": 401, "msg": "令牌已过期或验证不正确", "success": false}', source=_LOGS),
    _Z.says("locked", R.PERMISSION_DENIED, 429, "您的账户已被锁定，请联系客服解锁。", code="1112"),
    _Z.says("no-right", R.PERMISSION_DENIED, 403, "您无权访问<<model>>。", code="1220"),
    _Z.says("model", R.MODEL_NOT_FOUND, 400, "模型不存在，请检查模型代码。", code="1211"),
    _ZE.says("model-en", R.MODEL_NOT_FOUND, 400, "Unknown Model, please check the model code.", code="1211"),
    _Z.says("offline", R.MODEL_NOT_FOUND, 400, "API <<model>>已下线。", code="1221"),
    _Z.says("method", R.UNSUPPORTED_PARAMETER, 400, "当前模型不支持<<one SSE|同步|异步>>调用方式。", code="1212"),
    _Z.says("parameter", R.INVALID_PARAMETER_VALUE, 400, "<<one temperature|top_p|max_tokens>>参数非法。请检查文档。", code="1214"),
    _Z.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, "max_tokens参数非法：限制数值范围[1,98304]", code="1210", source=_LOGS),
    _Z.says("thinking", R.INVALID_PARAMETER_VALUE, 400, "该模型始终思考，不支持关闭思考；请使用 low、high 或 max。", code="1210", source=_LOGS),
    _Z.says("call", R.INVALID_REQUEST_OTHER, 400, "API 调用参数有误，请检查文档。", code="1210"),
    _ZE.says("call-en", R.INVALID_REQUEST_OTHER, 400, "Invalid API parameter, please check the documentation.", code="1210"),
    _Z.says("messages", R.MALFORMED_MESSAGES, 400, "messages 参数非法。请检查文档。", code="1214"),
    _ZE.says("messages-en", R.MALFORMED_MESSAGES, 400, "The messages parameter is illegal. Please check the documentation.", code="1214"),
    _Z.says("content", R.MALFORMED_MESSAGES, 400, "messages[<<n 0 9>>]:content和tool_calls 字段不能同时为空", code="1214", source="seen in binary-husky/gpt_academic issues 1640"),
    _Z.says("role", R.MALFORMED_MESSAGES, 400, "角色信息不正确", code="1214", source=_LOGS),
    _Z.says("content-type", R.MALFORMED_MESSAGES, 400, "messages.content.type is invalid, allowed values: ['text']", code="1210", source=_LOGS),
    _Z.says("missing", R.INVALID_REQUEST_OTHER, 400, "未正常接收到<<one model|prompt>>参数。", code="1213"),
    _Z.says("prompt-long", R.CONTEXT_LENGTH_EXCEEDED, 400, "Prompt 超长", code="1261"),
    _Z.says("prompt-long-en", R.CONTEXT_LENGTH_EXCEEDED, 400, "Prompt exceeds max length", code="1261", source=_LOGS),
    _Z.says("filter", R.CONTENT_FILTERED, 400, "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。", raw='{"contentFilter": [{"level": 1, "role": "user"}], "error": {"code": "1301", "message": "系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语，感谢您的配合。"}}'),
    _Z.says("network", R.INTERNAL_ERROR, 500, "网络错误，错误id：20<<digits 16>>，请联系客服。", code="1234"),
    _Z.says("operation", R.INTERNAL_ERROR, 500, "内部错误", code="500"),
)  # fmt: skip

QWEN: tuple[Format, ...] = (
    _Q.says("key", R.INVALID_API_KEY, 401, "Invalid API-key provided.", code="InvalidApiKey"),
    _QO.says("key-openai", R.INVALID_API_KEY, 401, f"Incorrect API key provided.{_SEE}#apikey-error", kind=_BAD, code="invalid_api_key", source="seen in Aider-AI/aider issues 4712"),
    _Q.says("no-key", R.MISSING_CREDENTIALS, 401, "No API-key provided.", code="InvalidApiKey"),
    _Q.says("throttled", R.RATE_LIMIT_OTHER, 429, "Requests throttling triggered.", code="Throttling"),
    _Q.says("route", R.RATE_LIMIT_OTHER, 429, "Too many requests in route. Please try again later.", code="Throttling"),
    _Q.says("rate", R.REQUESTS_LIMIT, 429, "Requests rate limit exceeded, please try again later.", code="Throttling.RateQuota"),
    _QO.says("rate-openai", R.REQUESTS_LIMIT, 429, "You exceeded your current requests list.", kind="limit_requests", code="limit_requests"),
    _Q.says("allocation", R.TOKENS_LIMIT, 429, "Allocated quota exceeded, please increase your quota limit.", code="Throttling.AllocationQuota"),
    _Q.says("allocation-free", R.QUOTA_EXHAUSTED, 429, "Free allocated quota exceeded.", code="Throttling.AllocationQuota"),
    _Q.says("burst", R.REQUESTS_LIMIT, 429, "Request rate increased too quickly. To ensure system stability, please adjust your client logic to scale requests more smoothly over time.", code="Throttling.BurstRate"),
    _QO.says("burst-openai", R.REQUESTS_LIMIT, 429, "Request rate increased too quickly. To ensure system stability, please adjust your client logic to scale requests more smoothly over time.", kind="limit_burst_rate", code="limit_burst_rate"),
    _Q.says("arrears", R.QUOTA_EXHAUSTED, 400, "Access denied, please make sure your account is in good standing.", code="Arrearage"),
    _QO.says("arrears-openai", R.QUOTA_EXHAUSTED, 400, f"Access denied, please make sure your account is in good standing.{_SEE}#overdue-payment", kind="Arrearage", code="Arrearage", source="seen in hsliuping/TradingAgents-CN issues 170, 1Panel-dev/MaxKB issues 5297"),
    _Q.says("bill", R.QUOTA_EXHAUSTED, 429, "The prepaid bill is overdue.", code="PrepaidBillOverdue"),
    _QO.says("free-tier", R.QUOTA_EXHAUSTED, 403, "The free tier of the model has been exhausted. If you wish to continue access the model on a paid basis, please disable the \"use free tier only\" mode in the management console.", kind="AllocationQuota.FreeTierOnly", code="AllocationQuota.FreeTierOnly", source="seen in 666ghj/BettaFish issues 609"),
    _Q.says("denied", R.PERMISSION_DENIED, 403, "Model access denied.", code="Model.AccessDenied"),
    _Q.says("access", R.PERMISSION_DENIED, 403, "Access denied.", code="AccessDenied"),
    _Q.says("workspace", R.PERMISSION_DENIED, 403, "Workspace access denied.", code="Workspace.AccessDenied"),
    _Q.says("unpurchased", R.PERMISSION_DENIED, 403, "Access to model denied. Please make sure you are eligible for using the model.", code="AccessDenied.Unpurchased"),
    _Q.says("model", R.MODEL_NOT_FOUND, 404, "Model can not be found.", code="ModelNotFound"),
    _QO.says("model-openai", R.MODEL_NOT_FOUND, 404, "The model `<<model>>` does not exist or you do not have access to it.", kind=_BAD, code="model_not_found"),
    _Q.says("length", R.CONTEXT_LENGTH_EXCEEDED, 400, "Range of input length should be [1, <<one 6000|30720|98304|129024>>]", code="InvalidParameter", source="seen in LLM-Red-Team/qwen-free-api issues 23"),
    _QO.says("length-openai", R.CONTEXT_LENGTH_EXCEEDED, 400, f"{_ALGO}Range of input length should be [1, <<one 30720|204800|258048|983616|997952>>]", kind=_BAD, code="invalid_parameter_error", source="seen in agentscope-ai/QwenPaw issues 6255"),
    _QO.says("max-tokens", R.INVALID_PARAMETER_VALUE, 400, f"{_ALGO}Range of max_tokens should be [1, <<one 2000|8192|65536>>]", kind=_BAD, code="invalid_parameter_error", source="seen in open-webui/open-webui issues 10507"),
    _QO.says("temperature", R.INVALID_PARAMETER_VALUE, 400, f"{_ALGO}Temperature should be in [0.0, 2.0)", kind=_BAD, code="invalid_parameter_error", source="seen in mnfst/modelparams.dev pull 232"),
    _QO.says("thinking", R.INVALID_PARAMETER_VALUE, 400, "parameter.enable_thinking must be set to false for non-streaming calls", kind=_BAD, code="invalid_parameter_error"),
    _QO.says("thinking-budget", R.INVALID_PARAMETER_VALUE, 400, "The thinking_budget parameter must be a positive integer and not greater than <<one 32768|38912|81920>>", kind=_BAD, code="invalid_parameter_error"),
    _QO.says("stream-only", R.UNSUPPORTED_PARAMETER, 400, "This model only support stream mode, please enable the stream parameter to access the model.", kind=_BAD, code="invalid_parameter_error"),
    _QO.says("search", R.UNSUPPORTED_PARAMETER, 400, "This model does not support enable_search.", kind=_BAD, code="invalid_parameter_error"),
    _QO.says("roles", R.MALFORMED_MESSAGES, 400, "Role must be in [user, assistant].", kind=_BAD, code="invalid_parameter_error", source=_LOGS),
    _QO.says("role", R.MALFORMED_MESSAGES, 400, "developer is not one of ['system', 'assistant', 'user', 'tool', 'function']", kind=_BAD, code="invalid_parameter_error", source="seen in maotoumao/Cebian issues 46"),
    _QO.says("content", R.MALFORMED_MESSAGES, 400, f"{_ALGO}The content field is a required field.", kind=_BAD, code="invalid_parameter_error", source="seen in QwenLM/qwen-code issues 5265"),
    _QO.says("no-user", R.MALFORMED_MESSAGES, 400, f"{_ALGO}The input messages do not contain elements with the role of user", kind=_BAD, code="invalid_parameter_error", source="seen in langfuse/langfuse issues 10513"),
    _QO.says("tool-role", R.MALFORMED_MESSAGES, 400, f'{_ALGO}messages with role "tool" must be a response to a preceeding message with "tool_calls".', kind=_BAD, code="invalid_parameter_error", source="seen in QwenLM/qwen-code issues 2360"),
    _QO.says("tool-calls", R.MALFORMED_MESSAGES, 400, f'{_ALGO}An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id". The following tool_call_ids did not have response messages: message[<<n 1 99>>].role', kind=_BAD, code="invalid_parameter_error", source="seen in QwenLM/qwen-code issues 315"),
    _QO.says("media", R.INVALID_MEDIA, 400, f"{_ALGO}The image format is illegal and cannot be opened", kind=_BAD, code="invalid_parameter_error", source=_LOGS),
    _Q.says("download", R.INVALID_MEDIA, 400, "Unable to download the media resource during the data inspection process.", code="InvalidParameter.DataInspection"),
    _Q.says("inspection", R.CONTENT_FILTERED, 400, "Input data may contain inappropriate content.", code="DataInspectionFailed", source="seen in QwenLM/Qwen issues 938"),
    _QO.says("inspection-openai", R.CONTENT_FILTERED, 400, f"Input data may contain inappropriate content.{_SEE}#inappropriate-content", kind="data_inspection_failed", code="data_inspection_failed", source="seen in camel-ai/owl issues 432, 666ghj/BettaFish issues 557"),
    _QO.says("inspection-text", R.CONTENT_FILTERED, 400, "<400> InternalError.Algo.DataInspectionFailed: Input text data may contain inappropriate content.", kind="data_inspection_failed", code="data_inspection_failed", source="seen in QwenLM/qwen-code issues 2905"),
    _QO.says("inspection-output", R.CONTENT_FILTERED, 400, "Output data may contain inappropriate content.", kind="data_inspection_failed", code="data_inspection_failed", source=_LOGS),
    _Q.says("internal", R.INTERNAL_ERROR, 500, "An internal error has occured, please try again later or contact service support.", code="InternalError"),
    _Q.says("inference", R.INTERNAL_ERROR, 500, "inference internal error.", code="InternalError.Algo"),
    _Q.says("timeout", R.GATEWAY_TIMEOUT, 500, "Request timed out, please try again later.", code="RequestTimeOut"),
    _Q.says("serving", R.MODEL_UNAVAILABLE, 503, "Model is unavailable, please try again later.", code="ModelUnavailable"),
    _Q.says("serving-error", R.OVERLOADED, 503, "Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.", code="ModelServingError"),
)  # fmt: skip

MINIMAX: tuple[Format, ...] = (
    _M.says("rpm", R.REQUESTS_LIMIT, 200, "rate limit exceeded(RPM)", code=1002),
    _M.says("auth", R.AUTHENTICATION_OTHER, 200, "login fail: Please carry the API secret key in the 'Authorization' field of the request header", code=1004),
    _M.says("balance", R.QUOTA_EXHAUSTED, 200, "insufficient balance", code=1008),
    _M.says("sensitive-in", R.CONTENT_FILTERED, 200, "input new_sensitive", code=1026),
    _M.says("params-missing", R.INVALID_REQUEST_OTHER, 200, "invalid params, binding: expr_path=<<one model|messages>>, cause=missing required parameter", code=2013),
    _M.says("key", R.INVALID_API_KEY, 200, "invalid api key", code=2049),
    _MO.says("rate-openai", R.RATE_LIMIT_OTHER, 429, "rate limit, please retry later (1002)", kind="rate_limit_error"),
    _MO.says("plan", R.QUOTA_EXHAUSTED, 429, "已达到 Token Plan 用量上限：请升级 Token Plan 套餐或购买积分补充用量。 (2056)", kind="rate_limit_error", source=_LOGS),
    _MO.says("plan-en", R.QUOTA_EXHAUSTED, 429, "usage limit exceeded (2056)", kind="rate_limit_error", source=_LOGS),
    _MO.says("plan-rate", R.RATE_LIMIT_OTHER, 429, "已达到 Token Plan 速率限制：请升级 Token Plan 套餐或切换为按量付费 API 使用。 (2062)", kind="rate_limit_error", source=_LOGS),
    _MO.says("auth-openai", R.AUTHENTICATION_OTHER, 401, "login fail: Please carry the API secret key in the 'Authorization' field of the request header (1004)", kind="authorized_error"),
    _MO.says("balance-openai", R.QUOTA_EXHAUSTED, 402, "insufficient balance (1008)", kind="insufficient_balance_error"),
    _MO.says("sensitive-out", R.CONTENT_FILTERED, 422, "output new_sensitive (1027)", kind="unprocessable_entity_error", source=_LOGS),
    _MO.says("params-messages", R.MALFORMED_MESSAGES, 400, "invalid params, messages is empty (2013)", kind="bad_request_error", source=_LOGS),
    _MO.says("context", R.CONTEXT_LENGTH_EXCEEDED, 400, "invalid params, context window exceeds limit (2013)", kind="bad_request_error", source=_LOGS),
    _MO.says("model", R.MODEL_NOT_FOUND, 400, "invalid params, unknown model '<<one gpt-4o|gpt-3.5-turbo|abab6.5-chat|MiniMax-VL-01>>' (2013)", kind="bad_request_error", source=_LOGS),
    _MO.says("large", R.PAYLOAD_TOO_LARGE, 413, "request body too large: <<n 52428801 99000000>> bytes exceeds limit of 52428800 bytes", kind=_BAD),
    _MO.says("busy", R.OVERLOADED, 529, "当前服务集群负载较高，请稍后重试，感谢您的耐心等待。 (2064)", kind="overloaded_error", source=_LOGS),
    _MO.says("busy-en", R.OVERLOADED, 529, "The server cluster is currently under high load.", kind="overloaded_error", source=_LOGS),
    _MO.says("internal", R.INTERNAL_ERROR, 500, "internal error (1000)", kind="server_error"),
)  # fmt: skip

FORMATS = DEEPSEEK + MOONSHOT + ZHIPU + QWEN + MINIMAX
