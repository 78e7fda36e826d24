"""Made-up events and the parts that grouping v1 gives them. After v1's release they never change."""

from kiwame.core.event import Deadline, ErrorEvent, Facts, Frame, Link

Parts = tuple[tuple[str, str], ...]

APP = (
    Frame(function="handle", module="app.web", filename="app/web.py", lineno=10, in_app=True),
    Frame(function="run", module="framework.core", filename="framework/core.py", lineno=99),
    Frame(function="answer", module="app.chat", filename="app/chat.py", lineno=42, in_app=True),
)


def event(*chain: Link, message: str = "", facts: Facts | None = None, fingerprint: tuple[str, ...] = ()) -> ErrorEvent:
    """An event with what grouping looks at."""
    return ErrorEvent(
        event_id="0" * 32, project="1", timestamp=0.0, received_at=0.0, chain=chain, message=message,
        facts=facts or Facts(), fingerprint=fingerprint,
    )  # fmt: skip


REFUSED = Link(type="ConnectError", module="httpcore2", message="[Errno 111] Connection refused")
QUOTA = Link(
    type="RateLimitError", module="openai", frames=APP,
    message="Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan.', "
    "'type': 'insufficient_quota', 'param': None, 'code': 'insufficient_quota'}}",
)  # fmt: skip
QUOTA_FACTS = Facts(
    provider="openai", http_status=429, error_code="insufficient_quota", error_type="insufficient_quota",
    error_message="You exceeded your current quota, please check your plan.",
)  # fmt: skip
QUOTA_PARTS: Parts = (
    ("error", "openai.RateLimitError"),
    ("provider", "openai"),
    ("status", "429"),
    ("code", "insufficient_quota"),
    ("message", "You exceeded your current quota, please check your plan."),
)

THIN = "Error code: 400 - {'error': {'message': 'Provider returned error', 'code': 400, 'by': {'name': 'Azure'}}}"

CASES: dict[str, tuple[ErrorEvent, Parts]] = {
    "a provider's error": (event(QUOTA, facts=QUOTA_FACTS), QUOTA_PARTS),
    "the same, wrapped by the application": (
        event(QUOTA, Link(type="ChatFailed", module="app.chat", message="no answer", frames=APP), facts=QUOTA_FACTS),
        QUOTA_PARTS,
    ),
    "a connection error over a refused connection": (
        event(REFUSED, Link(type="APIConnectionError", module="openai", message="Connection error."),
              facts=Facts(provider="openai")),
        (
            ("error", "openai.APIConnectionError"), ("provider", "openai"), ("message", "Connection error."),
            ("root error", "httpcore2.ConnectError"), ("root message", "[Errno 111] Connection refused"),
        ),
    ),
    "an HTTP client's error without a provider": (
        event(Link(type="HTTPStatusError", module="httpx", frames=APP,
                   message="Server error '503 Service Unavailable' for url 'http://10.0.0.5:8080/items/77'"),
              facts=Facts(http_status=503)),
        (
            ("error", "httpx.HTTPStatusError"), ("status", "503"),
            ("message", "Server error '503 Service Unavailable' for url '<url>'"),
        ),
    ),
    "a message of the provider that says too little": (
        event(Link(type="BadRequestError", module="openai", message=THIN),
              facts=Facts(provider="openrouter", http_status=400, error_code="400",
                          error_message="Provider returned error")),
        (
            ("error", "openai.BadRequestError"), ("provider", "openrouter"), ("status", "400"), ("code", "400"),
            ("message", THIN),
        ),
    ),
    "a store's driver": (
        event(Link(type="OperationalError", module="psycopg", frames=APP,
                   message='connection to server at "10.0.0.9", port 5432 failed: Connection refused')),
        (
            ("error", "psycopg.OperationalError"),
            ("message", 'connection to server at "<ip>", port 5432 failed: Connection refused'),
        ),
    ),
    "node's fetch": (
        event(Link(type="Error", message="connect ECONNREFUSED 127.0.0.1:11434"),
              Link(type="TypeError", message="fetch failed"),
              facts=Facts(provider="ollama")),
        (
            ("error", "TypeError"), ("provider", "ollama"), ("message", "fetch failed"),
            ("root error", "Error"), ("root message", "connect ECONNREFUSED <ip>:11434"),
        ),
    ),
    "a node client's class without a module": (
        event(Link(type="RateLimitError", message="429 Rate limit reached for gpt-4o in organization org-x1: Limit 3"),
              facts=Facts(provider="openai", http_status=429, error_code="rate_limit_exceeded")),
        (
            ("error", "RateLimitError"), ("provider", "openai"), ("status", "429"), ("code", "rate_limit_exceeded"),
            ("message", "429 Rate limit reached for gpt-4o in organization <id>: Limit <num>"),
        ),
    ),
    "a class that applications use too, told by its facts": (
        event(Link(type="NotFoundError", message="model 'x' not found", frames=APP),
              facts=Facts(provider="groq", http_status=404)),
        (
            ("error", "NotFoundError"), ("provider", "groq"), ("status", "404"), ("message", "model 'x' not found"),
        ),
    ),
    "the same class without such facts": (
        event(Link(type="NotFoundError", message="no row 12", frames=APP)),
        (
            ("errors", "NotFoundError"),
            ("frames of NotFoundError", "app.chat:answer ← app.web:handle"),
        ),
    ),
    "the application's own chain": (
        event(Link(type="KeyError", message="'choices'", frames=APP),
              Link(type="AnswerError", module="app.errors", message="x", frames=APP[:1])),
        (
            ("errors", "app.AnswerError ← KeyError"),
            ("frames of KeyError", "app.chat:answer ← app.web:handle"),
            ("frames of AnswerError", "app.web:handle"),
        ),
    ),
    "a recursion of any depth": (
        event(Link(type="RecursionError", message="maximum recursion depth exceeded", frames=APP[:1] + APP[2:] * 400)),
        (("errors", "RecursionError"), ("frames of RecursionError", "app.chat:answer ← app.web:handle")),
    ),
    "files with hashed names": (
        event(Link(type="Error", message="x",
              frames=(Frame(function="render", filename="app:///main.3f2a9c8b71.js?v=2", in_app=True),))),
        (("errors", "Error"), ("frames of Error", "app:///main.<n>.js:render")),
    ),
    "a chain without frames of the application": (
        event(Link(type="ValueError", message="bad row 17", frames=APP[1:2]),
              Link(type="JobError", message="job 9 failed")),
        (
            ("type", "JobError"), ("message", "job <num> failed"), ("root error", "ValueError"),
            ("root message", "bad row <num>"),
        ),
    ),
    "raised while a provider's client was at work": (
        event(Link(type="JSONDecodeError", module="json", message="Expecting value: line 3 column 1 (char 17)",
                   frames=(*APP, Frame(function="parse", module="openai._base_client"),
                           Frame(function="decode", module="json.decoder")))),
        (
            ("error", "json.JSONDecodeError"), ("provider", "openai"),
            ("message", "Expecting value: line <num> column <num> (char <num>)"),
        ),
    ),
    "raised in a call back from a provider's client": (
        event(Link(type="ValueError", message="x", frames=(Frame(function="on_event", module="openai.lib"), APP[2]))),
        (("errors", "ValueError"), ("frames of ValueError", "app.chat:answer")),
    ),
    "an HTTP client at work for a provider's": (
        event(Link(type="ReadTimeout", module="httpx", message="timed out",
                   frames=(*APP, Frame(function="chat", module="ollama._client"),
                           Frame(function="send", module="httpx._client")))),
        (("error", "httpx.ReadTimeout"), ("provider", "ollama"), ("message", "timed out")),
    ),
    "a plain message": (
        event(message="Error code: 401 - key sk for user 17 refused"),
        (("message", "Error code: 401 - key sk for user <num> refused"),),
    ),
    "nothing at all": (event(), (("message", "(none)"),)),
    "a deadline named by facts only": (
        event(Link(type="TimeoutError", message="", frames=APP),
              facts=Facts(provider="openai", deadline=Deadline.READ)),
        (("error", "TimeoutError"), ("provider", "openai"), ("message", "(none)")),
    ),
    "the client's fingerprint": (
        event(QUOTA, facts=QUOTA_FACTS, fingerprint=("billing", "42")),
        (("client's fingerprint", "billing"), ("client's fingerprint", "42")),
    ),
    "the client's fingerprint around the default one": (
        event(QUOTA, facts=QUOTA_FACTS, fingerprint=("{{ default }}", "tenant-7")),
        (*QUOTA_PARTS, ("client's fingerprint", "tenant-7")),
    ),
    "only the default one": (event(QUOTA, facts=QUOTA_FACTS, fingerprint=("{{default}}",)), QUOTA_PARTS),
}  # fmt: skip

HASHES = {
    "a provider's error": "323572afbf39d85ab3d62a1464643a6f",
    "the application's own chain": "abcdc5700dab2e75ed75bb6ae3dae18d",
    "a plain message": "4f95a53b9add42efad19d4bed9a80ead",
    "the client's fingerprint": "806ff758216ce373cf89198106bf4813",
}
"""The hashes of some of them: what is stored."""
