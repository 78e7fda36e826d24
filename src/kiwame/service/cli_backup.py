"""`kiwame backup` and `kiwame restore`: the data folder as one file, and back."""

import argparse
import shlex
import sys
import time
from importlib.metadata import version
from pathlib import Path

from kiwame.service.cli_data import add_data_options, need_server, settings_of
from kiwame.service.settings import Settings


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add both commands' options."""
    backup = subparsers.add_parser(
        "backup",
        help="write one file of everything in the data folder, while the server runs",
        description="Writes inbox, store and kiwame.toml as they are at one moment, readable by you alone. A store in "
        "PostgreSQL is not in it: run pg_dump after this command.",
    )
    backup.add_argument("file", metavar="FILE", help="the file to write")
    backup.add_argument("--force", action="store_true", help="replace FILE where it is there already")
    add_data_options(backup)
    restore = subparsers.add_parser(
        "restore",
        help="make a data folder of a backup",
        description="The folder must be empty or not there; FILE is checked first, and on an error nothing is changed.",
    )
    restore.add_argument("file", metavar="FILE", help="what `kiwame backup` wrote")
    add_data_options(restore)


def run(args: argparse.Namespace) -> int:
    """Back up or restore; 0, or an error that says what to do."""
    settings = settings_of(args)
    need_server(f"kiwame {args.command}")
    if args.command == "backup":
        return _backup(settings, Path(args.file), force=args.force)
    return _restore(settings, Path(args.file))


def _backup(settings: Settings, file: Path, *, force: bool) -> int:
    from kiwame.service import backup

    manifest = backup.make(settings, file, version=version("kiwame"), made_at=int(time.time()), force=force)
    parts = ", ".join(f"{part.name} {part.size}" for part in manifest.parts)
    print(f"{file}: {file.stat().st_size} bytes ({parts})")
    if settings.database_url:
        _say("the store is in PostgreSQL and not in this file: run pg_dump now, after it")
    return 0


def _restore(settings: Settings, file: Path) -> int:
    from kiwame.service.restore import restore

    manifest = restore(file, settings.data)
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(manifest.made_at))
    start = f"kiwame serve --data {shlex.quote(str(settings.data))}"
    print(f"{settings.data}: as it was at {at}, by Kiwame {manifest.version}; start it with `{start}`")
    if manifest.schema and settings.database_url:
        _say("KIWAME_DATABASE_URL is set, so `kiwame serve` will not use the store of this backup")
    elif not manifest.schema:
        _say("the store was in PostgreSQL and is not in this file: restore its dump, and set KIWAME_DATABASE_URL")
    return 0


def _say(text: str) -> None:
    print(f"kiwame: {text}", file=sys.stderr)
