"""What people read of an event: bounded, redacted, and without what tells who a user was."""

import json
from typing import Any

import pytest

from kiwame.core.event import EventDetail
from kiwame.normalise import decode
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_detail

_REDACTOR = redactor()


def _detail(sent: dict[str, Any]) -> EventDetail:
    return to_detail(decode.decode_event(json.dumps(sent).encode()), redactor=_REDACTOR)


def _exception(*frames: Any) -> dict[str, Any]:
    return {"exception": {"values": [{"type": "E", "stacktrace": {"frames": list(frames)}}]}}


def test_source_lines_and_variables() -> None:
    frame = {
        "abs_path": "/srv/app/chat.py",
        "pre_context": ["def ask():", "    key = load()"],
        "context_line": "    return call(key)",
        "post_context": ["", "def other():"],
        "vars": {"question": "'why'", "api_key": "'plain words'"},
    }
    (source,) = _detail(_exception(frame)).sources[0]
    assert source.abs_path == "/srv/app/chat.py"
    assert source.pre_context == ("def ask():", "    key = load()")
    assert source.context_line == "    return call(key)"
    assert source.post_context == ("", "def other():")
    assert source.variables["question"] == "'why'"
    assert "plain words" not in repr(source)


def test_a_private_key_over_several_source_lines() -> None:
    body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"
    frame = {
        "pre_context": ["KEY = '''-----BEGIN PRIVATE KEY-----", body],
        "context_line": body,
        "post_context": [body, "-----END PRIVATE KEY-----'''", "use(KEY)"],
    }
    assert body[:20] not in repr(_detail(_exception(frame)))


def test_sources_belong_to_the_frames_of_the_chain() -> None:
    def numbered(number: int, parent: int | None, path: str) -> dict[str, Any]:
        frames = [None, {"abs_path": path, "function": path}]
        mechanism = {"exception_id": number, "parent_id": parent}
        return {"type": path, "mechanism": mechanism, "stacktrace": {"frames": frames}}

    sent = {"exception": [numbered(0, None, "raised"), None, numbered(1, 0, "root")]}
    assert [[source.abs_path for source in stack] for stack in _detail(sent).sources] == [["root"], ["raised"]]


@pytest.mark.parametrize(
    ("frame", "line"),
    [
        ({}, ""),
        ({"context_line": None, "pre_context": 7, "post_context": {"a": 1}}, ""),
        ({"context_line": "a\nb"}, "a b"),
    ],
)
def test_frames_of_wrong_shape(frame: dict[str, Any], line: str) -> None:
    (source,) = _detail(_exception(frame)).sources[0]
    assert (source.pre_context, source.context_line, source.post_context) == ((), line, ())


@pytest.mark.parametrize("wrap", [lambda crumbs: crumbs, lambda crumbs: {"values": crumbs}])
def test_breadcrumbs(wrap: Any) -> None:
    crumbs = [
        None,
        {
            "timestamp": 1_795_000_000,
            "category": "httpx",
            "level": "info",
            "message": "asking",
            "data": {"status": 429},
        },
        {"timestamp": "2026-11-18T11:06:40Z", "type": "http", "data": {"authorization": "Basic plainwords"}},
        {"timestamp": 1e300, "message": 7, "data": []},
    ]
    first, second, third = _detail({"breadcrumbs": wrap(crumbs)}).breadcrumbs
    assert (first.timestamp, first.category, first.message) == ("2026-11-18T11:06:40Z", "httpx", "asking")
    assert first.data == {"status": 429}
    assert (second.timestamp, second.category) == ("2026-11-18T11:06:40Z", "http")
    assert "plainwords" not in repr(second)
    assert (third.timestamp, third.message, third.data) == ("", "", {})


def test_the_newest_breadcrumbs_are_kept() -> None:
    crumbs = _detail({"breadcrumbs": [{"message": str(number)} for number in range(1000)]}).breadcrumbs
    assert [crumb.message for crumb in crumbs] == [str(number) for number in range(900, 1000)]


_REQUEST = {
    "url": "https://shop.example/chat?token=plainwords#plainwords",
    "method": "POST",
    "query_string": "name=plainwords",
    "cookies": {"sid": "plainwords"},
    "data": {"prompt": "plainwords"},
    "env": {"SERVER_NAME": "web-1", "HTTP_COOKIE": "plainwords", "HOME": "plainwords"},
}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "curl/8", "Cookie": "plainwords", "X-Own": "plainwords", "Authorization": "plainwords"},
        [["User-Agent", "curl/8"], ["Cookie", "plainwords"], ["X-Own", "plainwords"], None, ["x"], [1, 2]],
    ],
)
def test_of_a_request_only_harmless_parts(headers: Any) -> None:
    request = _detail({"request": _REQUEST | {"headers": headers}, "user": {"id": "plainwords"}}).request
    assert "plainwords" not in repr(request)
    assert (request["method"], request["url"]) == ("POST", "https://shop.example/chat?[filtered]")
    kept = request["headers"]
    assert isinstance(kept, dict)
    assert kept["User-Agent"] == "curl/8"
    assert {"Cookie", "X-Own"} <= kept.keys()
    assert isinstance(request["env"], dict)
    assert request["env"]["SERVER_NAME"] == "web-1"


@pytest.mark.parametrize("odd", [None, 7, "text", [], {"headers": 7}, {"url": 7, "env": []}])
def test_requests_of_wrong_shape(odd: Any) -> None:
    assert _detail({"request": odd}).request == {}


def test_everything_is_bounded() -> None:
    deep: Any = "end"
    for _ in range(60):
        deep = {"next": [deep]}
    wide = {f"k{number}": "v" * 10_000 for number in range(3000)}
    detail = _detail({"extra": {"deep": deep, "wide": wide, "long": 10**40}, "modules": {"a": "1", "b": None} | wide})
    said = json.dumps(dict(detail.extra))
    assert len(said) < 3_000_000
    assert said.count("next") <= 10
    assert len(detail.modules) <= 501
    assert detail.extra["long"] == "…"


def test_a_secret_at_the_seam_of_the_cut() -> None:
    key = "sk-proj-" + "a1B2" * 12
    for length in range(6100, 6160, 4):
        assert "a1B2a1B2" not in repr(_detail({"extra": {"text": "w " * (length // 2) + key}}))


def test_nothing_is_cut_before_it_is_redacted() -> None:
    """Half of a secret is found by nobody: each of these ended in the middle of an address."""
    said = "x" * 10
    for place in range(470, 500):
        frame = {"context_line": "y" * 3 + " " * (place - 3) + f"ann.{said}@corp.example.com, tail", "lineno": 1}
        event = {
            "exception": {"values": [{"type": "E", "stacktrace": {"frames": [frame]}}]},
            "modules": {"openai": "v" * (place - 400) + f" ann.{said}@corp.example.com"},
            "extra": {"k" * (place - 300) + f" ann.{said}@corp.example.com": 1},
            "request": {"method": f"ann.{said}@corp.example.com"},
        }
        found = repr(_detail(event))
        assert said[:4] not in found, found
