"""Merging and splitting by hand, and issues of one cause, in every store."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiwame.core.alert import Alert, AlertInputs, AlertPlan, DeliveryState
from kiwame.core.errors import Conflict, NotFound, UsageError
from kiwame.core.event import Facts
from kiwame.core.issue import Issue, IssueFilter, RelatedIssue, Status
from kiwame.core.regrouping import Regrouping, Split, SplitBy
from kiwame.core.taxonomy import Reason
from kiwame.store import related
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, make_recording, make_verdict


def record(store: Store, number: int, issue: str, **fields: object) -> str:
    """One event of the issue named; the id of the issue that it made, else ""."""
    made = store.recorder.record([make_recording(number, issue=issue, **fields)], NOW).new_issues  # type: ignore[arg-type]
    return made[0] if made else ""


@pytest.fixture
def two(store: Store) -> tuple[str, str]:
    """Two issues: `one` with two events, `other` with one, in other releases and by other users."""
    one = record(store, 1, "one", release="1", environment="prod", user_key="u1")
    record(store, 2, "one", release="1", environment="prod", user_key="u2", timestamp=NOW - 60)
    other = record(store, 3, "other", release="2", environment="dev", user_key="u2", timestamp=NOW - 4000)
    return one, other


def listed(store: Store) -> list[str]:
    return [issue.id for issue in store.reader.issues(IssueFilter(), 10, None).issues]


def test_the_store_merges_by_the_port(store: Store) -> None:
    port: Regrouping = store.regrouping
    assert (port.splits(), port.version()) == ([], "0")


def test_a_merge_adds_up_and_takes_later_events(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    merged = store.regrouping.merge([other], one, "ann", NOW)
    assert (merged.count, merged.reports, merged.user_count) == (3, 3, 2)
    assert (merged.first_seen, merged.last_seen) == (NOW - 4000, NOW)
    assert (merged.releases, merged.environments) == (("2", "1"), ("prod", "dev"))
    assert listed(store) == [one]
    assert store.reader.status_counts(IssueFilter())[Status.OPEN] == 1
    assert {event.event.event_id for event in store.reader.events(one, 10, None).events} == {
        make_recording(number).event.event_id for number in (1, 2, 3)
    }
    assert sum(hour.count for hour in store.reader.hours_of(one, 0)) == 3
    assert record(store, 4, "other", judged=False) == ""
    assert (store.reader.issue(one).count, store.reader.issue(other).count) == (4, 0)
    assert store.reader.issue(other).merged_into == one
    assert [issue.id for issue in store.regrouping.merged_into(one)] == [other]


def test_what_is_known_of_a_merged_fingerprint_is_the_whole_issue(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    store.regrouping.merge([other], one, "ann", NOW)
    later = make_recording(9, issue="other")
    known = store.recorder.known([(later.event, later.fingerprint.value)])
    assert [(issue.id, issue.reports) for issue in known.issues.values()] == [(one, 3)]


def test_a_merge_is_audited_on_both(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    version = store.reader.issue(one).version
    assert store.regrouping.merge([other], one, "ann", NOW).version == version + 1
    assert [(line.action, line.before, line.after, line.actor) for line in store.reader.audit(one)] == [
        ("merged", "", other, "ann")
    ]
    assert [(line.action, line.before, line.after) for line in store.reader.audit(other)] == [("merged_into", "", one)]


def test_what_was_merged_before_goes_along(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    third = record(store, 5, "third")
    store.regrouping.merge([other], one, "ann", NOW)
    whole = store.regrouping.merge([one], third, "ann", NOW)
    record(store, 6, "other", judged=False)
    assert (whole.count, store.reader.issue(third).count) == (4, 5)
    assert [issue.id for issue in store.regrouping.merged_into(third)] == [one, other]


def test_an_unmerged_issue_begins_anew(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    store.regrouping.merge([other], one, "ann", NOW)
    again = store.regrouping.unmerge(other, "bob", NOW)
    assert (again.count, again.merged_into) == (0, "")
    record(store, 7, "other", judged=False)
    assert (store.reader.issue(one).count, store.reader.issue(other).count) == (3, 1)
    assert sorted(listed(store)) == sorted([one, other])
    with pytest.raises(UsageError, match="not part of another"):
        store.regrouping.unmerge(other, "bob", NOW)


def test_what_cannot_be_merged_changes_nothing(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    elsewhere = store.projects.create("second", "b" * 32, NOW).id
    foreign = record(store, 8, "one", project=elsewhere)
    for wrong, words in (([one], "of itself"), ([], "Name 1 to"), ([other, foreign], "another project")):
        with pytest.raises(UsageError, match=words):
            store.regrouping.merge(wrong, one, "ann", NOW)
    with pytest.raises(NotFound):
        store.regrouping.merge(["999"], one, "ann", NOW)
    assert sorted(listed(store)) == sorted([one, other, foreign])
    store.regrouping.merge([other], one, "ann", NOW)
    with pytest.raises(UsageError, match="already"):
        store.regrouping.merge([other], one, "ann", NOW)


def test_nobody_is_told_of_a_merge_and_its_alerts_are_cancelled(store_address: str) -> None:
    def policy(inputs: AlertInputs) -> AlertPlan:
        alert: Alert | None = inputs.pending if inputs.open and inputs.fresh else None
        return AlertPlan(alert=alert, why="", channels=("a",))

    store = open_store(store_address, severity=base_policy, alerts=policy)
    store.projects.ensure_default("a" * 32, NOW)
    one, other = record(store, 1, "one"), record(store, 2, "other")
    store.regrouping.merge([other], one, "ann", NOW)
    assert [row.state for row in store.deliveries.of_issue(other)] == [DeliveryState.CANCELLED]
    assert [row.state for row in store.deliveries.of_issue(one)] == [DeliveryState.PENDING]
    record(store, 3, "other", judged=False)
    assert len(store.deliveries.of_issue(one)) + len(store.deliveries.of_issue(other)) == 2
    store.close()


def test_events_that_come_while_merging_are_all_counted(store: Store, store_address: str, two: tuple[str, str]) -> None:
    one, other = two
    second = open_store(store_address, severity=base_policy)
    failures: list[Exception] = []
    start = threading.Barrier(2)

    def send() -> None:
        start.wait()
        for number in range(100, 160):
            recording = make_recording(number, issue="other")
            for _ in range(20):
                try:
                    second.recorder.record([recording], NOW)
                    break
                except Conflict:
                    continue  # as the pipeline does
                except Exception as error:
                    failures.append(error)
                    return

    sender = threading.Thread(target=send)
    sender.start()
    start.wait()
    for _ in range(5):
        store.regrouping.merge([other], one, "ann", NOW)
        store.regrouping.unmerge(other, "ann", NOW)
    sender.join()
    second.close()
    assert failures == []
    assert store.reader.issue(one).count + store.reader.issue(other).count == 63


def test_a_split_is_remembered_and_taken_back(store: Store, store_address: str, two: tuple[str, str]) -> None:
    one, _ = two
    before = store.regrouping.version()
    store.regrouping.split(one, SplitBy.MESSAGE, "ann", NOW)
    again = open_store(store_address, severity=base_policy)
    fingerprint = store.reader.issue(one).fingerprint.value
    assert again.regrouping.splits() == [
        Split(project="1", fingerprint=fingerprint, by=SplitBy.MESSAGE, actor="ann", at=NOW)
    ]
    again.close()
    assert store.regrouping.version() != before
    store.regrouping.split(one, SplitBy.FRAMES, "bob", NOW + 1)
    assert [split.by for split in store.regrouping.splits()] == [SplitBy.FRAMES]
    store.regrouping.split(one, None, "bob", NOW + 2)
    assert store.regrouping.splits() == []
    assert [(line.before, line.after) for line in store.reader.audit(one)] == [
        ("", "message"),
        ("message", "frames"),
        ("frames", ""),
    ]


def test_another_way_to_split_is_seen_whatever_the_clock_says(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    store.regrouping.split(one, SplitBy.MESSAGE, "ann", NOW + 60)  # by a machine whose clock runs ahead
    store.regrouping.split(other, SplitBy.MESSAGE, "bob", NOW)
    before = store.regrouping.version()
    store.regrouping.split(other, SplitBy.FRAMES, "bob", NOW + 1)
    assert store.regrouping.version() != before


def test_what_becomes_part_of_another_is_told_apart_no_further(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    store.regrouping.split(other, SplitBy.MESSAGE, "ann", NOW)
    before = store.regrouping.version()
    store.regrouping.merge([other], one, "ann", NOW + 1)
    assert store.regrouping.splits() == []
    assert store.regrouping.version() != before
    assert [(line.action, line.before, line.after) for line in store.reader.audit(other)] == [
        ("split_by", "", "message"),
        ("split_by", "message", ""),
        ("merged_into", "", one),
    ]


def test_taking_out_while_the_whole_is_merged_further_waits(store: Store, store_address: str) -> None:
    third, whole, part = (record(store, number, name) for number, name in enumerate(("third", "whole", "part"), 1))
    failures: list[Exception] = []
    start = threading.Barrier(2)

    def run(steps: Callable[[Store], None]) -> None:
        opened = open_store(store_address, severity=base_policy)
        start.wait()
        for _ in range(60):
            try:
                steps(opened)
            except (UsageError, Conflict):
                continue
            except Exception as error:
                failures.append(error)
        opened.close()

    def further(opened: Store) -> None:
        opened.regrouping.merge([whole], third, "ann", NOW)
        opened.regrouping.unmerge(whole, "ann", NOW)

    def out_and_in(opened: Store) -> None:
        with contextlib.suppress(UsageError, Conflict):
            opened.regrouping.merge([part], whole, "bob", NOW)
        opened.regrouping.unmerge(part, "bob", NOW)

    threads = [threading.Thread(target=run, args=(steps,)) for steps in (further, out_and_in)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_second_report_finds_its_first_where_that_was_merged(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    first = replace(make_recording(20, issue="other", trace_id="a" * 32), links=("l1",))
    store.recorder.record([first], NOW)
    store.regrouping.merge([other], one, "ann", NOW)
    second = make_recording(21, issue="new", trace_id="a" * 32, judged=False)
    store.recorder.record([replace(second, links=("l1", "l2"), partner=first.event.event_id)], NOW)
    assert (store.reader.issue(one).count, store.reader.issue(one).reports) == (4, 5)


def test_what_holds_several_fingerprints_is_not_split(store: Store, two: tuple[str, str]) -> None:
    one, other = two
    store.regrouping.merge([other], one, "ann", NOW)
    for issue, words in ((one, "others merged into it"), (other, "part of issue")):
        with pytest.raises(UsageError, match=words):
            store.regrouping.split(issue, SplitBy.MESSAGE, "ann", NOW)


def at_once(store: Store, number: int, issue: str, reason: Reason, provider: str, at: float) -> Issue:
    recording = make_recording(number, issue=issue, timestamp=at, facts=Facts(provider=provider))
    made = store.recorder.record([replace(recording, verdict=make_verdict(reason))], NOW).new_issues
    return store.reader.issue(made[0])


def test_issues_of_one_provider_reason_and_hour_are_related(store: Store) -> None:
    overloaded = Reason.OVERLOADED
    one = at_once(store, 1, "a", overloaded, "openai", NOW)
    same = at_once(store, 2, "b", overloaded, "openai", NOW)
    store.recorder.record([make_recording(3, issue="b", judged=False, timestamp=NOW)], NOW)
    at_once(store, 4, "other hour", overloaded, "openai", NOW - 7200)
    internal = at_once(store, 5, "other reason", Reason.INTERNAL_ERROR, "openai", NOW)
    at_once(store, 6, "other provider", overloaded, "anthropic", NOW)
    nobody = at_once(store, 7, "no provider", overloaded, "", NOW)
    assert store.reader.related(one.id, 5) == [
        RelatedIssue(id=same.id, project="1", title=same.title, status=Status.OPEN, count=2, last_seen=NOW)
    ]
    assert store.reader.related(nobody.id, 5) == []
    store.regrouping.merge([same.id], internal.id, "ann", NOW)
    assert store.reader.related(one.id, 5) == []
    with pytest.raises(NotFound):
        store.reader.related("999", 5)


def test_of_many_related_issues_the_last_seen_are_compared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related, "LOOKED_AT", 2)
    one, *others = (at_once(store, n, f"i{n}", Reason.OVERLOADED, "openai", NOW - 1000 + n) for n in range(1, 5))
    assert [each.id for each in store.reader.related(one.id, 5)] == [each.id for each in others[1:]]
