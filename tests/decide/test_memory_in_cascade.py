"""Three corrections on one odd error make the fourth, unseen, right and sure; no other case of the project changes."""

import pytest
from tests.decide.judged_cases import judged_cases
from tests.odd_errors import ODD_ERRORS, a_lesson

from kiwame.core.taxonomy import Reason
from kiwame.decide.cascade import Cascade, offline_cascade

REASONS = (Reason.OVERLOADED, Reason.CONCURRENCY_LIMIT, Reason.CONFIGURATION, Reason.AGENT_LOOP)
"""What people might say of them; none is what a rule or the model says of it."""


def taught(kind: str, reason: Reason, places: tuple[int, ...]) -> Cascade:
    events = ODD_ERRORS[kind]
    return offline_cascade(lessons=[a_lesson(n + 1, events[place], reason) for n, place in enumerate(places)])


@pytest.mark.parametrize("kind", ODD_ERRORS)
@pytest.mark.parametrize("unseen", range(4))
def test_the_fourth_is_right_and_sure_whatever_rules_and_model_say(kind: str, unseen: int) -> None:
    others = tuple(place for place in range(4) if place != unseen)
    verdict = taught(kind, Reason.CONCURRENCY_LIMIT, others).judge(ODD_ERRORS[kind][unseen])
    assert verdict.reason is Reason.CONCURRENCY_LIMIT
    assert verdict.confidence >= 0.9
    assert (verdict.decided_by or "").startswith("memory:")


def test_without_lessons_it_was_another_verdict() -> None:
    untaught = offline_cascade()
    said = [untaught.judge(events[3]) for events in ODD_ERRORS.values()]
    assert not any(verdict.reason in REASONS and verdict.confidence >= 0.9 for verdict in said)


def test_no_case_of_the_project_changes() -> None:
    lessons = [
        a_lesson(f"{kind} {n}".replace(" ", "."), event, reason)
        for (kind, events), reason in zip(ODD_ERRORS.items(), (*REASONS, *REASONS), strict=True)
        for n, event in enumerate(events[:3])
    ]
    before, after = offline_cascade(), offline_cascade(lessons=lessons)
    assert [case.id for case in judged_cases() if before.judge(case.event) != after.judge(case.event)] == []


def test_one_against_three_outranks_nobody() -> None:
    events = ODD_ERRORS["a provider's body"]
    agreeing = [a_lesson(n + 1, event, Reason.OVERLOADED) for n, event in enumerate(events[:3])]
    cascade = offline_cascade(lessons=[*agreeing, a_lesson(9, events[3], Reason.INVALID_MEDIA)])
    verdict = cascade.judge(events[3])
    memory = [answer for answer in verdict.trace if answer.decided_by.startswith("memory:")]
    assert len(memory) == 2
    assert all(answer.confidence < 0.9 for answer in memory)
