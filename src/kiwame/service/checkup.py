"""What is configured, what works and what is missing: told by `kiwame check` and shown by the Set-up page."""

import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from kiwame.core.errors import KiwameError
from kiwame.core.ports import Project
from kiwame.service.cli_data import SERVER_PARTS, missing_of
from kiwame.service.cli_demo import DEMO_PARTS
from kiwame.service.settings import Settings, name_of, rows, shown
from kiwame.service.settings_source import Loaded
from kiwame.web.findings import Finding, Mark

_ROOM_LOW = 1 << 30
_NAMED = 4
_SILENT_SECONDS = 30.0
"""A worker that runs says so every few seconds."""
_PARTS = (
    ("server", SERVER_PARTS, "for kiwame serve"),
    ("scale", ("psycopg", "redis"), "for PostgreSQL and Redis"),
    ("server,demo", DEMO_PARTS, "for kiwame demo"),
)
_FASTER = (("msgspec", "decoding"), ("re2", "redaction"), ("zlib_ng", "decompression"))


def look(loaded: Loaded) -> Iterator[Finding]:
    """Everything that `kiwame check` says."""
    yield from _installed(loaded.settings)
    yield Finding(mark=Mark.WORKS, what="settings", says=f"file: {loaded.file or 'none'}")
    yield from _set(loaded.settings)
    for warning in loaded.warnings:
        yield Finding(mark=Mark.NOTE, what="warning", says=warning)
    yield from _standing(loaded.settings)


def look_from_within(settings: Settings, config_file: Path | None = None) -> Iterator[Finding]:
    """The same for a server that runs: where its settings came from, only the command that started it knows.

    The user's own rules are those that `config_file` says now, since they are followed.
    """
    from kiwame.service.check_rules import following

    yield from _installed(settings)
    settings, unusable = following(settings, config_file)
    yield from unusable
    yield from _set(settings)
    yield from _standing(settings)


def _installed(settings: Settings) -> Iterator[Finding]:
    yield Finding(mark=Mark.WORKS, what="python", says=f"{platform.python_version()} {sys.executable}")
    yield from _extras(settings)
    yield _model()


def _set(settings: Settings) -> Iterator[Finding]:
    for row in rows():
        value = getattr(settings, row.name)
        if value != row.default:
            says = "(set, not shown)" if row.metadata["secret"] else shown(value)
            yield Finding(mark=Mark.WORKS, what="setting", says=f"{name_of(row)} = {says}")


def _standing(settings: Settings) -> Iterator[Finding]:
    yield _webhooks(settings)
    yield _pages(settings)
    if settings.user_rules:
        from kiwame.service.check_rules import rule_findings

        yield from rule_findings(settings.user_rules)
    yield from _data(settings)


def _extras(settings: Settings) -> Iterator[Finding]:
    for extra, modules, what in _PARTS:
        missing = missing_of(modules)
        name = f"[{extra.rpartition(',')[2]}]"
        if not missing:
            yield Finding(mark=Mark.WORKS, what=name, says=f"installed, {what}")
            continue
        wanted = extra == "scale" and bool(settings.database_url) and "psycopg" in missing
        says = f"not installed, {what}: pip install 'kiwame[{extra}]' (missing: {_few(missing)})"
        yield Finding(mark=Mark.FAILS if wanted else Mark.NOTE, what=name, says=says)
    for module, what in _FASTER:
        if find_spec(module) is None:
            yield Finding(mark=Mark.NOTE, what=what, says=f"{module} is not there: the same results, slower")


def _model() -> Finding:
    """Whether the local model can be asked; rules and memory do without it."""
    from kiwame.decide import by_model
    from kiwame.decide.model.artifact import ModelUnusable

    try:
        found = by_model.shipped()
    except ModelUnusable as error:
        return Finding(mark=Mark.FAILS, what="model", says=str(error))
    learnt = found.model.trained_on
    says = f"{found.version}, trained on {learnt.get('real', 0)} real errors and {learnt.get('lab', 0)} of the lab"
    return Finding(mark=Mark.WORKS, what="model", says=says)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _pages(settings: Settings) -> Finding:
    if settings.admin_password:
        return Finding(mark=Mark.WORKS, what="pages", says="a password is asked of other machines")
    says = "shown to this machine alone: set KIWAME_ADMIN_PASSWORD to see them from others, or through a proxy"
    return Finding(mark=Mark.NOTE, what="pages", says=says)


def _webhooks(settings: Settings) -> Finding:
    number = len(settings.sentry_client_secret)
    if not number:
        says = "off: set KIWAME_SENTRY_CLIENT_SECRET to the Client Secret of the integration at Sentry"
        return Finding(mark=Mark.NOTE, what="webhooks", says=says)
    return Finding(mark=Mark.WORKS, what="webhooks", says=f"{number} client secret{'s' if number > 1 else ''}")


def _data(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    if not folder.exists():
        says = f"{folder.absolute()} is not there yet: `kiwame serve` makes it"
        yield Finding(mark=Mark.NOTE, what="data folder", says=says)
    elif not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        says = f"{folder.absolute()} is no folder that this user can write to: name another with --data"
        yield Finding(mark=Mark.FAILS, what="data folder", says=says)
        return
    else:
        free = shutil.disk_usage(folder).free
        mark = Mark.WORKS if free > _ROOM_LOW else Mark.NOTE
        yield Finding(mark=mark, what="data folder", says=f"{folder.absolute()} ({free >> 20} MiB free)")
    if any(find_spec(name) is None for name in SERVER_PARTS):
        return
    yield from _inbox(settings)
    yield from _store(settings)


def _inbox(settings: Settings) -> Iterator[Finding]:
    if not settings.inbox_path.is_file():
        return
    from kiwame.service import wiring

    try:
        with closing(wiring.inbox(settings)) as inbox:
            ever = sum(inbox.quarantine_counts().values())
            says = f"{inbox.depth()} entries wait ({inbox.bytes_waiting()} bytes), {ever} ever quarantined"
        yield Finding(mark=Mark.WORKS, what="inbox", says=says)
    except KiwameError as error:
        yield Finding(mark=Mark.FAILS, what="inbox", says=str(error))


def _store(settings: Settings) -> Iterator[Finding]:
    if not settings.database_url and not (settings.data / "kiwame.sqlite").is_file():
        return
    from kiwame.service import wiring
    from kiwame.service.check_channels import channel_findings
    from kiwame.service.check_rules import stored_findings
    from kiwame.service.supervisor import is_served
    from kiwame.service.worker import HEARTBEAT

    try:
        with closing(wiring.store(settings)) as store:
            counts = store.reader.counts()
            says = f"{counts.get('issues', 0)} issues, {counts.get('events', 0)} events"
            yield Finding(mark=Mark.WORKS, what="store", says=says)
            yield from _projects(settings, store.projects.all())
            yield from channel_findings(settings, store)
            if settings.user_rules:
                yield from stored_findings(settings.user_rules, store)
            yield _server(store.heartbeats.last(HEARTBEAT), time.time(), running=is_served(settings.data))
    except KiwameError as error:
        yield Finding(mark=Mark.FAILS, what="store", says=str(error))


def _projects(settings: Settings, projects: Sequence[Project]) -> Iterator[Finding]:
    closed = sum(project.closed for project in projects)
    says = f"{len(projects)}{f', {closed} of them closed' if closed else ''}"
    yield Finding(mark=Mark.WORKS, what="projects", says=says)
    here = {project.id for project in projects} | {project.name.casefold() for project in projects}
    for theirs, ours in settings.sentry_projects:
        if ours.casefold() not in here:
            says = (
                f"[sentry.projects] gives {theirs!r} to project {ours!r}, which is not here: its webhooks go to "
                "quarantine; make it with `kiwame project create`, or name one of `kiwame project list`"
            )
            yield Finding(mark=Mark.FAILS, what="projects", says=says)


def _server(beat: float | None, now: float, *, running: bool) -> Finding:
    """Whether `kiwame serve` works on this folder: the lock says that it lives, the heartbeat that its worker works."""
    if beat is None and not running:
        return Finding(mark=Mark.NOTE, what="server", says="has not run on this folder yet")
    at = "never seen" if beat is None else time.strftime("last seen at %Y-%m-%dT%H:%M:%SZ", time.gmtime(beat))
    if not running:
        return Finding(mark=Mark.NOTE, what="server", says=f"not running; its worker was {at}")
    if beat is None or now - beat > _SILENT_SECONDS:
        return Finding(
            mark=Mark.FAILS, what="server", says=f"running, but its worker is silent: {at}; read the server's log"
        )
    return Finding(mark=Mark.WORKS, what="server", says=f"running; its worker was seen {max(0, now - beat):.0f} s ago")
