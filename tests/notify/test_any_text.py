"""Whatever an event says in whichever field, Slack takes the message, and nothing in it pings, links or hides."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.alert import Alert
from kiwame.core.event import Facts, Link
from kiwame.core.taxonomy import Reason
from kiwame.notify.slack.digest import digest_message
from kiwame.notify.slack.render import Look, Told, issue_message
from kiwame.notify.slack.written import cut, escaped, plain, units
from kiwame.playbooks.languages import LANGUAGES
from kiwame.testing import make_event, make_verdict
from tests.notify.test_messages import body_of, make_issue

_PIECES = st.sampled_from(
    ["&", "<", ">", "`", "*", "_", "~", "|", "<!channel>", "@here", "<http://e|t>", "\u202e", "\u200b", "😀", "é",
     "\u05d0", "\u0301", "\n", "\0", "\ud800", "{x}", "%s", "漢", "a", " "]
)  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=50),
    st.lists(_PIECES, max_size=40).map("".join),
    st.tuples(_PIECES, st.integers(0, 5000)).map(lambda each: each[0] * each[1]),
)


@st.composite
def told(draw: st.DrawFn) -> Told:
    """An issue whose every text is any text."""
    own: dict[str, Any] = {"releases": tuple(draw(st.lists(TEXT, max_size=5)))}
    names = ("provider", "model", "host", "limit", "retry_after")
    verdict = make_verdict(draw(st.sampled_from(Reason)), parameters={name: draw(TEXT) for name in names})
    event = make_event(
        chain=(Link(type=draw(TEXT), module=draw(TEXT), message=draw(TEXT)),),
        facts=Facts(provider=draw(TEXT), error_code=draw(TEXT), http_status=draw(st.integers(-1, 10**9))),
        logger=draw(TEXT),
    )
    issue = make_issue(title=draw(TEXT), type=draw(TEXT), verdict=verdict, environments=(draw(TEXT),), **own)
    return Told(
        issue=issue,
        alert=draw(st.sampled_from(Alert)),
        event=draw(st.sampled_from([event, None])),
        sentry_url=draw(TEXT),
        project=draw(TEXT),
    )


@settings(max_examples=60, deadline=None)
@given(told(), told(), st.sampled_from(LANGUAGES))
def test_any_text_makes_a_message_that_slack_takes(one: Told, other: Told, language: str) -> None:
    look = Look(language=language, address="https://kiwame.example.com")
    body_of(issue_message(one, look))
    body_of(digest_message([one, other], look))


@settings(deadline=None)
@given(TEXT, st.integers(2, 300))
def test_a_cut_text_keeps_its_limit_and_its_entities(text: str, limit: int) -> None:
    shown = escaped(cut(plain(text), limit))
    assert units(shown) <= limit
    assert "&" not in shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
