"""The article's tags: by class and status alone, as its readers search for them."""

from typing import Any

import anthropic
import httpx
import httpx2
import openai
import pytest
import requests
import sentry_sdk

from kiwame.sdk import KiwameIntegration, categorize_http_error
from kiwame.sdk.article import error_category
from tests.sdk.answers import refusal
from tests.sdk.capturing import capturing

ASKED = httpx2.Request("POST", "https://api.openai.com/v1/chat/completions")


def test_every_status_has_the_article_s_category() -> None:
    named = {429: "rate_limit", 400: "invalid_request", 401: "authentication_error"}
    for status in range(100, 700):
        expected = named.get(status) or ("provider_error" if 500 <= status < 600 else "http_client_error")
        assert categorize_http_error(status) == expected


@pytest.mark.parametrize(
    ("error", "category"),
    [
        (httpx.ReadTimeout("late"), "network_timeout"),
        (httpx.ConnectTimeout("late"), "network_timeout"),
        (openai.APITimeoutError(request=ASKED), "network_timeout"),
        (anthropic.APITimeoutError(request=ASKED), "network_timeout"),
        (requests.ReadTimeout("late"), "network_timeout"),
        (TimeoutError(), "network_timeout"),
        (refusal(429), "rate_limit"),
        (refusal(504), "provider_error"),
        (refusal(404), "http_client_error"),
        (httpx.ConnectError("no"), "unknown"),
        (ValueError("timeout"), "unknown"),
    ],
)
def test_the_tags_of_an_event(error: Exception, category: str) -> None:
    with capturing(KiwameIntegration(article_tags=True)) as kept:
        sentry_sdk.set_tag("service", "chat-completion")
        sentry_sdk.capture_exception(error)
    tags = kept.tags[0]
    status = error.response.status_code if isinstance(error, httpx.HTTPStatusError) else None
    assert (tags["error_category"], tags["service"]) == (category, "chat-completion")
    assert tags.get("http_status") == (str(status) if status else None)


def test_they_are_left_out_unless_asked_for_and_never_override() -> None:
    with capturing() as kept:
        sentry_sdk.capture_exception(refusal(429))
    assert "error_category" not in kept.tags[0]
    with capturing(KiwameIntegration(article_tags=True)) as kept:
        sentry_sdk.set_tag("error_category", "mine")
        sentry_sdk.capture_exception(refusal(429))
    assert kept.tags[0]["error_category"] == "mine"


def test_an_unknown_host_is_no_timeout() -> None:
    with pytest.raises(requests.ConnectionError) as caught:
        requests.get("http://no-such-host.invalid/", timeout=5, proxies={"http": ""})
    found: Any = caught.value.__context__
    assert "NameResolutionError" in str(found)
    assert error_category([caught.value, found, found.__context__], 0) == "unknown"
