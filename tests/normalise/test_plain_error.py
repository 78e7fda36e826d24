"""Plain texts to events: class, message and stack brought together, and everything redacted."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.event import ErrorEvent
from kiwame.normalise import plain_error
from kiwame.normalise.bounds import MESSAGE, NAME
from kiwame.normalise.redact import redactor

_REDACTOR = redactor()


def _event(
    name: str = "",
    message: str = "",
    stacktrace: str = "",
    *,
    platform: str = "python",
    tags: Mapping[str, str] | None = None,
) -> ErrorEvent:
    return plain_error.to_event(
        event_id="0" * 32,
        type=name,
        message=message,
        stacktrace=stacktrace,
        tags=tags or {},
        platform=platform,
        timestamp=1_795_000_000.0,
        redactor=_REDACTOR,
    )


def _links(event: ErrorEvent) -> list[tuple[str, str, str]]:
    return [(link.module, link.type, link.message) for link in event.chain]


def test_type_may_carry_its_module_and_the_message_its_type() -> None:
    assert _links(_event("litellm.RateLimitError", "litellm.RateLimitError: slow down")) == [
        ("litellm", "RateLimitError", "slow down")
    ]
    assert _links(_event("RateLimitError", "litellm.RateLimitError: slow down")) == [
        ("litellm", "RateLimitError", "slow down")
    ]


@pytest.mark.parametrize(
    ("message", "link"),
    [
        ("openai.RateLimitError: Error code: 429", ("openai", "RateLimitError", "Error code: 429")),
        ("Error: connect ECONNREFUSED", ("", "Error", "connect ECONNREFUSED")),
        ("java.net.SocketTimeoutException: timeout", ("java.net", "SocketTimeoutException", "timeout")),
        ("Uncaught (in promise) TypeError: fetch failed", ("", "TypeError", "fetch failed")),
    ],
)
def test_without_a_type_the_message_names_the_class(message: str, link: tuple[str, str, str]) -> None:
    event = _event("", message)
    assert _links(event) == [link]


@pytest.mark.parametrize(
    "message",
    [
        "Connection error.",
        "ERROR: something is wrong",
        "API Error: 529 Overloaded",
        "https://api.example.com/v1: not found",
        "invalid_request_error: too long",
        '{"error": {"code": 500}}',
        "429 Too Many Requests",
    ],
)
def test_what_is_no_class_stays_a_message(message: str) -> None:
    event = _event("", message)
    assert event.chain == ()
    assert event.message == message


def test_a_class_named_in_a_log_line_keeps_the_line() -> None:
    event = _event("", "2026-11-23 10:00:00 ERROR chat failed: httpx.ReadTimeout: timed out")
    assert _links(event) == [("httpx", "ReadTimeout", "timed out")]
    assert "chat failed" in event.message


_CHAINED = """\
Traceback (most recent call last):
  File "/srv/app/.venv/lib/python3.12/site-packages/httpx/_client.py", line 7, in send
    pass
httpx.ConnectError: [Errno 111] Connection refused

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/app/chat.py", line 9, in ask
    pass
openai.APIConnectionError: Connection error.
"""


def test_a_stack_holds_the_real_chain() -> None:
    event = _event("openai.APIConnectionError", "Connection error.", _CHAINED)
    assert _links(event) == [
        ("httpx", "ConnectError", "[Errno 111] Connection refused"),
        ("openai", "APIConnectionError", "Connection error."),
    ]
    assert [frame.in_app for link in event.chain for frame in link.frames] == [False, True]


def test_a_wrapper_outside_of_the_stack_stands_above_its_chain() -> None:
    event = _event("ChatFailed", "no answer for you", _CHAINED)
    assert [link.type for link in event.chain] == ["ConnectError", "APIConnectionError", "ChatFailed"]


def test_frames_without_an_error_line_belong_to_the_given_class() -> None:
    event = _event("RuntimeError", "loop is closed", '  File "/srv/app/main.py", line 13, in run')
    assert [(link.type, len(link.frames)) for link in event.chain] == [("RuntimeError", 1)]


def test_a_message_with_frames_alone_has_no_chain() -> None:
    event = _event("", "cannot bind the model", '  File "/srv/app/main.py", line 13, in run')
    assert event.chain == ()
    assert event.message == "cannot bind the model"
    assert [frame.function for frame in event.threads_frames] == ["run"]


def test_properties_of_a_javascript_error_reach_the_facts() -> None:
    stack = "APIError: no\n    at ask (/srv/a.js:1:2) {\n  status: 429,\n  requestID: 'req_12345678'\n}"
    event = _event("APIError", "no", stack, platform="javascript")
    assert event.facts.http_status == 429
    assert event.facts.request_id == "req_12345678"


def test_every_text_is_redacted() -> None:
    key = "sk-proj-" + "a1B2" * 12
    stack = f'Traceback (most recent call last):\n  File "/srv/{key}.py", line 1, in f\nValueError: {key}\n'
    event = _event("", f"calling with {key}", stack, tags={"note": key, "api_key": "plain words", "release": key})
    assert key not in repr(event)
    assert "plain words" not in repr(event)


def test_lengths_are_bounded() -> None:
    event = _event("X" * 5000, "m " * 50_000, 'File "' + "p" * 900 + '", line 1, in f', tags={"k": "v" * 5000})
    assert len(event.chain[-1].message) <= MESSAGE
    assert len(event.chain[-1].type) <= NAME
    assert len(event.tags[0][1]) <= 500


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("ERROR 2026-11-23 10:00:01,123 app.llm: httpx.ReadTimeout: timed out", "httpx.ReadTimeout", "timed out"),
        ("2026-11-23T10:00:01.1Z [ERROR] (w-3) openai.RateLimitError: 429\nmore", "openai.RateLimitError", "429\nmore"),
        ("ValueError: no\n", "ValueError", "no"),
        ("retrying, as it raised DeadlineExceeded: 504 late", "DeadlineExceeded", "504 late"),
        ("2026-11-23 10:00:00 ERROR app - Connection error.", "", "Connection error."),
        ("just words", "", "just words"),
        ("", "", ""),
    ],
)
def test_parse_text_of_log_lines(text: str, name: str, message: str) -> None:
    assert plain_error.parse_text(text)[:2] == (name, message)


def test_parse_text_of_a_traceback_hands_the_stack_on() -> None:
    name, message, stack = plain_error.parse_text("some words before\n" + _CHAINED)
    assert (name, message) == ("openai.APIConnectionError", "Connection error.")
    assert len(_event(name, message, stack).chain) == 2


_SCRAPS = st.sampled_from(
    [
        "Traceback (most recent call last):",
        '  File "/a/b.py", line 3, in f',
        "ValueError: x",
        "The above exception was the direct cause of the following exception:",
        "  | ExceptionGroup: g (2 sub-exceptions)",
        "  +-+---------------- 1 ----------------",
        "    | KeyError: 'a'",
        "    +------------------------------------",
        "Error: x",
        "    at f (/a/b.js:1:2) {",
        "  [cause]: TypeError: y",
        "  [errors]: [",
        "  code: 'E',",
        "java.lang.Error: z",
        "\tat a.b.C.d(C.java:3)",
        "Caused by: a.B: c",
        "\tSuppressed: a.B: c",
        "Caused by:",
        "    0: x",
        " ---> System.Exception: q",
        "   at A.B.C() in /x.cs:line 3",
        "   --- End of inner exception stack trace ---",
        "panic: p",
        "goroutine 1 [running]:",
        "main.f()",
        "\t/a/b.go:3 +0x1",
        "a.rb:1:in `b': m (C::D)",
        "#0 /a.php(3): f()",
        "Next A\\B: c in /d.php:3",
        "thread 'm' panicked at a.rs:1:2:",
        "\ud800",
        "\0",
        "",
    ]
)


@given(
    st.lists(_SCRAPS | st.text(max_size=30), max_size=25), st.sampled_from(["", "python", "javascript", "rust", "x"])
)
@settings(max_examples=150, deadline=None)
def test_any_text_becomes_an_event(lines: list[str], platform: str) -> None:
    text = "\n".join(lines)
    name, message, stack = plain_error.parse_text(text)
    for event in (_event(name, message, stack, platform=platform), _event(text, text, text, platform=platform)):
        repr(event).encode()
        assert all(len(link.message) <= MESSAGE for link in event.chain)
        assert "\0" not in event.message
