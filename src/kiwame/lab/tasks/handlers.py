"""Error handling as applications have it: catch, report, raise something else. One failure then gives two events."""

import logging

import sentry_sdk

from kiwame.lab.clients import http, openai
from kiwame.lab.fault import Call

log = logging.getLogger("sample_app")


class ChatFailed(Exception):
    """The application's own error around any failure of a model call."""


class GatewayDown(Exception):
    """The application's own error, which hides its cause."""


async def wrapped(call: Call) -> str:
    """The SDK's integration reports the failure, then the framework reports the wrapper around it."""
    try:
        return await openai.chat_async(call, model="gpt-4.1")
    except Exception as error:
        raise ChatFailed("The chat could not be answered") from error


def captured(call: Call, *, timeout: float = 5.0) -> str:
    """Catch by kind, tag, capture and answer with an HTTP error, as in a widespread article on this."""
    import httpx
    from fastapi import HTTPException

    sentry_sdk.set_tag("service", "chat-completion")
    try:
        return http.by_httpx(call, timeout=timeout)
    except httpx.TimeoutException as error:
        sentry_sdk.set_tag("error_category", "network_timeout")
        sentry_sdk.capture_exception(error)
        raise HTTPException(504, "The model did not answer in time") from error
    except httpx.HTTPStatusError as error:
        sentry_sdk.set_tag("http_status", str(error.response.status_code))
        sentry_sdk.capture_exception(error)
        raise HTTPException(502, "The model answered with an error") from error


def cause_hidden(call: Call) -> str:
    """Say that the connection failed, and hide why."""
    try:
        return http.by_httpx(call)
    except Exception:
        raise GatewayDown("Connection error.") from None


def logged(call: Call) -> str:
    """Log the failure with its traceback and go on with a default answer."""
    try:
        return http.by_requests(call)
    except Exception:
        log.exception("Answering from the cache, the model is out of reach")
        return "cached"


def logged_as_text(call: Call) -> str:
    """Log the failure as text alone and go on with a default answer."""
    try:
        return openai.chat(call, model="gpt-4.1")
    except Exception as error:
        log.error("LLM call failed: %s: %s", type(error).__name__, error)
        return "cached"
