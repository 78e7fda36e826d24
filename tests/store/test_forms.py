"""The forms things are kept in: events, cursors, text, distinct users. Whatever comes in, nothing breaks."""

import math
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiwame.core.errors import UsageError
from kiwame.core.event import (
    Breadcrumb,
    Deadline,
    Door,
    ErrorEvent,
    EventDetail,
    Facts,
    Frame,
    FrameSource,
    Json,
    Link,
    SentryLink,
)
from kiwame.store import cursor, sketch
from kiwame.store.event_json import pack_event, to_json, unpack_event
from kiwame.store.text import clean, folded, query_words
from kiwame.testing import make_event

ANY_TEXT = st.text(st.characters(codec=None))
ANY_JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)


def test_an_event_comes_back_as_it_was() -> None:
    event = ErrorEvent(
        event_id="ab" * 16, project="1", timestamp=1.5, received_at=2.5, door=Door.WEBHOOK, level="fatal",
        chain=(
            Link(type="OSError", message="no", frames=(Frame(function="f", lineno=3, in_app=True),), handled=False),
            Link(type="E", is_group=True, mechanism="openai", handled=True),
        ),
        threads_frames=(Frame(module="m"),), tags=(("a", "b"), ("a", "c")), fingerprint=("{{ default }}", "x"),
        facts=Facts(deadline=Deadline.READ, retry_after=1.0, http_status=504, sources=(("http_status", "body"),)),
        sentry=SentryLink(issue_id="1", url="u"), user_key="k", trace_id="t",
    )  # fmt: skip
    detail = EventDetail(
        sources=((FrameSource(context_line="x", pre_context=("a", "b"), variables={"n": [1, None]}),), ()),
        breadcrumbs=(Breadcrumb(category="http", data={"status": 200}),),
        contexts={"trace": {"op": "chat"}},
        extra={"deep": [{"a": [1.5, True]}]},
        modules={"openai": "3"},
    )
    assert unpack_event(pack_event(event, detail)) == (event, detail)
    assert unpack_event(pack_event(event, None)) == (event, None)
    assert unpack_event(pack_event(event, EventDetail())) == (event, EventDetail())


@settings(max_examples=150, deadline=None)
@example({"\0": "\\u0000 \\\0 \\\\\0", "\ud800": "\udfff"})
@example([math.nan, math.inf, 10**5000, -(10**30)])
@given(ANY_JSON)
def test_any_json_is_kept_and_what_is_read_can_be_sent_on(value: Json) -> None:
    body = pack_event(make_event(), EventDetail(extra={"value": value}))
    event, detail = unpack_event(body)
    assert detail is not None
    assert event == make_event()
    text = to_json(detail.extra)
    assert "\0" not in text
    assert text.encode().decode() == text
    assert pack_event(event, detail) == pack_event(*unpack_event(pack_event(event, detail)))


def test_backslashes_before_a_nul_stay() -> None:
    _, detail = unpack_event(pack_event(make_event(), EventDetail(extra={"a": "\\u0000", "b": "\\\0", "c": "\0"})))
    assert detail is not None
    assert detail.extra == {"a": "\\u0000", "b": "\\\ufffd", "c": "\ufffd"}


def test_json_that_is_nested_too_deep_is_cut() -> None:
    deep: Json = []
    for _ in range(10_000):
        deep = [deep]
    _, detail = unpack_event(pack_event(make_event(), EventDetail(extra={"deep": deep, "near": 1})))
    assert detail is not None
    assert detail.extra["near"] == 1


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_any_text_comes_back_as_an_event(text: str) -> None:
    event = make_event(1, message=text, release=text, tags=((text, text),), culprit=text)
    back, _ = unpack_event(pack_event(event, None))
    assert back.message == clean(text)
    assert replace(back, message=text, release=text, tags=((text, text),), culprit=text) == event


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_a_part_of_a_text_is_found_in_it(before: str, part: str, after: str) -> None:
    assert folded(part) in folded(f"{before}x{part}x{after}")
    assert clean(clean(part)) == clean(part)
    clean(part).encode()


def test_queries_are_bounded() -> None:
    assert len(query_words("ab " * 10_000)) == 20
    assert sum(map(len, query_words("x" * 10_000))) == 500


@settings(max_examples=200, deadline=None)
@given(st.floats(-1e12, 1e12), st.integers(0, 2**62), ANY_TEXT)
def test_a_cursor_comes_back(at: float, number: int, of: str) -> None:
    written = cursor.write(at, number, of=of)
    assert cursor.read(written, of=of) == (at, number)
    with pytest.raises(UsageError):
        cursor.read(written, of=of + "x")


@settings(max_examples=300, deadline=None)
@example("W10")
@example("WzFlOTk5LDEsIngiXQ")
@example("A" * 199)
@given(ANY_TEXT)
def test_no_text_breaks_a_cursor(text: str) -> None:
    with pytest.raises(UsageError, match="leave it out"):
        cursor.read(text, of="a list")


def test_users_are_exact_then_estimated_in_bounded_space() -> None:
    kept = b""
    for number in range(1000):
        kept = sketch.added(kept, [sketch.user_hash(f"user {number}")])
    assert sketch.estimate(kept) == 1000
    kept = sketch.added(kept, [sketch.user_hash(f"user {number}") for number in range(50_000)])
    assert len(kept) == 8 * sketch.KEPT
    assert abs(sketch.estimate(kept) - 50_000) < 5_000


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=3), max_size=50), st.randoms(use_true_random=False))
def test_users_count_the_same_in_any_order(users: list[str], order: object) -> None:
    hashes = [sketch.user_hash(user) for user in users]
    one = sketch.added(b"", hashes)
    order.shuffle(hashes)  # type: ignore[attr-defined]  # hypothesis' Random
    two = b""
    for value in hashes:
        two = sketch.added(two, [value])
    assert one == two
    assert sketch.estimate(one) == len(set(users))
