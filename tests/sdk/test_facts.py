"""Which facts of a failed call become tags, from which exception of a chain, and what the server makes of them."""

import asyncio
import threading
import urllib.error
from collections.abc import Callable
from http.client import HTTPMessage
from typing import Any

import httpx
import httpx2
import pytest
import requests
import sentry_sdk

from kiwame.core.taxonomy import Reason
from kiwame.decide.cascade import offline_cascade
from kiwame.sdk.integration import facts_of
from tests.sdk.answers import QUOTA, answer, refusal
from tests.sdk.capturing import capturing, read


class WithoutKiwame(sentry_sdk.integrations.Integration):
    identifier = "without_kiwame"

    @staticmethod
    def setup_once() -> None: ...


def tags_of(error: BaseException) -> dict[str, str]:
    return {names[0]: value for names, value in facts_of(error)}


def raised(make: Callable[[], Any]) -> BaseException:
    try:
        make()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def test_a_bare_answer_of_429_is_known_as_an_exhausted_quota_by_its_body() -> None:
    with capturing(WithoutKiwame()) as plain:
        sentry_sdk.capture_exception(refusal(429))
    with capturing() as told:
        sentry_sdk.capture_exception(refusal(429))
    before, after = read(plain.sent[0]), read(told.sent[0])
    assert (before.facts.error_code, offline_cascade().judge(before).reason) == ("", Reason.RATE_LIMIT_OTHER)
    assert (after.facts.error_code, offline_cascade().judge(after).reason) == (
        "insufficient_quota",
        Reason.QUOTA_EXHAUSTED,
    )
    assert (after.facts.provider, after.facts.host, after.facts.model) == ("openai", "api.openai.com", "gpt-4.1")


@pytest.mark.parametrize(
    ("body", "code", "kind"),
    [
        ({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}, "overloaded_error", None),
        ({"error": {"code": "rate_limit_exceeded", "type": "tokens"}}, "rate_limit_exceeded", "tokens"),
        ({"error": {"code": 1113, "message": "余额不足"}}, "1113", None),
        ({"error": {"code": 503, "status": "UNAVAILABLE"}}, "UNAVAILABLE", None),
        ([{"error": {"code": 503, "status": "UNAVAILABLE"}}], "UNAVAILABLE", None),
        ({"error": "invalid_api_key"}, "invalid_api_key", None),
        ({"error": "the model is not loaded"}, None, None),
        ({"error": {"code": {"of": "another shape"}, "type": ["x"]}}, None, None),
        ("<html>", None, None),
    ],
)
def test_code_and_kind_come_from_the_body(body: object, code: str | None, kind: str | None) -> None:
    found = tags_of(refusal(503, body))
    assert (found.get("error_code"), found.get("llm_error_type")) == (code, kind)


@pytest.mark.parametrize(
    ("headers", "request_id", "retry_after"),
    [
        ({"x-request-id": "req_123", "retry-after": "20"}, "req_123", "20"),
        ({"Request-Id": "req_011C", "retry-after-ms": "1500"}, "req_011C", "1.5"),
        ({"apim-request-id": "e846f743-1b3e", "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, "e846f743-1b3e", None),
        ({"x-request-id": "an id with blanks", "retry-after": "-1"}, None, None),
    ],
)
def test_headers(headers: dict[str, str], request_id: str | None, retry_after: str | None) -> None:
    found = tags_of(refusal(429, headers=headers))
    assert (found.get("request_id"), found.get("retry_after")) == (request_id, retry_after)


@pytest.mark.parametrize(
    ("url", "provider", "host", "model"),
    [
        ("https://corp.openai.azure.com/openai/deployments/gpt-4o-prod/chat/completions?api-version=1", "azure_openai",
         "corp.openai.azure.com", "gpt-4o-prod"),
        ("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent?key=secret", "google",
         "generativelanguage.googleapis.com", "gemini-2.5-pro"),
        ("https://api.holysheep.ai/v1/chat/completions", "holysheep", "api.holysheep.ai", "gpt-4.1"),
        ("http://10.0.0.7:8000/v1/embeddings", None, "10.0.0.7:8000", "gpt-4.1"),
        ("http://[::1]:11434/api/chat", None, "[::1]:11434", "gpt-4.1"),
        ("https://me:secret@shop.example/inventory/printers?token=secret", None, "shop.example", None),
    ],
)  # fmt: skip
def test_addresses(url: str, provider: str | None, host: str, model: str | None) -> None:
    found = tags_of(refusal(500, {}, url=url))
    assert (found.get("llm_provider"), found["upstream_host"], found.get("model")) == (provider, host, model)
    assert "secret" not in str(found)


def test_requests_urllib_and_httpx2_keep_their_facts_elsewhere() -> None:
    asked = requests.Request("POST", "https://api.mistral.ai/v1/chat/completions", json={"model": "m-7"}).prepare()
    said = requests.Response()
    said.status_code, said.request, said.url = 401, asked, str(asked.url)
    said._content = b'{"error": {"code": "invalid_api_key"}}'
    found = tags_of(raised(said.raise_for_status))
    assert (found["llm_provider"], found["model"], found["http_status"], found["error_code"]) == (
        "mistral", "m-7", "401", "invalid_api_key",
    )  # fmt: skip
    headers = HTTPMessage()
    headers["Retry-After"] = "7"
    by_urllib = urllib.error.HTTPError("https://api.groq.com/openai/v1/models?x=1", 429, "", headers, None)
    found = tags_of(by_urllib)
    by_urllib.close()
    assert (found["llm_provider"], found["http_status"], found["retry_after"]) == ("groq", "429", "7")
    lost = httpx2.ReadTimeout("late", request=httpx2.Request("POST", "https://api.anthropic.com/v1/messages"))
    assert tags_of(lost) == {
        "llm_provider": "anthropic", "upstream_host": "api.anthropic.com", "error_root": "httpx2.ReadTimeout",
    }  # fmt: skip


def test_the_root_leads_and_another_call_adds_nothing() -> None:
    def fall_back() -> None:
        try:
            raise httpx.ReadTimeout(
                "late", request=answer(200, {}, url="https://api.mistral.ai/v1/chat/completions").request
            )
        except httpx.ReadTimeout:
            raise refusal(429, QUOTA) from None

    def retell() -> None:
        try:
            raise refusal(429, QUOTA)
        except httpx.HTTPStatusError as error:
            raise RuntimeError("no answer today") from error

    def fall_back_in_sight() -> None:
        try:
            raise httpx.ReadTimeout(
                "late", request=answer(200, {}, url="https://api.mistral.ai/v1/chat/completions").request
            )
        except httpx.ReadTimeout as error:
            raise refusal(429, QUOTA) from error

    assert tags_of(raised(retell))["error_code"] == "insufficient_quota"
    assert tags_of(raised(fall_back))["llm_provider"] == "openai"
    found = tags_of(raised(fall_back_in_sight))
    assert (found["llm_provider"], found.get("http_status")) == ("mistral", None)


def test_groups_are_searched_and_circles_end() -> None:
    group = ExceptionGroup("several", [ValueError("x"), ExceptionGroup("more", [refusal(429, QUOTA)])])
    assert tags_of(group)["error_code"] == "insufficient_quota"
    one, other = ValueError("one"), refusal(500, {})
    one.__cause__, other.__cause__ = other, one
    assert tags_of(one)["http_status"] == "500"


def test_a_chain_without_end_is_given_up_and_no_root_is_named() -> None:
    link: BaseException = refusal(500, {})
    for number in range(3000):
        wrapper = ValueError(str(number))
        wrapper.__cause__ = link
        link = wrapper
    assert tags_of(link) == {}


def test_an_application_s_own_error_is_read_by_the_answer_that_it_holds() -> None:
    class Refused(Exception):
        def __init__(self, response: object, status_code: int) -> None:
            super().__init__("refused")
            self.response, self.status_code = response, status_code

    assert tags_of(Refused(answer(429, QUOTA), 502))["http_status"] == "429"
    assert "http_status" not in tags_of(Refused(object(), 502))


def test_threads_and_tasks() -> None:
    async def ask(number: int) -> None:
        await asyncio.sleep(0)
        sentry_sdk.capture_exception(refusal(429, headers={"x-request-id": f"req_{number}"}))

    async def ask_all() -> None:
        await asyncio.gather(*(ask(number) for number in range(20)))

    with capturing() as kept:
        threads = [threading.Thread(target=asyncio.run, args=(ask_all(),)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(tags["request_id"] for tags in kept.tags) == sorted(
        f"req_{number}" for number in range(20) for _ in "abcd"
    )
