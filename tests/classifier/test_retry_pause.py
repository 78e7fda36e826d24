"""How long a refused classifier waits, and what is cut from texts that are too long for a model."""

from typing import Any

import pytest

from kiwame.classifier import ErrorClassifier, _pause, truncate_for_context


class Refused(Exception):
    """An exception with an answer."""

    def __init__(self, headers: object) -> None:
        super().__init__()
        self.response: Any = type("Response", (), {"status_code": 429, "headers": headers})()


@pytest.mark.parametrize(
    ("tried", "refused", "seconds"),
    [
        (0, Exception(), 1.0),
        (1, Exception(), 2.0),
        (2, Refused({}), 4.0),
        (10, Refused(None), 60.0),
        (0, Refused({"retry-after": "7"}), 7.0),
        (0, Refused({"Retry-After": "0.5"}), 0.5),
        (0, Refused({"retry-after": "3600"}), 60.0),
        (1, Refused({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}), 2.0),
        (1, Refused({"retry-after": "nan"}), 2.0),
        (1, Refused({"retry-after": "-5"}), 2.0),
    ],
)
def test_pauses_double_and_obey_retry_after(tried: int, refused: Exception, seconds: float) -> None:
    assert _pause(tried, refused) == seconds


def tokens(text: str) -> float:
    return sum(0.25 if character.isascii() else 1 for character in text)


def test_short_texts_stay_as_they_are() -> None:
    both = {"error_message": "no", "stacktrace": "a\nb"}
    assert truncate_for_context("no", "a\nb") == both


def test_long_texts_are_cut_by_lines_with_a_note() -> None:
    stack = "\n".join(f"line {number}" for number in range(10_000))
    cut = truncate_for_context("first\n" + "x" * 10_000 + "\nlast", stack, max_total_tokens=2_000)
    lines = cut["stacktrace"].split("\n")
    (note,) = [line for line in lines if "left out" in line]
    assert (lines[0], lines[-1]) == ("line 0", "line 9999")
    assert note == f"... {10_000 - len(lines) + 1} lines left out ..."
    assert 900 <= tokens(cut["stacktrace"]) <= 1_000
    assert cut["error_message"].startswith("first\nxxx")
    assert cut["error_message"].endswith("…\nlast")
    assert tokens(cut["error_message"]) <= 500


@pytest.mark.parametrize("line", ["x" * 100_000, "長い行" * 20_000, "\n" * 100_000, "é\n" * 50_000])
@pytest.mark.parametrize("most", [-1, 0, 5, 999, 1_000, 1_001, 1_030, 7_000])
def test_whatever_is_given_fits(line: str, most: int) -> None:
    cut = truncate_for_context(line, line, max_total_tokens=most)
    assert tokens("".join(cut.values())) <= max(most, 0)
    if most == 7_000:
        assert all(tokens(text) > 100 for text in cut.values())


def test_texts_are_cut_by_the_classifier_as_by_the_function() -> None:
    stack = "\n".join(f"line {number}" for number in range(5_000))
    assert ErrorClassifier().truncate_for_context("no", stack, 2_000) == truncate_for_context("no", stack, 2_000)
    assert ErrorClassifier.truncate_for_context("no", stack)["stacktrace"] != stack
