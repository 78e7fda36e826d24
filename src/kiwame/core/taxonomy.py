"""What a verdict may say: eight categories, their reasons, who owns each, and how severe each is to begin with."""

from enum import StrEnum


class Category(StrEnum):
    """The kind of failure. The last three are states: no decider gave a usable answer, and there is no reason."""

    RATE_LIMIT = "rate_limit"
    TIMEOUT = "timeout"
    INVALID_REQUEST = "invalid_request"
    AUTHENTICATION_ERROR = "authentication_error"
    PROVIDER_ERROR = "provider_error"
    NETWORK_ERROR = "network_error"
    CODE_BUG = "code_bug"
    PROMPT_ISSUE = "prompt_issue"

    UNCLASSIFIED = "unclassified"
    CLASSIFICATION_FAILED = "classification_failed"
    CLASSIFICATION_SKIPPED = "classification_skipped"

    @property
    def is_state(self) -> bool:
        """True for the three values that say that nobody was sure."""
        return self in STATES


STATES = frozenset({Category.UNCLASSIFIED, Category.CLASSIFICATION_FAILED, Category.CLASSIFICATION_SKIPPED})


class Reason(StrEnum):
    """What exactly failed. Each reason belongs to one category, see `CATEGORY_OF`."""

    REQUESTS_LIMIT = "requests_limit"
    TOKENS_LIMIT = "tokens_limit"
    DAILY_LIMIT = "daily_limit"
    CONCURRENCY_LIMIT = "concurrency_limit"
    QUOTA_EXHAUSTED = "quota_exhausted"
    RATE_LIMIT_OTHER = "rate_limit_other"

    CONNECT_TIMEOUT = "connect_timeout"
    READ_TIMEOUT = "read_timeout"
    GATEWAY_TIMEOUT = "gateway_timeout"
    POOL_TIMEOUT = "pool_timeout"
    TIMEOUT_OTHER = "timeout_other"

    CONTEXT_LENGTH_EXCEEDED = "context_length_exceeded"
    MODEL_NOT_FOUND = "model_not_found"
    UNSUPPORTED_PARAMETER = "unsupported_parameter"
    INVALID_PARAMETER_VALUE = "invalid_parameter_value"
    MALFORMED_MESSAGES = "malformed_messages"
    INVALID_TOOL_SCHEMA = "invalid_tool_schema"
    PAYLOAD_TOO_LARGE = "payload_too_large"
    INVALID_MEDIA = "invalid_media"
    ENDPOINT_NOT_FOUND = "endpoint_not_found"
    INVALID_REQUEST_OTHER = "invalid_request_other"

    INVALID_API_KEY = "invalid_api_key"
    MISSING_CREDENTIALS = "missing_credentials"
    EXPIRED_CREDENTIALS = "expired_credentials"
    PERMISSION_DENIED = "permission_denied"
    REGION_BLOCKED = "region_blocked"
    AUTHENTICATION_OTHER = "authentication_other"

    INTERNAL_ERROR = "internal_error"
    OVERLOADED = "overloaded"
    BAD_GATEWAY = "bad_gateway"
    SERVICE_UNAVAILABLE = "service_unavailable"
    MALFORMED_RESPONSE = "malformed_response"
    MODEL_UNAVAILABLE = "model_unavailable"
    SERVER_OUT_OF_MEMORY = "server_out_of_memory"
    PROVIDER_OTHER = "provider_other"

    DNS_FAILURE = "dns_failure"
    CONNECTION_REFUSED = "connection_refused"
    CONNECTION_RESET = "connection_reset"
    TLS_ERROR = "tls_error"
    PROXY_ERROR = "proxy_error"
    STREAM_INTERRUPTED = "stream_interrupted"
    NETWORK_OTHER = "network_other"

    UNHANDLED_EXCEPTION = "unhandled_exception"
    SDK_MISUSE = "sdk_misuse"
    MISSING_DEPENDENCY = "missing_dependency"
    VERSION_INCOMPATIBILITY = "version_incompatibility"
    CONFIGURATION = "configuration"
    DATABASE = "database"
    RESOURCE_EXHAUSTED = "resource_exhausted"
    ASYNC_MISUSE = "async_misuse"
    CODE_OTHER = "code_other"

    CONTENT_FILTERED = "content_filtered"
    REFUSAL = "refusal"
    PROMPT_INJECTION = "prompt_injection"
    INVALID_OUTPUT_FORMAT = "invalid_output_format"
    OUTPUT_TRUNCATED = "output_truncated"
    INVALID_TOOL_CALL = "invalid_tool_call"
    TEMPLATE_ERROR = "template_error"
    AGENT_LOOP = "agent_loop"
    PROMPT_OTHER = "prompt_other"


class Owner(StrEnum):
    """The role that has to act; a team's name comes from users' own rules."""

    OPERATOR = "operator"
    PROVIDER = "provider"
    CALLER = "caller"
    US = "us"


class Severity(StrEnum):
    """How soon somebody must act: at once, within 24 hours, this week, never."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """3 for critical down to 0 for low."""
        return _RANKS[self]

    def step(self, steps: int) -> "Severity":
        """The severity that lies `steps` above (or, negative, below) this one, kept inside the scale."""
        return _SCALE[min(max(self.rank + steps, 0), len(_SCALE) - 1)]


_SCALE = (Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL)
_RANKS = {severity: rank for rank, severity in enumerate(_SCALE)}

_R = Reason
REASONS_OF: dict[Category, tuple[Reason, ...]] = {
    Category.RATE_LIMIT: (
        _R.REQUESTS_LIMIT, _R.TOKENS_LIMIT, _R.DAILY_LIMIT,
        _R.CONCURRENCY_LIMIT, _R.QUOTA_EXHAUSTED, _R.RATE_LIMIT_OTHER,
    ),
    Category.TIMEOUT: (
        _R.CONNECT_TIMEOUT, _R.READ_TIMEOUT, _R.GATEWAY_TIMEOUT, _R.POOL_TIMEOUT, _R.TIMEOUT_OTHER,
    ),
    Category.INVALID_REQUEST: (
        _R.CONTEXT_LENGTH_EXCEEDED, _R.MODEL_NOT_FOUND, _R.UNSUPPORTED_PARAMETER,
        _R.INVALID_PARAMETER_VALUE, _R.MALFORMED_MESSAGES, _R.INVALID_TOOL_SCHEMA,
        _R.PAYLOAD_TOO_LARGE, _R.INVALID_MEDIA, _R.ENDPOINT_NOT_FOUND, _R.INVALID_REQUEST_OTHER,
    ),
    Category.AUTHENTICATION_ERROR: (
        _R.INVALID_API_KEY, _R.MISSING_CREDENTIALS, _R.EXPIRED_CREDENTIALS,
        _R.PERMISSION_DENIED, _R.REGION_BLOCKED, _R.AUTHENTICATION_OTHER,
    ),
    Category.PROVIDER_ERROR: (
        _R.INTERNAL_ERROR, _R.OVERLOADED, _R.BAD_GATEWAY, _R.SERVICE_UNAVAILABLE,
        _R.MALFORMED_RESPONSE, _R.MODEL_UNAVAILABLE, _R.SERVER_OUT_OF_MEMORY, _R.PROVIDER_OTHER,
    ),
    Category.NETWORK_ERROR: (
        _R.DNS_FAILURE, _R.CONNECTION_REFUSED, _R.CONNECTION_RESET, _R.TLS_ERROR,
        _R.PROXY_ERROR, _R.STREAM_INTERRUPTED, _R.NETWORK_OTHER,
    ),
    Category.CODE_BUG: (
        _R.UNHANDLED_EXCEPTION, _R.SDK_MISUSE, _R.MISSING_DEPENDENCY, _R.VERSION_INCOMPATIBILITY,
        _R.CONFIGURATION, _R.DATABASE, _R.RESOURCE_EXHAUSTED, _R.ASYNC_MISUSE, _R.CODE_OTHER,
    ),
    Category.PROMPT_ISSUE: (
        _R.CONTENT_FILTERED, _R.REFUSAL, _R.PROMPT_INJECTION, _R.INVALID_OUTPUT_FORMAT,
        _R.OUTPUT_TRUNCATED, _R.INVALID_TOOL_CALL, _R.TEMPLATE_ERROR, _R.AGENT_LOOP, _R.PROMPT_OTHER,
    ),
}  # fmt: skip

CATEGORY_OF: dict[Reason, Category] = {
    reason: category for category, reasons in REASONS_OF.items() for reason in reasons
}

_OPERATOR = frozenset(
    {
        *REASONS_OF[Category.RATE_LIMIT], *REASONS_OF[Category.AUTHENTICATION_ERROR],
        _R.DNS_FAILURE, _R.CONNECTION_REFUSED, _R.CONNECTION_RESET, _R.TLS_ERROR, _R.PROXY_ERROR,
        _R.NETWORK_OTHER, _R.SERVER_OUT_OF_MEMORY, _R.CONFIGURATION, _R.DATABASE,
        _R.RESOURCE_EXHAUSTED, _R.CONNECT_TIMEOUT, _R.POOL_TIMEOUT,
    }
)  # fmt: skip
_PROVIDER = frozenset(
    {
        _R.INTERNAL_ERROR, _R.OVERLOADED, _R.BAD_GATEWAY, _R.SERVICE_UNAVAILABLE,
        _R.MALFORMED_RESPONSE, _R.PROVIDER_OTHER, _R.GATEWAY_TIMEOUT, _R.READ_TIMEOUT,
        _R.TIMEOUT_OTHER, _R.STREAM_INTERRUPTED,
    }
)  # fmt: skip
_CALLER = frozenset({_R.CONTENT_FILTERED, _R.REFUSAL, _R.PROMPT_INJECTION, _R.INVALID_MEDIA, _R.PAYLOAD_TOO_LARGE})


def owner_of(reason: Reason, *, self_hosted: bool) -> Owner:
    """The role that acts on `reason`; a model that is not available is the operator's only on a self-hosted server."""
    if reason is Reason.MODEL_UNAVAILABLE:
        return Owner.OPERATOR if self_hosted else Owner.PROVIDER
    if reason in _OPERATOR:
        return Owner.OPERATOR
    if reason in _PROVIDER:
        return Owner.PROVIDER
    return Owner.CALLER if reason in _CALLER else Owner.US


_BASE_CRITICAL = frozenset({_R.QUOTA_EXHAUSTED, _R.INVALID_API_KEY, _R.EXPIRED_CREDENTIALS, _R.MISSING_CREDENTIALS})
_BASE_HIGH = frozenset(
    {
        *REASONS_OF[Category.AUTHENTICATION_ERROR], *REASONS_OF[Category.CODE_BUG],
        _R.MODEL_NOT_FOUND, _R.ENDPOINT_NOT_FOUND, _R.DAILY_LIMIT, _R.DNS_FAILURE,
        _R.CONNECTION_REFUSED, _R.TLS_ERROR, _R.PROXY_ERROR, _R.MODEL_UNAVAILABLE,
        _R.SERVER_OUT_OF_MEMORY, _R.PROMPT_INJECTION,
    }
)  # fmt: skip
_BASE_LOW = frozenset({_R.CONTENT_FILTERED, _R.REFUSAL})


def base_severity(reason: Reason | None) -> Severity:
    """Where the severity of `reason` starts, before any step; medium for what is unclassified."""
    if reason in _BASE_CRITICAL:
        return Severity.CRITICAL
    if reason in _BASE_HIGH:
        return Severity.HIGH
    return Severity.LOW if reason in _BASE_LOW else Severity.MEDIUM
