"""What is told, to whom, how often, and when again: the pure decisions."""

import pytest

from kiwame.core.alert import Alert, AlertInputs, Channel
from kiwame.core.taxonomy import Severity
from kiwame.notify.pace import GATHER_S, MESSAGES, WINDOW_S, Step, pace
from kiwame.notify.plan import Why, plan
from kiwame.notify.retry import GIVE_UP_AFTER_S, again_at, asked, pause
from kiwame.notify.route import merged, taking, with_project_ids

NOW = 1_800_000_000.0
SLACK = Channel(name="slack", kind="slack", url="https://hooks.slack.com/services/x")


def inputs(**fields: object) -> AlertInputs:
    own = {
        "project": "1", "open": True, "severity": Severity.CRITICAL, "pending": Alert.NEW, "told": None, "fresh": True,
    }  # fmt: skip
    return AlertInputs(**(own | fields))  # type: ignore[arg-type]  # fields of AlertInputs


@pytest.mark.parametrize(
    ("fields", "alert", "why"),
    [
        ({}, Alert.NEW, Why.PENDING),
        ({"pending": Alert.REGRESSED}, Alert.REGRESSED, Why.PENDING),
        ({"pending": Alert.RETURNED}, Alert.RETURNED, Why.PENDING),
        ({"pending": Alert.NEW, "told": Severity.LOW}, Alert.NEW, Why.PENDING),
        ({"severity": Severity.MEDIUM}, Alert.NEW, Why.NO_CHANNEL),
        ({"fresh": False}, None, Why.NOT_FRESH),
        ({"open": False}, None, Why.NOT_OPEN),
        ({"pending": None}, None, Why.NOTHING_NEW),
        ({"pending": None, "told": Severity.CRITICAL}, None, Why.TOLD),
        ({"pending": None, "told": Severity.MEDIUM}, Alert.ROSE, Why.ROSE),
        ({"pending": None, "told": Severity.LOW, "severity": Severity.MEDIUM}, Alert.ROSE, Why.NO_CHANNEL),
        ({"pending": None, "told": Severity.CRITICAL, "severity": Severity.HIGH}, None, Why.TOLD),
        ({"pending": None, "told": Severity.MEDIUM, "fresh": False}, None, Why.NOT_FRESH),
        ({"pending": None, "told": Severity.MEDIUM, "open": False}, None, Why.NOT_OPEN),
    ],
)
def test_what_is_told(fields: dict[str, object], alert: Alert | None, why: Why) -> None:
    decided = plan(inputs(**fields), [SLACK])
    assert (decided.alert, decided.why) == (alert, why)
    assert decided.channels == (("slack",) if why in (Why.PENDING, Why.ROSE) else ())


def test_each_channel_takes_what_it_was_set_to() -> None:
    channels = [
        SLACK,
        Channel(name="all", kind="slack", url="u", severities=tuple(Severity)),
        Channel(name="back", kind="slack", url="u", alerts=(Alert.REGRESSED,)),
        Channel(name="shop", kind="slack", url="u", projects=("2",)),
    ]

    def takes(severity: Severity, alert: Alert, project: str) -> tuple[str, ...]:
        return taking(channels, severity=severity, alert=alert, project=project)

    assert takes(Severity.HIGH, Alert.NEW, "1") == ("slack", "all")
    assert takes(Severity.HIGH, Alert.REGRESSED, "2") == ("slack", "all", "back", "shop")
    assert takes(Severity.LOW, Alert.NEW, "2") == ("all",)


def test_the_operators_channel_wins_over_one_of_that_name_from_the_page() -> None:
    page = [Channel(name="slack", kind="slack", url="theirs"), Channel(name="more", kind="slack", url="u")]
    assert [(each.name, each.url) for each in merged([SLACK], page)] == [("slack", SLACK.url), ("more", "u")]


def test_a_channel_of_a_project_that_is_gone_does_not_get_all_projects() -> None:
    channels = [Channel(name="shop", kind="slack", url="u", projects=("Shop", "gone"))]
    (known,) = with_project_ids(channels, {"shop": "2", "2": "2", "1": "1"})
    assert known.projects[0] == "2"
    assert taking([known], severity=Severity.HIGH, alert=Alert.NEW, project="1") == ()
    (none,) = with_project_ids([Channel(name="x", kind="slack", url="u", projects=("gone",))], {"1": "1"})
    assert taking([none], severity=Severity.HIGH, alert=Alert.NEW, project="1") == ()


def test_pauses_double_from_one_to_two_seconds_up_to_a_minute() -> None:
    spans = [(pause(tries, 0.0), pause(tries, 1.0)) for tries in range(1, 9)]
    assert spans == [(1, 2), (2, 4), (4, 8), (8, 16), (16, 32), (30, 60), (30, 60), (30, 60)]
    assert pause(10_000, 1.0) == 60


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0), (" 1.5 ", 1.5), ("0", 0.0), ("-5", 0.0), ("99999999", 3600.0), ("nan", None), ("", None),
        ("inf", 3600.0), ("Fri, 15 Jan 2027 08:00:10 GMT", 10.0), ("Fri, 15 Jan 2027 07:00:00 GMT", 0.0),
        ("Fri, 99 Jan 2027 07:00:00 GMT", None), ("soon", None), ("1" * 5000, 3600.0),
    ],
)  # fmt: skip
def test_retry_after(header: str, seconds: float | None) -> None:
    assert asked(header, NOW) == seconds


def test_again_after_the_longer_of_both_and_never_after_a_day() -> None:
    assert again_at(tries=1, created_at=NOW, now=NOW + 5, after=None, draw=0.0) == NOW + 6
    assert again_at(tries=1, created_at=NOW, now=NOW + 5, after=30.0, draw=0.0) == NOW + 35
    assert again_at(tries=6, created_at=NOW, now=NOW + 5, after=1.0, draw=0.0) == NOW + 35
    assert again_at(tries=9, created_at=NOW, now=NOW + GIVE_UP_AFTER_S, after=None, draw=0.0) is None


def test_nine_go_singly_the_tenth_gathers_and_then_the_window_must_free() -> None:
    sent = [NOW + number for number in range(MESSAGES - 1)]
    now = NOW + 20
    assert pace(sent[:-1], now=now, gathering_since=None).step is Step.ONE
    waits = pace(sent, now=now, gathering_since=None)
    assert (waits.step, waits.gathering_since) == (Step.WAIT, now)
    assert pace(sent, now=now + GATHER_S - 0.1, gathering_since=now).step is Step.WAIT
    goes = pace(sent, now=now + GATHER_S, gathering_since=now)
    assert (goes.step, goes.gathering_since) == (Step.DIGEST, None)
    full = [*sent, now + GATHER_S]
    later = pace(full, now=now + 100, gathering_since=now + 50)
    assert (later.step, later.gathering_since) == (Step.WAIT, now + 50)
    assert pace(full, now=NOW + WINDOW_S, gathering_since=now + 50).step is Step.DIGEST


def test_a_clock_that_was_set_back_does_not_silence_a_channel() -> None:
    ahead = [NOW + 1000 + number for number in range(MESSAGES)]
    assert pace(ahead, now=NOW, gathering_since=None).step is Step.ONE
    nine = [NOW - number for number in range(MESSAGES - 1)]
    waits = pace(nine, now=NOW, gathering_since=NOW + 999)
    assert waits.gathering_since == NOW
    assert pace(nine, now=NOW + GATHER_S, gathering_since=NOW).step is Step.DIGEST
    put_right = [NOW + 3 for _ in range(MESSAGES)]
    assert pace(put_right, now=NOW, gathering_since=None).step is Step.WAIT
