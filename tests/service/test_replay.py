"""Judging the store again: a further report of a failure stays with its issue, whatever its own fingerprint."""

from collections.abc import Sequence
from pathlib import Path

from kiwame.core.event import ErrorEvent, Facts, Link
from kiwame.core.issue import IssueFilter, Recording
from kiwame.decide.cascade import offline_cascade
from kiwame.grouping.mechanisms import CURRENT, OLDER, fingerprint
from kiwame.grouping.update import link_hashes
from kiwame.service.replay import Change, of_events, of_store
from kiwame.store.engine import open_store
from kiwame.testing import NOW, base_policy, make_event

ROOT = Link(type="LookupError", message="no price")
WRAPPER = Link(type="AnswerFailed", module="shop.chat", message="no answer")


def report(number: int, chain: Sequence[Link]) -> ErrorEvent:
    return make_event(number, chain=tuple(chain), facts=Facts(), trace_id="a" * 32, timestamp=NOW + number)


def recording(event: ErrorEvent, partner: str = "", version: str = CURRENT) -> Recording:
    verdict = None if partner else offline_cascade().judge(event)
    group = fingerprint(event, version)
    return Recording(event=event, fingerprint=group, links=link_hashes(event), verdict=verdict, partner=partner)


def test_a_second_report_is_not_called_another_grouping(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kiwame.sqlite"), severity=base_policy)
    store.projects.ensure_default("0" * 32, NOW)
    first, second = report(1, [ROOT]), report(2, [ROOT, WRAPPER])
    store.recorder.record([recording(first), recording(second, partner=first.event_id)], NOW)
    [issue] = store.reader.issues(IssueFilter(), 10, None).issues
    assert (issue.count, issue.reports) == (1, 2)
    assert fingerprint(first).value != fingerprint(second).value
    assert [again.change for again in of_store(store.reader, offline_cascade())] == [Change.SAME, Change.JOINED]
    store.close()


def test_an_issue_of_an_older_grouping_is_the_issue_of_its_events(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kiwame.sqlite"), severity=base_policy)
    store.projects.ensure_default("0" * 32, NOW)
    first, saved = report(1, [ROOT]), report(2, [ROOT])
    store.recorder.record([recording(first, version=OLDER[0])], NOW)
    judge = offline_cascade()
    assert [again.change for again in of_store(store.reader, judge)] == [Change.SAME]
    again = of_events(iter([saved]), judge, reader=store.reader, recorder=store.recorder)
    assert [one.change for one in again] == [Change.SAME]
    store.close()
