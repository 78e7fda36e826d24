"""Guesses: what to say where no rule knows better. All are shown unsure; an LLM or a model may know more.

Each asks for the words of a subject and, so that an ordinary application's bug gets no category of AI, for a word
that only applications of language models use.
"""

from kiwame.core.taxonomy import Reason
from kiwame.decide.rules.rule import rule

R = Reason
_SOURCE = "a guess by subject"
_MODELS = ("llm", "model", "prompt", "completion", "agent", "openai", "gpt", "claude", "gemini", "ollama",
             "anthropic", "langchain",
           "chat", "assistant", "embedding", "token", "模型", "大模型", "モデル")  # fmt: skip

_TAGGED = "the article's tag error_category, set by an application from class and status: a hint"

GUESSES = (
    rule("guess.tagged_rate_limit", R.RATE_LIMIT_OTHER, 0.5,
        _TAGGED, codes=("error_category rate_limit",), status=(0,)),
    rule("guess.tagged_timeout", R.TIMEOUT_OTHER, 0.5,
        _TAGGED, codes=("error_category network_timeout",), status=(0,)),
    rule("guess.tagged_request", R.INVALID_REQUEST_OTHER, 0.5,
        _TAGGED, codes=("error_category invalid_request",), status=(0,)),
    rule("guess.tagged_provider", R.PROVIDER_OTHER, 0.5,
        _TAGGED, codes=("error_category provider_error",), status=(0,)),
    rule("guess.tagged_key", R.AUTHENTICATION_OTHER, 0.5,
        _TAGGED, codes=("error_category authentication_error",), status=(0,)),
    rule("guess.format", R.INVALID_OUTPUT_FORMAT, 0.45,
        _SOURCE, also=_MODELS, unless=("api key",), status=(0,),
        says=("json", "parse", "parsing", "expected format", "schema", "解析", "格式", "形式")),
    rule("guess.tool", R.INVALID_TOOL_CALL, 0.42,
        _SOURCE, status=(0,),
        says=("tool call", "tool_call", "|tool '", "|tool \"", "|tool `", "function call", "工具调用", "ツール呼")),
    rule("guess.context", R.CONTEXT_LENGTH_EXCEEDED, 0.45,
        _SOURCE, also=("exceed", "too many", "too long", "maximum", "超", "上限"), status=(0,),
        says=("tokens", "context", "上下文", "トークン", "コンテキスト")),
    rule("guess.key", R.AUTHENTICATION_OTHER, 0.45,
        _SOURCE, status=(0,), unless=("csrf",),
        says=("api key", "api_key", "apikey", "access token", "credentials", "密钥", "令牌", "apiキー")),
    rule("guess.model", R.MODEL_NOT_FOUND, 0.42,
        _SOURCE, also=("not found", "not exist", "unknown", "invalid", "missing", "unsupported", "no such"),
        status=(0,), says=("model", "deployment", "模型", "モデル")),
    rule("guess.unavailable", R.MODEL_UNAVAILABLE, 0.42,
        _SOURCE, also=("load", "unavailable", "not ready", "crash", "failed to start"), status=(0,),
        says=("model", "runner", "inference", "模型", "モデル")),
    rule("guess.image", R.INVALID_MEDIA, 0.4,
        _SOURCE, also=("invalid", "unsupported", "failed", "process", "decode"), status=(0,),
        says=("image", "audio", "pdf", "图片", "画像")),
    rule("guess.template", R.TEMPLATE_ERROR, 0.4,
        _SOURCE, also=("prompt",), status=(0,), says=("template", "variable", "placeholder")),
    rule("guess.response", R.MALFORMED_RESPONSE, 0.42,
        _SOURCE, also=("empty", "no content", "unexpected", "malformed", "invalid", "null", "undefined"), status=(0,),
        says=("response", "answer from", "响应", "应答", "返回", "応答")),
    rule("guess.database", R.DATABASE, 0.42,
        _SOURCE, status=(0,),
        says=("database", "sqlite", "postgres", "mysql", "mongo", "vector store", "vectorstore", "|collection|",
              "|sql|", "数据库", "データベース")),
    rule("guess.network", R.NETWORK_OTHER, 0.45,
        _SOURCE, status=(0,), says=("connection", "connect to", "network", "socket", "连接", "网络", "接続", "通信")),
    rule("guess.dependency", R.MISSING_DEPENDENCY, 0.4,
        _SOURCE, also=("missing", "not found", "install", "failed", "could not"), status=(0,),
        says=("package", "module", "library", "dependency", "依赖", "パッケージ")),
    rule("guess.configuration", R.CONFIGURATION, 0.42,
        _SOURCE, also=("invalid", "missing", "not", "must", "require", "need", "未", "失败"), status=(0,),
        says=("config", "setting", "environment", "configured", "enabled", "must be", "设置", "配置", "設定")),
    rule("guess.provider", R.PROVIDER_OTHER, 0.4,
        _SOURCE, status=(0,), says=("provider", "upstream", "api error", "server returned", "服务", "サービス")),
)  # fmt: skip
