"""The figures, held against the definitions as one reads them, and the gates on them."""

import pytest

from kiwame.core.taxonomy import Category, Reason
from kiwame.evaluate.compare import compare
from kiwame.evaluate.figures import Share, measure
from kiwame.evaluate.gates import Gates
from kiwame.evaluate.report import Measured, report_of
from kiwame.evaluate.scored import Scored
from tests.evaluate.cases import said, scored

R = Reason


@pytest.fixture
def few() -> list[Scored]:
    """Six cases: a right one, an open reason, a wrong reason, a wrong category, nobody, and a sure wrong one."""
    return [
        scored(1, R.READ_TIMEOUT, said(R.READ_TIMEOUT, 0.95)),
        scored(2, R.TOKENS_LIMIT, said(R.DAILY_LIMIT, 0.9), open_reason=True),
        scored(3, R.DNS_FAILURE, said(R.TLS_ERROR, 0.6, by="model:1")),
        scored(4, R.DATABASE, said(R.CONNECT_TIMEOUT, 0.5, by="model:1")),
        scored(5, R.REFUSAL, said(None, 0.2)),
        scored(6, R.AGENT_LOOP, said(R.CODE_OTHER, 0.99)),
    ]


def test_what_is_counted_over_what(few: list[Scored]) -> None:
    found = measure(few)
    assert (found.category, found.reason) == (Share(3, 6), Share(1, 5))
    assert (found.coverage, found.sure) == (Share(3, 6), Share(2, 3))


def test_the_right_reason_needs_its_category() -> None:
    spoken = said(R.DNS_FAILURE)
    odd = scored(1, R.DNS_FAILURE, type(spoken)(category=Category.TIMEOUT, reason=R.DNS_FAILURE, confidence=0.9))
    assert measure([odd]).reason == Share(0, 1)


def test_calibration_is_over_ten_bins_of_equally_many_cases() -> None:
    # 20 cases: in each bin of two, the confidence is 0.5 apart from how right they are.
    cases = [scored(n, R.READ_TIMEOUT, said(R.READ_TIMEOUT if n % 2 else None, 0.04 * n)) for n in range(20)]
    found = measure(cases)
    assert [each.right.of for each in found.bins] == [2] * 10
    by_hand = [abs((0.04 * n + 0.04 * (n + 1)) / 2 - 0.5) for n in range(0, 20, 2)]
    assert found.calibration_error == pytest.approx(sum(by_hand) / 10)


def test_fewer_cases_than_bins_fill_some() -> None:
    found = measure([scored(1, R.READ_TIMEOUT, said(R.READ_TIMEOUT, 0.75))])
    assert [(each.lowest, each.right) for each in found.bins] == [(0.75, Share(1, 1))]
    assert found.calibration_error == pytest.approx(0.25)


def test_precision_recall_and_confusion(few: list[Scored]) -> None:
    found = measure(few)
    by_name = {each.category: each for each in found.categories}
    assert len(by_name) == 8
    assert (by_name[Category.TIMEOUT].precision, by_name[Category.TIMEOUT].recall) == (Share(1, 2), Share(1, 1))
    assert (by_name[Category.CODE_BUG].precision, by_name[Category.CODE_BUG].recall) == (Share(0, 1), Share(0, 1))
    assert [(each.label.value, each.said.value, each.cases) for each in found.confusions] == [
        ("code_bug", "timeout", 1),
        ("prompt_issue", "code_bug", 1),
        ("prompt_issue", "unclassified", 1),
    ]


def test_who_decided(few: list[Scored]) -> None:
    found = {each.name: (each.right, round(each.confidence, 4)) for each in measure(few).by_decider}
    assert found == {"rules": (Share(2, 3), 0.9467), "model": (Share(1, 2), 0.55), "nobody": (Share(0, 1), 0.2)}
    assert [each.name for each in measure(few).by_answer] == ["rules:a", "model:1", "nobody"]


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [(Share(0, 10), 0.0, 0.2775), (Share(10, 10), 0.7225, 1.0), (Share(45, 50), 0.7864, 0.9565)],
)
def test_intervals_are_wilsons(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=1e-4)
    assert Share(0, 0).interval is None


def test_gates_name_what_fell_short(few: list[Scored]) -> None:
    found = measure(few)
    assert Gates().shortfalls(found) == ()
    assert Gates(category=0.5, reason=0.2, coverage=0.5, sure=0.6, calibration=1.0).shortfalls(found) == ()
    short = Gates(category=0.95, reason=0.20001, sure=0.5, calibration=0.1).shortfalls(found)
    assert short == ("category 0.500 < 0.950", "reason 0.20000 < 0.20001", "calibration error 0.373 > 0.100")


def test_nothing_sure_reaches_no_gate() -> None:
    found = measure([scored(1, R.READ_TIMEOUT, said(R.READ_TIMEOUT, 0.5))])
    assert Gates(sure=0.01).shortfalls(found) == ("sure 0.000 < 0.010",)


def test_side_by_side_counts_what_one_alone_has_right(few: list[Scored]) -> None:
    others = [scored(n, R.READ_TIMEOUT, said(R.READ_TIMEOUT if n == 1 else None)) for n in range(1, 7)]
    others[3] = scored(4, R.DATABASE, said(R.DATABASE))
    found = compare(few, others)
    assert (found.both, found.neither) == (1, 2)
    assert [one.id for one, _ in found.only_first] == ["c2", "c3"]
    assert [other.id for _, other in found.only_second] == ["c4"]


def test_the_wrong_ones_are_the_surest_first_and_categories_before_reasons(few: list[Scored]) -> None:
    report = report_of("cases.jsonl", [Measured(name="all", scored=few)], gates=Gates())
    assert [one.id for one in report.first.wrong] == ["c6", "c4", "c5", "c3"]
