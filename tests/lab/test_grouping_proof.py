"""200 envelopes of 60 faults with varying ids, numbers and prompts: hardly more issues, none of two faults."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest

from kiwame.grouping.mechanisms import fingerprint
from kiwame.lab.capture import Envelope
from tests.lab.conftest import SIXTY
from tests.lab.judging import event_of

pytestmark = pytest.mark.prove
ENVELOPES, MOST_ISSUES = 200, 66


def faults_by_issue(envelopes: Iterable[Envelope]) -> list[set[str]]:
    issues: dict[str, set[str]] = defaultdict(set)
    for envelope in envelopes:
        issues[fingerprint(event_of(envelope)).value].add(envelope[0])
    return list(issues.values())


def test_two_hundred_envelopes_of_sixty_faults(recorded: list[Envelope]) -> None:
    names = {fault.name for fault in SIXTY}
    by_trace = {event_of(envelope).trace_id: envelope for envelope in recorded if envelope[0] in names}
    chosen = list(by_trace.values())[-ENVELOPES:]
    assert len(chosen) == ENVELOPES
    times = Counter(name for name, _, _ in chosen)
    assert times.keys() == names
    assert min(times.values()) >= 2
    issues = faults_by_issue(chosen)
    assert [sorted(faults) for faults in issues if len(faults) > 1] == []
    assert len(issues) <= MOST_ISSUES


def test_no_issue_mixes_two_of_all_faults(recorded: list[Envelope]) -> None:
    issues = faults_by_issue(recorded)
    assert [sorted(faults) for faults in issues if len(faults) > 1] == []
    assert len(issues) <= 1.1 * len({name for name, _, _ in recorded})
