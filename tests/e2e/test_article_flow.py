"""The script of `examples/`, and its application with Sentry between it and Kiwame."""

import hashlib
import hmac
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiwame.core.event import Door, RawEvent
from kiwame.ingest.envelope import read_raw
from kiwame.ingest.limits import EnvelopeLimits
from kiwame.lab.record import Recorder
from tests.e2e.article import CANARY, ModelApi, chat_app
from tests.e2e.running import Serving, serving, until
from tests.house.source_tree import ROOT

SECRET = "the-client-secret"
ISSUE_ID = "4711"


def test_the_script_classifies(tmp_path: Path) -> None:
    environment = {**os.environ, "LLM_API_KEY": CANARY}
    command = [sys.executable, str(ROOT / "examples/classify_errors.py")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["category"], one["reason"], one["severity"]) for one in said] == [
        ("invalid_request", "context_length_exceeded", "medium"),
        ("rate_limit", "quota_exhausted", "critical"),
        ("timeout", "timeout_other", "medium"),
        ("authentication_error", "authentication_other", "high"),
        ("code_bug", "unhandled_exception", "high"),
        ("network_error", "dns_failure", "high"),
        ("classification_failed", None, "medium"),
    ]
    assert "stacktrace" in said[-1]["root_cause"]
    assert done.stderr.count("\n") == 1
    assert CANARY not in done.stdout + done.stderr


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path / "data", env={"KIWAME_SENTRY_CLIENT_SECRET": SECRET}) as running:
        yield running


def stored(event: dict[str, Any]) -> dict[str, Any]:
    """An event as Sentry keeps it and puts it into its webhooks: tags as pairs, its project's number, its addresses."""
    api = f"https://sentry.example.com/api/0/projects/acme/chat/events/{event['event_id']}/"
    tags = {"level": "error", "environment": event["environment"], **event["tags"]}
    return event | {
        "project": 4507,
        "tags": [[key, value] for key, value in sorted(tags.items())],
        "issue_id": ISSUE_ID,
        "issue_url": f"https://sentry.example.com/api/0/organizations/acme/issues/{ISSUE_ID}/",
        "url": api,
        "web_url": f"https://acme.sentry.example.com/organizations/acme/issues/{ISSUE_ID}/events/{event['event_id']}/",
        "received": event.get("received", 0.0),
        "version": "7",
    }


def told(server: Serving, resource: str, data: dict[str, Any]) -> int:
    """A signed webhook, as Sentry's encoder writes it; the status of the answer."""
    action = "created" if resource == "error" else "triggered"
    actor = {"type": "application", "id": "sentry", "name": "Sentry"}
    body = json.dumps(
        {"action": action, "installation": {"uuid": "0" * 32}, "data": data, "actor": actor}, separators=(",", ":")
    ).encode()
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return server.post(
        "/webhooks/sentry", body, **{"Sentry-Hook-Resource": resource, "Sentry-Hook-Signature": signature}
    )


def sent_to_sentry(kinds: list[str]) -> list[dict[str, Any]]:
    """The events that the application sends to Sentry when the model answers it by each of `kinds`."""
    with Recorder() as sentry:
        api = ModelApi(kinds)
        with api.running() as base_url, chat_app(sentry.dsn, base_url) as app:
            app.ask_all(range(len(kinds)))
        found = []
        for body, headers in sentry.kept:
            encoding = headers.get("content-encoding", "")
            raw = RawEvent(project="1", door=Door.ENVELOPE, body=body, received_at=0.0, encoding=encoding)
            found += [json.loads(item.payload) for item in read_raw(raw, EnvelopeLimits()).events]
    return found


def test_by_sentrys_webhooks_the_application_has_its_issue(server: Serving) -> None:
    events = sent_to_sentry(["quota", "word"])
    assert len(events) == 2, "the failure is captured by the application, then by its framework; an answer is no event"
    for event in map(stored, events):
        assert told(server, "error", {"error": event}) == 200
        assert told(server, "event_alert", {"event": event, "triggered_rule": "high priority"}) == 200
    until(lambda: [issue["reports"] for issue in server.get("/api/v1/issues")["issues"]] == [2], "not one issue")
    (issue,) = server.get("/api/v1/issues")["issues"]
    assert (issue["category"], issue["reason"], issue["severity"]) == ("rate_limit", "quota_exhausted", "critical")
    assert issue["count"] == 1
    (linked,) = server.get(f"/api/v1/issues/{issue['id']}/sentry")["sentry_issues"]
    assert linked["issue_id"] == ISSUE_ID


def test_a_webhook_that_is_not_sentrys_is_refused(server: Serving) -> None:
    (event, *_) = sent_to_sentry(["key"])
    body = json.dumps({"action": "created", "data": {"error": stored(event)}}).encode()
    for signature in ("0" * 64, ""):
        headers = {"Sentry-Hook-Resource": "error", "Sentry-Hook-Signature": signature}
        assert server.post("/webhooks/sentry", body, **headers) == 401
    assert server.get("/api/v1/issues")["issues"] == []
