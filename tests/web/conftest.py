"""A store with a few judged issues, and the web in front of it over real HTTP."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from kiwame.classifier import OfflineJudge
from kiwame.core.issue import Recording
from kiwame.decide.severity import severity
from kiwame.grouping.mechanisms import fingerprint
from kiwame.normalise import plain_error
from kiwame.normalise.redact import redactor
from kiwame.store.engine import Store, open_store
from kiwame.web.app import make_app
from kiwame.web.auth import token_hash
from kiwame.web.health import Check
from tests.web.site import NOW, make_access, make_site

FAILURES = (
    ("openai.RateLimitError", ("Error code: 429 - {'error': {'message': 'You have no credit left', 'code': "
     "'insufficient_quota'}}")),
    ("openai.AuthenticationError", "Error code: 401 - {'error': {'code': 'invalid_api_key'}}"),
    ("httpx.ReadTimeout", "The read operation timed out"),
    ("KeyError", "'choices'"),
    ("SomethingOdd", "nobody knows what this is"),
)  # fmt: skip
"""Class and message; each becomes an issue, the last one unclassified."""


@dataclass
class Web:
    """The application, its store, and what its readiness says."""

    app: FastAPI
    store: Store
    checks: list[Check] = field(default_factory=lambda: [Check(name="store", ok=True)])
    port: int = 0

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        host: str = "",
    ) -> tuple[int, http.client.HTTPMessage, Any]:
        """One request over a socket: status, headers, and the body, parsed where it is JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sent = {"Host": host or f"127.0.0.1:{self.port}", **(headers or {})}
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, answer.headers, (json.loads(data) if data else None) if is_json else data.decode()


def seed(store: Store) -> None:
    """Record every failure three times, the last failure last."""
    judge = OfflineJudge()
    store.projects.ensure_default("ab" * 16, NOW)
    recordings = []
    for number, (kind, message) in enumerate(FAILURES * 3):
        event = plain_error.to_event(
            event_id=f"{number:032x}",
            type=kind,
            message=message,
            stacktrace="",
            tags={"environment": "production"},
            platform="python",
            timestamp=NOW + number,
            project="1",
            redactor=redactor(),
        )
        recordings.append(Recording(event=event, fingerprint=fingerprint(event), verdict=judge.judge(event).verdict))
    store.recorder.record(recordings, NOW)
    for role in ("viewer", "member", "admin"):
        store.tokens.create(f"a-{role}", role, token_hash(f"secret-{role}"), NOW)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The web on a free port of this machine."""
    folder: Path = tmp_path_factory.mktemp("web")
    store = open_store(folder / "kiwame.sqlite", severity=severity, create=True)
    seed(store)
    checks = [Check(name="store", ok=True)]
    app = make_app(
        site=make_site(store),
        access=make_access(store),
        readiness=lambda: checks,
        metrics=lambda: b"kiwame_events_total 15\n",
    )
    with served(app) as port:
        yield Web(app=app, store=store, checks=checks, port=port)
    store.close()


class served:  # noqa: N801  (a context manager, used as one)
    """Runs uvicorn in a thread for as long as the block lasts."""

    def __init__(self, app: FastAPI) -> None:
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> int:
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            assert time.monotonic() < deadline, "uvicorn did not start"
            time.sleep(0.01)
        port: int = self._server.servers[0].sockets[0].getsockname()[1]
        return port

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)
