"""Ordinary failures as text: every row is filled, labelled and the same each time."""

from collections import Counter

from kiwame.core.taxonomy import CATEGORY_OF, REASONS_OF, Category, Reason
from kiwame.lab.everyday.written import ROWS, written


def test_every_row_is_rendered_with_nothing_left_open() -> None:
    cases = list(written())
    assert len({case["id"] for case in cases}) == len(cases) > 3 * len(ROWS)
    left = [case["id"] for case in cases if "<<" in f"{case['type']}{case['message']}{case['stacktrace']}"]
    assert left == []


def test_the_same_bytes_each_time() -> None:
    assert list(written(2)) == list(written(2))


def test_labels_belong_together_and_every_bug_of_code_is_there() -> None:
    counted = Counter(str(case["reason"]) for case in written())
    assert all(CATEGORY_OF[Reason(str(case["reason"]))] == case["category"] for case in written())
    assert [reason for reason in REASONS_OF[Category.CODE_BUG] if counted[reason] < 20] == []
