"""Training: the same bytes on every machine, folds that keep repositories together, honest calibration."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools.train_data import Case, group_of, read_cases, vocabulary
from tools.train_figures import Guess, figures, knots, out_of_fold
from tools.train_fit import Recipe

from kiwame.core.errors import UsageError
from kiwame.core.taxonomy import Category, Reason
from kiwame.decide.model.artifact import unpacked
from kiwame.decide.model.linear import ONE

WORDS = {
    Reason.QUOTA_EXHAUSTED: "the balance of the account is used up",
    Reason.READ_TIMEOUT: "the read timed out after a while",
    Reason.DATABASE: "a column of the table is missing",
    Reason.TLS_ERROR: "the certificate could not be verified",
}
CATEGORIES = {
    Reason.QUOTA_EXHAUSTED: Category.RATE_LIMIT,
    Reason.READ_TIMEOUT: Category.TIMEOUT,
    Reason.DATABASE: Category.CODE_BUG,
    Reason.TLS_ERROR: Category.NETWORK_ERROR,
}


def lines(repositories: int = 6) -> list[str]:
    """A few cases of each reason, from repositories that each say the same in a word of their own."""
    return [
        json.dumps(
            {
                "id": f"{reason}-{number}",
                "source": f"https://forge.example/owner{number}/shop/issues/1",
                "type": "Failed",
                "message": f"{said}, said shop{'abcdefgh'[number]}",
                "category": CATEGORIES[reason],
                "reason": None if number == 0 else reason,
            }
        )
        for number in range(repositories)
        for reason, said in WORDS.items()
    ]


def cases() -> list[Case]:
    return read_cases(lines(), real=True, name="cases")


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    given = tmp_path / "cases.jsonl"
    given.write_text("\n".join(lines()), encoding="utf-8")
    lab = tmp_path / "lab.jsonl"
    lab.write_text("\n".join(lines(2)), encoding="utf-8")
    # What differs between machines: vector instructions, threads, the seed of Python's hashes.
    plain = {"NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512_SKX", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "1"}
    written = []
    for name, extra in (("one", {"PYTHONHASHSEED": "2"}), ("two", plain)):
        out = tmp_path / name
        command = [sys.executable, "-m", "tools.train", str(given), "--lab", str(lab), "--out", str(out)]
        run = subprocess.run(command, env={**os.environ, **extra}, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert "sha256" in run.stdout.splitlines()[-1]
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert unpacked(written[0]).trained_on == {"real": 24, "lab": 8, "repositories": 6, "formats": 2}


def test_a_repository_is_never_on_both_sides() -> None:
    folds = out_of_fold(cases(), Recipe(rounds=3), folds=3)
    groups = [{one.case.group for one in fold} for fold in folds]
    assert sum(len(group) for group in groups) == len(set().union(*groups)) == 6
    guesses = [one for fold in folds for one in fold]
    assert len(guesses) == 24
    assert all(one.category_right for one in guesses)


def test_what_one_repository_alone_says_is_not_kept() -> None:
    known = vocabulary(cases())
    alone = {bucket for case in cases() for bucket in case.buckets} - set(known)
    assert alone
    assert all(len({case.group for case in cases() if bucket in case.buckets}) == 1 for bucket in alone)


def test_groups_are_repositories_or_formats() -> None:
    assert group_of({"source": "https://github.com/Owner/Name/issues/7", "id": "a"}) == "owner/name"
    assert group_of({"format": "openai.quota", "id": "a"}) == "openai.quota"
    assert group_of({"id": "a"}) == "a"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"message": "no label"}',
        '{"message": "x", "category": "weather", "reason": null}',
        '{"message": "x", "category": "unclassified", "reason": null}',
        '{"message": "x", "category": "timeout", "reason": "dns_failure"}',
        '{"message": "x", "category": "timeout", "reason": "lateness"}',
    ],
)
def test_a_line_that_is_no_case_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=r"^c\.jsonl:2 is no labelled case") as raised:
        read_cases([lines(1)[0], line], real=True, name="c.jsonl")
    assert "\n" not in str(raised.value)


def test_knots_rise_and_never_promise_certainty() -> None:
    pairs = [(ONE * at // 400, at % 400 > 100) for at in range(400)]
    found = knots(pairs)
    assert [share for share, _ in found] == sorted({share for share, _ in found})
    assert [value for _, value in found] == sorted(value for _, value in found)
    assert found[0] == (0, 0)
    assert found[-1][0] == 1_000_000
    assert found[-1][1] < 1_000_000


def test_figures_are_those_of_the_score() -> None:
    case = cases()[1]
    right = Guess(case=case, category=case.category, reason=Reason.READ_TIMEOUT, category_share=ONE, reason_share=ONE)
    wrong = Guess(case=case, category=Category.CODE_BUG, reason=Reason.DATABASE, category_share=0, reason_share=0)
    found = figures([right, right, right, wrong], [((0, 0), (1_000_000, 1_000_000))] * 4)
    assert found["cases"] == 4
    assert found["category"] == 0.75
    assert found["coverage"] == 0.75
    assert found["sure"] == 1.0
    assert found["calibration_error"] == 0.0
