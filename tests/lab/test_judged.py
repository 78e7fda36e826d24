"""Every fault, raised by the real clients and sent by the real sentry-sdk, is judged as what was injected."""

from kiwame.core.taxonomy import REASONS_OF
from kiwame.lab.capture import Envelope
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import FAULTS, faults_of
from tests.lab.judging import event_of, judged_otherwise


def test_every_fault_sends_an_event(recorded: list[Envelope]) -> None:
    assert {name for name, _, _ in recorded} == {fault.name for fault in faults_of(Environment.MAIN)}


def test_every_fault_is_judged_as_injected(recorded: list[Envelope]) -> None:
    assert judged_otherwise(recorded) == []


def test_the_recording_holds_all_categories(recorded: list[Envelope]) -> None:
    assert {FAULTS[name].category for name, _, _ in recorded} == set(REASONS_OF)


def test_nothing_in_an_event_names_its_fault(recorded: list[Envelope]) -> None:
    for envelope in recorded:
        event = event_of(envelope)
        words = " ".join([event.title, event.culprit, event.transaction, *(value for _, value in event.tags)])
        assert envelope[0] not in words
