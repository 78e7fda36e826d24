"""What `kiwame classify` takes its input for."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.core.errors import Unreadable, UsageError
from kiwame.normalise.redact import redactor
from kiwame.service import judge_input
from kiwame.service.judge_case import read_case
from kiwame.service.judge_input import Bad, Item, read_items

TRACEBACK = 'Traceback (most recent call last):\n  File "app.py", line 3, in ask\nValueError: no answer\n'


def items(data: bytes | str, **hints: bool) -> list[Item | Bad]:
    return list(read_items(io.BytesIO(data.encode() if isinstance(data, str) else data), **hints))


def told(data: bytes | str) -> list[tuple[int, str]]:
    """Line and kind of what was found: an object's id, "text", or why it is bad."""
    return [
        (each.line, each.why)
        if isinstance(each, Bad)
        else (each.line, "text" if isinstance(each.value, str) else str(each.value.get("id", "object")))
        for each in items(data)
    ]


@pytest.mark.parametrize("blank", ["", "\n", "  \n\t\n\r\n", "\ufeff", "\ufeff\n \n"])
def test_nothing(blank: str) -> None:
    assert items(blank) == []


@pytest.mark.parametrize(
    "text",
    [
        TRACEBACK,
        "\n\n" + TRACEBACK.replace("\n", "\r\n"),
        "Error code: 429 - {'error': {'code': 'insufficient_quota'}}",
        "{'error': {'message': 'no'}}",
        "[2026-01-01 10:00:00] ERROR openai.RateLimitError: 429",
        '[2026-01-01] {"level": "error", "message": "x"}\n{"level": "info", "message": "y"}',
        'plain\n{"event": "request", "message": "failed"}\nplain',
        '{"level": 30, "msg": "started"}\n' + TRACEBACK,
        "[1, 2]",
    ],
)
def test_a_text_is_one_case(text: str) -> None:
    (item,) = items(text)
    assert isinstance(item, Item)
    assert item.value == text[len(text) - len(text.lstrip("\n")) :].replace("\r\n", "\n")


def test_json_lines_with_their_line_numbers() -> None:
    data = '\ufeff\n{"id": 1, "message": "a"}\r\n\r\n{"id": 2, "message": "b"}\nnonsense\n[1]\n{"id": 3}'
    assert told(data) == [
        (2, "1"),
        (4, "2"),
        (5, "not JSON: Expecting value at column 1"),
        (6, "not a JSON object"),
        (7, "3"),
    ]


def test_a_line_that_ends_too_early_is_bad_where_it_ends() -> None:
    assert told('{"id": 1}\n{"id": 2\n')[1] == (2, "not JSON: Expecting ',' delimiter at column 9")


@pytest.mark.parametrize("first", ["nonsense", '{"id": 1, "message": "a', '"x"', "null"])
def test_json_lines_that_begin_badly(first: str) -> None:
    found = items(f'{first}\n{{"id": 2, "message": "b"}}\n')
    assert [type(each) for each in found] == [Bad, Item]
    assert [each.line for each in found] == [1, 2]


def test_objects_that_tell_nothing() -> None:
    assert told('{"foo": 1}') == [(1, "object")]
    assert told('{"foo": 1}\n{"id": 2, "message": "b"}') == [(1, "object"), (2, "2")]


def test_a_file_name_can_say_it() -> None:
    assert isinstance(items("nonsense")[0], Item)
    assert isinstance(items("nonsense", json_lines=True)[0], Bad)


def test_pretty_printed_and_in_an_array() -> None:
    case = {"id": "a", "message": "m", "tags": {"k": "v"}}
    assert told(json.dumps(case, indent=2)) == [(1, "a")]
    assert told(json.dumps([case, 5, case], indent=2)) == [(1, "a"), (2, "not a JSON object"), (3, "a")]
    assert told(json.dumps([case])) == [(1, "a")]
    assert told("[]") == []


def test_other_encodings() -> None:
    assert told('{"id": "é", "message": "m"}'.encode("utf-16")) == [(1, "é")]
    assert items("ValueError: é".encode("utf-16"))[0] == Item(1, "ValueError: é")
    (bad,) = items(b'{"id": 1, "message": "\xff"}', json_lines=True)
    assert bad == Bad(1, "not UTF-8: byte 0xff at offset 22")
    assert items(b"ValueError: \xff")[0] == Item(1, "ValueError: \ufffd")


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "9" * 5000, "[" * 100_000])
def test_what_json_cannot_say(value: str) -> None:
    good, bad = items(f'{{"id": 1, "message": "a"}}\n{{"id": {value}}}')
    assert isinstance(good, Item)
    assert isinstance(bad, Bad)


def test_an_envelope() -> None:
    event = json.dumps({"exception": {"values": [{"type": "ValueError", "value": "x"}]}})
    header = f'{{"event_id": "{"ab" * 16}"}}\n{{"type": "event", "length": {len(event)}}}'
    body = f'{header}\n{event}\n{{"type":"session"}}\n{{}}'
    (item,) = items(body)
    assert isinstance(item, Item)
    assert isinstance(item.value, dict)
    assert item.value["event_id"] == "ab" * 16
    assert isinstance(items('{"event_id": "x"}\nnonsense')[0], Bad)


def test_too_long_a_line_and_too_large_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_input, "MAX_LINE_BYTES", 100)
    monkeypatch.setattr(judge_input, "MAX_WHOLE_BYTES", 200)
    short = '{"id": 1, "message": "a"}\n'
    assert [type(each) for each in items(short + '{"x": "' + "y" * 250 + '"}\n' + short)] == [Item, Bad, Item]
    with pytest.raises(UsageError, match="give the part"):
        items("ValueError: x\n" + "y" * 250)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_never_an_exception(data: bytes) -> None:
    for item in items(data):
        if isinstance(item, Item):
            _case(item)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["id", "type", "message", "stacktrace", "tags", "platform", "timestamp", "exception", "event_id", "data",
     "logentry", "error", "contexts", "level", "sdk"]
)  # fmt: skip


@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_any_object_is_a_case_or_says_why_not(value: dict[str, object]) -> None:
    for item in items(json.dumps(value)):
        _case(item)


def _case(item: Item | Bad) -> None:
    if isinstance(item, Bad):
        assert item.why
        return
    try:
        case = read_case(item, redactor())
    except Unreadable:
        return
    assert case.event.event_id
