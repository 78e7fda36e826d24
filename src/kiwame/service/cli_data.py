"""What every command on a data folder shares: its options, its settings, and the store and inbox opened for it."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from kiwame.core.errors import MissingExtra, NotFound
from kiwame.core.ports import Inbox
from kiwame.service.settings import Settings
from kiwame.service.settings_source import Loaded, load

if TYPE_CHECKING:  # SQLAlchemy takes a quarter of a second, and is not there without [server]
    from kiwame.store.engine import Store

SERVER_PARTS = (
    "uvicorn", "httptools", "httpx", "fastapi", "jinja2", "argon2", "pydantic", "sqlalchemy", "alembic", "structlog",
    "prometheus_client", "msgspec", "brotli",
)  # fmt: skip
"""What the `server` extra brings that Kiwame cannot serve without."""


def add_data_options(parser: argparse.ArgumentParser) -> None:
    """Add --data and --config."""
    parser.add_argument("--data", metavar="DIR", help="the data folder (default ./kiwame-data, or KIWAME_DATA)")
    parser.add_argument(
        "--config", metavar="FILE", help="settings (default KIWAME_CONFIG, else kiwame.toml in the folder)"
    )


def loaded_of(args: argparse.Namespace, **options: object) -> Loaded:
    """The settings and where they came from; what looks wrong but harmless is said on stderr."""
    loaded = load(options={"data": args.data, **options}, config=args.config)
    for warning in loaded.warnings:
        print(f"kiwame: {warning}", file=sys.stderr)
    return loaded


def settings_of(args: argparse.Namespace, **options: object) -> Settings:
    """The settings; what looks wrong but harmless is said on stderr."""
    return loaded_of(args, **options).settings


def missing_of(modules: Sequence[str]) -> list[str]:
    """What is not installed of `modules`."""
    # Asked for `google.genai`, find_spec imports `google`, and fails where that is not there.
    return [name for name in modules if find_spec(name.partition(".")[0]) is None or find_spec(name) is None]


def need_server(what: str) -> None:
    """MissingExtra where a part of the `server` extra is not installed."""
    if missing_of(SERVER_PARTS):
        raise MissingExtra("server", what)


@contextmanager
def opened_store(args: argparse.Namespace) -> "Iterator[Store]":
    """The store of a folder that `kiwame serve` has made. NotFound where there is none yet; StorageError."""
    settings = settings_of(args)
    need_server(f"kiwame {args.command}")
    _must_be_there(settings)
    from kiwame.service import wiring

    with closing(wiring.store(settings)) as store:
        yield store


@contextmanager
def opened_inbox(args: argparse.Namespace) -> "Iterator[Inbox]":
    """The inbox of a folder that `kiwame serve` has made. NotFound where there is none yet; StorageError."""
    settings = settings_of(args)
    if not settings.inbox_path.is_file():
        raise NotFound(f"there is no inbox in {settings.data}: name the folder of `kiwame serve` with --data")
    from kiwame.inbox.sqlite import SqliteInbox

    with closing(SqliteInbox(settings.inbox_path)) as inbox:
        yield inbox


def _must_be_there(settings: Settings) -> None:
    if not settings.database_url and not (settings.data / "kiwame.sqlite").is_file():
        raise NotFound(f"there is no store in {settings.data}: name the folder of `kiwame serve` with --data")
