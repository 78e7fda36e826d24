"""Sentry's events, of clients and of webhooks, to the one form."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.event import Door, ErrorEvent
from kiwame.normalise import decode
from kiwame.normalise.bounds import MAX_TAGS, MESSAGE
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_detail, to_event

_REDACTOR = redactor()
_NOW = 1_795_000_000.0


def _made(
    sent: dict[str, Any], *, door: Door = Door.ENVELOPE, event_id: str | None = None, sent_at: float | None = None
) -> ErrorEvent:
    return to_event(
        decode.decode_event(json.dumps(sent).encode()),
        project="1",
        door=door,
        received_at=_NOW,
        sent_at=sent_at,
        event_id=event_id,
        redactor=_REDACTOR,
    )


@pytest.mark.parametrize(
    ("header", "payload", "expected"),
    [
        ("A" * 32, "b" * 32, "a" * 32),
        ("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", None, "aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa"),
        (None, "BBBBBBBB-BBBB-4BBB-8BBB-BBBBBBBBBBBB", "bbbbbbbbbbbb4bbb8bbbbbbbbbbbbbbb"),
        ("not an id", "b" * 32, "b" * 32),
    ],
)
def test_event_ids_have_one_form(header: str | None, payload: str | None, expected: str) -> None:
    assert _made({"event_id": payload}, event_id=header).event_id == expected


def test_an_id_is_made_from_the_bytes() -> None:
    first, again, other = _made({"message": "a"}), _made({"message": "a"}), _made({"message": "b"})
    assert first.event_id == again.event_id != other.event_id
    assert len(first.event_id) == 32


_TAGS = [("model", "gpt-5"), ("retries", "3")]


@pytest.mark.parametrize(
    "tags",
    [
        {"model": "gpt-5", "retries": 3},
        [["model", "gpt-5"], ["retries", 3]],
        [{"key": "model", "value": "gpt-5"}, {"key": "retries", "value": "3"}],
        [["model", "gpt-5"], None, [], ["x"], {"key": "y"}, ["retries", "3"], [None, "z"], ["n", None], ["o", {}]],
        [["sentry:model", "gpt-5"], ["retries", "3"], ["sentry:user", "id:7"], ["user.email", "a@example.com"]],
    ],
)
def test_tags_in_every_form(tags: Any) -> None:
    assert list(_made({"tags": tags}).tags) == _TAGS


def test_tags_are_bounded_and_redacted() -> None:
    event = _made({"tags": {**{f"k{n}": "v" * 2000 for n in range(500)}}})
    assert len(event.tags) == MAX_TAGS
    assert max(len(value) for _, value in event.tags) <= 500
    assert "plain words" not in repr(_made({"tags": {"api_key": "plain words"}}))


def test_a_webhook_carries_some_fields_as_tags_alone() -> None:
    event = _made(
        {
            "event_id": "c" * 32,
            "project": 4501,
            "issue_id": "99",
            "web_url": "https://acme.sentry.io/issues/99/events/c/",
            "url": "https://sentry.io/api/0/projects/acme/shop/events/c/",
            "title": "Connection error.",
            "message": "",
            "datetime": "2026-11-18T10:00:00.000000Z",
            "level": None,
            "tags": [["environment", "staging"], ["level", "warning"], ["release", "1.2"], ["server_name", "web-1"]],
        },
        door=Door.WEBHOOK,
    )
    assert (event.environment, event.level, event.release, event.server_name) == ("staging", "warning", "1.2", "web-1")
    assert event.message == "Connection error."
    assert event.timestamp == 1_794_996_000.0
    assert event.sentry is not None
    assert (event.sentry.issue_id, event.sentry.project) == ("99", "shop")
    assert event.sentry.url == "https://acme.sentry.io/issues/99/events/c/"


@pytest.mark.parametrize(
    ("door", "web_url", "url"),
    [(Door.WEBHOOK, "javascript:alert(1)", ""), (Door.WEBHOOK, None, ""), (Door.ENVELOPE, "https://x.example/1", None)],
)
def test_only_a_webhook_names_an_issue_of_sentry(door: Door, web_url: str | None, url: str | None) -> None:
    link = _made({"issue_id": 7, "web_url": web_url, "project": 12}, door=door).sentry
    assert (link and link.url) == url
    assert link is None or (link.issue_id, link.project) == ("7", "12")


@pytest.mark.parametrize(
    ("sent", "message", "template"),
    [
        ({"logentry": {"formatted": "user 7 failed", "message": "user %s failed"}}, "user 7 failed", "user %s failed"),
        ({"logentry": {"message": "user %s failed", "params": ["7"]}}, "user 7 failed", "user %s failed"),
        ({"logentry": {"message": "%(a)s {a} %d%% {}", "params": {"a": 1}}}, "1 1 %d% {}", "%(a)s {a} %d%% {}"),
        ({"logentry": {"message": "{1} {} %s %s", "params": ["x", None]}}, "None x None %s", "{1} {} %s %s"),
        ({"logentry": {"message": "%9999999999d {:9999999999}", "params": [1]}}, "%9999999999d {:9999999999}", ""),
        ({"logentry": "text"}, "text", ""),
        ({"message": "legacy"}, "legacy", ""),
        ({"message": {"formatted": "f", "message": "f"}}, "f", ""),
        ({"logentry": {"formatted": None}, "message": "m"}, "m", ""),
        ({"logentry": {}, "message": 7}, "", ""),
        ({"title": "T", "exception": [{"type": "E"}]}, "", ""),
    ],
)
def test_messages_in_every_form(sent: dict[str, Any], message: str, template: str) -> None:
    event = _made(sent)
    assert (event.message, event.params_template) == (message, template)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("fatal", "fatal"), ("CRITICAL", "fatal"), ("err", "error"), ("warn", "warning"), ("log", "info"),
     ("trace", "debug"), (None, "error"), ("odd", "error"), (40, "error")],
)  # fmt: skip
def test_levels(level: Any, expected: str) -> None:
    assert _made({"level": level}).level == expected


def test_classes_that_carry_their_namespace_are_split() -> None:
    sent = [
        {"type": "System.Net.Http.HttpRequestException", "module": "System.Net.Http, Version=8.0.0.0"},
        {"type": "GuzzleHttp\\Exception\\ConnectException"},
        {"type": "Faraday::TimeoutError", "module": "Faraday"},
        {"type": "RateLimitError", "module": "openai"},
        {"type": "*url.Error"},
    ]
    assert [(link.module, link.type) for link in _made({"exception": sent}).chain] == [
        ("System.Net.Http", "HttpRequestException"),
        ("GuzzleHttp\\Exception", "ConnectException"),
        ("Faraday", "TimeoutError"),
        ("openai", "RateLimitError"),
        ("", "*url.Error"),
    ]


def test_in_app_from_the_sdk_else_by_path() -> None:
    frames = [
        {"filename": "a.py", "abs_path": "/srv/.venv/lib/python3.12/site-packages/httpx/a.py", "function": "by_path"},
        {"filename": "app.py", "abs_path": "/srv/app.py", "function": "own"},
        {"filename": "app.py", "in_app": False, "function": "said_not"},
        {"filename": "/x/site-packages/y.py", "in_app": True, "function": "said", "lineno": -5},
        {"abs_path": "/srv/only.py", "function": "path", "lineno": 10**12},
        None,
    ]
    event = _made({"platform": "python", "exception": [{"type": "E", "stacktrace": {"frames": frames}}]})
    assert [(frame.function, frame.in_app) for frame in event.chain[0].frames] == [
        ("by_path", False),
        ("own", True),
        ("said_not", False),
        ("said", True),
        ("path", True),
    ]
    assert event.chain[0].frames[-1].filename == "/srv/only.py"
    assert all(frame.lineno is None for frame in event.chain[0].frames)


def test_the_stack_of_a_message_comes_from_the_thread_that_counts() -> None:
    def thread(name: str, **more: bool) -> dict[str, Any]:
        return {"stacktrace": {"frames": [{"function": name}]}, **more}

    threads = {
        "values": [thread("first"), None, {"id": 1}, thread("current", current=True), thread("crash", crashed=True)]
    }
    assert [frame.function for frame in _made({"threads": threads}).threads_frames] == ["crash"]
    assert [frame.function for frame in _made({"threads": [thread("first")]}).threads_frames] == ["first"]
    assert [frame.function for frame in _made({"stacktrace": {"frames": [{"function": "old"}]}}).threads_frames] == [
        "old"
    ]


def test_facts_are_read_with_the_hints_beside_the_chain() -> None:
    event = _made(
        {
            "platform": "node",
            "exception": [
                {"type": "APIError", "value": "no", "mechanism": {"type": "generic", "data": {"status": 429}}}
            ],
            "contexts": {"APIError": {"requestID": "req_0123456789", "code": "insufficient_quota"}},
        }
    )
    assert (event.facts.http_status, event.facts.request_id) == (429, "req_0123456789")
    assert event.facts.error_code == "insufficient_quota"


def test_the_response_to_ones_own_caller_is_no_hint() -> None:
    own: dict[str, Any] = {"type": "KeyError", "value": "'a'"}
    contexts = {"response": {"status_code": 500}}
    assert _made({"exception": [own], "contexts": contexts}).facts.http_status is None
    other = own | {"mechanism": {"type": "http.client"}}
    assert _made({"exception": [other], "contexts": contexts}).facts.http_status == 500


def test_users_become_one_way_keys() -> None:
    keys = {
        _made({"user": user}).user_key
        for user in (
            {"id": "7"},
            {"email": "a@example.com"},
            {"username": "7"},
            {"ip_address": "203.0.113.9"},
            {"id": None, "email": "b@example.com"},
        )
    }
    assert len(keys) == 5
    assert all(len(key) == 16 for key in keys)
    assert _made({"user": {"id": 7}}).user_key == _made({"user": {"id": "7", "email": "x"}}).user_key
    assert [_made({"user": user}).user_key for user in ({}, {"ip_address": "{{auto}}"}, {"id": True}, None)] == [""] * 4


def test_trace_ids() -> None:
    trace = "0123456789abcdef0123456789ABCDEF"
    assert _made({"contexts": {"trace": {"trace_id": trace}}}).trace_id == trace.lower()
    for odd in ("0" * 32, "zz", None, 7, ["a"]):
        assert _made({"contexts": {"trace": {"trace_id": odd}}}).trace_id == ""


def test_fingerprints() -> None:
    assert _made({"fingerprint": ["{{ default }}", "payments", 7]}).fingerprint == ("{{ default }}", "payments", "7")
    assert _made({"fingerprint": ["{{ default }}"]}).fingerprint == ()
    odds: list[Any] = ["text", {}, [None, {}], 7]
    for odd in odds:
        assert _made({"fingerprint": odd}).fingerprint == ()


def test_lengths_are_bounded_and_characters_storable() -> None:
    sent = {"exception": [{"type": "E", "value": "start " + "x" * 200_000 + " end"}], "release": "r" * 5000}
    event = _made(sent)
    assert len(event.chain[0].message) <= MESSAGE
    assert event.chain[0].message.startswith("start x")
    assert len(event.release) <= 300
    odd = _made({"message": "a\ud800b\0c", "release": "\udfff"})
    assert (odd.message, odd.release) == ("a\ufffdb\ufffdc", "\ufffd")


def test_a_secret_at_the_seam_of_the_cut_is_not_cut_in_two() -> None:
    key = "sk-proj-" + "a1B2" * 12
    for length in range(65_536 - 80, 65_536 + 8, 8):
        assert "a1B2a1B2" not in _made({"message": "word " * (length // 5) + key}).message


def test_a_secret_in_any_text_is_redacted() -> None:
    key = "sk-proj-" + "a1B2" * 12
    names = ("platform", "level", "logger", "culprit", "transaction", "server_name", "release", "dist", "environment",
             "title", "message", "issue_id", "project", "event_id")  # fmt: skip
    frame = {"function": key, "module": key, "filename": key, "abs_path": key}
    mechanism = {"type": key, "data": {"code": key}}
    sent: dict[str, Any] = dict.fromkeys(names, key)
    sent |= {
        "tags": {key: key},
        "fingerprint": [key],
        "sdk": {"name": key, "version": key},
        "web_url": f"https://x.example/{key}",
        "url": f"https://x.example/api/0/projects/o/{key}/",
        "extra": {"request_id": key},
        "contexts": {"response": {"status_code": key}, "trace": {"trace_id": key}},
        "exception": [
            {"type": key, "value": key, "module": key, "mechanism": mechanism, "stacktrace": {"frames": [frame]}}
        ],
        "threads": [{"stacktrace": {"frames": [frame]}}],
    }
    for door in Door:
        assert "a1B2" not in repr(_made(sent, door=door))


_SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud800")
_KEYS = (
    "type", "value", "module", "mechanism", "stacktrace", "values", "frames", "lineno", "in_app", "function",
    "filename", "exception_id", "parent_id", "source", "data", "id", "name", "key", "formatted", "message", "trace",
    "response", "status_code", "headers", "url", "timestamp", "pre_context", "context_line", "vars",
)  # fmt: skip
_FIELDS = (
    "event_id", "timestamp", "platform", "level", "message", "logentry", "tags", "contexts", "extra", "user", "sdk",
    "exception", "threads", "stacktrace", "fingerprint", "release", "issue_id", "project", "breadcrumbs", "request",
    "modules",
)  # fmt: skip
_ANY = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from(_FIELDS), _ANY, max_size=7), st.sampled_from(Door), st.none() | st.floats())
@settings(max_examples=200, deadline=None)
def test_any_json_becomes_a_storable_event(sent: dict[str, Any], door: Door, sent_at: float | None) -> None:
    event = _made(sent, door=door, sent_at=sent_at)
    detail = to_detail(decode.decode_mapping(sent), redactor=_REDACTOR)
    repr((event, detail)).encode()
    assert 0 < event.timestamp <= _NOW + 60
    assert len(detail.sources) == len(event.chain)
    for link, sources in zip(event.chain, detail.sources, strict=True):
        assert len(link.frames) == len(sources)
    json.dumps([dict(detail.contexts), dict(detail.extra), dict(detail.request)], allow_nan=False).encode()
