"""What `kiwame check` says of channels, from a store in which messages arrived, wait and failed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiwame.core.alert import Channel, Delivery
from kiwame.core.errors import UsageError
from kiwame.notify.outcome import Fate, Outcome
from kiwame.service import wiring
from kiwame.service.check_channels import channel_findings, channel_named, says_of
from kiwame.service.settings import Settings
from kiwame.store.engine import Store
from kiwame.testing import NOW, make_recording
from kiwame.web.findings import Finding, Mark

URL = "https://hooks.slack.com/services/T0/B0/never-shown"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, slack_webhook_url=URL)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with closing(wiring.store(settings, create=True)) as opened:
        opened.projects.ensure_default("ab" * 16, NOW)
        yield opened


def claimed(store: Store, number: int, *, channel: str = "slack") -> int:
    """The id of a delivery that is being sent."""
    (issue,) = store.recorder.record([make_recording(number, issue=f"issue {number}")], NOW).new_issues
    store.deliveries.add([Delivery(issue_id=issue, channel=channel, alert="new", state_version=1, due_at=NOW)])
    (row,) = store.deliveries.claim(NOW, 1, NOW + 15, channel)
    return row.id


def only(settings: Settings, store: Store) -> Finding:
    (found,) = channel_findings(settings, store)
    assert "never-shown" not in found.says
    return found


def test_a_channel_that_was_never_used_says_how_to_try_it(settings: Settings, store: Store) -> None:
    found = only(settings, store)
    assert (found.mark, found.says) == (
        Mark.WORKS,
        "slack (slack): critical, high; nothing sent yet, try: kiwame check --send slack",
    )


def test_what_arrived_and_what_failed_for_good_since(settings: Settings, store: Store) -> None:
    store.deliveries.sent([claimed(store, 1)], "m1", 30.0)
    works = "slack (slack): critical, high; last success 1970-01-01T00:00:30Z; 1 sent"
    assert (only(settings, store).mark, only(settings, store).says) == (Mark.WORKS, works)
    store.deliveries.failed([claimed(store, 2)], "no_service: make a new one", None, 60.0)
    found = only(settings, store)
    assert found.mark is Mark.FAILS
    assert found.says == (
        f"{works}, 1 failed; the last one failed 1970-01-01T00:01:00Z: no_service: make a new one; "
        "then: kiwame delivery retry slack"
    )


def test_what_is_tried_again_by_itself_asks_for_no_command(settings: Settings, store: Store) -> None:
    store.deliveries.failed([claimed(store, 1)], "http_503", NOW + 60, 60.0)
    found = only(settings, store)
    assert found.mark is Mark.FAILS
    assert "no success yet; 1 pending; the last one failed 1970-01-01T00:01:00Z: http_503" in found.says
    assert "retry" not in found.says


def test_a_channel_that_is_not_set_any_more_and_none_at_all(settings: Settings, store: Store) -> None:
    store.deliveries.failed([claimed(store, 1, channel="gone")], "channel_removed", None, NOW)
    none, gone = channel_findings(Settings(data=settings.data), store)
    assert (none.mark, none.says.startswith("none, so nobody is told")) == (Mark.NOTE, True)
    assert gone.says == "gone is not set any more, and 1 messages to it failed: channel_removed"


def test_a_channel_by_its_name(settings: Settings, store: Store) -> None:
    store.channels.put(Channel(name="page", kind="slack", url=URL), "local", NOW)
    assert [channel_named(settings, name).from_page for name in ("slack", "page")] == [False, True]
    with pytest.raises(UsageError, match="there is: slack, page"):
        channel_named(settings, "nobody")


@pytest.mark.parametrize("fate", list(Fate))
def test_a_test_message_does_not_say_that_it_is_repeated(fate: Fate) -> None:
    said = says_of(Outcome(fate=fate, code="http_503", remedy="Slack has a hiccup: it is tried again by itself"))
    assert said.endswith("(an alert is, this test is not)") == (fate is Fate.RETRY)
