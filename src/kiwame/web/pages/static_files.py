"""Style sheet, script and icon, each at an address that holds a hash of its bytes, so that browsers may keep it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

PREFIX = "/static/"
"""What every address of these begins with. There is nothing secret beneath: it is open to everybody."""

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """One file: its bytes and its media type."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFiles:
    """All of them, read once: `named` by hashed name, `addresses` from plain name to address."""

    named: Mapping[str, StaticFile]
    addresses: Mapping[str, str]

    def routes(self) -> APIRouter:
        """GET /static/NAME, for names that are known; nothing is looked up in a folder."""
        router = APIRouter(include_in_schema=False)

        @router.get(PREFIX + "{name}")
        async def static_file(name: str) -> Response:
            found = self.named.get(name)
            if found is None:
                raise HTTPException(404)
            return Response(found.body, media_type=found.media_type, headers={"Cache-Control": _A_YEAR})

        return router


@cache
def static_files() -> StaticFiles:
    """What lies in `web/static`."""
    named: dict[str, StaticFile] = {}
    addresses: dict[str, str] = {}
    for file in sorted((files("kiwame.web") / "static").iterdir(), key=lambda entry: entry.name):
        stem, _, suffix = file.name.rpartition(".")
        if suffix not in _TYPES:
            continue
        body = file.read_bytes()
        name = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"
        named[name] = StaticFile(body=body, media_type=_TYPES[suffix])
        addresses[file.name] = PREFIX + name
    return StaticFiles(named=named, addresses=addresses)
