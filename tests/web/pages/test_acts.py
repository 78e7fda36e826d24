"""What people do to an issue from its page, where it was done already or cannot be done."""

from collections.abc import Callable

import pytest

from kiwame.core.issue import IssueFilter
from kiwame.core.taxonomy import Category
from tests.web.pages.browser import Browser
from tests.web.pages.conftest import Served
from tests.web.pages.test_issue_page import act, events

Serve = Callable[..., Served]
Browse = Callable[..., Browser]


@pytest.mark.parametrize("status", ["acknowledged", "resolved"])
def test_a_button_that_is_clicked_twice_is_no_conflict(serve: Serve, browse: Browse, status: str) -> None:
    served = serve(events)
    browser = browse(served.port)
    page = browser.open("/issues/1")
    act(browser, page, status)
    again = act(browser, page, status)
    assert again.status == 200
    assert "it is so already" in again.text
    assert len(served.store.reader.audit("1")) == 1


def test_a_correction_that_is_sent_twice_is_no_conflict(serve: Serve, browse: Browse) -> None:
    served = serve(events)
    browser = browse(served.port)
    form = browser.open("/issues/1").form("/issues/1/verdict")
    values = {"reason": "invalid_api_key", "owner": "us", "severity": "low"}
    browser.send(form, None, **values)
    trail = served.store.reader.audit("1")
    assert browser.send(form, None, **values).status == 200
    assert served.store.reader.audit("1") == trail
    assert browser.send(form, None, **values | {"owner": "caller"}).status == 409


def test_an_ignore_that_ends_otherwise_is_a_conflict(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(events).port)
    page = browser.open("/issues/1")
    form = page.form("/issues/1/status", holding="count")
    assert browser.send(form, count="25").status == 200
    assert browser.send(form, count="30").status == 409
    assert act(browser, page, "ignored").status == 409


@pytest.mark.parametrize(
    ("language", "says"), [("en", "choose its category and reason too"), ("ja", "理由も"), ("zh", "原因")]
)
def test_who_acts_alone_where_nobody_knows_what_it_is(serve: Serve, browse: Browse, language: str, says: str) -> None:
    served = serve()
    (unknown,) = served.store.reader.issues(IssueFilter(category=Category.UNCLASSIFIED), 2, None).issues
    browser = browse(served.port, language=language)
    path = f"/issues/{unknown.id}"
    answer = browser.send(browser.open(path).form(f"{path}/verdict"), owner="us")
    assert answer.status == 422
    assert says in answer.text
    assert "An owner needs a reason" not in answer.text


def test_a_next_release_where_none_was_named(serve: Serve, browse: Browse) -> None:
    browser = browse(serve(lambda store: events(store, release="")).port)
    form = browser.open("/issues/1").form("/issues/1/status", button=("status", "resolved"))
    answer = browser.send(form, ("status", "resolved"), in_next_release="1")
    assert answer.status == 422
    assert "resolve it as it is" in answer.text
