"""What an event does to an issue, which events are kept, and who reports a failure twice."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.grouping.v1_cases import event

from kiwame.core.event import Link
from kiwame.core.issue import Pairable, Status
from kiwame.grouping.update import (
    ALWAYS_KEPT,
    Arrival,
    Outcome,
    Standing,
    after_event,
    find_partner,
    keep_event,
    link_hashes,
)

AT = 1000.0


def arrival(last_seen: float = AT + 9, count: int = 5, releases: tuple[tuple[float, float], ...] = ()) -> Arrival:
    return Arrival(last_seen=last_seen, count=count, releases=releases)


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (None, Status.OPEN, Outcome.NEW),
        (Status.OPEN, Status.OPEN, Outcome.KNOWN),
        (Status.ACKNOWLEDGED, Status.ACKNOWLEDGED, Outcome.KNOWN),
        (Status.RESOLVED, Status.OPEN, Outcome.REGRESSED),
        (Status.IGNORED, Status.IGNORED, Outcome.IGNORED),
    ],
)
def test_what_an_event_does(before: Status | None, after: Status, outcome: Outcome) -> None:
    change = after_event(Standing(status=before, resolved_at=AT) if before else None, arrival())
    assert (change.status, change.outcome) == (after, outcome)
    assert change.came_back is (before is Status.RESOLVED)


@pytest.mark.parametrize(
    ("came", "outcome"),
    [
        (arrival(last_seen=AT - 1), Outcome.RESOLVED),
        (arrival(last_seen=AT), Outcome.RESOLVED),
        (arrival(last_seen=AT + 1), Outcome.REGRESSED),
    ],
)
def test_a_late_event_from_before_the_resolve(came: Arrival, outcome: Outcome) -> None:
    assert after_event(Standing(status=Status.RESOLVED, resolved_at=AT), came).outcome is outcome


@pytest.mark.parametrize(
    ("releases", "outcome"),
    [
        ((), Outcome.RESOLVED),
        (((AT + 9, AT - 5),), Outcome.RESOLVED),
        (((AT + 9, AT),), Outcome.RESOLVED),
        (((AT - 1, AT + 3),), Outcome.RESOLVED),
        (((AT + 9, AT + 1),), Outcome.REGRESSED),
        (((AT + 9, AT - 5), (AT + 2, AT + 2)), Outcome.REGRESSED),
    ],
)
def test_resolved_in_the_next_release(releases: tuple[tuple[float, float], ...], outcome: Outcome) -> None:
    standing = Standing(status=Status.RESOLVED, resolved_at=AT, resolved_in_next=True)
    assert after_event(standing, arrival(releases=releases)).outcome is outcome


@pytest.mark.parametrize(
    ("until", "count", "outcome"),
    [
        (None, None, Outcome.IGNORED),
        (AT + 10, None, Outcome.IGNORED),
        (AT + 9, None, Outcome.RETURNED),
        (None, 6, Outcome.IGNORED),
        (None, 5, Outcome.RETURNED),
        (None, 3, Outcome.RETURNED),
    ],
)
def test_an_ignore_ends(until: float | None, count: int | None, outcome: Outcome) -> None:
    standing = Standing(status=Status.IGNORED, ignored_until=until, ignored_until_count=count)
    change = after_event(standing, arrival())
    assert (change.outcome, change.status is Status.OPEN) == (outcome, outcome is Outcome.RETURNED)


def test_the_first_hundred_and_each_release_are_kept() -> None:
    assert all(keep_event(reports=n, event_id=f"{n:032x}", new_release=False) for n in range(ALWAYS_KEPT))
    assert all(keep_event(reports=10**n, event_id="a", new_release=True) for n in range(12))


def test_after_them_a_sample_that_thins_out() -> None:
    kept = [n for n in range(100_000) if keep_event(reports=n, event_id=f"{n * 7919:032x}", new_release=False)]
    early, late = sum(n < 1_000 for n in kept), sum(n >= 50_000 for n in kept)
    assert 150 < early < 300
    assert 10 < late < 70
    assert len(kept) < 700
    assert kept == [n for n in range(100_000) if keep_event(reports=n, event_id=f"{n * 7919:032x}", new_release=False)]


ROOT, MIDDLE, TOP = (Link(type=name, message=name.lower()) for name in ("Root", "Middle", "Top"))


def report(
    event_id: str,
    chain: Sequence[Link],
    *,
    at: float = 100.0,
    trace: str = "t",
    project: str = "1",
    paired: bool = False,
) -> Pairable:
    links = link_hashes(event(*chain))
    return Pairable(event_id=event_id, project=project, trace_id=trace, timestamp=at, links=links, paired=paired)


def test_hashes_of_links_run_from_the_root() -> None:
    assert link_hashes(event(ROOT, MIDDLE)) == link_hashes(event(ROOT, MIDDLE, TOP))[:2]
    assert link_hashes(event(ROOT))[0] != link_hashes(event(Link(type="Root", message="other")))[0]
    assert link_hashes(event(Link(type="a", message="b")))[0] != link_hashes(event(Link(type="ab", message="")))[0]
    assert link_hashes(event()) == ()


def test_a_proper_prefix_is_the_same_failure_from_either_side() -> None:
    inner, outer = report("a", [ROOT]), report("b", [ROOT, MIDDLE, TOP])
    assert find_partner(outer, [inner]) is inner
    assert find_partner(inner, [outer]) is outer


@pytest.mark.parametrize(
    "earlier",
    [
        report("a", [ROOT, MIDDLE]),
        report("a", [MIDDLE]),
        report("a", [MIDDLE, TOP]),
        report("a", []),
        report("a", [ROOT], at=89.9),
        report("a", [ROOT], at=110.1),
        report("a", [ROOT], at=float("nan")),
        report("a", [ROOT], trace="other"),
        report("a", [ROOT], trace=""),
        report("a", [ROOT], project="2"),
        report("a", [ROOT], paired=True),
        report("b", [ROOT]),
    ],
)
def test_what_is_another_failure(earlier: Pairable) -> None:
    assert find_partner(report("b", [ROOT, MIDDLE]), [earlier]) is None


def test_without_a_trace_or_once_paired_nobody_is_joined() -> None:
    earlier = report("a", [ROOT], trace="")
    assert find_partner(report("b", [ROOT, MIDDLE], trace=""), [earlier]) is None
    assert find_partner(report("b", [ROOT, MIDDLE], paired=True), [report("a", [ROOT])]) is None


def test_ten_seconds_are_still_one_failure() -> None:
    assert find_partner(report("b", [ROOT, MIDDLE], at=110.0), [report("a", [ROOT])]) is not None


def test_of_several_the_nearest_then_the_longest_then_the_first_id() -> None:
    near, far = report("z", [ROOT], at=101.0), report("a", [ROOT, MIDDLE], at=103.0)
    candidate = report("c", [ROOT, MIDDLE, TOP])
    assert find_partner(candidate, [far, near]) is near
    long, short, twin = report("y", [ROOT, MIDDLE]), report("a", [ROOT]), report("x", [ROOT, MIDDLE])
    assert find_partner(candidate, [short, long, twin]) is twin
    assert find_partner(candidate, [twin, long, short]) is twin


CHAINS = st.lists(st.sampled_from([ROOT, MIDDLE, TOP]), max_size=4)
REPORTS = st.builds(
    report, st.sampled_from("abcdef"), CHAINS, at=st.floats(0, 30), trace=st.sampled_from(["", "t", "u"]),
    paired=st.booleans(),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(REPORTS, st.lists(REPORTS, max_size=6))
def test_the_choice_does_not_hang_on_the_order(candidate: Pairable, earlier: list[Pairable]) -> None:
    found = find_partner(candidate, earlier)
    turned = find_partner(candidate, earlier[::-1])
    if found is None or turned is None:
        assert found is turned
    else:
        assert (found.event_id, found.timestamp, len(found.links)) == (
            turned.event_id,
            turned.timestamp,
            len(turned.links),
        )
        assert not found.paired
        assert found.links != candidate.links
