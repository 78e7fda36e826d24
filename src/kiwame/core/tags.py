"""The names of event tags that carry facts, with the other names that applications give them.

The first name of each tuple is the one that `kiwame.sdk` sets; the others are set by applications that follow other
habits (the LLM observability conventions of OpenTelemetry, and the names of hand-written error handlers).
"""

PROVIDER = (
    "llm_provider",
    "provider",
    "gen_ai.system",
    "gen_ai.provider.name",
    "llm.provider",
    "vector_store",
    "gateway",
)
MODEL = ("model", "llm_model", "gen_ai.request.model", "gen_ai.response.model", "llm.model", "model_name")
HTTP_STATUS = ("http_status", "status_code", "http.status_code", "http.response.status_code", "response.status_code")
REQUEST_ID = ("request_id", "llm_request_id", "x-request-id", "gen_ai.response.id")
RETRY_AFTER = ("retry_after", "retry-after", "llm_retry_after")
ERROR_CODE = ("error_code", "llm_error_code")
ERROR_TYPE = ("llm_error_type",)
"""What an error's body calls its kind, beside its code; never "error_type", which many handlers give to a class."""
HOST = ("upstream_host",)
"""Host, and port where it is not the usual one, of the request that failed."""
ROOT_CLASS = ("error_root",)
"""The class that stands at the root of the chain; for searching, since the chain itself is in the event."""
ERROR_CATEGORY = "error_category"
"""An application's own guess, from the exception's class and status alone: a hint, outranked by both."""
