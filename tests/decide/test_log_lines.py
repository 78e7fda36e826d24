"""A message that an SDK sent without an exception: the application's own talk, unless it speaks of models or peers."""

import pytest

from kiwame.core.event import Facts
from kiwame.core.taxonomy import Reason
from kiwame.decide.cascade import offline_cascade
from kiwame.testing import make_event

SDK = "sentry.python/2.75.0"


@pytest.mark.parametrize(
    "line",
    ["Voucher rate limit of 2 per household reached", "Session timeout: guest 7 left the till", "No stock of 12"],
)
def test_a_shops_own_line_is_no_failure_of_a_peer(line: str) -> None:
    verdict = offline_cascade().judge(make_event(message=line, chain=(), sdk=SDK, facts=Facts()))
    assert (verdict.reason, verdict.is_unsure()) == (Reason.CODE_OTHER, False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("OpenAI rate limit exceeded: too many requests", Reason.RATE_LIMIT_OTHER),
        ("connect ECONNREFUSED 127.0.0.1:11434", Reason.CONNECTION_REFUSED),
    ],
)
def test_a_line_about_a_peer_is_judged_as_what_it_says(line: str, reason: Reason) -> None:
    assert offline_cascade().judge(make_event(message=line, chain=(), sdk=SDK, facts=Facts())).reason is reason
