"""The application of `examples/`, in production: four kinds of faults are four issues, each called what it is."""

import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.article import CANARY, NOWHERE, ModelApi, chat_app
from tests.e2e.running import Serving, serving, until
from tests.notify.slack_recorder import SlackRecorder, slack
from tests.rounds import PROVING, rounds

EACH = rounds(ordinary=6, full=50)
"""Faults of each kind: 200 in a proof."""
EXPECTED = {
    ("rate_limit", "quota_exhausted", "operator", "critical"),
    ("authentication_error", "invalid_api_key", "operator", "critical"),
    ("network_error", "dns_failure", "operator", "medium"),
    ("timeout", "read_timeout", "provider", "low"),
}
"""Category, reason, owner, severity. The application handles each fault: one step down where the base is not critical.

It answers 5xx, so its framework reports each a second time: that is no second failure, and severity knows it.
"""


LAST = {"type": "AuthenticationError", "module": "openai", "value": "Error code: 401 - {'code': 'expired_api_key'}"}
"""A fault of another kind, sent when all others are told: its message comes after theirs."""
LAST_HEADLINE = "The credentials for OpenAI have expired"
TOLD_WITHIN = 5.0
"""Seconds from the exception to the message."""


@pytest.fixture
def recorder() -> Iterator[SlackRecorder]:
    with slack() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path, recorder: SlackRecorder) -> Iterator[Serving]:
    with serving(tmp_path / "data", env={"KIWAME_SLACK_WEBHOOK_URL": recorder.url}) as running:
        yield running


def meet(server: Serving, each: int) -> None:
    """Let the application meet `each` faults of four kinds. It ends once all that it sent has arrived: at its end its
    SDK waits two seconds and no longer, which is too short on a busy machine."""
    api = ModelApi(["quota", "key", "silence"])
    with api.running() as base_url, chat_app(server.dsn, base_url) as app:
        assert app.ask_all(range(3 * each)) == {502: 2 * each, 504: each}
        until(lambda: reports(server) == 6 * each, "not all events arrived")
    assert api.asked == {"quota": each, "key": each, "silence": each}
    with chat_app(server.dsn, NOWHERE) as app:
        assert app.ask_all(range(each)) == {500: each}
        until(lambda: reports(server) == 8 * each, "not all events arrived")


def issues_of(server: Serving) -> list[dict[str, Any]]:
    """All issues, as the API shows them."""
    found: list[dict[str, Any]] = server.get("/api/v1/issues")["issues"]
    return found


def reports(server: Serving) -> int:
    """Events that have arrived: two for each fault, the application's own and its framework's."""
    return sum(issue["reports"] for issue in issues_of(server))


@pytest.mark.prove
def test_four_kinds_of_faults_are_four_issues_and_two_messages(server: Serving, recorder: SlackRecorder) -> None:
    meet(server, EACH)
    issues = issues_of(server)
    names = ("category", "reason", "owner", "severity")
    assert len(issues) == 4
    assert {tuple(issue[name] for name in names) for issue in issues} == EXPECTED
    assert [issue["count"] for issue in issues] == [EACH] * 4
    assert all(issue["confidence"] >= 0.75 for issue in issues)
    shown = [server.get(f"/api/v1/issues/{issue['id']}/events") for issue in issues]
    assert CANARY not in json.dumps([issues, shown])
    tags = dict(shown[0]["events"][0]["tags"])
    assert (tags["service"], tags["llm_provider"]) == ("chat-completion", "holysheep")
    assert {event["environment"] for page in shown for event in page["events"]} == {"production"}

    urgent = {issue["headline"]: issue for issue in issues if issue["severity"] in ("critical", "high")}
    assert server.send(uuid.uuid4().hex, exception={"values": [LAST]}) == 200
    until(lambda: len(recorder.posts) > len(urgent), "the last fault was not told")
    assert sorted(post.header.partition(" ")[2] for post in recorder.posts) == sorted([*urgent, LAST_HEADLINE])
    assert recorder.faults == []
    assert CANARY not in json.dumps([post.body for post in recorder.posts])
    for post in recorder.posts:
        issue = urgent.get(post.header.partition(" ")[2])
        if issue and PROVING:
            assert post.at - datetime.fromisoformat(issue["first_seen"]).timestamp() <= TOLD_WITHIN
