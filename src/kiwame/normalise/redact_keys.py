"""Which names say that what stands under them is a secret: `apiKey`, `DB_PASSWORD`, `set-cookie`, not `max_tokens`."""

import re
from functools import lru_cache

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_NAME = re.compile(r"[\w.$ \[\]()/-]{1,200}")

IN_OTHER_SCRIPTS = ("密码", "密碼", "密钥", "密鑰", "口令", "パスワード", "暗証番号", "秘密鍵", "비밀번호")
"""Password, key, passphrase, PIN in Chinese, Japanese and Korean."""

_ALWAYS = frozenset({
    "password", "passwords", "passwd", "passphrase", "passcode", "passwort", "pwd", "secret", "secrets", "credential",
    "credentials", "cookie", "cookies", "authorization", "apikey", "apikeys", "privatekey", "dsn",
})  # fmt: skip
"""Words that say secret wherever they stand in a name, but for what `_HARMLESS_AFTER` makes of it."""

_PAIRS = frozenset({
    "apikey", "apikeys", "accesskey", "accesskeys", "secretkey", "privatekey", "authkey", "signingkey",
    "encryptionkey", "accountkey", "subscriptionkey", "sharedkey", "masterkey", "servicekey", "sessionkey",
    "sessionid", "sessioncookie", "clientsecret", "connectionstring", "connstring", "licensekey", "deploykey",
    "sshkey", "hostkey", "functionskey", "projectkey", "publickeysecret", "adminkey", "webhookurl", "accesskeyid",
    "databaseurl", "authtoken", "accesssignature", "authcode", "authheader", "setcookie", "basicauth", "httpauth",
    "routingkey", "integrationkey",
})  # fmt: skip
"""Two or three neighbouring words that say it together."""

_ALONE = frozenset({
    "auth", "pass", "pw", "pin", "otp", "session", "sessions", "csrf", "xsrf", "sid", "jwt", "bearer", "token",
    "usersession", "aiohttpsession", "connectsid", "phpsessid", "jsessionid", "csrfmiddlewaretoken", "symfony",
    "signature", "sig", "nonce", "userpass",
})  # fmt: skip
"""Names that say it when they are the whole name."""

_TOKEN_BEFORE = frozenset({
    "max", "min", "num", "n", "total", "no", "number", "stop", "eos", "bos", "pad", "unk", "mask", "sep", "cls",
    "prompt", "completion", "input", "output", "cached", "reasoning", "first", "last", "per", "unexpected", "invalid",
    "special", "next", "previous", "page", "continuation", "start", "end", "new", "image", "audio", "text",
    "generated", "used", "remaining", "begin", "final", "current", "draft", "thinking", "budget", "time", "tool",
    "count", "forced",
})  # fmt: skip
"""What makes of a 'token' a piece of text, or a place in a list."""

_TOKEN_AFTER = frozenset({"value", "secret", "hash", "id", "string", "key"})

_HARMLESS_BEFORE = frozenset({
    "invalid", "incorrect", "missing", "expired", "wrong", "bad", "unsupported", "no", "not", "is", "has", "had",
    "max", "min", "needs", "use", "with", "without", "require", "requires", "required", "unexpected", "unknown",
    "forgot", "reset", "change", "check", "verify", "validate", "empty", "allow", "enable", "disable", "show", "hide",
    "num",
})  # fmt: skip
"""A name that begins like this is a code, a flag or a call: `invalid_api_key`, `has_password`."""

_HARMLESS_AFTER = frozenset({
    "length", "count", "policy", "required", "min", "max", "name", "names", "type", "types", "field", "fields",
    "expires", "expiry", "expiration", "expired", "age", "limit", "error", "errors", "exception", "invalid",
    "missing", "manager", "provider", "providers", "store", "path", "file", "label", "placeholder", "hint", "prompt",
    "status", "enabled", "present", "set", "env", "var", "variable", "domain", "jar", "failed", "version", "format",
    "mode", "scheme",
})  # fmt: skip
"""A name that ends like this tells about the secret, and is not the secret itself."""

_MAKERS = frozenset({
    "openai", "azure", "anthropic", "claude", "gemini", "google", "groq", "mistral", "cohere", "hf", "huggingface",
    "deepseek", "xai", "aws", "stripe", "sendgrid", "twilio", "datadog", "algolia", "openrouter", "replicate",
    "perplexity", "together", "fireworks", "pinecone", "tavily", "serper", "serpapi", "langsmith", "langfuse",
    "zhipu", "zhipuai", "dashscope", "moonshot", "volcengine", "ark", "holysheep", "sentry", "qdrant", "weaviate",
    "cerebras", "nvidia", "voyage", "jina", "elevenlabs", "deepgram", "assemblyai", "bedrock", "vertex", "litellm",
    "ollama", "llm", "ai", "service", "storage", "cosmos", "search", "secret", "x", "goog",
})  # fmt: skip
"""`OPENAI_KEY`: a maker's name before 'key'."""

_GLUED = (
    "password", "passwd", "passphrase", "apikey", "secretkey", "privatekey", "accesskey", "clientsecret",
    "accesstoken", "authtoken", "refreshtoken", "idtoken", "csrftoken", "sessiontoken", "bearertoken", "usertoken",
    "sessionid", "accountkey", "sharedaccesskey", "authorization", "mysqlpwd", "setcookie", "apisecret", "appsecret",
)  # fmt: skip
"""Endings of names that are written without any separator: `dbpassword`, `x_csrftoken`."""


@lru_cache(maxsize=4096)
def says_secret(name: str) -> bool:
    """True where `name`, however cased and separated, says that its value is a secret.

    >>> [name for name in ("apiKey", "X-Api-Key", "max_tokens", "author", "invalid_api_key") if says_secret(name)]
    ['apiKey', 'X-Api-Key']
    """
    name = name.strip().rstrip(":")
    if not _NAME.fullmatch(name):
        return False
    if not name.isascii():
        return any(word in name for word in IN_OTHER_SCRIPTS)
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words:
        return False
    whole = "".join(words)
    if whole in _ALONE or whole in _PAIRS or whole in _ALWAYS:
        return True
    if words[0] in _HARMLESS_BEFORE or words[-1] in _HARMLESS_AFTER:
        return False
    return _any_word(words) or _token(words) or _ends_glued(words)


def _any_word(words: list[str]) -> bool:
    if not _ALWAYS.isdisjoint(words):
        return True
    if any("".join(words[i : i + n]) in _PAIRS for n in (2, 3) for i in range(len(words) - n + 1)):
        return True
    if words[-1] in {"key", "keys"} and len(words) > 1 and words[-2] in _MAKERS:
        return True
    return len(words) > 1 and words[-1] in {"csrf", "xsrf", "session", "auth", "pass", "jwt", "signature", "sid"}


def _token(words: list[str]) -> bool:
    """'token' says secret as the last word, or before 'value' and the like, unless it is a piece of text or a place."""
    at = len(words) - 1
    if at and words[at] in _TOKEN_AFTER:
        at -= 1
    if words[at] == "tokens":
        return at > 0 and words[at - 1] in {"access", "refresh", "auth", "api", "bearer", "session"}
    if words[at] != "token":
        return False
    return at == 0 or words[at - 1] not in _TOKEN_BEFORE


def _ends_glued(words: list[str]) -> bool:
    return any(word.endswith(_GLUED) for word in words)


def label_for(name: str) -> str:
    """The short word that stands in the mark for a value under `name`: what kind of secret it was."""
    lowered = name.lower()
    if "pass" in lowered or "pwd" in lowered:
        return "password"
    if "cookie" in lowered:
        return "cookie"
    if "token" in lowered or "auth" in lowered or "bearer" in lowered:
        return "token"
    if not lowered.isascii():
        return "password"
    return "api_key" if "key" in lowered else "secret"
