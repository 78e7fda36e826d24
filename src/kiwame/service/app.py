"""The web process: the doors, and behind them the API, on the socket that the command bound."""

import asyncio
import os
import signal
import socket
import time
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from kiwame.core.errors import KiwameError
from kiwame.core.ports import Inbox
from kiwame.ingest.group_commit import GroupCommit
from kiwame.ingest.quota import MemoryLimiter
from kiwame.ingest.routes import Doors
from kiwame.service import logs, pages, wiring
from kiwame.service.halves import Handed, inherit, say_ready
from kiwame.service.http_head import BoundedHead
from kiwame.service.keyring import Keyring, keep_fresh
from kiwame.service.metrics import Sources, exposition
from kiwame.service.readiness import Readiness
from kiwame.service.settings import Settings
from kiwame.store.engine import Store
from kiwame.web.app import make_app

_KEYS_READ_EVERY_SECONDS = 1.0
_KEEP_ALIVE_SECONDS = 75

_log = logs.logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """The application and what must be looked after beside it."""

    doors: Doors
    commit: GroupCommit
    keyring: Keyring


class _Server(uvicorn.Server):
    """Says 'ready' once it takes connections."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            say_ready()


def build(settings: Settings, inbox: Inbox, store: Store, config_file: Path | None = None) -> Web:
    """Everything that answers, over an open inbox and store. StorageError."""
    keyring = Keyring(store.projects.all())
    commit = GroupCommit(inbox)
    answered: list[Doors] = []
    web = make_app(
        site=pages.site(settings, store, config_file),
        access=pages.access(settings, store),
        readiness=Readiness(
            inbox=inbox, reader=store.reader, heartbeats=store.heartbeats, started_at=time.time(), clock=time.time
        ),
        metrics=exposition(
            Sources(
                inbox=inbox,
                reader=store.reader,
                heartbeats=store.heartbeats,
                deliveries=store.deliveries,
                answers=lambda: answered[0].answers,
                clock=time.time,
            )
        ),
    )
    doors = Doors(
        appender=commit,
        keyring=keyring,
        limiter=MemoryLimiter(settings.quota_events_per_minute),
        limits=wiring.door_limits(settings),
        clock=time.time,
        new_id=lambda: uuid.uuid4().hex,
        secrets=settings.sentry_client_secret,
        otherwise=web,
        on_storage_error=lambda error: _log.error("not_stored", error=str(error)),
    )
    answered.append(doors)
    return Web(doors=doors, commit=commit, keyring=keyring)


async def serve(web: Web, store: Store, handed: Handed) -> None:
    """Answer until a signal comes, then finish what was begun and make it durable."""
    settings = handed.settings
    config = uvicorn.Config(
        web.doors,
        http=BoundedHead,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,  # who asks is judged by the real peer
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=max(1, settings.drain_seconds // 2 - 1),
    )
    keys = asyncio.create_task(keep_fresh(web.keyring, store.projects, every=_KEYS_READ_EVERY_SECONDS))
    _log.info("started", host=settings.host, port=settings.port)
    try:
        await _Server(config).serve(sockets=[socket.socket(fileno=handed.socket_fd)])
    finally:
        keys.cancel()
        await web.commit.close()
        _log.info("ended")


def main() -> int:
    """The process: 0 when it was asked to end, 1 where its data cannot be used."""
    handed = inherit()
    settings = handed.settings
    os.umask(0o077)
    logs.set_up(level=settings.log_level, form=settings.log_format, process="web", redactor=wiring.redaction(settings))
    # uvicorn raises a signal again once it has ended: by then what gathered must still become durable.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    try:
        with closing(wiring.inbox(settings)) as inbox, closing(wiring.store(settings)) as store:
            web = build(settings, inbox, store, handed.config_file)
            with asyncio.Runner(loop_factory=_loop_factory()) as runner:
                runner.run(serve(web, store, handed))
    except KiwameError as error:
        _log.error("cannot_serve", error=str(error))
        return 1
    return 0


def _loop_factory() -> "type[asyncio.AbstractEventLoop] | None":
    try:
        import uvloop
    except ModuleNotFoundError:  # there is none for Windows
        return None
    return uvloop.Loop


if __name__ == "__main__":
    raise SystemExit(main())
