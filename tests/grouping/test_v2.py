"""Grouping v2: what the measurement of v1 asked for, the snapshot, and what must hold of any event."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.grouping.v1_cases import APP, CASES, QUOTA, QUOTA_FACTS, event

from kiwame.core.event import ErrorEvent, Facts, Frame, Link
from kiwame.grouping import mechanisms
from kiwame.grouping.v2 import LONGEST

fingerprint = partial(mechanisms.fingerprint, version="v2")

BARE_FACTS = Facts(provider="openai", http_status=429)
QUOTA_BARE = replace(QUOTA, message="Error code: 429 - You exceeded your current quota, please check your plan.")
"""As openai 3 says it: the message alone, without the body that openai 2 puts into it."""
QUOTA_PARTS = (
    ("error", "openai.RateLimitError"),
    ("provider", "openai"),
    ("status", "429"),
    ("message", "You exceeded your current quota, please check your plan."),
)
SNAPSHOT = {
    "a provider's error": "424a794780683978f48983c5d7ac07e7",
    "the application's own chain": "33c1b471418d5b1d482662652fb4bba1",
    "a plain message": "a113554e634295ef3f9173a26d5b57fd",
    "the client's fingerprint": "e1613ffd09c88f58354d5449c4d526ea",
}


def issues(*events: ErrorEvent) -> int:
    return len({fingerprint(each).value for each in events})


@pytest.mark.parametrize("name", SNAPSHOT)
def test_the_hashes_are_as_they_were(name: str) -> None:
    assert fingerprint(CASES[name][0]).value == SNAPSHOT[name]


def test_two_releases_of_a_client_are_one_issue() -> None:
    assert fingerprint(event(QUOTA, facts=QUOTA_FACTS)).parts == QUOTA_PARTS
    assert fingerprint(event(QUOTA_BARE, facts=BARE_FACTS)).parts == QUOTA_PARTS


def test_what_a_wrapper_tells_again_is_what_it_wraps() -> None:
    by_langchain = Link(type="OpenAIRateLimitError", module="langchain_openai.chat_models.base", message=QUOTA.message)
    by_litellm = Link(type="RateLimitError", module="litellm.exceptions", message="litellm.RateLimitError: " + "x" * 30)
    wrapped = [event(QUOTA, link, facts=QUOTA_FACTS) for link in (by_langchain, by_litellm)]
    assert {fingerprint(each).parts for each in wrapped} == {QUOTA_PARTS}
    assert fingerprint(event(by_litellm, facts=BARE_FACTS)).parts[0] == ("error", "litellm.RateLimitError")


def test_a_second_provider_after_the_first_is_another_issue() -> None:
    def after(said: str) -> ErrorEvent:
        second = Link(type="AuthenticationError", module="anthropic", message=f"Error code: 401 - {said}")
        return event(QUOTA, second, facts=Facts(provider="anthropic", http_status=401))

    assert issues(after("invalid x-api-key"), after("the key is revoked"), event(QUOTA, facts=QUOTA_FACTS)) == 3


def test_a_refused_connection_is_one_issue_below_two_releases_and_two_loops() -> None:
    def over(package: str, *root: Link) -> ErrorEvent:
        client = Link(type="ConnectError", module=package, message="[Errno 111] Connection refused")
        said = Link(type="APIConnectionError", module="openai", message="Connection error.")
        return event(*root, client, said, facts=Facts(provider="openai"))

    by_socket = Link(type="ConnectionRefusedError", module="builtins", message="[Errno 111] Connection refused")
    by_loop = replace(by_socket, message="[Errno 111] Connect call failed ('127.0.0.1', 8000)")
    assert issues(over("httpcore"), over("httpcore2")) == 1
    assert issues(over("httpcore", by_socket), over("httpcore2", by_loop)) == 1
    other = Link(type="ReadError", module="httpcore", message="[Errno 104] Connection reset by peer")
    assert issues(over("httpcore"), over("httpcore", other)) == 2


def test_a_passed_deadline_is_told_by_its_phase_and_not_by_its_words() -> None:
    def late(kind: str, words: str) -> ErrorEvent:
        client = Link(type=kind, module="httpx", message=words)
        said = Link(type="APITimeoutError", module="openai", message="Request timed out.")
        return event(client, said, facts=Facts(provider="openai"))

    assert issues(late("ReadTimeout", "The read operation timed out"), late("ReadTimeout", "")) == 1
    assert issues(late("ReadTimeout", ""), late("ConnectTimeout", "")) == 2
    redis = [Link(type="TimeoutError", module="redis.exceptions", message=f"Timeout {what}")
             for what in ("connecting to server", "reading from socket")]  # fmt: skip
    assert issues(*(event(link) for link in redis)) == 2


def test_functions_without_a_name_are_told_apart_by_what_was_said() -> None:
    def said(message: str, function: str = "<anonymous>") -> ErrorEvent:
        frames = (Frame(function=function, module="shop", in_app=True), Frame(function="next", module="express"))
        return event(Link(type="TypeError", message=message, frames=frames))

    one, other = "Cannot read properties of undefined (reading 'total')", "cart.items.reduce is not a function"
    assert issues(said(one), said(other)) == 2
    assert issues(said(one, "total"), said(other, "total")) == 1
    assert issues(said('No page "about-us"'), said('No page "imprint"'), said('No page "a"')) == 1


def test_what_a_store_says_by_node_is_told_apart() -> None:
    frames = (Frame(function="query", module="shop", in_app=True),)
    facts = Facts(provider="postgresql")
    said = [
        Link(type="error", message=text, frames=frames) for text in ("deadlock detected", 'relation "a" is missing')
    ]
    assert issues(*(event(link, facts=facts) for link in said)) == 2


def test_a_hollow_message_counts_with_its_body() -> None:
    def hollow(by: str) -> ErrorEvent:
        body = f"{{'error': {{'message': 'Provider returned error', 'code': 400, 'by': '{by}'}}}}"
        link = Link(type="BadRequestError", module="openai", message=f"Error code: 400 - {body}")
        facts = Facts(provider="openrouter", http_status=400, error_code="400", error_message="Provider returned error")
        return event(link, facts=facts)

    assert issues(hollow("Azure"), hollow("Together")) == 2


TEXTS = st.text(max_size=60) | st.sampled_from(["openai", "httpx", "litellm", "error", "?", "ReadTimeout", "x" * 9000])
FRAMES = st.builds(Frame, function=TEXTS, module=TEXTS, in_app=st.booleans())
LINKS = st.builds(Link, type=TEXTS, module=TEXTS, message=TEXTS, frames=st.lists(FRAMES, max_size=4).map(tuple))
FACTS = st.builds(Facts, provider=TEXTS, http_status=st.none() | st.integers(), error_code=TEXTS, error_message=TEXTS)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINKS, max_size=5), TEXTS, FACTS)
def test_any_event_has_parts_of_bounded_size(chain: list[Link], message: str, facts: Facts) -> None:
    found = fingerprint(event(*chain, message=message, facts=facts))
    assert found.parts
    assert all(name and len(value) <= LONGEST for name, value in found.parts)
    assert found == fingerprint(event(*chain, message=message, facts=facts))


def test_line_numbers_take_no_part() -> None:
    moved = tuple(replace(frame, lineno=(frame.lineno or 0) + 7) for frame in APP)
    assert issues(*(event(Link(type="ValueError", message="x", frames=frames)) for frames in (APP, moved))) == 1
