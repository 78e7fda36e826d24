"""Hostile text is shown as text, and what cannot be seen is shown."""

import pytest
from markupsafe import escape

from kiwame.web.pages.visible import first_line, fitting, is_web_address, shown, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain text, ünïcödé, 日本語, 한국어", "plain text, ünïcödé, 日本語, 한국어"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("win\r\ndows", "win\ndows"),
        ("a\rb", "a⟨U+000D⟩b"),
        ("nul\0", "nul⟨U+0000⟩"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("txt.\u202egnp", "txt.⟨U+202E⟩gnp"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("soft\u00adhyphen", "soft⟨U+00AD⟩hyphen"),
        ("lone\ud800", "lone⟨U+D800⟩"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("blank\u3164", "blank⟨U+3164⟩"),
        ("line\u2028end", "line⟨U+2028⟩end"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👍\ufe0f", "👍\ufe0f"),
    ],
)
def test_what_cannot_be_seen_is_marked(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_marks_stand_apart_from_what_the_text_says() -> None:
    assert str(shown("<b>\u202e&")) == '<bdi>&lt;b&gt;<span class="unseen">⟨U+202E⟩</span>&amp;</bdi>'
    assert str(shown("<script>")) == "<bdi>&lt;script&gt;</bdi>"


def test_many_marks_take_little_room() -> None:
    assert visible("a" + "\u200b" * 1000) == "a⟨U+200B ×1000⟩"
    assert visible("\u200b\u200b\u202e") == "⟨U+200B⟩⟨U+200B⟩⟨U+202E⟩"
    assert "<span" not in str(shown("a\u202e" * 100))


@pytest.mark.parametrize("text", ["語" * 500, "&" * 500, "\u202ea" * 500, "plain" * 100])
def test_fitting(text: str) -> None:
    cut = fitting(text, 100)
    assert cut.endswith("…")
    assert 80 < len(str(escape(visible(cut))).encode()) <= 100
    assert fitting("short", 100) == "short"


def test_first_line() -> None:
    assert first_line("\n\n  one two \nthree", 20) == "one two"
    assert first_line("x" * 10_000, 10) == "x" * 9 + "…"
    assert first_line("", 10) == ""


@pytest.mark.parametrize(
    "url", ["https://sentry.io/organizations/x/issues/1/?a=b#c", "http://localhost:9000/", "https://a.example"]
)
def test_web_addresses(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " https://a.example", "https://a.example/\u202e", "//a.example",
        "data:text/html,x", "https://user:pw@evil.example/", "https://a.example\\@evil.example", "", "https://",
        "https://a.example/ b", "https://a.example/\njavascript:x", "vbscript:x", "/issues/1",
    ],
)  # fmt: skip
def test_anything_else_is_no_link(url: str) -> None:
    assert not is_web_address(url)
