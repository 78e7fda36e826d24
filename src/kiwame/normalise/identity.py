"""Who and which: event ids in one form, made from the bytes where there are none, and one-way keys of users."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from kiwame.normalise.payload import SentUser

_ID = re.compile(r"[0-9a-f]{32}")


def event_id(*claims: str | None) -> str:
    """The first of `claims` that is a UUID, dashed or not, as 32 lower-case hex digits; "" where none is."""
    for claim in claims:
        if claim:
            digits = claim.strip().replace("-", "").lower()
            if _ID.fullmatch(digits):
                return digits
    return ""


def id_from(source: bytes | Mapping[str, Any]) -> str:
    """An id for an event that brings none: the same for the same bytes, so that a repeat is the same event."""
    data = source if isinstance(source, bytes) else json.dumps(source, sort_keys=True, default=str).encode()
    return hashlib.sha256(data).hexdigest()[:32]


def user_key(user: SentUser | None) -> str:
    """A one-way key (16 hex digits) of the user's id, e-mail, name or address, whichever comes first; "" for nobody."""
    if user is None:
        return ""
    for name, value in (("id", user.id), ("email", user.email), ("name", user.username), ("ip", user.ip_address)):
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        text = str(value) if not isinstance(value, int) or abs(value) < 10**30 else ""
        if text.strip() and text != "{{auto}}":
            said = f"{name}:{text}".encode("utf-8", "surrogatepass")
            return hashlib.sha256(said).hexdigest()[:16]
    return ""
