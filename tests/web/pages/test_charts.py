"""Counts as bars."""

from kiwame.web.pages.charts import bars, hot_hours, series


def test_hours_without_events_have_their_place() -> None:
    assert series({10: 5, 12: 1, 3: 9, 13: 7}, last_hour=12, length=4) == (0, 5, 0, 1)


def test_only_hours_far_above_the_others_are_hot() -> None:
    assert hot_hours((0, 0, 0, 9)) == (False, False, False, False)
    assert hot_hours((0, 0, 0, 10)) == (False, False, False, True)
    assert hot_hours((50, 60, 55, 199)) == (False, False, False, False)
    assert hot_hours((50, 60, 55, 240)) == (False, False, False, True)
    assert hot_hours(()) == ()


def test_bars() -> None:
    found = bars((0, 1, 100), step=4, gap=1, height=24, burning=True)
    assert (found.width, found.total, found.most) == (11, 101, 100)
    assert found.rest == "M0 23.5h11"
    assert found.usual == "M4 24v-2h3v2z"  # one event can be seen beside a hundred
    assert found.hot == "M8 24v-24h3v24z"
    assert bars((0, 1, 100), step=4, gap=1, height=24, burning=False).hot == ""
