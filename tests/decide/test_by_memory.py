"""What people taught as a decider: the fourth of a kind is answered, other errors are not, contradictions lower."""

from itertools import permutations

import pytest
from tests.decide.judged_cases import judged_cases
from tests.odd_errors import ODD_ERRORS, a_lesson, an_error

from kiwame.core.memory import Lesson
from kiwame.core.taxonomy import Category, Reason
from kiwame.decide.by_memory import MOST_COMPARED, ByMemory
from kiwame.grouping.likeness import NEAR, distance, traits_of

OWN = ODD_ERRORS["an own class"]


@pytest.mark.parametrize("kind", ODD_ERRORS)
def test_three_corrections_make_the_fourth_wording_right_and_sure(kind: str) -> None:
    for *taught, unseen in permutations(ODD_ERRORS[kind]):
        memory = ByMemory([a_lesson(n, event, Reason.CONFIGURATION) for n, event in enumerate(taught)])
        (answer,) = memory.answers(unseen)
        assert (answer.category, answer.reason) == (Category.CODE_BUG, Reason.CONFIGURATION)
        assert answer.confidence >= 0.9
        assert answer.confirmations == 3


def test_nothing_else_is_answered() -> None:
    taught = [a_lesson(n, event, Reason.PROMPT_OTHER) for n, event in enumerate(sum(ODD_ERRORS.values(), ()))]
    memory = ByMemory(taught)
    assert [case.id for case in judged_cases() if memory.answers(case.event)] == []


def test_the_index_finds_what_comparing_each_with_each_finds() -> None:
    cases = judged_cases()[:: -(-len(judged_cases()) // 300)]
    lessons = [a_lesson(case.id, case.event, Reason(case.reason)) for case in cases]
    memory = ByMemory(lessons)
    for case in cases:
        traits = traits_of(case.event)
        near = [lesson for lesson in lessons if distance(traits, lesson.traits) < NEAR]
        assert sum(answer.confirmations for answer in memory.answers(case.event)) == len(near), case.id


def test_confidence_grows_with_confirmations() -> None:
    found = []
    for count in range(1, 4):
        (answer,) = ByMemory([a_lesson(n, OWN[n], Reason.OVERLOADED) for n in range(count)]).answers(OWN[3])
        found.append(answer.confidence)
    assert 0.75 <= found[0] <= 0.8
    assert found[0] < found[1] < 0.9 <= found[2] < 1.0


def test_confidence_falls_with_contradictions() -> None:
    taught = [a_lesson(n, OWN[0], Reason.OVERLOADED) for n in range(3)]
    against = [a_lesson(10 + n, OWN[0], Reason.DATABASE) for n in range(3)]
    sure = ByMemory(taught).answers(OWN[0])[0].confidence
    doubted = [ByMemory([*taught, *against[:n]]).answers(OWN[0]) for n in (1, 2, 3)]
    assert sure > doubted[0][0].confidence > doubted[1][0].confidence > doubted[2][0].confidence
    assert doubted[2][0].confidence < 0.5
    one_each = ByMemory([taught[0], against[0]]).answers(OWN[0])
    assert one_each[0].confidence == one_each[1].confidence == pytest.approx(1 / 2.25, abs=1e-4)
    assert {answer.reason for answer in one_each} == {Reason.OVERLOADED, Reason.DATABASE}


def test_what_is_farther_contradicts_less() -> None:
    taught = a_lesson(1, OWN[0], Reason.OVERLOADED)
    nearest = ByMemory([taught, a_lesson(2, OWN[0], Reason.DATABASE)]).answers(OWN[0])[0]
    farther = ByMemory([taught, a_lesson(2, OWN[2], Reason.DATABASE)]).answers(OWN[0])[0]
    assert farther.reason is Reason.OVERLOADED
    assert farther.confidence > nearest.confidence


def test_the_answer_names_the_issues_that_taught_it() -> None:
    taught = [a_lesson(n, event, Reason.OVERLOADED) for n, event in zip(("4", "import:9", "12"), OWN, strict=False)]
    answers = ByMemory([*taught, a_lesson(7, OWN[0], Reason.DATABASE)]).answers(OWN[3])
    assert answers[0].decided_by in ("memory:4", "memory:import:9", "memory:12")
    said, otherwise = answers[0].evidence
    assert said.startswith("3 people's corrections near (distance 0.")
    assert all(issue in said for issue in ("4", "import:9", "12"))
    assert otherwise.startswith("1 person's correction says otherwise (distance 0.")
    assert otherwise.endswith("issue 7")


def test_nothing_taught_is_nothing_said() -> None:
    assert ByMemory([]).answers(OWN[0]) == ()


def test_the_version_follows_what_was_taught() -> None:
    one, other = a_lesson(1, OWN[0], Reason.OVERLOADED), a_lesson(1, OWN[0], Reason.DATABASE)
    versions = [ByMemory(lessons).version for lessons in ([], [one], [other], [one, other])]
    assert len(set(versions)) == 4
    assert ByMemory([one]).version == versions[1]


def test_a_plain_message_and_an_exception_can_be_near() -> None:
    logged = an_error("", "frobnicator 4 refused moon phase 0.9")
    memory = ByMemory([a_lesson(1, logged, Reason.OVERLOADED)])
    assert memory.answers(an_error("RuntimeError", "frobnicator 5 refused the moon phase 0.1"))
    assert memory.answers(an_error("", "frobnicator 5 refused the moon phase 0.1"))


def test_errors_without_a_word_are_near_where_all_else_is_the_same() -> None:
    memory = ByMemory([a_lesson(1, an_error("TimeoutError", ""), Reason.CODE_OTHER)])
    assert memory.answers(an_error("TimeoutError", ""))
    assert memory.answers(an_error("KeyError", "")) == ()


def test_thousands_of_lessons_about_one_thing_are_bounded() -> None:
    near: list[Lesson] = [a_lesson(n, OWN[n % 4], Reason.OVERLOADED) for n in range(2 * MOST_COMPARED)]
    (answer,) = ByMemory(near).answers(OWN[3])
    assert answer.confidence == 0.99
    assert answer.confirmations <= 2 * MOST_COMPARED
    assert len(answer.evidence[0]) < 120
