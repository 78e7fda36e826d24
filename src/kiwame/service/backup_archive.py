"""A backup's file: a tar of a manifest and, in its order, the files that it names with size and hash.

Read as strictly as it is written: nothing but these names, plain files, sizes that the file itself has; a header at a
time, so that a hostile one costs no memory.
"""

import hashlib
import json
import os
import re
import stat
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kiwame.core.errors import StorageUnavailable, StorageUnusable

FORMAT = 1
MANIFEST, INBOX, STORE, SETTINGS = "manifest.json", "inbox.sqlite", "kiwame.sqlite", "kiwame.toml"
_NAMES = (INBOX, STORE, SETTINGS)
_MAX_MANIFEST = 1 << 16
_BLOCK = tarfile.BLOCKSIZE
_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_WORDS = re.compile(r"[\w.+-]{0,64}\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a backup: `size` in bytes, `sha256` in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    `version`: Kiwame's; `made_at`: Unix seconds, before the first file was copied; `schema`: the store's, '' where the
    store is in PostgreSQL and so not here; `inbox_layout`: the inbox's.
    """

    version: str
    made_at: int
    schema: str
    inbox_layout: int
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(part.size for part in self.parts)


def part_of(path: Path) -> Part:
    """A file as the manifest names it."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Part(name=path.name, size=path.stat().st_size, sha256=digest)


def write(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write a new file (mode 0600) of `manifest` and its parts, which lie in `folder`; on the disk when it returns."""
    body = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1).encode()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as tar:
            tar.addfile(_header(MANIFEST, len(body), manifest.made_at), BytesIO(body))
            for part in manifest.parts:
                with (folder / part.name).open("rb") as source:
                    tar.addfile(_header(part.name, part.size, manifest.made_at), source)
        stream.flush()
        os.fsync(stream.fileno())


def _header(name: str, size: int, made_at: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mtime, header.mode = size, made_at, 0o600
    return header


def read(path: Path, into: Path | None = None) -> Manifest:
    """Read a backup from its first byte to its last and compare every file with the manifest.

    With `into`, the files are written there (new, mode 0600, on the disk when it returns).

    StorageUnusable: not a backup, cut off, changed, or of a newer format.
    """
    with _opened(path) as stream:
        room = os.fstat(stream.fileno()).st_size
        manifest = _parsed(_manifest_bytes(stream), room)
        for part in manifest.parts:
            if _next(stream) != (part.name, part.size):
                raise _Damaged(f"{part.name} is not where the manifest says")
            _content(stream, part, into)
        if stream.read(_BLOCK) != bytes(_BLOCK):
            raise _Damaged("something follows its last file, or its end is missing")
    return manifest


class _Damaged(Exception):
    """Why a file is not a backup that can be used."""


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise StorageUnusable(f"{path} is no file: name a backup that `kiwame backup` wrote.")
        with path.open("rb") as stream:
            yield stream
    except _Damaged as error:
        raise StorageUnusable(
            f"{path} cannot be restored: {error}. Nothing was changed; take another backup."
        ) from error
    except FileNotFoundError as error:
        raise StorageUnusable(f"{path} is not there: name a backup that `kiwame backup` wrote.") from error
    except OSError as error:
        raise StorageUnavailable(
            f"{path} cannot be read or unpacked: {(error.strerror or 'failed').lower()}."
        ) from error


def _next(stream: BinaryIO) -> tuple[str, int]:
    """Name and size of the next file. Only a plain file's header is one: no link, no folder, no sparse file, no header
    that continues elsewhere."""
    block = stream.read(_BLOCK)
    if len(block) < _BLOCK:
        raise _Damaged("it is cut off")
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise _Damaged("it is no backup of Kiwame, or damaged") from error
    if header.type != tarfile.REGTYPE or header.name not in (MANIFEST, *_NAMES):
        raise _Damaged("it holds something that no backup of Kiwame holds")
    return header.name, header.size


def _manifest_bytes(stream: BinaryIO) -> bytes:
    name, size = _next(stream)
    if name != MANIFEST or not 0 < size <= _MAX_MANIFEST:
        raise _Damaged("it does not begin with a manifest")
    body = stream.read(size)
    _skip_padding(stream, size)
    return body


def _content(stream: BinaryIO, part: Part, into: Path | None) -> None:
    digest, left = hashlib.sha256(), part.size
    fd = -1 if into is None else os.open(into / part.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        while left:
            chunk = stream.read(min(left, _CHUNK))
            if not chunk:
                raise _Damaged("it is cut off")
            digest.update(chunk)
            left -= len(chunk)
            while fd >= 0 and chunk:
                chunk = chunk[os.write(fd, chunk) :]
        if fd >= 0:
            os.fsync(fd)
    finally:
        if fd >= 0:
            os.close(fd)
    if digest.hexdigest() != part.sha256:
        raise _Damaged(f"{part.name} in it is not what was written")
    _skip_padding(stream, part.size)


def _skip_padding(stream: BinaryIO, size: int) -> None:
    padding = -size % _BLOCK
    if len(stream.read(padding)) < padding:
        raise _Damaged("it is cut off")


def _parsed(body: bytes, room: int) -> Manifest:
    """The manifest of a file of `room` bytes."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Damaged("its manifest cannot be read") from error
    match said:
        case {"format": int(form), "version": str(version)} if form > FORMAT and _WORDS.match(version):
            raise _Damaged(f"it was written by a newer Kiwame ({version}): install that version")
        case {
            "format": 1,
            "version": str(version),
            "made_at": int(made_at),
            "schema": str(schema),
            "inbox_layout": int(layout),
            "parts": [*rows],
        } if _WORDS.match(version) and _WORDS.match(schema) and 0 <= made_at < 1 << 40 and len(rows) <= len(_NAMES):
            parts = tuple(_part(row, room) for row in rows)
        case _:
            raise _Damaged("its manifest cannot be read")
    names = [part.name for part in parts]
    if INBOX not in names or len(set(names)) != len(names) or (STORE in names) != bool(schema):
        raise _Damaged("its manifest does not name what a backup holds")
    return Manifest(version=version, made_at=made_at, schema=schema, inbox_layout=layout, parts=parts)


def _part(row: object, room: int) -> Part:
    match row:
        case {"name": str(name), "size": int(size), "sha256": str(digest)} if (
            name in _NAMES and 0 <= size <= room and _SHA256.match(digest)
        ):
            return Part(name=name, size=size, sha256=digest)
        case _:
            raise _Damaged("its manifest names a file that cannot be in it")
