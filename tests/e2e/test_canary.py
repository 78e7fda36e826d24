"""Canaries: every kind of secret, in every field, through every door; then nothing of them is anywhere to be found.

Looked for in the store's bytes and rows, the inbox once it is processed, the log at debug, the API, every command.
"""

import gzip
import hashlib
import hmac
import json
import sqlite3
import subprocess
import sys
import urllib.request
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e.canaries import DRESSES, KINDS, REQUIRED, Canaries, shapes
from tests.e2e.running import Serving, serving, until

SECRET = "the-client-secret"
Event = dict[str, object]
SOON = 10.0
"""Seconds within which raw bytes must be gone once their event is processed."""


@dataclass
class Nest:
    """A server that was given canaries, and those."""

    server: Serving
    canaries: Canaries
    events: list[Event] = field(default_factory=list)
    sent: int = 0
    put_aside: int = 0

    def post(self, path: str, body: bytes, **headers: str) -> None:
        """A request that must be taken."""
        assert self.server.post(path, body, **headers) == 200

    @property
    def auth(self) -> dict[str, str]:
        return {"X-Sentry-Auth": f"Sentry sentry_key={self.server.key}"}

    def envelope(self, event: Event, path: str = "/api/1/envelope/") -> None:
        """One event in an envelope whose header and other items hold canaries too."""
        said = self.canaries.secret("openai", "plain", "envelope header")
        kind = self.canaries.secret("github", "plain", "item type")
        lost = [{"reason": self.canaries.secret("anthropic", "plain", "lost reason"), "quantity": 1}]
        lines = (
            {"event_id": event["event_id"], "sdk": {"name": said}, "trace": {"release": said}},
            {"type": kind}, {"x": said}, {"type": "client_report"}, {"discarded_events": lost},
            {"type": "attachment", "filename": said}, said, {"type": "event"}, event,
        )  # fmt: skip
        self.post(path, gzip.compress(b"\n".join(json.dumps(line).encode() for line in lines)),
                  **{"Content-Encoding": "gzip"} | (self.auth if path != "/stream" else {}))  # fmt: skip
        self.sent += 1

    def webhook(self, resource: str, data: Event, action: str = "created") -> None:
        """A signed one."""
        body = json.dumps({"action": action, "data": data, "actor": {"name": "Ann"}}).encode()
        signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        self.post("/webhooks/sentry", body, **{"Sentry-Hook-Resource": resource, "Sentry-Hook-Signature": signature})

    def run(self, *words: str, given: bytes = b"", status: int = 0) -> bytes:
        """Everything that a command says; it must end with `status`."""
        folder = [] if words[0] in {"classify", "explain"} else ["--data", str(self.server.folder)]
        done = subprocess.run(
            [sys.executable, "-m", "kiwame.service.cli", *words, *folder], input=given, capture_output=True, timeout=60
        )
        assert done.returncode == status, (words, done.returncode, done.stderr[-500:])
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def nest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nest]:
    folder = tmp_path_factory.mktemp("canary") / "data"
    env = {"KIWAME_SENTRY_CLIENT_SECRET": SECRET, "KIWAME_LOG_LEVEL": "debug"}
    with serving(folder, env=env) as server:
        nest = Nest(server, Canaries())
        for kind in KINDS:
            for dress in DRESSES:
                event = {**nest.canaries.event(kind, dress), "event_id": uuid.uuid4().hex}
                nest.events.append(event)
                nest.envelope(event, "/stream" if dress == "in a sentence" else "/api/1/envelope/")
            _other_doors(nest, kind)
        until(lambda: _counted(server) == nest.sent, f"{nest.sent} sent: {server.log[-2000:]}", seconds=30.0)
        yield nest


def _other_doors(nest: Nest, kind: str) -> None:
    """One kind by the store's door and by webhooks, in the other shapes."""
    link = {
        "issue_id": "77", "web_url": f"https://sentry.example/{nest.canaries.secret(kind, 'plain', 'web_url')}",
        "url": f"https://sentry.io/api/0/projects/acme/{nest.canaries.secret(kind, 'plain', 'slug')}/events/1/",
    }  # fmt: skip
    first, second, third = shapes(nest.canaries, nest.canaries.event(kind, "plain"), kind)
    nest.events += [first, second, third]
    nest.post("/api/1/store/", json.dumps(first).encode(), **nest.auth)
    nest.webhook("error", {"error": {**second, **link}})
    nest.webhook("event_alert", {"event": {**third, **link}, "triggered_rule": "rule"})
    nest.sent += 3
    said = {
        name: nest.canaries.secret(kind, "plain", f"issue {name}")
        for name in ("title", "culprit", "shortId", "permalink", "logger", "status", "substatus", "platform")
    }
    meta = {"type": "E", "value": nest.canaries.secret(kind, "plain", "issue metadata")}
    nest.webhook("issue", {"issue": {"id": "77", **said, "metadata": meta, "count": "3"}}, "resolved")
    nest.webhook("seer", {"run_id": 1, "x": said["title"]}, said["title"])


def _counted(server: Serving) -> int:
    with urllib.request.urlopen(server.url + "/metrics", timeout=10) as answer:
        for line in answer.read().decode().splitlines():
            if line.startswith("kiwame_events_total "):
                return int(float(line.split()[1]))
    return -1


def _read(folder: Path, name: str) -> bytes:
    """A database's file with its WAL and index."""
    files = (folder / f"{name}.sqlite{suffix}" for suffix in ("", "-wal", "-shm"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def _rows(path: Path) -> Iterator[bytes]:
    """Every value of every table; what is compressed, unpacked."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    data = value if isinstance(value, bytes) else str(value).encode()
                    yield zlib.decompress(data[1:]) if table == "events" and data[:1] == b"\x01" else data


def test_the_table_holds_every_kind_that_must_go() -> None:
    missing = {kind for kind in REQUIRED if not any(known.split(",")[0] == kind for known in KINDS)}
    assert not missing, f"no canary for {missing}"


def test_a_canary_that_is_not_redacted_would_be_found() -> None:
    canaries = Canaries()
    for kind in KINDS:
        for dress in DRESSES:
            assert canaries.found(canaries.secret(kind, dress, "here").encode()), (kind, dress)


def test_raw_bytes_are_gone_soon_after_their_event_is_processed(nest: Nest) -> None:
    found = list[str]()

    def gone() -> bool:
        found[:] = nest.canaries.found(_read(nest.server.folder, "inbox"))
        return not found

    try:
        until(gone, "still there", seconds=SOON)
    except AssertionError:
        pytest.fail(f"{len(found)} in the inbox's files: {found[:3]}")


def test_the_store_and_its_wal_hold_none(nest: Nest) -> None:
    assert not nest.canaries.found(_read(nest.server.folder, "kiwame"))
    kept = list(_rows(nest.server.folder / "kiwame.sqlite"))
    assert sum(b'"chain"' in value for value in kept) > 100  # the events are there and were looked into
    assert not nest.canaries.found(b"\n".join(kept))


def test_the_api_shows_none(nest: Nest) -> None:
    def get(path: str) -> bytes:
        with urllib.request.urlopen(nest.server.url + path, timeout=10) as answer:
            body: bytes = answer.read()
        shown.append(body)
        return body

    shown: list[bytes] = []
    cursor: str | None = ""
    while cursor is not None:
        page = json.loads(get(f"/api/v1/issues?limit=100{cursor and '&cursor=' + cursor}"))
        cursor = page["next_cursor"]
        for issue in page["issues"]:
            get(f"/api/v1/issues/{issue['id']}")
            get(f"/api/v1/issues/{issue['id']}/events?limit=100")
            get(f"/api/v1/issues/{issue['id']}/trace")
    for path in ("/metrics", "/healthz", "/readyz", "/api/v1/openapi.json"):
        get(path)
    assert len(shown) > 20
    assert not nest.canaries.found(b"\n".join(shown))


@pytest.fixture(scope="module")
def saved(nest: Nest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The events as JSON lines, and after them plain cases."""
    path = tmp_path_factory.mktemp("saved") / "saved.jsonl"
    with path.open("w") as stream:
        for event in nest.events:
            stream.write(json.dumps(event) + "\n")
        for kind in KINDS:
            case = {
                name: nest.canaries.secret(kind, "plain", f"case {name}") for name in ("platform", "type", "message")
            }
            case["stacktrace"] = f'File "{nest.canaries.secret(kind, "plain", "case stack")}", line 3, in f\nE: x'
            tags = {"a": nest.canaries.secret(kind, "plain", "case tag"), "token": nest.canaries.body("case token")}
            stream.write(json.dumps({"id": 1, **case, "tags": tags}) + "\n")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("explain",), ("explain", "--format", "text"), ("classify",), ("replay", "--all"),
        ("replay", "--from-store", "--all"),
    ],
)  # fmt: skip
def test_commands_that_judge_show_none(nest: Nest, saved: Path, words: tuple[str, ...]) -> None:
    said = nest.run(*words, *(() if "--from-store" in words else (str(saved),)))
    assert len(said) > 10_000
    assert not nest.canaries.found(said)


def test_a_pasted_text_shows_none(nest: Nest) -> None:
    for words in (("explain",), ("classify", "--format", "text")):
        lines = [
            f"2026-11-23 10:00:00 ERROR call failed: {nest.canaries.secret(kind, 'plain', 'log')}" for kind in KINDS
        ]
        trace = ["Traceback (most recent call last):", '  File "/app/x.py", line 3, in f', f"ValueError: {lines[0]}"]
        assert not nest.canaries.found(nest.run(*words, given="\n".join([*lines, *trace]).encode()))


def test_what_is_put_aside_is_told_without_what_it_says(nest: Nest) -> None:
    """And once it is dropped its bytes are gone too."""
    secret = nest.canaries.secret("anthropic", "plain", "put aside")
    broken = b'{}\n{"type":"event","length":9999}\n' + json.dumps({"message": secret}).encode()
    nest.post("/api/1/envelope/", broken, **nest.auth)
    nest.post("/api/1/envelope/", b'{}\n{"type":"event"}\n["' + secret.encode() + b'"]', **nest.auth)
    nest.post("/api/1/envelope/", b'{}\n{"type":"event"}\n' + secret.encode(), **nest.auth)
    nest.webhook(nest.canaries.secret("github", "plain", "resource"), {"error": {"message": secret}})
    until(lambda: nest.run("quarantine", "list").count(b"\n") == 5, "not put aside")
    said = nest.run("quarantine", "list")
    assert b"resource_mismatch" in said
    assert not nest.canaries.found(said)
    assert not nest.canaries.found(nest.run("check"))
    assert b"4 dropped" in nest.run("quarantine", "drop", "--all")
    until(lambda: not nest.canaries.found(_read(nest.server.folder, "inbox")), "dropped, and still there", seconds=SOON)


def test_the_log_at_debug_holds_none(nest: Nest) -> None:
    """Last, when all has been logged."""
    assert '"level": "debug"' in nest.server.log
    assert not nest.canaries.found(nest.server.log.encode())
