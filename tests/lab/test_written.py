"""Failures as text: the same bytes for the same arguments, and labels that are the taxonomy's and can be seen."""

import hashlib
import json
from dataclasses import asdict
from itertools import islice

from kiwame.core.taxonomy import CATEGORY_OF, Reason
from kiwame.lab.formats.format import say
from kiwame.lab.formats.table import FAMILIES, FORMATS
from kiwame.lab.written import SHOWS, Written, pairs, written

FIRST_LINES = "d7f04fe59c169d06154909afbb9fb999b166d74a1f3a220e85460a6135684cbd"
"""SHA-256 of the first 200 lines. The model is trained on what is printed: another sum wants `make train`."""

CASES: list[Written] = list(written())


def _lines(count: int, seed: int = 1) -> bytes:
    return "".join(json.dumps(asdict(case), ensure_ascii=False) + "\n" for case in written(seed, count)).encode()


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert hashlib.sha256(_lines(200)).hexdigest() == FIRST_LINES


def test_fewer_are_the_first_of_more_and_another_seed_gives_others() -> None:
    assert [case.id for case in islice(written(), 5)] == [case.id for case in written(count=5)]
    assert _lines(20, seed=2) != _lines(20)


def test_labels_are_the_taxonomys_and_the_formats() -> None:
    assert [case.id for case in CASES if CATEGORY_OF[Reason(case.reason)] != case.category] == []
    assert [case.id for case in CASES if FORMATS[case.format].reason != case.reason] == []


def test_no_two_cases_are_alike_and_nothing_is_left_open() -> None:
    assert len({(case.type, case.message, case.stacktrace) for case in CASES}) == len(CASES)
    assert len({case.id for case in CASES}) == len(CASES)
    assert [case.id for case in CASES if "<<" in case.message] == []


def test_every_format_is_told_and_every_reason_that_formats_can_give() -> None:
    assert {pair.format for pair in pairs()} == FORMATS.keys()
    assert {case.reason for case in CASES} == {one.reason for one in FORMATS.values()}


def test_a_case_shows_its_reason() -> None:
    assert SHOWS.keys() <= FORMATS.keys()
    assert [case.id for case in CASES if SHOWS.get(case.format, "") not in case.message] == []


def test_every_format_has_a_name_of_its_own_a_source_and_no_open_part() -> None:
    assert len(FORMATS) == sum(len(family) for family in FAMILIES)
    assert [one.name for one in FORMATS.values() if not one.source] == []
    assert [one.name for one in FORMATS.values() if "<<" in say(one, "a").body] == []
