"""Bugs of a shop's API in FastAPI."""

from kiwame.core.taxonomy import Reason
from kiwame.lab.ordinary.bug import Framework, bugs

_BUG = Reason.UNHANDLED_EXCEPTION

BUGS = bugs(
    Framework.FASTAPI,
    ("fastapi-index-error", _BUG, "GET /orders/{n}/last-item", "the last item of an empty order"),
    ("fastapi-response", _BUG, "GET /articles/{n}", "an answer that is not of its own model"),
    ("fastapi-model", _BUG, "GET /suppliers/{n}", "a record that is not of the model"),
    ("fastapi-recursion", _BUG, "GET /categories/{n}", "a category that is its own parent"),
    ("fastapi-group", _BUG, "GET /dashboard/{n}", "one task of a group fails"),
    ("fastapi-unicode", _BUG, "GET /imports/{n}", "a file in another encoding"),
    ("fastapi-not-awaited", Reason.ASYNC_MISUSE, "GET /stock/{n}", "a coroutine used as its result"),
    ("fastapi-loop-in-loop", Reason.ASYNC_MISUSE, "GET /sync/{n}", "asyncio.run within a running loop"),
    ("fastapi-other-loop", Reason.ASYNC_MISUSE, "GET /locked/{n}", "a future of another loop"),
    ("fastapi-deadline", Reason.TIMEOUT_OTHER, "GET /forecast/{n}", "the shop's own deadline over its own work"),
)
