"""What an error says itself, apart from what it echoes; and the tolerant reading of bodies."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.normalise.bodies import MAX_BODIES, find_objects
from kiwame.normalise.spoken import HEAD, TAIL, cut, hear

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def test_a_body_is_replaced_by_its_words_and_its_codes() -> None:
    heard = hear(
        "Error code: 400 - {'error': {'message': 'Too bad.', 'type': 'invalid_request_error', 'code': 'bad_thing'}}"
    )
    assert heard.text.split() == ["Error", "code:", "400", "-", "Too", "bad."]
    assert set(heard.codes) == {"bad_thing", "invalid_request_error"}


def test_objects_that_are_no_bodies_are_blanked() -> None:
    heard = hear(
        'sent {"messages": [{"role": "user", "content": "429 rate limit, please"}], "temperature": 1} and failed'
    )
    assert "429" not in heard.text
    assert heard.text.startswith("sent ")
    assert heard.text.endswith("and failed")


def test_a_templates_braces_are_no_object() -> None:
    assert "raise_exception" in hear("in source: {{ raise_exception('roles must alternate') }} end").text


def test_a_long_message_is_read_at_both_ends() -> None:
    text = "start " + "x" * 200_000 + " the end"
    short = cut(text)
    assert len(short) <= HEAD + TAIL + 1
    assert short.startswith("start")
    assert short.endswith("the end")
    assert hear(text).text.endswith("the end")


def test_bodies_are_counted() -> None:
    assert len(find_objects("{'a': 1} " * 500)) == MAX_BODIES


@given(st.dictionaries(st.text(min_size=1, max_size=8), _JSON, max_size=5))
@settings(max_examples=100, deadline=None)
def test_json_and_python_print_the_same_object(value: dict[str, object]) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        assert find_objects(text)[0].end == len(text)


@given(st.text(alphabet="{}[]'\"\\:,=ab \n`", max_size=2000))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_scanner(text: str) -> None:
    for found in find_objects(text):
        assert 0 <= found.start < found.end <= len(text)
    hear(text)


@given(st.text(alphabet=st.characters(), max_size=500))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_heard(text: str) -> None:
    heard = hear(text)
    assert heard.status is None or 400 <= heard.status <= 599


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ('{"promptFeedback": {"blockReason": "OTHER"}, "usageMetadata": {"tokens": 429}}', "block_reason: other"),
        ('{"type": "message_delta", "delta": {"stop_reason": "refusal", "usage": null}}', "stop_reason: refusal"),
        ('{"id": "msg_000000000000000000000", "stop_reason": "end_turn", "content": [{"text": "429"}]}', "…"),
        ('{"messages": [], "model": "m", "finish_reason": "content_filter", "note": "an echo of a request"}', "…"),
    ],
)  # fmt: skip
def test_of_a_printed_answer_its_ending_is_heard(printed: str, said: str) -> None:
    assert hear(printed).text == said
