"""A verdict that came from memory names the issues that taught it, on the page and by the API."""

from collections.abc import Callable

from kiwame.core.issue import Correction, IssueFilter, Recording
from kiwame.core.taxonomy import Reason
from kiwame.decide.cascade import offline_cascade
from kiwame.grouping.mechanisms import fingerprint
from kiwame.store.engine import Store
from kiwame.testing import NOW
from tests.odd_errors import ODD_ERRORS, a_lesson, in_store
from tests.web.pages.browser import Browser
from tests.web.pages.conftest import Served

ODD = ODD_ERRORS["an own class"]


def taught(store: Store) -> None:
    """Three issues of one odd error, corrected; then the fourth, which is judged by them and by an imported lesson."""
    store.projects.ensure_default("ab" * 16, NOW)
    for number, event in enumerate(ODD, 1):
        if number == 4:
            store.lessons.add([a_lesson("import:77", ODD[0], Reason.CONCURRENCY_LIMIT)])
        sent = in_store(event, number)
        verdict = offline_cascade(lessons=store.lessons.all()).judge(sent)
        store.recorder.record([Recording(event=sent, fingerprint=fingerprint(sent), verdict=verdict)], NOW)
        if number < 4:
            store.commands.correct(str(number), Correction(reason=Reason.CONCURRENCY_LIMIT), "ann", NOW)


def test_the_page_links_to_the_issues_that_taught_it(
    serve: Callable[..., Served], browse: Callable[..., Browser]
) -> None:
    browser = browse(serve(taught).port)
    page = browser.open("/issues/4")
    assert "concurrency_limit" in page.text
    assert "4 people's corrections near (distance 0." in page.text
    assert {"/issues/1", "/issues/2", "/issues/3"} <= set(page.links)
    assert not any("import" in link for link in page.links)
    # Those that taught were decided by a person, and were taught by none.
    assert "/issues/2" not in browser.open("/issues/1").links


def test_the_trace_has_them_by_number(store: Store) -> None:
    taught(store)
    (issue,) = [one for one in store.reader.issues(IssueFilter(), 10, None).issues if one.id == "4"]
    first = issue.verdict.trace[0]
    assert issue.verdict.decided_by == first.decided_by
    assert first.decided_by.startswith("memory:")
    assert first.confidence >= 0.9
    assert first.confirmations == 4
    assert sorted(first.taught_by) == ["1", "2", "3", "import:77"]
