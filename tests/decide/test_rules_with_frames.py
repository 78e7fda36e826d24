"""Rules that a line of plain text can never make fire: they ask for what only the events of Sentry's SDKs tell."""

from typing import Any

import pytest

from kiwame.core.event import Door, ErrorEvent
from kiwame.core.taxonomy import Reason
from kiwame.decide.by_rules import ByRules
from kiwame.normalise.decode import decode_mapping
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_event

SENT: dict[str, tuple[Reason, dict[str, Any]]] = {
    # capture_message: who sent it, and that there is no exception, is no part of a type, a message and a stack
    "code.log_line": (
        Reason.CODE_OTHER,
        {"logentry": {"formatted": "till 4 was closed with 3 baskets open"}, "sdk": {"name": "sentry.python"}},
    ),
}
"""By a rule's id: the reason, and the payload that makes it fire."""


def sent(payload: dict[str, Any]) -> ErrorEvent:
    """The event of a payload, as the door of envelopes makes it."""
    fields = {"platform": "python", "level": "error"} | payload
    return to_event(
        decode_mapping(fields), project="1", door=Door.ENVELOPE, received_at=0.0, sent_at=None,
        event_id="0" * 32, redactor=redactor(),
    )  # fmt: skip


@pytest.mark.parametrize("name", SENT)
def test_the_rule_fires_and_its_reason_is_said(name: str) -> None:
    reason, payload = SENT[name]
    answers = ByRules().answers(sent(payload))
    assert f"rules:{name}" in [answer.decided_by for answer in answers]
    assert answers[0].reason is reason


def test_a_line_of_no_sdk_does_not_make_it_fire() -> None:
    _, payload = SENT["code.log_line"]
    answers = ByRules().answers(sent({"logentry": payload["logentry"]}))
    assert "rules:code.log_line" not in [answer.decided_by for answer in answers]
