"""Grouping v1: the snapshot, and what must hold of any event."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.grouping.v1_cases import APP, CASES, HASHES, QUOTA, QUOTA_FACTS, REFUSED, event

from kiwame.core.errors import UsageError
from kiwame.core.event import ErrorEvent, Facts, Frame, Link
from kiwame.grouping import mechanisms
from kiwame.grouping.mechanisms import CURRENT, MECHANISMS, OLDER
from kiwame.grouping.v1 import LONGEST

fingerprint = partial(mechanisms.fingerprint, version="v1")


@pytest.mark.parametrize("name", CASES)
def test_the_parts_are_as_they_were(name: str) -> None:
    given_event, parts = CASES[name]
    assert fingerprint(given_event).parts == parts


@pytest.mark.parametrize("name", HASHES)
def test_the_hashes_are_as_they_were(name: str) -> None:
    assert fingerprint(CASES[name][0]).value == HASHES[name]


def test_the_table_and_its_newest() -> None:
    assert CURRENT in MECHANISMS
    assert (CURRENT, *OLDER) == tuple(reversed(MECHANISMS))
    assert mechanisms.fingerprint(event(message="x")).version == CURRENT
    with pytest.raises(UsageError, match="'v0' is unknown; there is v1, v2"):
        mechanisms.fingerprint(event(), "v0")


def test_an_integrations_report_and_the_applications_are_one_issue() -> None:
    by_integration = replace(QUOTA, mechanism="openai", handled=False, frames=APP[:1])
    by_application = replace(QUOTA, mechanism="logging", handled=True, frames=())
    assert fingerprint(event(by_integration, facts=QUOTA_FACTS)) == fingerprint(
        event(by_application, facts=QUOTA_FACTS)
    )


def test_two_failures_of_one_call_site_are_two_issues() -> None:
    connection = Link(type="APIConnectionError", module="openai", message="Connection error.", frames=APP)
    cut = Link(type="RemoteProtocolError", module="httpcore2", message="peer closed connection", frames=APP)
    values = {
        fingerprint(each).value
        for each in (
            event(REFUSED, connection, facts=Facts(provider="openai")),
            event(cut, connection, facts=Facts(provider="openai")),
            event(QUOTA, facts=QUOTA_FACTS),
            event(replace(QUOTA, message=""), facts=replace(QUOTA_FACTS, error_code="rate_limit_exceeded")),
            event(QUOTA, facts=replace(QUOTA_FACTS, provider="deepseek")),
            event(QUOTA, facts=replace(QUOTA_FACTS, http_status=402)),
        )
    }
    assert len(values) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Rate limit reached for gpt-4o in organization {org} on tokens: Limit {n}, Requested {m}. Try again in {s}s.",
        "Error code: 400 - {{'error': {{'message': 'Cannot read \"{prompt}\"', 'request_id': '{req}'}}}}",
        "Unable to read <Prompt object at {address}> from https://api.example.com/files/{req}/content?n={n}",
        "Request {uuid} failed at {time}: no route to /data/{org}/{n}.json",
    ],
)
def test_one_failure_at_several_times_is_one_issue(text: str) -> None:
    def at(n: int) -> ErrorEvent:
        prompt = ("How do I cook rice?", "Write a poem about 429 cats", "翻訳してください：こんにちは", "a, b; c!")[
            n % 4
        ]
        message = text.format(
            org=f"org-{'aB3xY9'[: 2 + n]}Q7", n=1000 + 37 * n, m=9 * n, s=f"{n}.{n}5", prompt=prompt,
            req=f"req_{n}Cqx{n * 7919:x}K", address=hex(0x7F0000000000 + 4096 * n),
            uuid=f"{n:08x}-1111-4222-8333-44445555666{n}", time=f"2026-11-2{n}T0{n}:00:0{n}.{n}Z",
        )  # fmt: skip
        line = Frame(function="answer", module="app.chat", lineno=10 + n, in_app=True)
        return event(Link(type="APIError", module="openai", message=message, frames=(line,)))

    assert len({fingerprint(at(n)).value for n in range(4)}) == 1


def test_line_numbers_and_times_take_no_part() -> None:
    one = event(Link(type="ValueError", message="x", frames=APP))
    moved = tuple(replace(frame, lineno=(frame.lineno or 0) + 7) for frame in APP)
    other = replace(event(Link(type="ValueError", message="y", frames=moved)), timestamp=9.0, release="2", trace_id="t")
    assert fingerprint(one) == fingerprint(other)


def test_another_function_is_another_issue() -> None:
    one = event(Link(type="ValueError", message="x", frames=APP))
    other = event(Link(type="ValueError", message="x", frames=(*APP[:-1], replace(APP[-1], function="stream"))))
    assert fingerprint(one).value != fingerprint(other).value


def test_a_long_fingerprint_of_the_client_counts_to_its_end() -> None:
    one, other = event(fingerprint=("x" * 5000 + "a",)), event(fingerprint=("x" * 5000 + "b",))
    assert fingerprint(one).value != fingerprint(other).value


FRAMES = st.builds(Frame, function=st.text(max_size=20), module=st.text(max_size=20), filename=st.text(max_size=20),
                   in_app=st.booleans())  # fmt: skip
TEXTS = st.text(max_size=60) | st.sampled_from(
    ["openai", "httpx", "TypeError", "fetch failed", "x" * 9000, "{{ default }}"]
)
LINKS = st.builds(Link, type=TEXTS, module=TEXTS, message=TEXTS, frames=st.lists(FRAMES, max_size=4).map(tuple))
FACTS = st.builds(Facts, provider=TEXTS, http_status=st.none() | st.integers(), error_code=TEXTS, error_message=TEXTS)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINKS, max_size=5), TEXTS, FACTS, st.lists(TEXTS, max_size=3))
def test_any_event_has_parts_of_bounded_size(chain: list[Link], message: str, facts: Facts, own: list[str]) -> None:
    found = fingerprint(event(*chain, message=message, facts=facts, fingerprint=tuple(own)))
    assert len(found.value) == 32
    assert found.parts
    assert all(name and len(value) <= LONGEST for name, value in found.parts)
    assert found == fingerprint(event(*chain, message=message, facts=facts, fingerprint=tuple(own)))
