"""Both engines give the same result for any text, redacting twice changes nothing, and nothing ever raises."""

import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.normalise.test_redact_kinds import DRESSES, KEYS

from kiwame.core.errors import MissingExtra, SettingsError
from kiwame.normalise.redact import PatternRedactor, redactor

RE = redactor(engine="re")
RE2 = redactor(engine="re2")

ODD = st.characters() | st.sampled_from("\x00\ud800\udfff\u202e\u0130\u017f\u212a密ひ𝒳")
PIECES = st.sampled_from([
    *KEYS.values(), "password", "=", ": ", '"', "'", "\\", '\\"', '\\\\"', "\\n", "\\u0040", "\\u003d", "%40", "@",
    "://", "sk-",
    "token", "api_key", "Authorization", "Bearer ", "Basic ", "Cookie: ", "a=b;", "bob@example.com", "8.8.8.8",
    "10.0.0.1", ":",
    "4111 1111 1111 1111", "2001:db8::1", "-----BEGIN PRIVATE" + " KEY-----", "-----END PRIVATE" + " KEY-----", "{",
    "}", "[", "]", "(", ")",
    " ", "\n", ",", "hunter2", "u:p@h", "[redacted:api_key]", "[redacted:", "***", "eyJ", "key", "secret", "-", "_",
    ".", "x" * 40, "/",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(ODD, max_size=6), max_size=14).map("".join)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_both_engines_agree_and_twice_is_once(text: str) -> None:
    once = RE.text(text)
    assert RE2.text(text) == once
    assert RE.text(once) == once


@settings(max_examples=200, deadline=None)
@given(st.text(ODD, max_size=300))
def test_any_text_at_all(text: str) -> None:
    once = RE.text(text)
    assert RE2.text(text) == once
    assert RE2.text(once) == once


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=12))
def test_many_at_once_are_as_each_alone(texts: list[str]) -> None:
    alone = [RE.text(text) for text in texts]
    assert RE.texts(texts) == alone
    assert RE2.texts(texts) == alone


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(sorted(KEYS)), st.sampled_from(DRESSES), TEXTS)
def test_a_key_survives_in_no_company(before: str, kind: str, dress: str, after: str) -> None:
    key = KEYS[kind]
    assume(key not in before and key not in after)  # there it may be glued to a letter, and then is part of a word
    for engine in (RE, RE2):
        assert key not in engine.text(f"{before} {dress.format(key)} {after}")


@pytest.mark.parametrize("engine", ["re", "re2"])
class TestOwnPatterns:
    """Users' own patterns, on either engine."""

    def test_what_they_match_goes(self, engine: str) -> None:
        own = redactor([r"customer-\d{4}", r"(?i)project [a-z]+"], engine=engine)
        assert own.text("for customer-1234, Project Falcon, 密customer-9999") == (
            "for [redacted:own_pattern], [redacted:own_pattern], 密[redacted:own_pattern]"
        )
        assert own.text("a password=hunter2 customer-1234") == "a password=[redacted:password] [redacted:own_pattern]"

    def test_places_are_right_behind_wide_and_lone_characters(self, engine: str) -> None:
        own = redactor([r"X\d"], engine=engine)
        assert own.text("é密𝒳\ud800X1\x00X2") == "é密𝒳\ud800[redacted:own_pattern]\x00[redacted:own_pattern]"

    def test_an_empty_match_and_a_mark_change_nothing(self, engine: str) -> None:
        own = redactor([r"z*", r"redacted"], engine=engine)
        once = own.text("a zz b password=hunter2")
        assert once == "a [redacted:own_pattern] b password=[redacted:password]"
        assert own.text(once) == once

    @pytest.mark.parametrize("pattern", ["(", "[z-a]", "*", "a{2,1}"])
    def test_one_that_cannot_be_used_says_so(self, engine: str, pattern: str) -> None:
        with pytest.raises(SettingsError, match="cannot be used"):
            redactor([pattern], engine=engine)

    def test_an_empty_one_is_refused(self, engine: str) -> None:
        with pytest.raises(SettingsError, match="not empty"):
            redactor([""], engine=engine)


def test_look_around_is_named_where_re2_lacks_it() -> None:
    with pytest.raises(SettingsError, match=r"\(\?<=.*look-around"):
        redactor([r"(?<=a)b"], engine="re2")
    assert redactor([r"(?<=a)b"], engine="re").text("ab") == "a[redacted:own_pattern]"


def test_the_engine_is_chosen_by_name() -> None:
    assert redactor().engine == "re2"
    assert redactor(engine="re").engine == "re"
    with pytest.raises(SettingsError, match="'auto', 're' or 're2'"):
        redactor(engine="hyperscan")


def test_without_re2_the_standard_library_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    assert redactor().engine == "re"
    with pytest.raises(MissingExtra, match=r"pip install 'kiwame\[server\]'"):
        redactor(engine="re2")


def test_re2_works_without_a_word_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SettingsError):
        redactor(["(?!x)"], engine="re2")
    assert isinstance(redactor(engine="re2"), PatternRedactor)
    assert capfd.readouterr() == ("", "")
