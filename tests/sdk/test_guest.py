"""A guest in somebody's process: it raises nothing, runs nobody's code, changes, overrides and leaks nothing."""

import json
from collections.abc import Callable
from typing import Any, NoReturn

import httpx
import pytest
import sentry_sdk

from kiwame.sdk.integration import facts_of
from tests.sdk.answers import answer, refusal
from tests.sdk.capturing import capturing

CANARY = "canary-7f3a9c"


def touched(*_: object) -> NoReturn:
    raise SystemExit("code of the application was run")


class Alarmed(httpx.HTTPStatusError):
    """Runs code for every attribute that it does not keep, and for some that it does."""

    __bool__ = __len__ = __eq__ = __hash__ = __str__ = __repr__ = __iter__ = touched
    request = response = status_code = body = headers = code = model = property(touched)
    __cause__ = __context__ = __suppress_context__ = property(touched)

    def __init__(self) -> None: ...

    def __getattribute__(self, name: str) -> NoReturn:
        raise SystemExit(name)


class AlarmedDictionary(Exception):
    __dict__ = property(touched)


class Trap(dict[str, Any]):
    get = __getitem__ = __len__ = __bool__ = __iter__ = items = touched


class TrapText(str):
    __slots__ = ()
    __len__ = __getitem__ = lower = __str__ = touched


class TrapNumber(int):
    __int__ = __index__ = __bool__ = __eq__ = __hash__ = __le__ = __ge__ = __lt__ = __gt__ = touched


def holding(**own: object) -> httpx.HTTPStatusError:
    error = httpx.HTTPStatusError.__new__(httpx.HTTPStatusError)
    vars(error).update(own)
    return error


class Held:
    def __init__(self, **own: object) -> None:
        vars(self).update(own)


def likeness() -> object:
    """Of a class that gives itself out for httpx's, with a property that must not be read."""
    kind = type("URL", (), {"__module__": "httpx", "host": property(touched), "path": property(touched)})
    return kind()


HOSTILE: dict[str, Callable[[], BaseException]] = {
    "every attribute": Alarmed,
    "the dictionary": lambda: AlarmedDictionary("x"),
    "containers": lambda: holding(response=Trap(), _request=Trap(), headers=Trap(), body=Trap(), code=Trap()),
    "an answer": lambda: holding(response=type("Response", (), {"__getattr__": touched, "__bool__": touched})()),
    "a request": lambda: holding(_request=type("Request", (), {"url": property(touched)})()),
    "a likeness": lambda: holding(request=Held(url=likeness()), response=Held(headers=likeness(), status_code=429)),
    "numbers and texts": lambda: holding(code=TrapNumber(429), status_code=TrapText("429"), request_id=TrapText("x")),
    "other types": lambda: holding(type=b"\xff", body=b"\xff{", details=object(), response=7, request=[], headers=()),
    "depth": lambda: holding(body="[" * 8000, status_code=500),
    "size": lambda: holding(status_code=10**5000, code=-(10**5000), request_id="x" * 10**6),
    "a surrogate": lambda: holding(
        request_id="\ud800", status_code=429, headers={TrapText("retry-after"): "1", 3: "x"}
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_code_of_the_application_runs(kind: str) -> None:
    found = facts_of(HOSTILE[kind](), article_tags=True)
    assert all(type(value) is str and 0 < len(value) <= 200 and value.isprintable() for _, value in found)


def test_an_event_goes_out_though_the_exception_is_hostile() -> None:
    def refuse(_: object) -> NoReturn:
        raise RuntimeError("no")

    angry = type("Angry", (httpx.HTTPError,), {"request": property(refuse)})
    with capturing() as kept:
        sentry_sdk.capture_exception(angry("x"))
    assert [event["exception"]["values"][-1]["type"] for event in kept.events] == ["Angry"]


def test_slow_and_endless_things_are_not_waited_for() -> None:
    class Endless(httpx.SyncByteStream):
        __iter__ = touched

    unread = httpx.Response(429, stream=Endless(), request=answer(200, {}).request)
    found = {
        names[0]: value
        for names, value in facts_of(httpx.HTTPStatusError("x", request=unread.request, response=unread))
    }
    assert (found["http_status"], found["model"], "error_code" in found) == ("429", "gpt-4.1", False)
    assert not unread.is_stream_consumed


def test_what_the_application_holds_stays_as_it_was() -> None:
    error = refusal(429, headers={"x-request-id": "req_1"})
    before = {"error": dict(vars(error)), "answer": dict(vars(error.response)), "request": dict(vars(error.request))}
    own_tags = {"team": "search"}
    with capturing() as kept:
        event: Any = {"message": "by hand", "tags": own_tags}
        sentry_sdk.capture_event(event, {"exc_info": (type(error), error, None)})
    assert vars(error) == before["error"]
    assert vars(error.response) == before["answer"]
    assert vars(error.request) == before["request"]
    assert own_tags == {"team": "search"}
    assert kept.tags[0]["team"] == "search"
    assert kept.tags[0]["request_id"] == "req_1"


@pytest.mark.parametrize(
    ("own", "kept_as"),
    [
        ({"llm_provider": "mine"}, {"llm_provider": "mine"}),
        ({"gen_ai.system": "mine", "status_code": "999"}, {"llm_provider": None, "http_status": None}),
        ({"model": "mine", "request_id": ""}, {"model": "mine", "request_id": ""}),
    ],
)
def test_the_application_s_tags_win_under_any_of_their_names(
    own: dict[str, str], kept_as: dict[str, str | None]
) -> None:
    with capturing() as kept:
        sentry_sdk.set_tags(own)
        sentry_sdk.capture_exception(refusal(429, headers={"x-request-id": "req_1"}))
    found = kept.tags[0]
    assert {name: found.get(name) for name in kept_as} == kept_as
    assert found.items() >= own.items()
    assert found["error_code"] == "insufficient_quota"


def test_tags_sent_as_pairs_are_kept() -> None:
    error = refusal(429)
    with capturing() as kept:
        event: Any = {"message": "by hand", "tags": [["team", "search"], ["model", "mine"]]}
        sentry_sdk.capture_event(event, {"exc_info": (type(error), error, None)})
    assert kept.tags[0].items() >= {"team": "search", "model": "mine", "http_status": "429"}.items()


def test_events_without_an_exception_are_left_alone() -> None:
    with capturing() as kept:
        sentry_sdk.capture_message("hello")
        sentry_sdk.capture_event({"message": "x"}, {"exc_info": None})
    assert kept.tags == [{}, {}]


def test_a_client_without_the_integration_is_left_alone() -> None:
    class Other(sentry_sdk.integrations.Integration):
        identifier = "other"

        @staticmethod
        def setup_once() -> None: ...

    with capturing() as first:
        sentry_sdk.capture_exception(refusal(429))
    with capturing(Other()) as second:
        sentry_sdk.capture_exception(refusal(429))
    assert first.tags[0]["http_status"] == "429"
    assert second.tags == [{}]


SECRET = "sk-" + "proj-0123456789abcdefghij"


@pytest.mark.parametrize(
    "more",
    [
        {"messages": [{"role": "user", "content": CANARY}]},
        {"messages": [{"role": "user", "content": f'{{"model": "{CANARY}"}}'}], "model": None},
        {"messages": [{"role": "assistant", "input": {"model": CANARY}}], "model": None},
        {"model": f"{CANARY} is a sentence"},
        {"model": SECRET},
        {"prompt": f'" , "model": "{CANARY}'},
        {"tools": [{"model": CANARY}], "metadata": {"model": CANARY}},
        {"input": "x" * 5000 + f'\\", "model": "{CANARY}'},
    ],
)
@pytest.mark.parametrize("padding", [0, 3000])
def test_no_prompt_and_no_key_becomes_a_tag(more: dict[str, Any], padding: int) -> None:
    body = {"error": {"message": CANARY, "param": CANARY, "code": f"{CANARY} said", "type": SECRET}, "prompt": CANARY}
    error = refusal(
        400,
        body,
        url=f"https://{CANARY}:{CANARY}@api.openai.com/v1/chat/completions?prompt={CANARY}&key={CANARY}#{CANARY}",
        headers={"x-request-id": SECRET, "x-echo": CANARY},
        system="y" * padding,
        **more,
        tail="z" * padding,
    )
    found = dict(facts_of(error, article_tags=True))
    assert CANARY not in str(found)
    assert SECRET not in str(found)
    assert "400" in found.values()


def test_the_message_of_an_exception_is_no_source() -> None:
    class Told(Exception):
        def __init__(self) -> None:
            super().__init__(CANARY, {"model": CANARY})
            self.code, self.model, self.llm_provider, self.request_id = CANARY, CANARY, CANARY, CANARY

    assert CANARY not in json.dumps([value for _, value in facts_of(Told())])
