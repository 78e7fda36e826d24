"""A store with a few judged issues, and the web in front of it over real HTTP."""

import http.client
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
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
    ("", "zxqv blorp frobnak"),
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


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without anything in it, to be copied: making one takes longer than a test of a page."""
    path = tmp_path_factory.mktemp("blank") / "kiwame.sqlite"
    open_store(path, severity=severity, create=True).close()
    return path


@dataclass
class Door:
    """A server whose access a test chooses, and its store. `now` is what its clock says; a test may turn it."""

    store: Store
    now: float
    port: int = 0


@contextmanager
def doors(blank: Path, path: Path) -> Iterator[Callable[..., Door]]:
    """Starts servers over one store at `path`, each as after a restart: `site` replaces fields of the site, `access` is
    given to `make_access`."""
    with ExitStack() as stack:

        def start(site: Mapping[str, Any] | None = None, **access: Any) -> Door:
            is_new = not path.exists()
            store = open_store(shutil.copy(blank, path) if is_new else path, severity=severity, create=False)
            stack.callback(store.close)
            if is_new:
                seed(store)
            opened = Door(store=store, now=NOW + 100)
            public_url = access.get("public_url", "")
            app = make_app(
                site=make_site(store, clock=lambda: opened.now, public_url=public_url, **(site or {})),
                access=make_access(store, clock=lambda: opened.now, **access),
                readiness=lambda: [Check(name="store", ok=True)],
                metrics=lambda: b"",
            )
            opened.port = stack.enter_context(served(app))
            return opened

        yield start


@pytest.fixture
def door(blank: Path, tmp_path: Path) -> Iterator[Callable[..., Door]]:
    """Starts servers whose access the test chooses."""
    with doors(blank, tmp_path / "kiwame.sqlite") as start:
        yield start


class served:  # noqa: N801  (a context manager, used as one)
    """Runs uvicorn in a thread for as long as the block lasts, with the choices that `kiwame serve` makes."""

    def __init__(self, app: FastAPI) -> None:
        config = uvicorn.Config(
            app,
            port=0,
            log_level="warning",
            http="httptools",
            ws="none",
            lifespan="off",
            server_header=False,
            proxy_headers=False,
        )
        self._server = uvicorn.Server(config)
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
