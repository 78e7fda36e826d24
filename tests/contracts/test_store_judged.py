"""What every store does to an issue's status, verdict and severity, by events and by people."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiwame.core.errors import NotFound, UsageError
from kiwame.core.issue import Correction, Status
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.core.verdict import SeverityInputs, SeverityStep, SeverityVerdict
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, make_recording, make_unclassified, make_verdict

Asked = list[SeverityInputs]


@pytest.fixture
def asked() -> Asked:
    """What the severity policy was asked, in order."""
    return []


@pytest.fixture
def store(store_address: str, asked: Asked) -> Iterator[Store]:
    """A store whose severity policy remembers what it was asked."""

    def policy(inputs: SeverityInputs) -> SeverityVerdict:
        asked.append(inputs)
        return base_policy(inputs)

    opened = open_store(store_address, severity=policy)
    opened.projects.ensure_default("a" * 32, NOW)
    yield opened
    opened.close()


def new_issue(store: Store, **fields: object) -> str:
    (issue_id,) = store.recorder.record([make_recording(1, **fields)], NOW).new_issues  # type: ignore[arg-type]  # an event's
    return issue_id


def correct(store: Store, issue_id: str, at: float = NOW, **changes: object) -> None:
    store.commands.correct(issue_id, Correction(**changes), "ann", at)  # type: ignore[arg-type]  # a correction's fields


def test_severity_is_computed_from_flags_and_counters(store: Store, asked: Asked) -> None:
    batch = [
        make_recording(n, user_key=f"u{n % 3}", environment="staging" if n % 2 else "", timestamp=NOW - n)
        for n in range(20)
    ]
    store.recorder.record(batch, NOW)
    (inputs,) = asked
    assert inputs == SeverityInputs(
        reason=Reason.QUOTA_EXHAUSTED,
        decided_by="rules:test",
        environments=("", "staging"),
        handled=False,
        users_10m=3,
        events_10m=20,
    )


def test_counts_of_ten_minutes_leave_older_events_out(store: Store, asked: Asked) -> None:
    old = [make_recording(n, user_key="old", timestamp=NOW - 1200) for n in range(5)]
    store.recorder.record(old, NOW)
    store.recorder.record([make_recording(9, user_key="new")], NOW)
    assert (asked[-1].events_10m, asked[-1].users_10m) == (1, 1)


def test_a_backlog_that_is_worked_off_is_no_burst(store: Store, asked: Asked) -> None:
    batch = [make_recording(n, timestamp=NOW - 60 * n) for n in range(60)]
    store.recorder.record(batch, NOW)
    assert asked[-1].events_10m == 10


def test_a_rate_needs_an_hour_before_it(store: Store, asked: Asked) -> None:
    early = [make_recording(n, timestamp=NOW - 90 * 60 + n) for n in range(4)]
    store.recorder.record(early, NOW - 80 * 60)
    assert asked[-1].rate_ratio is None
    burst = [make_recording(100 + n, timestamp=NOW) for n in range(40)]
    store.recorder.record(burst, NOW)
    # 4 a minute now, 4 in the 81 minutes before.
    assert asked[-1].rate_ratio == pytest.approx(4 / (4 / 81), rel=0.05)


def test_a_clock_that_runs_ahead_counts_now(store: Store, asked: Asked) -> None:
    store.recorder.record([make_recording(1, timestamp=NOW + 1e7)], NOW)
    store.recorder.record([make_recording(2)], NOW)
    assert asked[-1].events_10m == 2


def test_severity_holds_the_highest_until_a_surer_verdict(store: Store) -> None:
    issue_id = new_issue(store)
    lower = make_verdict(Reason.REQUESTS_LIMIT, decided_by="llm:openai/gpt")
    store.recorder.record([replace(make_recording(2), verdict=lower)], NOW)
    assert store.reader.issue(issue_id).severity.severity is Severity.CRITICAL
    by_rule = make_verdict(Reason.REQUESTS_LIMIT, decided_by="rules:requests")
    store.recorder.record([replace(make_recording(3), verdict=by_rule)], NOW)
    assert store.reader.issue(issue_id).severity.severity is Severity.MEDIUM


@pytest.mark.parametrize("status", [Status.OPEN, Status.ACKNOWLEDGED, Status.IGNORED])
def test_events_leave_these_states(store: Store, status: Status) -> None:
    issue_id = new_issue(store)
    correct(store, issue_id, status=status)
    before = store.reader.issue(issue_id)
    recorded = store.recorder.record([make_recording(2, judged=False, timestamp=NOW + 9)], NOW + 9)
    after = store.reader.issue(issue_id)
    assert (recorded.regressed, after.status, after.version) == ((), status, before.version)


def test_a_resolved_issue_comes_back(store: Store, asked: Asked) -> None:
    issue_id = new_issue(store)
    correct(store, issue_id, status=Status.RESOLVED, at=NOW + 5)
    before = store.reader.issue(issue_id)
    recorded = store.recorder.record([make_recording(2, judged=False, timestamp=NOW + 9)], NOW + 9)
    after = store.reader.issue(issue_id)
    assert (recorded.regressed, after.status, after.version) == ((issue_id,), Status.OPEN, before.version + 1)
    assert (asked[-1].regressed, asked[-1].highest) == (True, None)
    correct(store, issue_id, status=Status.RESOLVED, at=NOW + 20)
    late = store.recorder.record([make_recording(3, judged=False, timestamp=NOW + 19)], NOW + 30)
    assert (late.regressed, store.reader.issue(issue_id).status) == ((), Status.RESOLVED)


def test_a_persons_verdict_holds_against_machines(store: Store) -> None:
    issue_id = new_issue(store)
    correct(store, issue_id, reason=Reason.READ_TIMEOUT)
    verdict = store.reader.issue(issue_id).verdict
    assert (verdict.category, verdict.reason, verdict.owner) == (Category.TIMEOUT, Reason.READ_TIMEOUT, Owner.PROVIDER)
    assert (verdict.decided_by, verdict.confidence, verdict.trace[0].decided_by) == ("human", 1.0, "human")
    assert store.reader.issue(issue_id).severity.severity is Severity.MEDIUM
    store.recorder.record([make_recording(2)], NOW)
    assert store.reader.issue(issue_id).verdict == verdict
    assert [answer.outcome for answer in store.reader.issue(issue_id).verdict.trace] == ["won", "lost"]


def test_a_correction_counts_what_came_lately(store: Store, asked: Asked) -> None:
    batch = [make_recording(n, user_key=f"u{n % 3}", timestamp=NOW - 9 * 60 * (n % 2)) for n in range(20)]
    (issue_id,) = store.recorder.record(batch, NOW).new_issues
    correct(store, issue_id, reason=Reason.READ_TIMEOUT, at=NOW + 30)
    assert (asked[-1].reason, asked[-1].users_10m, asked[-1].events_10m) == (Reason.READ_TIMEOUT, 3, 20)
    correct(store, issue_id, reason=Reason.CONNECT_TIMEOUT, at=NOW + 3600)
    assert (asked[-1].users_10m, asked[-1].events_10m) == (0, 0)


def test_a_persons_severity_holds(store: Store) -> None:
    issue_id = new_issue(store)
    correct(store, issue_id, severity=Severity.LOW)
    store.recorder.record([make_recording(2)], NOW)
    severity = store.reader.issue(issue_id).severity
    assert severity == SeverityVerdict(severity=Severity.LOW, base=Severity.CRITICAL, steps=((SeverityStep.HUMAN, -3),))
    correct(store, issue_id, reason=Reason.READ_TIMEOUT)
    assert store.reader.issue(issue_id).severity.severity is Severity.LOW
    assert [answer.outcome for answer in store.reader.issue(issue_id).verdict.trace] == ["won", "lost"]


def test_a_category_alone_brings_its_unspecific_reason(store: Store) -> None:
    issue_id = new_issue(store)
    correct(store, issue_id, category=Category.NETWORK_ERROR)
    assert store.reader.issue(issue_id).verdict.reason is Reason.NETWORK_OTHER
    correct(store, issue_id, owner=Owner.US)
    verdict = store.reader.issue(issue_id).verdict
    assert (verdict.reason, verdict.owner) == (Reason.NETWORK_OTHER, Owner.US)


def test_a_person_classifies_what_nobody_was_sure_of(store: Store) -> None:
    (issue_id,) = store.recorder.record([replace(make_recording(1), verdict=make_unclassified())], NOW).new_issues
    with pytest.raises(UsageError):
        correct(store, issue_id, owner=Owner.US)
    correct(store, issue_id, category=Category.CODE_BUG, reason=Reason.DATABASE)
    assert store.reader.issue(issue_id).verdict.owner is Owner.OPERATOR


@pytest.mark.parametrize(
    "changes",
    [
        {"category": Category.TIMEOUT, "reason": Reason.DATABASE},
        {"category": Category.UNCLASSIFIED},
        {"category": Category.CLASSIFICATION_FAILED, "owner": Owner.US},
    ],
)
def test_corrections_that_do_not_fit(store: Store, changes: dict[str, object]) -> None:
    issue_id = new_issue(store)
    with pytest.raises(UsageError):
        correct(store, issue_id, **{"status": Status.RESOLVED} | changes)  # type: ignore[arg-type]  # as above
    assert store.reader.issue(issue_id).status is Status.OPEN
    assert store.reader.audit(issue_id) == []


def test_what_people_did_is_audited(store: Store) -> None:
    issue_id = new_issue(store)
    correct(store, issue_id, status=Status.ACKNOWLEDGED, at=NOW + 1)
    correct(store, issue_id, status=Status.ACKNOWLEDGED, at=NOW + 2)
    correct(store, issue_id, severity=Severity.HIGH, at=NOW + 3)
    lines = store.reader.audit(issue_id)
    assert [(line.at, line.actor, line.action, line.before, line.after) for line in lines] == [
        (NOW + 1, "ann", "status", "open", "acknowledged"),
        (NOW + 3, "ann", "severity", "critical", "high"),
    ]
    assert store.reader.issue(issue_id).version == 3


def test_issues_that_are_not_there(store: Store) -> None:
    for issue_id in ("99", "", "x", "1/2", "٣", "9" * 50, "\0"):
        with pytest.raises(NotFound):
            correct(store, issue_id, status=Status.OPEN)
        for read in (store.reader.issue, store.reader.audit, store.reader.sentry_links):
            with pytest.raises(NotFound):
                read(issue_id)
        with pytest.raises(NotFound):
            store.reader.events(issue_id, 10, None)
