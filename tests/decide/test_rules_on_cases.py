"""The rules on the project's own cases: each judged right, each rule as right as it says it is."""

from collections import Counter, defaultdict

import pytest
from tests.decide.judged_cases import Judged, judged_cases
from tests.decide.test_rules_with_frames import SENT

from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason
from kiwame.core.verdict import UNSURE_BELOW
from kiwame.decide.by_rules import ByRules
from kiwame.decide.index import Index
from kiwame.decide.rules.table import TABLE
from kiwame.decide.view import View


@pytest.mark.parametrize("case", judged_cases(), ids=lambda case: case.id)
def test_each_case_is_judged_as_labelled(case: Judged) -> None:
    assert case.first is not None, case.event.title
    assert (case.first.category, case.first.reason) == (case.category, case.reason), case.first


def test_every_reason_has_two_cases_of_its_own() -> None:
    counted = Counter(case.reason for case in judged_cases() if not case.id.startswith(("trap", "ordinary")))
    assert [reason for reason in Reason if counted[reason] < 2] == []


def test_labels_belong_together() -> None:
    assert all(CATEGORY_OF[Reason(case.reason)] == case.category for case in judged_cases())


def test_no_rule_states_more_confidence_than_it_earns() -> None:
    won: dict[str, list[bool]] = defaultdict(list)
    for case in judged_cases():
        if case.first is not None:
            won[case.first.decided_by].append(case.first.category == case.category)
    stated = {f"rules:{rule.id}": rule.confidence for rule in TABLE}
    overstated = {name: hits for name, hits in won.items() if sum(hits) / len(hits) < stated[name]}
    assert overstated == {}


def test_no_sure_answer_is_wrong() -> None:
    sure_and_wrong = [
        case.id
        for case in judged_cases()
        if case.first is not None and case.first.confidence >= 0.9 and case.first.category != case.category
    ]
    assert sure_and_wrong == []


def test_ids_are_unique_and_confidences_lie_within_bounds() -> None:
    ids = Counter(rule.id for rule in TABLE)
    assert [name for name, times in ids.items() if times > 1] == []
    assert all(0.35 <= rule.confidence < 1.0 for rule in TABLE)
    assert all(rule.source for rule in TABLE)


def test_every_rule_has_a_case_that_it_fires_on() -> None:
    """A rule that no case has ever made speak is as good as unmeasured; `SENT` holds what a case cannot tell."""
    fired = {answer.decided_by for case in judged_cases() for answer in case.answers}
    assert [rule.id for rule in TABLE if f"rules:{rule.id}" not in fired and rule.id not in SENT] == []


def test_a_positive_case_makes_the_rule_of_its_name_fire() -> None:
    cases = [case for case in judged_cases() if case.id.startswith("rule-")]
    fired = {case.id: {answer.decided_by for answer in case.answers} for case in cases}
    assert [name for name, by in fired.items() if f"rules:{name[5:].rpartition('-')[0]}" not in by] == []


def test_guesses_are_marked_unsure() -> None:
    assert all(rule.confidence < UNSURE_BELOW for rule in TABLE if rule.id.startswith("guess."))


def test_every_rule_that_can_fire_is_found_by_the_index() -> None:
    index = Index(TABLE)
    for case in judged_cases():
        view = View(case.event)
        by_hand = [rule.id for rule in TABLE if rule.fires(view) is not None]
        found = [TABLE[at].id for at, said in index.candidates(view) if TABLE[at].fires(view, said) is not None]
        assert found == by_hand


def test_the_answers_come_in_the_tables_order_and_say_what_matched() -> None:
    order = {f"rules:{rule.id}": at for at, rule in enumerate(TABLE)}
    for case in judged_cases():
        positions = [order[answer.decided_by] for answer in case.answers]
        assert positions == sorted(positions)
        assert all(answer.evidence for answer in case.answers)


def test_judging_twice_says_the_same() -> None:
    rules = ByRules()
    assert all(rules.answers(case.event) == case.answers for case in judged_cases())


def test_ordinary_bugs_get_no_category_that_only_applications_of_models_have() -> None:
    only_models = {Category.RATE_LIMIT, Category.PROMPT_ISSUE, Category.PROVIDER_ERROR, Category.INVALID_REQUEST}
    wrong = [
        case.id
        for case in judged_cases()
        if case.id.startswith("ordinary") and case.first is not None and case.first.category in only_models
    ]
    assert wrong == []


def test_no_phrase_asks_for_what_an_events_words_never_hold() -> None:
    """A view collapses white space: a phrase with a line's end or two blanks in it would never be found."""
    for rule in TABLE:
        for words in (*rule.says, *rule.also, *rule.unless, *rule.if_plain):
            assert all(part == " ".join(part.split()) or part.strip() != part for part in words.parts), rule.id
            assert not any(mark in part for part in words.parts for mark in "\r\n\t"), rule.id
