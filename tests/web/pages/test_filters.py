"""Which issues an address asks for."""

import pytest

from kiwame.core.issue import Order, Status
from kiwame.core.ports import Project
from kiwame.core.taxonomy import Category, Owner, Severity
from kiwame.web.pages import filters

PROJECTS = [Project(id="1", name="chat"), Project(id="2", name="search")]


def test_without_anything_the_open_ones_that_need_somebody() -> None:
    asked = filters.read({}, PROJECTS)
    assert (asked.wanted().status, asked.wanted().order) == (Status.OPEN, Order.NEEDED)
    assert (asked.is_narrowed, asked.faults, asked.address()) == (False, (), "/")


def test_everything_that_can_be_asked_for_comes_back_in_the_address() -> None:
    given = {
        "status": "resolved", "q": "a b&c", "severity": "high", "category": "timeout", "owner": "us", "project": "2",
        "release": "1.0 é", "environment": "prod",
    }  # fmt: skip
    asked = filters.read({**given, "utm_source": "mail", "release": "1.0 é"}, PROJECTS)
    wanted = asked.wanted()
    assert asked.faults == ()
    assert (wanted.severity, wanted.category, wanted.owner) == (Severity.HIGH, Category.TIMEOUT, Owner.US)
    assert (wanted.project, wanted.text, wanted.release, wanted.environment) == ("2", "a b&c", "1.0 é", "prod")
    assert asked.address() == (
        "/?status=resolved&q=a+b%26c&severity=high&category=timeout&owner=us&project=2&release=1.0+%C3%A9"
        "&environment=prod"
    )
    assert asked.address(status="open", q="", category="") == (
        "/?severity=high&owner=us&project=2&release=1.0+%C3%A9&environment=prod"
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("status", "opn", "open, acknowledged, resolved, ignored"),
        ("severity", "CRITICAL", "critical, high, medium, low"),
        ("category", "timeouts", "rate_limit, timeout,"),
        ("owner", "me", "operator, provider, caller, us"),
        ("project", "3", "1 (chat), 2 (search)"),
    ],
)
def test_an_unknown_value_is_a_fault_that_says_what_would_do_and_the_rest_is_kept(
    name: str, value: str, says: str
) -> None:
    asked = filters.read({"q": "kept", name: value}, PROJECTS)
    (fault,) = asked.faults
    assert fault.name == name
    assert says in fault.text.format_map(fault.values)
    assert asked.address() == "/?q=kept"


@pytest.mark.parametrize("value", ["a\0b", "a\x1bb", "a\x7fb", "a" * 201])
def test_texts_have_an_end_and_no_control_characters(value: str) -> None:
    assert [fault.name for fault in filters.read({"q": value, "release": "1"}, PROJECTS).faults] == ["q"]
