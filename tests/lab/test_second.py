"""The second environment sets itself up, and its clients' faults are judged and grouped like the others."""

from collections import defaultdict

import pytest

from kiwame.grouping.mechanisms import fingerprint
from kiwame.lab.capture import Envelope, event_id_of
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import faults_of
from kiwame.lab.record import Recorder
from kiwame.lab.sample import Order, SampleApp
from kiwame.lab.second import WrappedApp, set_up
from tests.lab.judging import event_of, judged_otherwise

FAULTS = faults_of(Environment.WRAPPERS)


@pytest.fixture(scope="module")
def wrapped() -> list[Envelope]:
    """Every fault of the second environment, twice."""
    python = set_up()
    with Recorder() as recorder:
        with SampleApp(recorder.dsn) as app, WrappedApp(python, recorder.dsn, app.ports) as script:
            script.meet(Order(fault=fault.name, seed=f"{turn}.{fault.name}") for turn in "ab" for fault in FAULTS)
            fault_of = dict(script.sent())
        kept = recorder.kept
    found = [(event_id_of(body, headers), body, headers) for body, headers in kept]
    return [(fault_of[event_id], body, headers) for event_id, body, headers in found if event_id in fault_of]


def test_every_fault_is_judged_as_injected(wrapped: list[Envelope]) -> None:
    assert {name for name, _, _ in wrapped} == {fault.name for fault in FAULTS}
    assert judged_otherwise(wrapped) == []


SAME_BENEATH = [["litellm-read-timeout", "openai2-read-timeout"], ["litellm-refused", "openai2-refused"]]
"""Faults that are one failure of one client, met once through a wrapper and once without."""


def test_each_fault_is_one_issue(wrapped: list[Envelope]) -> None:
    issues: dict[str, set[str]] = defaultdict(set)
    for envelope in wrapped:
        issues[fingerprint(event_of(envelope)).value].add(envelope[0])
    assert sorted(sorted(names) for names in issues.values() if len(names) > 1) == SAME_BENEATH
    assert len(issues) == len(FAULTS) - len(SAME_BENEATH)


def test_setting_up_again_changes_nothing() -> None:
    python = set_up()
    before = (python.parent.parent / "installed").stat().st_mtime_ns
    assert set_up() == python
    assert (python.parent.parent / "installed").stat().st_mtime_ns == before
