"""Slack, once: a real server, real events, and a receiver that speaks as Slack does."""

import json
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.running import Serving, serving, until
from tests.notify.slack_recorder import Post, SlackRecorder, slack
from tests.rounds import PROVING, rounds

EVENTS = rounds(ordinary=100, full=1000)

QUOTA = {
    "type": "RateLimitError",
    "module": "openai",
    "value": "Error code: 429 - {'error': {'message': 'You exceeded your quota', 'code': 'insufficient_quota'}}",
}
KEY = {
    "type": "AuthenticationError",
    "module": "openai",
    "value": "Error code: 401 - {'error': {'message': 'Incorrect API key provided', 'code': 'invalid_api_key'}}",
}
SLOW = {"type": "ReadTimeout", "module": "httpx", "value": "The read operation timed out"}
BUG = {"type": "KeyError", "module": "builtins", "value": "'total'"}


@pytest.fixture
def recorder() -> Iterator[SlackRecorder]:
    with slack() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path, recorder: SlackRecorder) -> Iterator[Serving]:
    with serving(tmp_path / "data", env=environment(recorder)) as running:
        yield running


def environment(recorder: SlackRecorder) -> dict[str, str]:
    """What makes a server tell the recorder."""
    return {
        "KIWAME_SLACK_WEBHOOK_URL": recorder.url,
        "KIWAME_PUBLIC_URL": "https://kiwame.example.com",
        "KIWAME_LOG_LEVEL": "debug",
    }


def send(server: Serving, fault: dict[str, str], **fields: object) -> None:
    """One event of a fault, in production, not handled."""
    value = {**fault, "mechanism": {"type": "generic", "handled": False}}
    event = {"exception": {"values": [value]}, "environment": "production", "release": "app@1"} | fields
    assert server.send(uuid.uuid4().hex, **event) == 200


def issues(server: Serving) -> list[dict[str, Any]]:
    """All issues."""
    found: list[dict[str, Any]] = server.get("/api/v1/issues")["issues"]
    return found


def change(server: Serving, issue_id: str, **changes: object) -> None:
    """Correct an issue by the API."""
    request = urllib.request.Request(
        f"{server.url}/api/v1/issues/{issue_id}",
        data=json.dumps(changes).encode(),
        headers={"Content-Type": "application/json"},
        method="PATCH",
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def reports(server: Serving) -> int:
    """Events counted so far."""
    return sum(int(issue["reports"]) for issue in issues(server))


def taken(recorder: SlackRecorder, number: int, seconds: float = 30.0) -> list[Post]:
    """The messages, once there are `number` of them."""
    until(lambda: len(recorder.taken) >= number, f"{[(p.answer, p.header) for p in recorder.posts]}", seconds)
    return recorder.taken


def run(server: Serving, recorder: SlackRecorder, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command on the server's folder, with its settings."""
    return subprocess.run(
        [sys.executable, "-m", "kiwame.service.cli", *words, "--data", str(server.folder)],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", **environment(recorder)},
    )


@pytest.mark.prove
def test_a_thousand_events_of_a_fault_are_one_message(server: Serving, recorder: SlackRecorder) -> None:
    began = time.time()
    send(server, QUOTA, tags={"llm_provider": "openai"})
    (post,) = taken(recorder, 1)
    assert not PROVING or post.at - began <= 5.0
    for _ in range(EVENTS - 1):
        send(server, QUOTA)
    until(lambda: reports(server) == EVENTS, "events are missing")
    send(server, KEY)
    posts = taken(recorder, 2)
    assert [each.header.split(":")[0] for each in posts] == ["Critical", "Critical"]
    assert "credit" in posts[0].header
    assert recorder.faults == []
    assert "https://kiwame.example.com/issues/" in posts[0].body["text"]
    assert "verysecretpart" not in server.log


def test_medium_and_low_are_silent(server: Serving, recorder: SlackRecorder) -> None:
    send(server, SLOW)
    send(server, BUG, environment="development")
    until(lambda: reports(server) == 2, "events are missing")
    assert {issue["severity"] for issue in issues(server)} <= {"medium", "low"}
    send(server, KEY)
    assert len(taken(recorder, 1)) == 1
    assert {post.header.split(":")[0] for post in recorder.posts} == {"Critical"}


@pytest.mark.parametrize("status", ["acknowledged", "resolved", "ignored"])
def test_what_somebody_has_dealt_with_is_not_told(server: Serving, recorder: SlackRecorder, status: str) -> None:
    recorder.answers = ["rollup_error", "rollup_error"]
    send(server, QUOTA)
    until(lambda: recorder.posts, "nothing was tried")
    (issue,) = issues(server)
    change(server, issue["id"], status=status)
    send(server, KEY)
    (post,) = taken(recorder, 1)
    assert "key" in post.header
    (told, *_) = run(server, recorder, "delivery", "list", "--issue", issue["id"]).stdout.splitlines()
    assert "cancelled" in told


def test_it_is_told_when_it_comes_back(server: Serving, recorder: SlackRecorder) -> None:
    send(server, QUOTA)
    taken(recorder, 1)
    (issue,) = issues(server)
    change(server, issue["id"], status="resolved")
    until(lambda: issues(server)[0]["status"] == "resolved", "not resolved")
    send(server, QUOTA)
    posts = taken(recorder, 2)
    assert "Came back" in json.dumps(posts[1].body)


def test_stale_events_are_not_news_and_the_first_fresh_one_is(server: Serving, recorder: SlackRecorder) -> None:
    # Without a time of sending, nothing says that the sender's clock is wrong: the event is old.
    for _ in range(3):
        send(server, QUOTA, timestamp=time.time() - 3600)
    until(lambda: reports(server) == 3, "events are missing")
    send(server, KEY)
    (post,) = taken(recorder, 1)
    assert "key" in post.header
    send(server, QUOTA)
    posts = taken(recorder, 2)
    assert "credit" in posts[1].header
    assert "*New*" in json.dumps(posts[1].body)


@pytest.mark.prove
def test_slack_is_down_and_comes_back(server: Serving, recorder: SlackRecorder) -> None:
    def answer(number: int) -> str:
        down = number < 3 or time.time() < recorder.posts[0].at + (10.0 if PROVING else 2.0)
        return ("unavailable", "reset", "half")[number % 3] if down else "ok"

    recorder.choose = answer
    send(server, QUOTA)
    send(server, KEY)
    taken(recorder, 2, seconds=60.0)
    assert len({post.header for post in recorder.taken}) == len(recorder.taken) == 2


def test_retry_after_silences_the_channel(server: Serving, recorder: SlackRecorder) -> None:
    recorder.answers = ["rate_limited_long"]
    send(server, QUOTA)
    until(lambda: len(recorder.posts) == 1, "nothing was tried")
    send(server, KEY)
    until(lambda: reports(server) == 2, "events are missing")
    says = run(server, recorder, "check").stdout
    assert "rate_limited (HTTP 429)" in says
    assert len(recorder.posts) == 1


def test_a_permanent_answer_is_shown_with_its_remedy_and_can_be_retried(
    server: Serving, recorder: SlackRecorder
) -> None:
    recorder.answers = ["no_service"]
    send(server, QUOTA)
    until(lambda: recorder.posts, "nothing was tried")
    check = run(server, recorder, "check")
    assert "no_service" in check.stdout
    assert "make a new incoming webhook" in check.stdout
    assert check.returncode == 1
    assert "verysecretpart" not in check.stdout + check.stderr
    listed = run(server, recorder, "delivery", "list", "--failed").stdout
    assert "no_service" in listed
    assert len(recorder.posts) == 1
    slip = run(server, recorder, "delivery", "retry", "slakc")
    assert (slip.returncode, slip.stdout) == (2, "")
    assert "there is: slack" in slip.stderr
    assert "1 due again" in run(server, recorder, "delivery", "retry", "slack").stdout
    taken(recorder, 1)
    assert "none failed for good" in run(server, recorder, "delivery", "list", "--failed").stderr
    check = run(server, recorder, "check")
    assert check.returncode == 0, check.stdout
    metrics = urllib.request.urlopen(server.url + "/metrics", timeout=10).read().decode()
    assert 'kiwame_deliveries{channel="slack",state="sent"} 1.0' in metrics


def test_blocks_that_are_refused_are_sent_as_bare_words(server: Serving, recorder: SlackRecorder) -> None:
    recorder.answers = ["invalid_blocks"]
    send(server, QUOTA)
    (post,) = taken(recorder, 1)
    assert "blocks" not in post.body
    assert post.body["text"].startswith("Critical: ")


@pytest.mark.prove
def test_a_channel_that_hangs_holds_no_other(tmp_path: Path, recorder: SlackRecorder) -> None:
    with slack() as other:
        other.choose = lambda _: "hang"
        channel = json.dumps([{"name": "second", "url": other.url, "language": "ja"}])
        with serving(tmp_path / "data", env={**environment(recorder), "KIWAME_CHANNELS": channel}) as server:
            send(server, QUOTA)
            until(lambda: other.posts, "the second channel was not tried")
            for fault in (KEY, BUG):
                send(server, fault)
            # Less than the hanging post is given, where the clock may judge.
            assert len(taken(recorder, 3, seconds=9.0 if PROVING else 30.0)) == 3
            assert "緊急" in other.posts[0].header
            other.choose = None
            other.released.set()


def test_ten_messages_in_five_minutes_and_the_rest_in_a_digest(server: Serving, recorder: SlackRecorder) -> None:
    for number in range(13):
        send(
            server,
            {**KEY, "type": f"Auth{'ABCDEFGHIJKLM'[number]}Error", "module": "shop.errors"},
            fingerprint=[str(number)],
        )
    posts = taken(recorder, 10, seconds=60.0)
    assert len(posts) == 10
    assert [post.header.split(":")[0] for post in posts[:9]] == ["Critical"] * 9
    assert posts[9].header == "4 issues want attention"
    assert recorder.faults == []


def test_a_test_message_says_so_and_reports_slacks_answer(server: Serving, recorder: SlackRecorder) -> None:
    sent = run(server, recorder, "check", "--send", "slack")
    assert (sent.returncode, "ok" in sent.stdout) == (0, True), sent.stdout + sent.stderr
    assert recorder.posts[0].header == "Test message of Kiwame"
    recorder.answers = ["channel_is_archived"]
    refused = run(server, recorder, "check", "--send", "slack")
    assert refused.returncode == 1
    assert "channel_is_archived (HTTP 410)" in refused.stdout
    assert "unarchive" in refused.stdout
    unknown = run(server, recorder, "check", "--send", "nobody")
    assert unknown.returncode == 2
    assert "slack" in unknown.stderr
    assert "verysecretpart" not in sent.stdout + refused.stdout + unknown.stderr
