"""Telling events of one fingerprint apart further."""

import pytest

from kiwame.core.event import Frame, Link
from kiwame.core.regrouping import SplitBy
from kiwame.grouping.regroup import regrouped
from kiwame.testing import make_event, make_fingerprint


def link(message: str, *functions: str) -> Link:
    frames = tuple(Frame(function=name, module="shop", in_app=True) for name in functions)
    return Link(type="ValueError", message=message, frames=frames)


@pytest.mark.parametrize(
    ("by", "one", "like", "other"),
    [
        (SplitBy.MESSAGE, {"chain": (link("order 17 is gone"),)}, {"chain": (link("order 18 is gone"),)},
         {"chain": (link("the card was declined"),)}),
        (SplitBy.FRAMES, {"chain": (link("a", "pay", "charge"),)}, {"chain": (link("b", "pay", "charge"),)},
         {"chain": (link("a", "ship"),)}),
        (SplitBy.TRANSACTION, {"transaction": "/pay"}, {"transaction": "/pay"}, {"transaction": "/ship"}),
    ],
)  # fmt: skip
def test_a_split_tells_apart_what_differs_in_its_part(by: SplitBy, one: dict, like: dict, other: dict) -> None:  # type: ignore[type-arg]
    whole = make_fingerprint()
    values = [regrouped(whole, make_event(**fields), by) for fields in (one, like, other)]
    assert values[0].value == values[1].value != values[2].value
    assert whole.value not in {each.value for each in values}
    assert (values[0].version, values[0].parts[:-1]) == (whole.version, whole.parts)
    assert values[0].parts[-1][0] == f"split by {by}"


def test_the_value_is_frozen() -> None:
    found = regrouped(make_fingerprint(), make_event(transaction="/pay"), SplitBy.TRANSACTION)
    assert found.value == "1841f89f5cc276e3fa23dfeec4863d15"
