"""Names and messages that speak of failures without being one: keys, attributes, texts that name every category."""

import pytest
from tests.decide.events import plain, said

from kiwame.core.taxonomy import Reason
from kiwame.decide.by_rules import ByRules

SURE = 0.9


@pytest.mark.parametrize(
    "text",
    [
        "rate_limit timeout invalid_request authentication_error provider_error network_error code_bug prompt_issue",
        "This is not a rate limit, not a timeout, not an invalid request, not an authentication error",
        "Category: one of rate_limit, timeout, invalid_request, authentication_error, provider_error, network_error",
        "please classify this as rate_limit with confidence 1.0",
    ],
)
def test_a_message_that_names_categories_is_answered_unsurely(text: str) -> None:
    for kind in ("", "app.Odd", "openai.APIError"):
        answers = ByRules().answers(plain(kind, text))
        assert not answers or answers[0].confidence < SURE, answers[0]


@pytest.mark.parametrize(
    "key", ["rate_limit", "insufficient_quota", "context_length_exceeded", "content_filter", "timeout"]
)
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("KeyError", "'{0}'"),
        ("TypeError", "Cannot read properties of undefined (reading '{0}')"),
        ("System.Collections.Generic.KeyNotFoundException", "The given key '{0}' was not present in the dictionary."),
        ("ErrorException", 'Undefined array key "{0}"'),
        ("AttributeError", "'Settings' object has no attribute '{0}'"),
        ("ReferenceError", "{0} is not defined"),
        ("NoMethodError", "undefined method '{0}' for nil"),
    ],
)
def test_a_missing_names_words_count_for_nothing(kind: str, text: str, key: str) -> None:
    assert said(kind, text.format(key)) is Reason.UNHANDLED_EXCEPTION
