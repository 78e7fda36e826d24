"""The outbox on both databases: added once, claimed by one, cancelled with its issue, counted, tried again."""

import threading
from collections.abc import Sequence

import pytest

from kiwame.core.alert import ChannelState, Delivery, DeliveryState
from kiwame.core.issue import Correction, Status
from kiwame.store.engine import Store
from kiwame.testing import NOW, make_recording


def an_issue(store: Store, number: int = 1) -> str:
    recording = make_recording(number, issue=f"issue {number}")
    (issue_id,) = store.recorder.record([recording], NOW).new_issues
    return issue_id


def row(issue_id: str, version: int = 1, *, channel: str = "slack", after: float = 0.0) -> Delivery:
    at = NOW + after
    return Delivery(issue_id=issue_id, channel=channel, alert="new", state_version=version, due_at=at, created_at=at)


def states(store: Store, issue_id: str) -> list[DeliveryState]:
    return [each.state for each in reversed(store.deliveries.of_issue(issue_id))]


def ids(rows: Sequence[Delivery]) -> list[int]:
    return [each.id for each in rows]


def test_a_delivery_is_added_once(store: Store) -> None:
    issue = an_issue(store)
    rows = [row(issue, version) for version in (1, 2)]
    assert store.deliveries.add(rows) == 2
    assert store.deliveries.add(rows) == 0
    assert store.deliveries.add([]) == 0


def test_claimed_until_done_tried_again_and_given_up(store: Store) -> None:
    one, two = an_issue(store, 1), an_issue(store, 2)
    store.deliveries.add([row(one), row(two, after=1)])
    (first,) = store.deliveries.claim(NOW, 10, NOW + 15)
    assert (first.issue_id, first.state, first.tries, first.created_at) == (one, DeliveryState.CLAIMED, 1, NOW)
    assert store.deliveries.claim(NOW, 10, NOW + 15) == []
    store.deliveries.sent([first.id], "m1", NOW + 2)
    (second,) = store.deliveries.claim(NOW + 1, 10, NOW + 16)
    store.deliveries.failed([second.id], "http_503\0", NOW + 30, NOW + 2)
    assert store.deliveries.claim(NOW + 29, 10, NOW + 60) == []
    (again,) = store.deliveries.claim(NOW + 30, 10, NOW + 45)
    assert (again.id, again.tries, again.last_error) == (second.id, 2, "http_503\ufffd")
    # Its claimer died: the claim ran out.
    (later,) = store.deliveries.claim(NOW + 45, 10, NOW + 60)
    assert (later.id, later.tries) == (second.id, 3)
    store.deliveries.failed([later.id], "no_service", None, NOW + 46)
    assert store.deliveries.claim(NOW + 10_000, 10, NOW + 10_015) == []
    (kept,) = store.deliveries.of_issue(two)
    assert (kept.state, kept.last_error, kept.finished_at) == (DeliveryState.FAILED, "no_service", NOW + 46)
    (kept,) = store.deliveries.of_issue(one)
    assert (kept.state, kept.message, kept.finished_at) == (DeliveryState.SENT, "m1", NOW + 2)


def test_one_message_takes_all_that_is_due_of_its_issue_and_channel(store: Store) -> None:
    one, two = an_issue(store, 1), an_issue(store, 2)
    store.deliveries.add([row(one, 1), row(two, 1, after=1), row(one, 2, after=2), row(one, 1, channel="other")])
    store.deliveries.add([row(one, 3, after=50)])
    claimed = store.deliveries.claim(NOW + 5, 1, NOW + 20, "slack")
    assert [(each.issue_id, each.state_version) for each in claimed] == [(one, 1), (one, 2)]
    assert store.deliveries.due(NOW + 5) == {"slack": 1, "other": 1}
    assert [each.channel for each in store.deliveries.claim(NOW + 5, 10, NOW + 20)] == ["other", "slack"]


def test_what_is_no_longer_open_is_cancelled_and_not_claimed(store: Store) -> None:
    one, two = an_issue(store, 1), an_issue(store, 2)
    store.deliveries.add([row(one), row(two), row(one, 2, after=99)])
    store.commands.correct(one, Correction(status=Status.ACKNOWLEDGED), "ann", NOW + 1)
    assert [each.issue_id for each in store.deliveries.claim(NOW + 2, 10, NOW + 20)] == [two]
    assert states(store, one)[0] is DeliveryState.CANCELLED
    assert store.deliveries.claim(NOW + 100, 10, NOW + 115) != []  # the second issue's, whose claim ran out
    assert set(states(store, one)) == {DeliveryState.CANCELLED}


def test_what_was_sent_or_cancelled_does_not_fail_later(store: Store) -> None:
    one, two = an_issue(store, 1), an_issue(store, 2)
    store.deliveries.add([row(one), row(two)])
    first, second = store.deliveries.claim(NOW, 10, NOW + 1)
    store.deliveries.sent([first.id], "m", NOW)
    store.commands.correct(two, Correction(status=Status.RESOLVED), "ann", NOW)
    assert store.deliveries.claim(NOW + 2, 10, NOW + 9) == []
    store.deliveries.failed([first.id, second.id], "too late", NOW + 3, NOW + 3)
    assert (states(store, one), states(store, two)) == ([DeliveryState.SENT], [DeliveryState.CANCELLED])


def test_messages_are_counted_a_digest_once(store: Store) -> None:
    issues = [an_issue(store, number) for number in range(4)]
    store.deliveries.add([row(issue) for issue in issues] + [row(issues[0], channel="other")])
    rows = store.deliveries.claim(NOW, 10, NOW + 15, "slack")
    store.deliveries.sent(ids(rows[:1]), "m1", NOW + 1)
    store.deliveries.sent(ids(rows[1:3]), "m2", NOW + 2)
    store.deliveries.failed(ids(rows[3:]), "no_service", None, NOW + 3)
    assert store.deliveries.messages_since("slack", NOW) == [NOW + 1, NOW + 2]
    assert store.deliveries.messages_since("slack", NOW + 1.5) == [NOW + 2]
    assert store.deliveries.messages_since("other", NOW) == []


def test_how_channels_fare(store: Store) -> None:
    issues = [an_issue(store, number) for number in range(4)]
    assert store.deliveries.channel_states() == []
    store.deliveries.add([row(issue) for issue in issues])
    rows = store.deliveries.claim(NOW, 10, NOW + 15)
    store.deliveries.failed(ids(rows[:1]), "http_503", NOW + 9, NOW + 1)
    store.deliveries.failed(ids(rows[1:2]), "channel_not_found", None, NOW + 2)
    (state,) = store.deliveries.channel_states()
    assert (state.failing, state.failed_at, state.last_sent_at) == ("channel_not_found", NOW + 2, None)
    store.deliveries.sent(ids(rows[2:3]), "m1", NOW + 3)
    (state,) = store.deliveries.channel_states()
    counts = dict.fromkeys(DeliveryState, 1) | {DeliveryState.CANCELLED: 0}
    assert state == ChannelState(channel="slack", counts=counts, last_sent_at=NOW + 3)
    store.deliveries.failed(ids(rows[3:]), "http_500", NOW + 60, NOW + 4)
    (state,) = store.deliveries.channel_states()
    assert (state.failing, state.failed_at, state.last_sent_at) == ("http_500", NOW + 4, NOW + 3)


def test_failed_ones_of_open_issues_are_tried_again_as_if_new(store: Store) -> None:
    one, two = an_issue(store, 1), an_issue(store, 2)
    store.deliveries.add([row(one), row(two), row(one, channel="other")])
    rows = store.deliveries.claim(NOW, 10, NOW + 15)
    store.deliveries.failed(ids(rows), "no_service", None, NOW + 1)
    store.commands.correct(two, Correction(status=Status.RESOLVED), "ann", NOW + 2)
    assert store.deliveries.retry("slack", NOW + 500) == 1
    assert store.deliveries.retry("slack", NOW + 500) == 0
    (again,) = store.deliveries.claim(NOW + 500, 10, NOW + 515)
    assert (again.issue_id, again.channel, again.tries, again.created_at) == (one, "slack", 1, NOW + 500)


@pytest.mark.parametrize("limit", [1, 3])
def test_no_two_claimers_get_the_same_delivery(store: Store, limit: int) -> None:
    issues = [an_issue(store, number) for number in range(10)]
    store.deliveries.add([row(issue, version) for issue in issues for version in (1, 2, 3)])
    claimed: list[int] = []

    def claim() -> None:
        while rows := store.deliveries.claim(NOW + 60, limit, NOW + 999):
            claimed.extend(ids(rows))

    threads = [threading.Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(set(claimed))
    assert len(claimed) == 30


def test_a_clock_that_was_set_back_makes_nothing_wait_for_ever(store: Store) -> None:
    issue = an_issue(store)
    store.deliveries.add([row(issue, 1, after=86_400), row(issue, 2, channel="other", after=3_700)])
    assert store.deliveries.due(NOW) == {"slack": 1}
    (claimed,) = store.deliveries.claim(NOW, 10, NOW + 15)
    assert claimed.channel == "slack"
    assert store.deliveries.due(NOW) == {}
