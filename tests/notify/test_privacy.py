"""What leaves in a message is what docs/explanation/what-is-sent-where.md says: never an error's own text."""

import json
from dataclasses import replace

import pytest

from kiwame.core.alert import Alert
from kiwame.core.event import ErrorEvent, Facts, Frame, Link
from kiwame.notify.slack.digest import digest_message
from kiwame.notify.slack.render import Told, issue_message
from kiwame.testing import make_event
from tests.notify.test_messages import LOOK, make_issue

CANARY = "my name is Aiko"
FRAME = Frame(function=CANARY, module=CANARY, filename=CANARY)
EXCEPTION = make_event(
    chain=(Link(type="Root", message=CANARY, frames=(FRAME,)), Link(type="KeyError", message=CANARY)),
    message=CANARY,
    params_template=CANARY,
    facts=Facts(error_message=CANARY, error_param=CANARY, request_id=CANARY, error_code="no_such_key"),
    transaction=CANARY,
    server_name=CANARY,
    tags=(("user", CANARY),),
    fingerprint=(CANARY,),
)
LOGGED = replace(EXCEPTION, chain=(), facts=Facts(error_message=CANARY), logger="shop.checkout", culprit=CANARY)


@pytest.mark.parametrize(
    ("event", "type_", "says"),
    [
        (EXCEPTION, "KeyError", "`KeyError · no_such_key`"),
        (LOGGED, "", "`shop.checkout`"),
        (replace(LOGGED, logger=""), "", None),
        (None, "KeyError", "`KeyError`"),
        (None, "", None),
    ],
)
def test_an_errors_own_text_never_leaves(event: ErrorEvent | None, type_: str, says: str | None) -> None:
    told = Told(issue=make_issue(title=CANARY, type=type_), alert=Alert.NEW, event=event)
    for message in (issue_message(told, LOOK), digest_message([told, told], LOOK)):
        assert CANARY not in json.dumps(json.loads(message.body), ensure_ascii=False)
    elements = json.loads(issue_message(told, LOOK).body)["blocks"][1]["elements"]
    assert [element["text"] for element in elements[1:]] == ([says] if says else [])
