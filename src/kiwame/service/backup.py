"""One file of everything in the data folder, made while the server runs."""

import os
import shutil
import tempfile
from pathlib import Path

from kiwame.core.errors import NotFound, StorageUnavailable, UsageError
from kiwame.inbox.schema import VERSION as INBOX_LAYOUT
from kiwame.service import backup_archive as archive
from kiwame.service import sqlite_copy
from kiwame.service.backup_archive import Manifest, Part
from kiwame.service.settings import Settings
from kiwame.service.settings_source import FILE_NAME
from kiwame.store.upgrade import VERSION_TABLE


def make(settings: Settings, target: Path, *, version: str, made_at: int, force: bool = False) -> Manifest:
    """Write `target` (mode 0600; it is there whole or not at all); what it holds.

    UsageError: it is there already (and not `force`), or its folder is not; NotFound: no inbox or store in the data
    folder; StorageError. Beside `target` it takes twice the room of the data for as long as it works.
    """
    _require_free(target, force=force)
    store = None if settings.database_url else Path(settings.store_address)
    for what, path in (("inbox", settings.inbox_path), ("store", store)):
        if path is not None and not path.is_file():
            raise NotFound(f"there is no {what} in {settings.data}: name the folder of `kiwame serve` with --data")
    try:
        with tempfile.TemporaryDirectory(prefix=".kiwame-backup-", dir=target.parent) as name:
            folder = Path(name)
            parts = _copies(settings, store, folder)
            schema = "" if store is None else sqlite_copy.schema_version(folder / archive.STORE, VERSION_TABLE)
            manifest = Manifest(version=version, made_at=made_at, schema=schema, inbox_layout=INBOX_LAYOUT, parts=parts)
            archive.write(folder / "backup", manifest, folder)
            _require_free(target, force=force)
            (folder / "backup").replace(target)
        _sync(target.parent)
    except OSError as error:
        raise StorageUnavailable(f"{target} cannot be written: {(error.strerror or 'failed').lower()}.") from error
    return manifest


def _copies(settings: Settings, store: Path | None, folder: Path) -> tuple[Part, ...]:
    """Copy into `folder`, the inbox first: the worker removes an event there only once the store has it.

    So whatever was answered is in the inbox's copy, or was in the store before that was copied, or in both, and is then
    counted once.
    """
    sqlite_copy.copy(settings.inbox_path, folder / archive.INBOX)
    names = [archive.INBOX]
    if store is not None:
        sqlite_copy.copy(store, folder / archive.STORE)
        names.append(archive.STORE)
    if (settings.data / FILE_NAME).is_file():
        shutil.copyfile(settings.data / FILE_NAME, folder / archive.SETTINGS)
        names.append(archive.SETTINGS)
    return tuple(archive.part_of(folder / name) for name in names)


def _require_free(target: Path, *, force: bool) -> None:
    if not target.parent.is_dir():
        raise UsageError(f"the folder {target.parent} is not there: make it, or name another file")
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file in it")
    if target.exists() and not force:
        raise UsageError(f"{target} is there already: name another file, or let --force replace it")


def _sync(folder: Path) -> None:
    """Make a new name in `folder` outlive a power cut."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
