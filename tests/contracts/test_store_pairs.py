"""Two reports of one failure become one failure of one issue, whichever way they come."""

from dataclasses import replace

import pytest

from kiwame.core.errors import Conflict
from kiwame.core.event import Link
from kiwame.core.issue import Recording
from kiwame.core.verdict import SeverityInputs, SeverityVerdict
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, event_id, make_recording

INNER, OUTER = ("a1",), ("a1", "b2")


def report(number: int, links: tuple[str, ...], **fields: object) -> Recording:
    chain = (Link(type="RateLimitError", message="quota"),)
    recording = make_recording(number, trace_id="t1", chain=chain, **fields)  # type: ignore[arg-type]  # an event's fields
    return replace(recording, links=links)


def joining(number: int, partner: int, issue: str = "wrapper") -> Recording:
    recording = report(number, OUTER, issue=issue, judged=False)
    return replace(recording, partner=event_id(partner))


def test_a_further_report_joins_its_partners_issue(store: Store) -> None:
    (issue_id,) = store.recorder.record([report(1, INNER)], NOW).new_issues
    (pairable,) = store.recorder.known([(report(2, OUTER).event, "x")]).pairable
    assert (pairable.event_id, pairable.links, pairable.issue_id) == (event_id(1), INNER, issue_id)
    recorded = store.recorder.record([joining(2, partner=1)], NOW)
    assert (recorded.stored, recorded.new_issues) == (1, ())
    issue = store.reader.issue(issue_id)
    assert (issue.count, issue.reports) == (1, 2)
    assert store.recorder.known([(report(3, OUTER).event, "x")]).pairable == ()
    counts = store.reader.counts()
    assert (counts["events"], counts["failures"]) == (2, 1)


def test_both_reports_in_one_batch(store: Store) -> None:
    recorded = store.recorder.record([report(1, INNER), joining(2, partner=1), report(3, INNER)], NOW)
    (issue_id,) = recorded.new_issues
    issue = store.reader.issue(issue_id)
    assert (issue.count, issue.reports) == (2, 3)
    free = store.recorder.known([(report(4, OUTER).event, "x")]).pairable
    assert [each.event_id for each in free] == [event_id(3)]


def test_a_partner_is_given_away_once(store: Store) -> None:
    """Two workers saw the same free partner: the second's event has neither issue nor verdict, and is judged again."""
    store.recorder.record([report(1, INNER)], NOW)
    store.recorder.record([joining(2, partner=1)], NOW)
    with pytest.raises(Conflict):
        store.recorder.record([joining(3, partner=1)], NOW)
    judged = replace(report(3, OUTER, issue="wrapper"), partner=event_id(1))
    (own,) = store.recorder.record([judged], NOW).new_issues
    assert store.reader.issue(own).count == 1


def test_a_partner_is_given_away_once_within_a_batch(store: Store) -> None:
    rival = replace(report(3, OUTER, issue="wrapper"), partner=event_id(1))
    recorded = store.recorder.record([report(1, INNER), joining(2, partner=1), rival], NOW)
    assert [store.reader.issue(each).count for each in recorded.new_issues] == [1, 1]


def test_a_partner_that_is_not_there(store: Store) -> None:
    alone = replace(report(2, OUTER), partner=event_id(1))
    (issue_id,) = store.recorder.record([alone], NOW).new_issues
    assert store.reader.issue(issue_id).count == 1


def test_an_event_is_not_its_own_partner(store: Store) -> None:
    odd = replace(report(2, OUTER), partner=event_id(2))
    (issue_id,) = store.recorder.record([odd], NOW).new_issues
    assert store.reader.issue(issue_id).count == 1


def test_a_report_sent_again_after_it_was_paired(store: Store) -> None:
    store.recorder.record([report(1, INNER), joining(2, partner=1)], NOW)
    again = store.recorder.record([report(1, INNER), joining(2, partner=1)], NOW)
    assert (again.stored, again.duplicates) == (0, 2)


def test_only_events_near_in_time_and_of_the_same_trace_are_offered(store: Store) -> None:
    other_trace = replace(report(3, INNER), event=replace(report(3, INNER).event, trace_id="t2"))
    batch = [report(1, INNER), report(2, INNER, timestamp=NOW - 11), other_trace]
    store.recorder.record(batch, NOW)
    offered = store.recorder.known([(report(9, OUTER).event, "x")]).pairable
    assert [each.event_id for each in offered] == [event_id(1)]


def test_a_flood_in_one_trace_is_offered_within_bounds(store: Store) -> None:
    store.recorder.record([report(n, INNER) for n in range(2100)], NOW)
    assert len(store.recorder.known([(report(9999, OUTER).event, "x")]).pairable) == 2000


def test_severity_counts_a_failure_once(store_address: str) -> None:
    asked: list[SeverityInputs] = []

    def policy(inputs: SeverityInputs) -> SeverityVerdict:
        asked.append(inputs)
        return base_policy(inputs)

    store = open_store(store_address, severity=policy)
    store.projects.ensure_default("a" * 32, NOW)
    store.recorder.record([report(1, INNER), joining(2, partner=1)], NOW)
    store.recorder.record([report(3, INNER)], NOW)
    store.recorder.record([joining(4, partner=3)], NOW)
    store.close()
    assert [inputs.events_10m for inputs in asked] == [1, 2, 2]
