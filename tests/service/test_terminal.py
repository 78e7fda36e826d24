"""Text for a terminal: harmless, wrapped by columns."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.service.terminal import escaped, harmless, width_of, wrap


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b[31;1mred\x1b[0m", "ared"),
        ("\x1b]0;new title\x07x", "x"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jx", "x"),
        ("\x1bcx", "x"),
        ("a\rb\nc\td", "a b c d"),
        ("abc\x08\x08\x08x", "abcx"),
        ("\u202etxt.exe\u2066", "txt.exe"),
        ("pass\u200bword\ufeff", "password"),
        ("\x1b", ""),
        ("見極め 👍🏽 é", "見極め 👍🏽 é"),
    ],
)
def test_harmless(text: str, left: str) -> None:
    assert harmless(text) == left


@given(st.text())
def test_nothing_steers(text: str) -> None:
    shown = harmless(text)
    assert not any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in shown)
    assert harmless(shown) == shown or "\x1b" in text or "\x9b" in text
    assert all(unicodedata.category(character) != "Cc" for character in escaped(shown))


def test_json_escapes() -> None:
    assert escaped('"\x9b\u202e\u2028é"') == '"\\u009b\\u202e\\u2028é"'


def test_wide_characters_take_two_columns() -> None:
    assert width_of("abc") == 3
    assert width_of("見極め") == 6
    assert width_of("e\u0301") == 1


def test_wrapping() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("", 8) == [""]
    assert wrap("見極め見極め。", 8) == ["見極め見", "極め。"]
    assert wrap("見極め（見", 8) == ["見極め", "（見"]
    assert wrap("https://example.com/long", 10) == ["https://ex", "ample.com/", "long"]


@given(st.text().map(harmless), st.integers(4, 40))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
