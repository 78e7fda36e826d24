"""Real senders: sentry-sdk by DSN and by Spotlight, a signed webhook, and one event by every door."""

import hashlib
import hmac
import json
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.running import Serving, error_event, serving, until
from tests.rounds import VERDICT_WITHIN

SECRET = "the-client-secret"
SDK = """
import sys, socket, sentry_sdk
sentry_sdk.init(**{options})
try:
    socket.create_connection(("127.0.0.1", 1), timeout=2)
except OSError as error:
    sentry_sdk.capture_exception(error)
sentry_sdk.flush(5)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("doors") / "data"
    folder.mkdir()
    (folder / "kiwame.toml").write_text('[sentry.projects]\n"shop" = "second"\n')
    with serving(folder, env={"KIWAME_SENTRY_CLIENT_SECRET": f"old-one,{SECRET}"}) as running:
        yield running


def _issues(server: Serving, project: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.get("/api/v1/issues" + (f"?project={project}" if project else ""))["issues"]
    return found


def _reports(server: Serving) -> int:
    return sum(issue["reports"] for issue in _issues(server))


def _events(server: Serving) -> int:
    metrics = server_text(server, "/metrics")
    (line,) = [line for line in metrics.splitlines() if line.startswith("kiwame_events_total ")]
    return int(float(line.split()[1]))


def server_text(server: Serving, path: str) -> str:
    """The text of a GET."""
    import urllib.request

    with urllib.request.urlopen(server.url + path, timeout=10) as answer:
        return str(answer.read().decode())


def _webhook(
    server: Serving, resource: str, body: bytes, *, secret: str = SECRET, header: str = "Sentry-Hook-Signature"
) -> int:
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return server.post("/webhooks/sentry", body, **{"Sentry-Hook-Resource": resource, header: signature})


@pytest.mark.prove
@pytest.mark.parametrize("way", ["dsn", "spotlight"])
def test_a_real_sdk_has_its_issue_within_two_seconds(server: Serving, way: str) -> None:
    before = _reports(server)
    options = {"dsn": server.dsn} if way == "dsn" else {"spotlight": server.url + "/stream"}
    subprocess.run([sys.executable, "-c", SDK.format(options=options)], check=True, timeout=60)
    began = time.monotonic()
    until(lambda: _reports(server) == before + 1, "no issue")
    assert time.monotonic() - began < VERDICT_WITHIN
    issue = _issues(server)[0]
    assert (issue["category"], issue["reason"]) == ("network_error", "connection_refused")


@pytest.mark.prove
def test_one_event_by_four_doors_counts_once(server: Serving) -> None:
    before = _events(server)
    event_id = uuid.uuid4().hex
    event = error_event(event_id) | {
        "project": 4507,
        "issue_id": "77",
        "issue_url": "https://sentry.io/api/0/issues/77/",
    }
    assert server.send(event_id) == 200
    auth = {"X-Sentry-Auth": f"Sentry sentry_key={server.key}"}
    assert server.post("/api/1/store/", json.dumps(error_event(event_id)).encode(), **auth) == 200
    assert _webhook(server, "error", json.dumps({"action": "created", "data": {"error": event}}).encode()) == 200
    alert = {"action": "triggered", "data": {"event": event, "triggered_rule": "a"}}
    for rule in ("a", "b"):
        alert["data"]["triggered_rule"] = rule  # type: ignore[index]  # an object within an object
        assert _webhook(server, "event_alert", json.dumps(alert).encode()) == 200
    other = uuid.uuid4().hex
    assert server.send(other) == 200
    until(lambda: _events(server) >= before + 2, "not counted")
    assert _events(server) == before + 2
    ids = {
        event["event_id"]
        for issue in _issues(server)
        for event in server.get(f"/api/v1/issues/{issue['id']}/events")["events"]
    }
    assert {event_id, other} <= ids


def test_a_webhook_goes_to_the_project_that_the_file_maps(server: Serving) -> None:
    command = [sys.executable, "-m", "kiwame.service.cli", "project", "create", "second", "--data", str(server.folder)]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    project = made.stdout.split()[1]
    event = error_event(uuid.uuid4().hex) | {"url": "https://sentry.io/api/0/projects/acme/shop/events/1/"}
    body = json.dumps({"action": "created", "data": {"error": event}}).encode()
    assert _webhook(server, "error", body, header="Sentry-App-Signature") == 200
    until(lambda: len(_issues(server, project)) == 1, "not in the mapped project")


def test_the_issue_at_sentry_is_linked_with_its_state(server: Serving) -> None:
    event = error_event(uuid.uuid4().hex) | {"project": 4508, "issue_id": "778", "web_url": "https://sentry.io/e/1/"}
    assert _webhook(server, "error", json.dumps({"action": "created", "data": {"error": event}}).encode()) == 200
    theirs = {
        "id": "778", "title": "a title", "status": "resolved", "substatus": None, "count": "41", "userCount": 3,
        "permalink": "https://sentry.io/organizations/acme/issues/778/", "project": {"id": "4508", "slug": "shop"},
    }  # fmt: skip
    body = json.dumps({"action": "resolved", "data": {"issue": theirs}}).encode()
    assert _webhook(server, "issue", body) == 200

    def linked() -> list[dict[str, object]]:
        found = [server.get(f"/api/v1/issues/{issue['id']}/sentry")["sentry_issues"] for issue in _issues(server)]
        return [one for page in found for one in page if one["issue_id"] == "778" and one["status"]]

    until(linked, "not linked")
    [one] = linked()
    assert (one["status"], one["count"], one["user_count"], one["title"]) == ("resolved", 41, 3, "a title")
    assert one["url"] == "https://sentry.io/organizations/acme/issues/778/"


def test_bad_webhooks_are_refused_or_put_aside_with_their_reason(server: Serving) -> None:
    body = json.dumps({"action": "created", "data": {"error": error_event(uuid.uuid4().hex)}}).encode()
    assert _webhook(server, "error", body, secret="another") == 401
    assert server.post("/webhooks/sentry", body) == 401
    assert _webhook(server, "metric_alert", body) == 200
    until(lambda: "resource_mismatch" in _quarantine(server), "not in quarantine")
    assert _webhook(server, "seer", json.dumps({"action": "pr_created", "data": {"run_id": 1}}).encode()) == 200
    assert _webhook(server, "installation", b"") == 200
    until(
        lambda: 'kiwame_webhooks_total{resource="seer.pr_created"} 1.0' in server_text(server, "/metrics"),
        "not counted",
    )


def _quarantine(server: Serving, *words: str) -> str:
    command = [sys.executable, "-m", "kiwame.service.cli", "quarantine", *(words or ("list",))]
    done = subprocess.run([*command, "--data", str(server.folder)], check=True, capture_output=True, text=True)
    return done.stdout


def test_what_cannot_be_read_waits_in_quarantine_and_stops_nothing(server: Serving) -> None:
    auth = {"X-Sentry-Auth": f"Sentry sentry_key={server.key}"}
    broken = b'{}\n{"type":"event","length":99}\n{}'
    assert server.post("/api/1/envelope/", broken, **auth) == 200
    before = _events(server)
    assert server.send(uuid.uuid4().hex) == 200
    until(lambda: _events(server) == before + 1, "stopped")
    until(lambda: "\tlength\t" in _quarantine(server), "not in quarantine")
    assert "1 put back" in _quarantine(server, "retry", "--reason", "length")
    until(lambda: "\tlength\t" in _quarantine(server), "not in quarantine again")
    assert "1 dropped" in _quarantine(server, "drop", "--reason", "length")
    assert "\tlength\t" not in _quarantine(server)


def test_a_closed_project_is_refused_within_two_seconds(server: Serving) -> None:
    def project(*words: str) -> str:
        command = [sys.executable, "-m", "kiwame.service.cli", *words, "--data", str(server.folder)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert server.send(uuid.uuid4().hex) == 200
    project("project", "close", "1")
    until(lambda: server.send(uuid.uuid4().hex) == 403, "a closed project takes events", seconds=4.0)
    project("project", "reopen", "1")
    until(lambda: server.send(uuid.uuid4().hex) == 200, "a reopened project takes none", seconds=4.0)
    key = project("key", "add", "1").split()[-1]
    auth = {"X-Sentry-Auth": f"Sentry sentry_key={key}"}
    until(lambda: server.post("/api/1/envelope/", b"{}", **auth) == 200, "the new key opens nothing", seconds=4.0)
    project("key", "revoke", key)
    until(lambda: server.post("/api/1/envelope/", b"{}", **auth) == 403, "a revoked key opens", seconds=4.0)


def test_a_token_opens_the_api_behind_a_proxy(server: Serving) -> None:
    command = [sys.executable, "-m", "kiwame.service.cli", "token"]
    where = ["--data", str(server.folder)]
    made = subprocess.run(
        [*command, "create", "--name", "ci", "--role", "viewer", *where], check=True, capture_output=True, text=True
    )
    token = made.stdout.strip()
    import urllib.error
    import urllib.request

    def status(**headers: str) -> int:
        request = urllib.request.Request(
            server.url + "/api/v1/issues", headers={"X-Forwarded-For": "192.0.2.1", **headers}
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    assert status() == 401
    assert status(Authorization=f"Bearer {token}") == 200
    assert token.encode() not in Path(server.folder / "kiwame.sqlite").read_bytes()
    subprocess.run([*command, "revoke", "--name", "ci", *where], check=True, capture_output=True)
    assert status(Authorization=f"Bearer {token}") == 401
