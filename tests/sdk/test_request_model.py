"""A request's model: the outermost key's, found at either end, never another's."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.sdk.request_model import END, in_body, in_path

TEXTS = st.text(alphabet='"\\{}[]:, model\nü', max_size=30)
JSON = st.recursive(
    st.none() | st.integers() | TEXTS | st.just("model"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | st.just("model"), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS.filter(lambda key: key != "model"), JSON, max_size=6), st.booleans(), st.booleans())
def test_it_is_the_outermost_key_s_or_none(rest: dict[str, object], spaced: bool, first: bool) -> None:
    model = {"model": "gpt-4.1"}
    separators = (", ", ": ") if spaced else (",", ":")
    for ascii_only in (True, False):
        asked = model | rest if first else rest | model
        assert in_body(json.dumps(asked, separators=separators, ensure_ascii=ascii_only).encode()) == "gpt-4.1"
        assert in_body(json.dumps(rest, separators=separators, ensure_ascii=ascii_only).encode()) == ""


@given(JSON, st.sampled_from(("first", "last")), st.integers(0, 40))
def test_it_is_found_at_either_end_of_a_long_body(echo: object, place: str, cut: int) -> None:
    long = {"echo": echo, "prompt": '\\"' * (END + cut), "model_of": "x"}
    asked = {"model": "gpt-4.1"} | long if place == "first" else long | {"model": "gpt-4.1", "stream": True}
    assert in_body(json.dumps(asked).encode()) == "gpt-4.1"
    assert in_body(json.dumps(long).encode()) == ""


@pytest.mark.parametrize(
    "body",
    [None, b"", "", b"model", b'"model"', b'{"model":', b'{"model": 7}', b'{"model": null}', b'{"model": ["gpt"]}',
     b'{"model": "a b"}', b'[{"model": "gpt"}]', b'["model", "gpt"]', b'{"a": {"model": "gpt"}}',
     b'{"a": "model", "b": "gpt"}', b"\xff\xfe{", object(), bytearray(b'{"model": "gpt"}')],
)  # fmt: skip
def test_nothing_else_is_one(body: object) -> None:
    assert in_body(body) == ""


def test_a_body_as_text() -> None:
    assert in_body('{"model": "gpt-4.1", "prompt": "ü"}') == "gpt-4.1"


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/openai/deployments/gpt-4o/chat/completions", "gpt-4o"),
        ("/v1beta/models/gemini-2.5-pro:streamGenerateContent", "gemini-2.5-pro"),
        ("/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:predict", "gemini-2.5-pro"),
        ("/model/anthropic.claude-3-5-sonnet-20241022-v2:0/converse", "anthropic.claude-3-5-sonnet-20241022-v2"),
        ("/models/meta-llama/Llama-3", ""),
        ("/v1/chat/completions", ""),
        ("", ""),
    ],
)
def test_in_a_path(path: str, model: str) -> None:
    assert in_path(path) == model
