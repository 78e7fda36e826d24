"""A backup made a data folder again: all of it, or nothing."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiwame.core.errors import StorageUnavailable, StorageUnusable, UsageError
from kiwame.inbox.schema import APPLICATION_ID
from kiwame.inbox.schema import VERSION as INBOX_LAYOUT
from kiwame.service import backup_archive as archive
from kiwame.service import sqlite_copy
from kiwame.service.backup_archive import Manifest
from kiwame.service.supervisor import LOCK, hold, is_served
from kiwame.store import upgrade

_NOTHING = frozenset({"lost+found", LOCK})
"""What an empty folder may hold: a file system's own folder, and the lock file of a command that has ended."""


def restore(file: Path, folder: Path) -> Manifest:
    """Put what the backup `file` holds into `folder`, which is empty or not there; what it was.

    The whole file is read and compared before the folder is touched; an older store is migrated by the next
    `kiwame serve`. UsageError: the folder is in use or not empty; StorageUnusable: not a backup, damaged, or of a newer
    Kiwame; StorageUnavailable: no room.
    """
    _require_empty(folder)
    manifest = archive.read(file)
    _require_room(folder, manifest)
    try:
        with _held(folder), tempfile.TemporaryDirectory(prefix=".kiwame-restore-", dir=folder) as name:
            staged = Path(name)
            archive.read(file, into=staged)
            _check_inbox(staged / archive.INBOX, file)
            if manifest.schema:
                _check_store(staged / archive.STORE, file)
            for part in manifest.parts:
                (staged / part.name).rename(folder / part.name)
    except OSError as error:
        raise StorageUnavailable(f"{folder} cannot be written: {(error.strerror or 'failed').lower()}.") from error
    return manifest


def _require_empty(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder: name an empty or a new one with --data")
    if is_served(folder):
        raise UsageError(f"a `kiwame serve` works on {folder}: name an empty or a new folder with --data")
    _require_nothing_in(folder)


def _require_nothing_in(folder: Path) -> None:
    found = sorted(set(os.listdir(folder)) - _NOTHING)
    if found:
        raise UsageError(
            f"{folder} is not empty ({', '.join(found[:3])}): name an empty or a new folder with --data, "
            "or move away what is there"
        )


def _require_room(folder: Path, manifest: Manifest) -> None:
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(there).free
    if free < manifest.size:
        raise StorageUnavailable(
            f"{there} has {free >> 20} MiB free, and the backup needs {(manifest.size >> 20) + 1} MiB: make room."
        )


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The folder, made where it is not there, held against `kiwame serve`; left as it was where something fails."""
    made = not folder.exists()
    if made:
        folder.mkdir(parents=True, mode=0o700)
    locked_before = (folder / LOCK).exists()
    fd = hold(folder)
    try:
        _require_nothing_in(folder)
        yield
    except BaseException:
        if not locked_before:
            (folder / LOCK).unlink(missing_ok=True)
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    finally:
        os.close(fd)


def _check_inbox(path: Path, file: Path) -> None:
    owner, layout = sqlite_copy.identity(path)
    if owner != APPLICATION_ID:
        raise StorageUnusable(f"{file} cannot be restored: its {path.name} is no inbox of Kiwame.")
    if layout > INBOX_LAYOUT:
        raise _newer(file, f"inbox layout {layout}, this one knows {INBOX_LAYOUT}")
    sqlite_copy.check(path)


def _check_store(path: Path, file: Path) -> None:
    schema = sqlite_copy.schema_version(path, upgrade.VERSION_TABLE)
    if not schema:
        raise StorageUnusable(f"{file} cannot be restored: its {path.name} is no store of Kiwame.")
    if schema != upgrade.NEWEST and schema not in upgrade.versions():
        raise _newer(file, f"schema {schema}, this one knows {upgrade.NEWEST}")
    sqlite_copy.check(path)


def _newer(file: Path, how: str) -> StorageUnusable:
    return StorageUnusable(f"{file} was written by a newer Kiwame ({how}): install that version, and restore with it.")
