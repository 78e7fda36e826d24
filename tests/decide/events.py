"""Events for this room's tests, made as the command line makes them."""

from kiwame.core.event import ErrorEvent
from kiwame.core.taxonomy import Reason
from kiwame.decide.by_rules import ByRules
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor

_REDACTOR = redactor()
_RULES = ByRules()


def plain(kind: str, message: str, *, stack: str = "", tags: dict[str, str] | None = None) -> ErrorEvent:
    """The event of a class, a message, a printed stack and tags."""
    return to_event(
        event_id="e", type=kind, message=message, stacktrace=stack, tags=tags or {}, platform="python",
        timestamp=0.0, redactor=_REDACTOR,
    )  # fmt: skip


def said(kind: str, message: str, *, stack: str = "", tags: dict[str, str] | None = None) -> Reason | None:
    """The reason that the rules give, or None."""
    answers = _RULES.answers(plain(kind, message, stack=stack, tags=tags))
    return answers[0].reason if answers else None
