"""JSON values: every text and key is redacted, and what stands under a name that says secret goes whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.event import Json
from kiwame.normalise.redact import PatternRedactor, redactor
from kiwame.normalise.redact_json import DEEPEST, TOO_DEEP
from kiwame.normalise.redact_keys import says_secret

SECRET_NAMES = (
    "password", "PASSWORD", "passwd", "pwd", "dbPassword", "DB_PASSWORD", "password2", "passphrase", "secret",
    "clientSecret",
    "client_secret", "apiKey", "api_key", "x_api_key", "X-Api-Key", "APIKEY", "openai_api_key", "OPENAI_KEY",
    "api_keys",
    "Authorization", "proxy-authorization", "set-cookie", "Cookie", "cookies", "token", "accessToken", "access_token",
    "refresh_token", "auth_token", "csrfmiddlewaretoken", "csrf", "_csrf_token", "xsrf-token", "x_csrftoken", "session",
    "sessionid", "session_id", "PHPSESSID", "connect.sid", "dsn", "SENTRY_DSN", "private_key", "privateKey",
    "secret_access_key",
    "aws_access_key_id", "aws_secret_access_key", "connection_string", "credentials", "auth", "jwt", "signing_key",
    "mysql_pwd",
    "Ocp-Apim-Subscription-Key", "AccountKey", "webhook_url", "token_value", "bearer_token", "secretAccessKey",
)  # fmt: skip
HARMLESS_NAMES = (
    "token_count", "max_tokens", "tokens", "prompt_tokens", "completion_tokens", "total_tokens", "author",
    "keyboard", "secretary",
    "key", "keys", "monkey", "passenger", "compass", "bypass", "eos_token", "stop_token", "next_token", "n_tokens",
    "model",
    "password_length", "token_type", "token_limit", "api_key_missing", "invalid_api_key", "has_password",
    "is_secret", "primary_key",
    "cache_key", "foreign_key", "public_key", "sort_key", "authority", "authors", "sessions_count", "signal",
    "design", "side", "",
)  # fmt: skip


@pytest.fixture(params=["re", "re2"])
def redact(request: pytest.FixtureRequest) -> PatternRedactor:
    return redactor(engine=request.param)


@pytest.mark.parametrize("name", SECRET_NAMES)
def test_names_that_say_secret(name: str) -> None:
    assert says_secret(name)


@pytest.mark.parametrize("name", HARMLESS_NAMES)
def test_names_that_do_not(name: str) -> None:
    assert not says_secret(name)


def test_whatever_stands_under_such_a_name_goes_whole(redact: PatternRedactor) -> None:
    value: Json = {
        "password": "x", "pin": 1234, "secret": ["a", {"b": "c"}], "token": True, "cookies": {"a": "b"}, "dsn": 1.5,
        "api_key": None, "passwd": "", "model": "gpt-4o", "n": 3, "ok": False, "nothing": None,
    }  # fmt: skip
    assert redact.json(value) == {
        "password": "[redacted:password]", "pin": "[redacted:secret]", "secret": "[redacted:secret]",
        "token": "[redacted:token]",
        "cookies": "[redacted:cookie]", "dsn": "[redacted:secret]", "api_key": None, "passwd": "", "model": "gpt-4o",
        "n": 3,
        "ok": False, "nothing": None,
    }  # fmt: skip


def test_a_value_knows_the_name_that_it_stands_under(redact: PatternRedactor) -> None:
    assert redact.json("abc", "x-api-key") == "[redacted:api_key]"
    assert redact.json({"a": 1}, "session") == "[redacted:secret]"
    assert redact.json("abc", "model") == "abc"


def test_pairs_of_name_and_value(redact: PatternRedactor) -> None:
    assert redact.json([["Authorization", "Basic abc"], ["Accept", "*/*"]]) == [
        ["Authorization", "[redacted:token]"],
        ["Accept", "*/*"],
    ]
    assert redact.json(
        [{"name": "Cookie", "value": "a=b"}, {"key": "x-api-key", "value": 5}, {"key": "a", "value": "b"}]
    ) == [
        {"name": "Cookie", "value": "[redacted:cookie]"},
        {"key": "x-api-key", "value": "[redacted:api_key]"},
        {"key": "a", "value": "b"},
    ]


def test_names_are_redacted_too(redact: PatternRedactor) -> None:
    assert redact.json({"bob@example.com": {"8.8.8.8": 1}, "a": 2}) == {
        "[redacted:email]": {"[redacted:ip]": 1},
        "a": 2,
    }


def test_texts_within_are_redacted_and_the_source_is_left_alone(redact: PatternRedactor) -> None:
    source: Json = {
        "messages": [{"role": "user", "content": "mail bob@example.com"}],
        "n": [1, [2, ["password=hunter2"]]],
    }
    copy = redact.json(source)
    assert copy == {
        "messages": [{"role": "user", "content": "mail [redacted:email]"}],
        "n": [1, [2, ["password=[redacted:password]"]]],
    }
    assert source == {
        "messages": [{"role": "user", "content": "mail bob@example.com"}],
        "n": [1, [2, ["password=hunter2"]]],
    }


def test_ten_thousand_levels(redact: PatternRedactor) -> None:
    deep: Json = "bob@example.com"
    for _ in range(5_000):
        deep = {"a": [deep]}
    clean = redact.json(deep)
    levels = 0
    while not isinstance(clean, str):
        clean = clean["a"] if isinstance(clean, dict) else clean[0]  # type: ignore[index]  # the shape built above
        levels += 1
    assert (clean, levels) == (TOO_DEEP, DEEPEST)


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.just("token=abc1")
)
NAMES = st.text(max_size=8) | st.sampled_from([*SECRET_NAMES, *HARMLESS_NAMES])


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=15
    )
)
def test_any_value_on_both_engines_and_twice_is_once(value: Json) -> None:
    once = redactor(engine="re").json(value)
    assert redactor(engine="re2").json(value) == once
    assert redactor(engine="re").json(once) == once
