"""Every (category, reason) of the taxonomy has at least two cases of our own, and every case is labelled by it."""

import json
from collections import Counter

from kiwame.core.taxonomy import CATEGORY_OF, Reason
from tests.house.source_tree import ROOT

FILES = sorted((ROOT / "tests/cases").glob("*.jsonl"))
CASES = [json.loads(line) for file in FILES for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_every_reason_has_cases() -> None:
    counts = Counter(case["reason"] for case in CASES)
    assert [reason for reason in Reason if counts[reason] < 2] == []


def test_labels_belong_to_the_taxonomy() -> None:
    assert [case["id"] for case in CASES if CATEGORY_OF[Reason(case["reason"])] != case["category"]] == []


def test_every_case_has_an_id_of_its_own() -> None:
    assert [name for name, times in Counter(case["id"] for case in CASES).items() if times > 1] == []
