"""What every store does with users' own rules: their wishes go with the verdict, which says whose rules it was by."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from kiwame.core.alert import AlertInputs, AlertPlan, Channel, DeliveryState
from kiwame.core.issue import Correction, KnownIssue
from kiwame.core.taxonomy import Reason, Severity
from kiwame.core.verdict import Directive, Verdict, Versions
from kiwame.decide.severity import severity
from kiwame.notify.plan import plan
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, event_id, make_recording, make_verdict

CHANNEL = Channel(name="slack", kind="slack", url="https://hooks.slack.com/services/T/B/x")


def policy(inputs: AlertInputs) -> AlertPlan:
    return plan(inputs, [CHANNEL])


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    opened = open_store(store_address, severity=partial(severity), alerts=policy)
    opened.projects.ensure_default("a" * 32, NOW)
    yield opened
    opened.close()


def said(rules: str, directive: Directive | None = None) -> Verdict:
    """A verdict by this version of the rules."""
    return make_verdict(versions=Versions(rules=rules), directive=directive or Directive())


def record(store: Store, number: int, verdict: Verdict | None) -> None:
    store.recorder.record([replace(make_recording(number), verdict=verdict)], NOW)


def known(store: Store) -> KnownIssue:
    recording = make_recording(99)
    (found,) = store.recorder.known([(recording.event, recording.fingerprint.value)]).issues.values()
    return found


def test_a_muted_issue_tells_nobody_and_a_floor_holds(store: Store) -> None:
    muted = Directive(team="Payments", ceiling=Severity.MEDIUM, mute=True, rules=("quiet", "payments"))
    record(store, 1, said("1+aa", muted))
    issue = store.reader.issue("1")
    assert issue.verdict.directive == muted
    assert issue.severity.severity is Severity.MEDIUM
    assert store.deliveries.of_issue("1") == []


def test_another_wish_alone_is_a_new_verdict(store: Store) -> None:
    record(store, 1, said("1"))
    assert len(store.deliveries.of_issue("1")) == 1
    record(store, 2, said("1+aa", Directive(ceiling=Severity.LOW, mute=True, rules=("quiet",))))
    issue = store.reader.issue("1")
    assert (issue.severity.severity, issue.verdict.directive.mute) == (Severity.LOW, True)
    record(store, 3, said("1+bb"))
    assert store.reader.issue("1").verdict.directive == Directive()


def test_what_waits_to_be_told_of_an_issue_is_not_once_a_rule_mutes_it(store: Store) -> None:
    record(store, 1, said("1"))
    (waiting,) = store.deliveries.of_issue("1")
    assert waiting.state is DeliveryState.PENDING
    record(store, 2, said("1+aa", Directive(mute=True, rules=("quiet",))))
    (cancelled,) = store.deliveries.of_issue("1")
    assert cancelled.state is DeliveryState.CANCELLED


def test_it_is_known_by_which_rules_a_verdict_was_said(store: Store) -> None:
    record(store, 1, said("1+aa"))
    assert (known(store).rules_version, known(store).by_human) == ("1+aa", False)
    record(store, 2, said("1+bb"))
    assert known(store).rules_version == "1+bb"
    assert store.reader.issue("1").verdict.versions.rules == "1+bb"
    record(store, 3, None)
    assert known(store).rules_version == "1+bb"


def test_a_persons_verdict_stays_as_it_was_said(store: Store) -> None:
    record(store, 1, said("1+aa"))
    store.commands.correct("1", Correction(reason=Reason.OVERLOADED), "ann", NOW)
    record(store, 2, said("1+bb", Directive(mute=True, rules=("quiet",))))
    issue = store.reader.issue("1")
    assert known(store).by_human
    assert (issue.verdict.reason, issue.verdict.versions.rules) == (Reason.OVERLOADED, "1+aa")
    assert not issue.verdict.directive.mute


def test_the_events_that_were_kept_last(store: Store) -> None:
    for number in range(1, 4):
        record(store, number, said("1"))
    assert [kept.event.event_id for kept in store.reader.latest_events(2)] == [event_id(3), event_id(2)]
    assert len(store.reader.latest_events(9)) == 3
