"""Faults met in many ways: by other releases and calls of a client, through wrappers, in threads, tasks and retries."""

import io
from dataclasses import replace

import pytest

from kiwame.grouping.mechanisms import CURRENT
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import FAULTS, faults_of
from kiwame.lab.grouping_measure import Measured, Met, measure, meet, table
from kiwame.lab.progress import Progress
from kiwame.lab.variants import variants_of
from tests.rounds import PROVING

pytestmark = pytest.mark.prove
SOME = (
    "openai-requests-per-minute", "openai-tokens-per-minute", "openai-out-of-credit", "openai-invalid-key",
    "anthropic-input-tokens-per-minute", "httpx-refused", "postgres-deadlock", "bug-key-error",
)  # fmt: skip
TOLD_OTHERWISE = 0.05
"""The share of faults of which one client hands on fewer words than another: no grouping can know they are the same."""


@pytest.fixture(scope="module")
def met() -> list[Met]:
    """Eight faults in all their ways; where everything is to be shown, all faults, and the plain bugs."""
    if PROVING:
        return meet(faults_of(Environment.MAIN), 3, Progress(io.StringIO()))
    return meet([FAULTS[name] for name in SOME], 0, Progress(io.StringIO()))


@pytest.fixture(scope="module")
def measured(met: list[Met]) -> Measured:
    return measure(met, CURRENT)


def test_every_fault_is_met_in_all_its_ways(met: list[Met]) -> None:
    wanted = FAULTS if PROVING else SOME
    for name in (name for name in wanted if FAULTS[name].environment is Environment.MAIN):
        ways = {way for environment in Environment for way in variants_of(FAULTS[name], environment)}
        assert {one.variant for one in met if one.fault == name} == ways
        assert len(ways) >= 10


def test_no_two_failures_come_together(measured: Measured) -> None:
    assert measured.merges == ()


def test_hardly_any_failure_falls_apart(measured: Measured) -> None:
    apart = [split for split in measured.splits if not split.by_way]
    assert len(apart) <= TOLD_OTHERWISE * measured.faults, table(measured)


def test_the_first_version_split_by_the_clients_release(met: list[Met]) -> None:
    """What version 2 was made for, and that the measurement would show it."""
    before = {split.fault for split in measure(met, "v1").splits if not split.by_way}
    assert {name for name in SOME if name.startswith("openai-")} <= before


def test_two_failures_in_one_issue_are_a_merge(met: list[Met]) -> None:
    one = met[0]
    assert measure([one, replace(one, fault="another")]).merges == (tuple(sorted((one.fault, "another"))),)
    assert measure([one, replace(one, fault="another", application="another")]).merges == ()
