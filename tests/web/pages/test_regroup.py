"""Grouping by hand from the pages, in a browser without script."""

from collections.abc import Callable

from kiwame.core.issue import IssueFilter
from tests.web.pages.browser import Browser
from tests.web.pages.conftest import Served

Serve = Callable[..., Served]
Browse = Callable[..., Browser]


def listed(served: Served) -> set[str]:
    return {issue.id for issue in served.store.reader.issues(IssueFilter(), 10, None).issues}


def test_those_that_are_chosen_become_one(serve: Serve, browse: Browse) -> None:
    served = serve()
    browser = browse(served.port)
    form = browser.open("/").form("/issues/changes")
    chosen = [value for name, value in form.boxes if name == "issue" and value.split(".")[0] in ("2", "3")]
    form.action = "/issues/merge"
    page = browser.send(form, None, issue=chosen)
    assert "Made one issue of 2." in page.text
    assert listed(served) == {"1", "2", "4", "5"}
    whole = browser.open("/issues/2")
    assert "Made part of it #3" in whole.text
    part = browser.open("/issues/3")
    assert "This is part of issue #2" in part.text
    assert "made it part of #2" in part.text
    back = browser.send(part.form("/issues/3/unmerge"))
    assert "An issue of its own again" in back.text
    assert listed(served) == {"1", "2", "3", "4", "5"}


def test_one_alone_is_not_merged(serve: Serve, browse: Browse) -> None:
    browser = browse(serve().port)
    form = browser.open("/").form("/issues/changes")
    form.action = "/issues/merge"
    answer = browser.send(form, None, issue=[form.boxes[-1][1]])
    assert (answer.status, "Choose two issues or more" in answer.text) == (422, True)


def test_an_issue_is_made_part_of_a_named_one(serve: Serve, browse: Browse) -> None:
    served = serve()
    browser = browse(served.port)
    form = browser.open("/issues/2").form("/issues/2/merge")
    for number, says in (("99", "There is no issue #99"), ("2", "cannot become one"), ("x", "by its number")):
        refused = browser.send(form, None, into=number)
        assert (refused.status, says in refused.text) == (422, True)
    page = browser.send(form, None, into="#1")
    assert page.response.url.path == "/issues/1"
    assert "One issue now" in page.text
    assert browser.send(form, None, into="1").status == 422


def test_events_are_told_apart_and_not_any_more(serve: Serve, browse: Browse) -> None:
    served = serve()
    browser = browse(served.port)
    form = browser.open("/issues/1").form("/issues/1/split")
    page = browser.send(form, None, by="frames")
    assert "each kind of them is an issue of its own" in page.text
    assert [split.by for split in served.store.regrouping.splits()] == ["frames"]
    assert ("by", "frames") in page.form("/issues/1/split").fields
    assert "count here again" in browser.send(page.form("/issues/1/split"), None, by="").text
    assert served.store.regrouping.splits() == []
    assert browser.send(form, None, by="colour").status == 422
