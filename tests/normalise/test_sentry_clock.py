"""Timestamps in every form, corrected by the sender's clock, and never beyond what is believable."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.normalise.clock import happened, moment

_NOW = 1_795_000_000.0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1_795_000_000, 1_795_000_000.0),
        (1.5, 1.5),
        ("2026-11-18T11:06:40Z", 1_795_000_000.0),
        ("2026-11-18T11:06:40", 1_795_000_000.0),
        ("2026-11-18 11:06:40.5", 1_795_000_000.5),
        ("2026-11-18T12:06:40+01:00", 1_795_000_000.0),
        ("2026-11-18T11:06:40.123456789Z", 1_795_000_000.123456),
        ("1795000000.5", 1_795_000_000.5),
        ("0001-01-01T00:00:00Z", -62_135_596_800.0),
        ("9999-12-31T23:59:59Z", 253_402_300_799.0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        (math.nan, None),
        (math.inf, None),
        (None, None),
        ("9" * 500, None),
        ("2026-13-45T99:00:00Z", None),
    ],
)
def test_moments(value: float | str | None, expected: float | None) -> None:
    assert moment(value) == expected


def test_a_clock_that_is_off_is_corrected() -> None:
    for off in (-86_400.0, -5.0, 0.0, 7_200.0):
        claimed, sent_at = _NOW - 10 + off, _NOW + off
        assert happened(claimed=claimed, sent_at=sent_at, received_at=_NOW) == _NOW - 10


@pytest.mark.parametrize("sent_at", [math.nan, math.inf, -1.0, 1e300, None])
def test_a_sent_at_that_is_nonsense_corrects_nothing(sent_at: float | None) -> None:
    assert happened(claimed=_NOW - 10, sent_at=sent_at, received_at=_NOW) == _NOW - 10


@pytest.mark.parametrize(
    "claimed", [None, math.nan, math.inf, -1.0, 0.0, -62_135_596_800.0, 253_402_300_799.0, _NOW + 61]
)
def test_a_claim_beyond_belief_counts_as_just_received(claimed: float | None) -> None:
    assert happened(claimed=claimed, sent_at=None, received_at=_NOW) == _NOW


def test_a_minute_ahead_is_believed() -> None:
    assert happened(claimed=_NOW + 59, sent_at=None, received_at=_NOW) == _NOW + 59


@given(st.none() | st.floats() | st.text(max_size=30), st.none() | st.floats())
def test_any_claim_stays_within_bounds(claim: float | str | None, sent_at: float | None) -> None:
    assert 946_684_800 <= happened(claimed=moment(claim), sent_at=sent_at, received_at=_NOW) <= _NOW + 60
