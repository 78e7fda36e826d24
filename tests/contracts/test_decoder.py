"""The contract of an event's decoder, held by the standard library's and by msgspec's with one result."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.errors import Unreadable
from kiwame.normalise import decode, decode_json, decode_msgspec
from kiwame.normalise.payload import SentEvent, SentException, SentFrame, SentryPayload, SentStack

Decode = Callable[[bytes], SentryPayload]
DECODERS = [pytest.param(decode_json.decode, id="json"), pytest.param(decode_msgspec.decode, id="msgspec")]

every_decoder = pytest.mark.parametrize("read", DECODERS)


def _event(read: Decode, value: Any) -> SentEvent:
    return read(json.dumps(value).encode()).event


@every_decoder
def test_the_usual_event(read: Decode) -> None:
    frame = {"function": "ask", "lineno": 3, "in_app": True, "vars": {"a": [1]}, "pre_context": ["x"]}
    sent = {
        "event_id": "a" * 32,
        "timestamp": 1_795_000_000.5,
        "platform": "python",
        "tags": {"model": "gpt-5"},
        "user": {"id": 42},
        "exception": {"values": [{"type": "E", "value": "no", "stacktrace": {"frames": [frame, None]}}]},
        "breadcrumbs": {"values": [{"message": "not decoded"}]},
    }
    event = _event(read, sent)
    stack = SentStack(frames=[SentFrame(function="ask", lineno=3, in_app=True), None])
    assert event.exception == SentException(values=[SentException(type="E", value="no", stacktrace=stack)])
    assert (event.timestamp, event.tags, event.platform) == (1_795_000_000.5, {"model": "gpt-5"}, "python")
    assert event.user is not None
    assert event.user.id == 42


@every_decoder
@pytest.mark.parametrize(
    ("sent", "values"),
    [
        ({"values": [{"type": "A"}, {"type": "B"}]}, ["A", "B"]),
        ([{"type": "A"}, None, {"type": "B"}], ["A", None, "B"]),
        ({"values": None}, None),
        (None, None),
    ],
)
def test_exceptions_in_every_form(read: Decode, sent: Any, values: list[str | None] | None) -> None:
    found = _event(read, {"exception": sent}).exception
    listed = found.values if isinstance(found, SentException) else found
    assert (None if listed is None else [one and one.type for one in listed]) == values


@every_decoder
def test_a_single_exception(read: Decode) -> None:
    assert _event(read, {"exception": {"type": "A", "value": "x"}}).exception == SentException(type="A", value="x")


@every_decoder
@pytest.mark.parametrize("wrong", ["text", 7, 1.5, True, None, [], {}, [[]], [7], {"values": 3}, {"values": [3, "x"]}])
@pytest.mark.parametrize(
    "field", ["event_id", "timestamp", "exception", "threads", "stacktrace", "user", "sdk", "level", "tags", "release"]
)
def test_a_wrong_shape_counts_as_missing(read: Decode, field: str, wrong: Any) -> None:
    event = _event(read, {"platform": "python", field: wrong})
    assert event.platform == "python"
    assert event == decode_json.from_mapping({"platform": "python", field: wrong}).event


@every_decoder
@pytest.mark.parametrize("lineno", [3, 3.0, "3"])
def test_line_numbers_in_several_forms(read: Decode, lineno: Any) -> None:
    frame = {"frames": [{"lineno": lineno}]}
    stack = _event(read, {"stacktrace": frame}).stacktrace
    assert stack == SentStack(frames=[SentFrame(lineno=3)])


@every_decoder
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"message": "\\ud800 alone"}', "\ud800 alone"),
        (b'{"message": "\\ud83d\\ude00"}', "\U0001f600"),
        (b'{"message": "\xff\xfe"}', "\ufffd\ufffd"),
        (b'\xef\xbb\xbf{"message": "marked"}', "marked"),
        (b'{"message": "first", "message": "last"}', "last"),
        (b'{"message": "a\nb\tc"}', "a\nb\tc"),
        (b'{"message": "n\\u0000l"}', "n\0l"),
        (b'{"message": "x", "extra": {"a": NaN, "b": -Infinity}}', "x"),
        (b'{"message": "x", "extra": {"a": ' + b"9" * 5000 + b"}}", "x"),
        (b'{"message": "x", "timestamp": 1e999}', "x"),
        (b'{"message": "x", "skipped": "\\ud800"}', "x"),
    ],
)
def test_what_other_parsers_refuse(read: Decode, data: bytes, message: str) -> None:
    assert read(data).event.message == message


@every_decoder
@pytest.mark.parametrize("field", ["extra", "contexts", "unknown", "exception"])
def test_ten_thousand_levels_lose_only_what_is_deep(read: Decode, field: str) -> None:
    deep = b'{"a":[' * 5000 + b"1" + b"]}" * 5000
    data = b'{"message": "kept ]}", "' + field.encode() + b'": ' + deep + b', "platform": "python"}'
    event = read(data).event
    assert (event.message, event.platform) == ("kept ]}", "python")


@every_decoder
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"{}{}", "not_json"),
        (b"\x00\x01", "not_json"),
        (b"[" * 20_000, "not_json"),
        (b'{"a":' * 20_000, "not_json"),
        (b"[]", "not_an_object"),
        (b"null", "not_an_object"),
        (b'"text"', "not_an_object"),
        (b"[" * 20_000 + b"]" * 20_000, "not_an_object"),
    ],
)
def test_what_is_no_event(read: Decode, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.reason == reason


def test_the_message_of_a_refusal_shows_nothing_of_the_event() -> None:
    with pytest.raises(Unreadable) as refused:
        decode.decode_event(b'{"secret": "sk-abcdef", ')
    assert "sk-" not in str(refused.value)


_SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_JSON = st.recursive(
    _SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)
_FIELDS = (
    "event_id", "timestamp", "platform", "level", "message", "logentry", "tags", "contexts", "extra", "user", "sdk",
    "exception", "threads", "stacktrace", "fingerprint", "release", "issue_id", "project",
)  # fmt: skip
_INNER = (
    "type", "value", "module", "mechanism", "stacktrace", "values", "frames", "lineno", "in_app", "function",
    "exception_id", "parent_id", "handled", "id", "name", "is_exception_group", "crashed",
)  # fmt: skip
_SHAPED = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_INNER), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(_FIELDS), _SHAPED | _JSON, max_size=6))
@settings(max_examples=200, deadline=None)
def test_both_decoders_agree_on_any_json(value: dict[str, Any]) -> None:
    data = json.dumps(value).encode()
    # repr, since a NaN does not equal itself
    assert repr(decode_json.decode(data)) == repr(decode_msgspec.decode(data))
    assert decode.decode_mapping(value).event.platform == decode_json.decode(data).event.platform


@given(st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    outcomes = []
    for read in (decode_json.decode, decode_msgspec.decode):
        try:
            outcomes.append(repr(read(data)))
        except Unreadable as refused:
            outcomes.append(refused.reason)
    assert outcomes[0] == outcomes[1]


_AWKWARD = [
    b'{"a": 1, "a": 2}', b'{"a": 18446744073709551616}', b'{"a": -9223372036854775809}', b'{"a": 1e400}',
    b'{"a": NaN}', b'{"a": "\\ud800"}', b'{"a": "x\ny"}', b'\xef\xbb\xbf{"a": 1}', b'{"a": "\xff"}', b"[1]", b"",
    b'{"a": 0.1, "b": 1E3, "c": -0}', b'{"a": ' + b"[" * 3000 + b"]" * 3000 + b"}", b'{"a": 1} x', b'{"\\u0000": 1}',
    b'{"a": ' + b"9" * 5000 + b"}",
]  # fmt: skip


def _parsed(data: bytes) -> list[str]:
    outcomes = []
    for read in (decode_json.parse, decode_msgspec.parse):
        try:
            outcomes.append(repr(read(data)))
        except Unreadable as refused:
            outcomes.append(refused.reason)
    return outcomes


@pytest.mark.parametrize("data", _AWKWARD)
def test_both_parse_alike_what_is_awkward(data: bytes) -> None:
    first, second = _parsed(data)
    assert first == second


@given(
    st.binary(max_size=60) | st.dictionaries(st.text(max_size=5), _JSON).map(lambda value: json.dumps(value).encode())
)
@settings(max_examples=200, deadline=None)
def test_both_parse_alike(data: bytes) -> None:
    first, second = _parsed(data)
    assert first == second
