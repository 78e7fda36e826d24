"""What every store does with a batch: each event once, in one transaction, in any process."""

import threading
from dataclasses import replace

import pytest

from kiwame.core.errors import Conflict, NotFound
from kiwame.core.event import EventDetail, SentryLink
from kiwame.core.issue import IssueFilter, LinkedSentryIssue
from kiwame.core.taxonomy import Category, Reason
from kiwame.store.counters import MOST_OF_A_KIND
from kiwame.store.engine import Store, open_store
from kiwame.testing import (
    NOW,
    base_policy,
    event_id,
    make_event,
    make_fingerprint,
    make_recording,
    make_unclassified,
    make_verdict,
)

DAY = 86400.0


def test_a_new_event_makes_an_issue_with_its_verdict(store: Store) -> None:
    detail = EventDetail(extra={"attempt": 3}, modules={"openai": "3.0"})
    recording = replace(make_recording(), detail=detail)
    recorded = store.recorder.record([recording], NOW)
    assert (recorded.stored, recorded.duplicates, recorded.regressed) == (1, 0, ())
    (issue_id,) = recorded.new_issues
    issue = store.reader.issue(issue_id)
    assert issue.project == "1"
    assert issue.title == "RateLimitError: You exceeded your current quota"
    assert issue.fingerprint == recording.fingerprint
    assert issue.verdict == recording.verdict
    assert issue.severity.severity == "critical"
    assert (issue.count, issue.reports, issue.first_seen, issue.last_seen) == (1, 1, NOW, NOW)
    (stored,) = store.reader.events(issue_id, 10, None).events
    assert (stored.event, stored.detail, stored.issue_id) == (recording.event, detail, issue_id)


def test_nothing_to_record_is_nothing(store: Store) -> None:
    assert store.recorder.record([], NOW).stored == 0
    assert store.recorder.known([]).seen == frozenset()


def test_an_event_counts_once(store: Store) -> None:
    batch = [make_recording(1), make_recording(2), make_recording(1)]
    first = store.recorder.record(batch, NOW)
    assert (first.stored, first.duplicates) == (2, 1)
    # Sent again after midnight, among others, and with another verdict.
    again = store.recorder.record([make_recording(2, issue="other"), make_recording(3)], NOW + DAY)
    assert (again.stored, again.duplicates, again.new_issues) == (1, 1, ())
    assert store.reader.issue(first.new_issues[0]).count == 3
    counts = store.reader.counts()
    assert (counts["events"], counts["failures"], counts["issues"]) == (3, 3, 1)


def test_the_same_event_id_counts_in_each_project(store: Store) -> None:
    other = store.projects.create("other", "b" * 32, NOW)
    recorded = store.recorder.record([make_recording(1), make_recording(1, project=other.id)], NOW)
    assert (recorded.stored, len(recorded.new_issues)) == (2, 2)


def test_writers_at_the_same_time_count_each_event_once(store: Store, store_address: str) -> None:
    batches = [[make_recording(number, issue=f"i{number % 5}") for number in range(40)] for _ in range(4)]
    recorded = []
    failures: list[Exception] = []

    def write(batch: list) -> None:  # type: ignore[type-arg]  # recordings, in a thread of their own
        opened = open_store(store_address, severity=base_policy)
        try:
            recorded.append(opened.recorder.record(batch, NOW))
        except Exception as error:
            failures.append(error)
        finally:
            opened.close()

    threads = [threading.Thread(target=write, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sum(each.stored for each in recorded) == 40
    assert sum(each.duplicates for each in recorded) == 120
    issues = store.reader.issues(IssueFilter(), 100, None).issues
    assert [issue.count for issue in issues] == [8] * 5


def test_what_is_known_of_a_batch(store: Store) -> None:
    store.recorder.record([make_recording(1, release="2.0"), make_recording(2)], NOW)
    old, new = make_event(1), make_event(9)
    fingerprint = make_fingerprint().value
    known = store.recorder.known([(old, fingerprint), (new, "unheard of")])
    assert known.seen == {("1", event_id(1))}
    issue = known.issues["1", fingerprint]
    assert (issue.reports, issue.verdict_holds) == (2, True)
    assert issue.releases == frozenset({"2.0"})
    assert ("1", "unheard of") not in known.issues


def test_without_issue_and_verdict_the_batch_is_judged_again(store: Store) -> None:
    with pytest.raises(Conflict):
        store.recorder.record([make_recording(1), make_recording(2, issue="gone", judged=False)], NOW)
    # Nothing of it was written: the same events count when they come with a verdict.
    assert store.reader.counts()["events"] == 0
    assert store.recorder.record([make_recording(1), make_recording(2, issue="gone")], NOW).stored == 2


def test_a_project_that_is_not_there(store: Store) -> None:
    for project in ("77", "", "x", "1 ", "²", "-1", "9" * 40):
        with pytest.raises(NotFound):
            store.recorder.record([make_recording(1, project=project)], NOW)
    assert store.reader.counts()["events"] == 0


def test_a_known_issue_costs_no_verdict(store: Store) -> None:
    (issue_id,) = store.recorder.record([make_recording(1)], NOW).new_issues
    store.recorder.record([make_recording(2, judged=False)], NOW + 1)
    issue = store.reader.issue(issue_id)
    assert (issue.count, issue.verdict, issue.last_seen) == (2, make_verdict(), NOW)


def test_a_new_verdict_replaces_a_machines_one(store: Store) -> None:
    (issue_id,) = store.recorder.record([make_recording(1)], NOW).new_issues
    better = make_verdict(Reason.DAILY_LIMIT, decided_by="rules:daily")
    store.recorder.record([replace(make_recording(2), verdict=better)], NOW)
    issue = store.reader.issue(issue_id)
    assert issue.verdict == better
    assert issue.severity.severity == "high"


def test_an_unclassified_issue(store: Store) -> None:
    unsure = make_unclassified()
    (issue_id,) = store.recorder.record([replace(make_recording(1), verdict=unsure)], NOW).new_issues
    assert store.reader.issue(issue_id).verdict == unsure
    page = store.reader.issues(IssueFilter(category=Category.UNCLASSIFIED), 10, None)
    assert [issue.id for issue in page.issues] == [issue_id]


def test_times_are_the_earliest_and_the_latest(store: Store) -> None:
    store.recorder.record([make_recording(1, timestamp=NOW - 50)], NOW)
    store.recorder.record([make_recording(2, timestamp=NOW - 90), make_recording(3, timestamp=NOW - 10)], NOW)
    (issue,) = store.reader.issues(IssueFilter(), 10, None).issues
    assert (issue.first_seen, issue.last_seen) == (NOW - 90, NOW - 10)


@pytest.mark.parametrize("timestamp", [-62135596800.0, 0.0, 253402300799.0])
def test_times_of_the_years_1_and_9999(store: Store, timestamp: float) -> None:
    (issue_id,) = store.recorder.record([make_recording(1, timestamp=timestamp)], NOW).new_issues
    assert store.reader.issue(issue_id).last_seen == timestamp


def test_text_that_no_database_keeps(store: Store) -> None:
    strange = "a\0b\ud800c"
    event = make_event(
        1, message=strange, chain=(), culprit=strange, release=strange, environment=strange, user_key=strange,
        trace_id=strange, tags=((strange, strange),), event_id=strange, transaction=strange,
        facts=replace(make_event().facts, provider=strange), sentry=SentryLink(issue_id=strange, url=strange),
    )  # fmt: skip
    recording = replace(make_recording(1), event=event, fingerprint=make_fingerprint(strange), links=("ab",))
    (issue_id,) = store.recorder.record([recording], NOW).new_issues
    assert store.reader.issue(issue_id).title == "a\ufffdb\ufffdc"
    assert store.reader.events(issue_id, 1, None).events[0].event.message == "a\ufffdb\ufffdc"
    assert store.reader.sentry_links(issue_id)[0].issue_id == "a\ufffdb\ufffdc"
    assert store.search.matching(strange, None, 10) == [issue_id]
    assert store.recorder.record([recording], NOW).duplicates == 1


def test_distinct_users_are_exact_up_to_a_thousand(store: Store) -> None:
    for start in range(0, 1000, 250):
        batch = [make_recording(number, user_key=f"u{number}") for number in range(start, start + 250)]
        store.recorder.record(batch, NOW)
    store.recorder.record([make_recording(5000, user_key="u1"), make_recording(5001)], NOW)
    (issue,) = store.reader.issues(IssueFilter(), 1, None).issues
    assert (issue.user_count, issue.reports) == (1000, 1002)


def test_sentrys_issues_are_linked_many_to_many(store: Store) -> None:
    link = SentryLink(issue_id="4711", url="https://sentry.example/4711", project="9")
    recorded = store.recorder.record(
        [
            make_recording(1, sentry=link),
            make_recording(2, sentry=link),
            make_recording(3, sentry=link, issue="other"),
            make_recording(4, sentry=SentryLink(issue_id="4712"), issue="other"),
        ],
        NOW,
    )
    first, other = recorded.new_issues
    assert [each.url for each in store.reader.sentry_links(first)] == ["https://sentry.example/4711"]
    described = LinkedSentryIssue(issue_id="4711", project="shop", status="resolved", count=2**70, updated_at=NOW)
    store.recorder.link_sentry_issue(described)
    store.recorder.link_sentry_issue(replace(described, status="unresolved", updated_at=NOW - 1))
    links = {each.issue_id: each for each in store.reader.sentry_links(other)}
    assert {name: each.status for name, each in links.items()} == {"4711": "resolved", "4712": ""}
    assert links["4711"].url == "https://sentry.example/4711"


def test_counters_add_up(store: Store) -> None:
    store.recorder.count("webhook:comment.created", 2, NOW)
    store.recorder.count("webhook:comment.created", 3, NOW)
    store.recorder.count("odd\0name", 1, NOW)
    counts = store.reader.counts()
    assert counts["webhook:comment.created"] == 5
    assert counts["odd\ufffdname"] == 1
    assert counts["stored_events"] == 0


def test_the_first_hundred_are_kept_then_a_sample_the_newest_and_each_release(store: Store) -> None:
    for start in range(0, 300, 60):
        batch = [
            replace(make_recording(n, timestamp=NOW + n, release="2" if n >= 200 else "1"), keep=n < 100 or n == 200)
            for n in range(start, start + 60)
        ]
        store.recorder.record(batch, NOW + 400)
    (issue,) = store.reader.issues(IssueFilter(), 1, None).issues
    kept = {stored.event.event_id for stored in store.reader.events(issue.id, 100, None).events}
    page = store.reader.events(issue.id, 100, None)
    kept |= {stored.event.event_id for stored in store.reader.events(issue.id, 100, page.next_cursor).events}
    assert issue.reports == 300
    assert kept == {event_id(n) for n in [*range(100), 200, 299]}


def test_kept_events_are_bounded(store: Store) -> None:
    for start in range(0, 1400, 200):
        store.recorder.record([make_recording(n, release=f"r{n}") for n in range(start, start + 200)], NOW)
    assert store.reader.counts()["stored_events"] <= 100 + 100 + 20 + 1


def test_counters_that_senders_name_are_bounded(store: Store) -> None:
    for number in range(MOST_OF_A_KIND + 20):
        store.recorder.count(f"skipped:made_up_{number}", 1, NOW)
    store.recorder.count("skipped:made_up_0", 1, NOW)
    store.recorder.count("webhook:comment.created", 1, NOW)
    counts = store.reader.counts()
    named = {name: value for name, value in counts.items() if name.startswith("skipped:")}
    assert len(named) == MOST_OF_A_KIND + 1
    assert (named["skipped:other"], named["skipped:made_up_0"], counts["webhook:comment.created"]) == (20, 2, 1)
