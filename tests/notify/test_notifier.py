"""What becomes of a posted message, over real HTTP: every answer of Slack's, and every way a connection fails."""

import logging
import socket
import threading
from collections.abc import Iterator
from typing import NoReturn

import pytest

from kiwame.core.alert import Channel
from kiwame.notify.outcome import Fate
from kiwame.notify.slack.digest import trial_message
from kiwame.notify.slack.notifier import SlackNotifier
from kiwame.notify.slack.render import Look
from tests.notify.slack_recorder import SlackRecorder, slack

BODY = trial_message(Channel(name="slack", kind="slack", url="u"), Look()).body
SECRETS = ("verysecretpart", "B0SECRET", "T0SECRET")


@pytest.fixture
def recorder() -> Iterator[SlackRecorder]:
    with slack() as running:
        yield running


@pytest.mark.parametrize(
    ("answer", "fate", "code"),
    [
        ("ok", Fate.SENT, "ok"),
        ("json_ok", Fate.SENT, "ok"),
        ("ok_packed", Fate.SENT, "ok"),
        ("invalid_payload", Fate.PERMANENT, "invalid_payload (HTTP 400)"),
        ("invalid_blocks", Fate.PERMANENT, "invalid_blocks (HTTP 400)"),
        ("action_prohibited", Fate.PERMANENT, "action_prohibited (HTTP 403)"),
        ("channel_not_found", Fate.PERMANENT, "channel_not_found (HTTP 404)"),
        ("no_service", Fate.PERMANENT, "no_service (HTTP 404)"),
        ("channel_is_archived", Fate.PERMANENT, "channel_is_archived (HTTP 410)"),
        ("teapot", Fate.PERMANENT, "http_418"),
        ("redirect", Fate.PERMANENT, "http_302"),
        ("empty", Fate.PERMANENT, "http_200 without ok"),
        ("huge", Fate.PERMANENT, "http_200 without ok"),
        ("json_error", Fate.PERMANENT, "no_service"),
        ("rate_limited", Fate.RETRY, "rate_limited (HTTP 429)"),
        ("rollup_error", Fate.RETRY, "rollup_error (HTTP 500)"),
        ("unavailable", Fate.RETRY, "http_503"),
        ("html", Fate.RETRY, "http_200 with a web page"),
        ("reset", Fate.RETRY, "connection_failed"),
        ("half", Fate.RETRY, "connection_failed"),
        ("hang", Fate.RETRY, "timeout"),
        ("drip", Fate.RETRY, "timeout"),
    ],
)
def test_every_answer(
    recorder: SlackRecorder, caplog: pytest.LogCaptureFixture, answer: str, fate: Fate, code: str
) -> None:
    recorder.answers = [answer]
    with caplog.at_level(logging.INFO):
        outcome = SlackNotifier(timeout=0.5 if answer in ("hang", "drip") else 10.0).post(recorder.url, BODY)
    assert outcome.fate is fate, outcome
    assert outcome.code.startswith(code)
    assert recorder.faults == []
    assert [post.path for post in recorder.posts] == ["/services/T0SECRET/B0SECRET/verysecretpart"]
    assert outcome.after == (1.0 if answer == "rate_limited" else None)
    assert outcome.fate is Fate.SENT or outcome.remedy
    assert not [secret for secret in SECRETS if secret in f"{outcome!r} {outcome.says}"]


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/services/T0SECRET/B0SECRET/verysecretpart"
        outcome = SlackNotifier().post(url, BODY)
    assert (outcome.fate, outcome.code) == (Fate.RETRY, "connection_failed")
    assert "verysecretpart" not in outcome.says


def test_a_name_that_nobody_knows() -> None:
    outcome = SlackNotifier().post("http://nobody.invalid/services/verysecretpart", BODY)
    assert outcome.fate is Fate.RETRY
    assert outcome.code in ("name_not_found", "connection_failed")
    assert "verysecretpart" not in outcome.says


def test_a_resolver_that_hangs_holds_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    answered, waited_for = threading.Event(), threading.Event()

    def hang(*_: object, **__: object) -> NoReturn:
        if not answered.wait(10):
            waited_for.set()
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    try:
        outcome = SlackNotifier(timeout=0.2).post("http://nobody.invalid/services/verysecretpart", BODY)
        assert not waited_for.is_set()
    finally:
        answered.set()
    assert (outcome.fate, outcome.code) == (Fate.RETRY, "timeout")


def test_tls_to_who_speaks_none(recorder: SlackRecorder) -> None:
    outcome = SlackNotifier().post(recorder.url.replace("http:", "https:"), BODY)
    assert (outcome.fate, outcome.code.split(" ")[0]) == (Fate.RETRY, "tls_failed")


@pytest.mark.parametrize("url", ["", "slack", "ftp://127.0.0.1/verysecretpart", "http://[::1/verysecretpart"])
def test_an_address_that_is_none(url: str) -> None:
    outcome = SlackNotifier().post(url, BODY)
    assert (outcome.fate, outcome.code) == (Fate.PERMANENT, "bad_address")
    assert "verysecretpart" not in outcome.says


def test_a_proxy_that_cannot_be_read_is_no_crash(recorder: SlackRecorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "nonsense://x")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    outcome = SlackNotifier().post(recorder.url, BODY)
    assert outcome.fate is Fate.RETRY
    assert "nonsense" not in outcome.says


def test_the_environments_proxy_is_used(recorder: SlackRecorder, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, recorder.url.rsplit("/services", 1)[0])
    assert SlackNotifier().post("http://slack.invalid/services/x", BODY).fate is Fate.SENT
    assert [post.path for post in recorder.posts] == ["http://slack.invalid/services/x"]
