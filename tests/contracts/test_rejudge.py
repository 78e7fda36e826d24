"""What every store does when an issue is judged again: a person holds, versions are kept, nobody is told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kiwame.core.alert import Alert, AlertInputs, AlertPlan
from kiwame.core.errors import NotFound
from kiwame.core.issue import Correction, Status
from kiwame.core.rejudging import JudgedFilter
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.core.verdict import Directive, Versions
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, make_recording, make_unclassified, make_verdict

VERSIONS = Versions(grouping="1", rules="9+abc", model="m4", prompt="", calibration="c2")


def everything(inputs: AlertInputs) -> AlertPlan:
    """Tells what waits, else a rise, whatever the severity."""
    rose = inputs.told is not None and inputs.severity.rank > inputs.told.rank
    alert = inputs.pending or (Alert.ROSE if rose else None)
    return AlertPlan(alert=alert, why="all", channels=("a",) if alert else ())


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """A store that tells everything it can."""
    opened = open_store(store_address, severity=base_policy, alerts=everything)
    opened.projects.ensure_default("a" * 32, NOW)
    yield opened
    opened.close()


def issue_of(store: Store, number: int = 1, reason: Reason = Reason.READ_TIMEOUT, **fields: Any) -> str:
    """A new issue, judged as `reason`."""
    recording = replace(make_recording(number, issue=f"i{number}", **fields), verdict=make_verdict(reason))
    (issue_id,) = store.recorder.record([recording], NOW).new_issues
    return issue_id


def more(store: Store, number: int, issue: int = 1) -> int:
    """A further event of an issue, not judged; how many alerts it makes."""
    return store.recorder.record([make_recording(100 + number, issue=f"i{issue}", judged=False)], NOW + number).alerts


def test_the_new_verdict_and_its_versions_are_kept(store: Store) -> None:
    issue_id = issue_of(store)
    before = store.reader.issue(issue_id)
    verdict = make_verdict(Reason.DNS_FAILURE, decided_by="model:m4", versions=VERSIONS)
    assert store.commands.rejudge(issue_id, verdict, NOW + 5) is True
    after = store.reader.issue(issue_id)
    assert after.verdict == verdict
    assert (after.verdict.versions, after.verdict.owner) == (VERSIONS, Owner.OPERATOR)
    assert (after.severity.severity, after.version, after.status) == (Severity.HIGH, before.version, Status.OPEN)
    assert store.reader.audit(issue_id) == []


def test_the_severity_counts_as_told(store: Store) -> None:
    issue_id = issue_of(store)
    told = len(store.deliveries.of_issue(issue_id))
    assert store.commands.rejudge(issue_id, make_verdict(Reason.INVALID_API_KEY), NOW + 5) is True
    assert store.reader.issue(issue_id).severity.severity is Severity.CRITICAL
    assert more(store, 6) == 0
    assert len(store.deliveries.of_issue(issue_id)) == told


def test_a_lower_verdict_lowers_the_severity(store: Store) -> None:
    issue_id = issue_of(store, reason=Reason.INVALID_API_KEY)
    assert store.commands.rejudge(issue_id, make_verdict(Reason.REFUSAL), NOW) is True
    assert store.reader.issue(issue_id).severity.severity is Severity.LOW
    # What was told stands: the same heights again are no news.
    assert store.commands.rejudge(issue_id, make_verdict(Reason.INVALID_API_KEY), NOW) is True
    assert more(store, 7) == 0


def test_a_persons_verdict_holds(store: Store) -> None:
    issue_id = issue_of(store)
    store.commands.correct(issue_id, Correction(reason=Reason.TLS_ERROR), "ann", NOW)
    before = store.reader.issue(issue_id)
    assert store.commands.rejudge(issue_id, make_verdict(Reason.DNS_FAILURE), NOW + 5) is False
    assert store.reader.issue(issue_id) == before


def test_a_persons_severity_holds(store: Store) -> None:
    issue_id = issue_of(store)
    store.commands.correct(issue_id, Correction(severity=Severity.LOW), "ann", NOW)
    assert store.commands.rejudge(issue_id, make_verdict(Reason.INVALID_API_KEY), NOW + 5) is True
    after = store.reader.issue(issue_id)
    assert (after.verdict.reason, after.severity.severity) == (Reason.INVALID_API_KEY, Severity.LOW)


def test_the_same_again_changes_nothing_but_who_said_so_last(store: Store) -> None:
    issue_id = issue_of(store)
    same = make_verdict(Reason.READ_TIMEOUT, versions=VERSIONS)
    assert store.commands.rejudge(issue_id, same, NOW + 5) is False
    after = store.reader.issue(issue_id).verdict
    assert (after.reason, after.versions.rules) == (Reason.READ_TIMEOUT, VERSIONS.rules)


def test_what_the_users_rules_ask_for_comes_along(store: Store) -> None:
    issue_id = issue_of(store)
    muted = make_verdict(Reason.READ_TIMEOUT, directive=Directive(mute=True, rules=("own.noise",)))
    assert store.commands.rejudge(issue_id, muted, NOW + 5) is True
    assert store.reader.issue(issue_id).verdict.directive.mute


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.IGNORED, Status.ACKNOWLEDGED])
def test_what_people_did_stays(store: Store, status: Status) -> None:
    issue_id = issue_of(store)
    store.commands.correct(issue_id, Correction(status=status), "ann", NOW + 1)
    assert store.commands.rejudge(issue_id, make_verdict(Reason.INVALID_API_KEY), NOW + 5) is True
    after = store.reader.issue(issue_id)
    assert (after.status, after.verdict.reason) == (status, Reason.INVALID_API_KEY)


def test_an_issue_that_is_not_there(store: Store) -> None:
    for missing in ("999", "x"):
        with pytest.raises(NotFound):
            store.commands.rejudge(missing, make_verdict(), NOW)


def ids(store: Store, after: int = 0, limit: int = 10, **matching: Any) -> list[str]:
    return [issue.id for issue, _ in store.rejudgeable.page(JudgedFilter(**matching), after, limit)]


def test_pages_go_by_id_and_hold_the_newest_event(store: Store) -> None:
    made = [issue_of(store, number) for number in (1, 2, 3)]
    more(store, 9, issue=2)
    assert ids(store, 0, 2) == made[:2]
    assert ids(store, int(made[1]), 2) == made[2:]
    assert ids(store, int(made[2])) == []
    newest = {issue.id: event for issue, event in store.rejudgeable.page(JudgedFilter(), 0, 10)}
    event = newest[made[1]]
    assert event is not None
    assert (event.timestamp, event.event_id) == (NOW, make_recording(109).event.event_id)
    assert store.rejudgeable.count(JudgedFilter()) == 3


def test_an_issue_whose_events_are_gone_has_none(store: Store) -> None:
    issue_id = issue_of(store)
    store.retention.prune(NOW + 90 * 86400, event_days=30, dedupe_days=30, max_bytes=None)
    assert store.rejudgeable.page(JudgedFilter(), 0, 10) == [(store.reader.issue(issue_id), None)]


def test_filters(store: Store) -> None:
    quota = issue_of(store, 1, Reason.QUOTA_EXHAUSTED, timestamp=NOW - 5000)
    read = issue_of(store, 2, Reason.READ_TIMEOUT)
    nobody = store.recorder.record(
        [replace(make_recording(3, issue="i3"), verdict=make_unclassified())], NOW
    ).new_issues[0]
    store.commands.rejudge(read, make_verdict(Reason.READ_TIMEOUT, decided_by="model:a_b"), NOW)
    assert ids(store, category=Category.RATE_LIMIT) == [quota]
    assert ids(store, category=Category.UNCLASSIFIED) == ids(store, decided_by="") == [nobody]
    assert ids(store, since=NOW - 60) == [read, nobody]
    assert ids(store, decided_by="rules") == ids(store, decided_by="rules:test") == [quota]
    assert (ids(store, decided_by="model:a_"), ids(store, decided_by="model:a%")) == ([read], [])
    assert ids(store, project="1") == [quota, read, nobody]
    assert (ids(store, project="2"), ids(store, project="none")) == ([], [])
    assert store.rejudgeable.count(JudgedFilter(decided_by="model", since=NOW - 60, category=Category.TIMEOUT)) == 1
    assert store.rejudgeable.count(JudgedFilter(project="none")) == 0


def test_merged_issues_are_left_out(store: Store) -> None:
    first, second = issue_of(store, 1), issue_of(store, 2)
    store.regrouping.merge([second], first, "ann", NOW)
    assert ids(store) == [first]
