"""The versioned table of ways to group. What is stored names its version; a new way is a new file and a line here."""

import hashlib
import json
from collections.abc import Callable

from kiwame.core.errors import UsageError
from kiwame.core.event import ErrorEvent, Fingerprint
from kiwame.grouping import v1, v2

Parts = tuple[tuple[str, str], ...]
Mechanism = Callable[[ErrorEvent], Parts]

MECHANISMS: dict[str, Mechanism] = {"v1": v1.parts, "v2": v2.parts}
CURRENT = "v2"
OLDER = ("v1",)
"""What issues of before an upgrade were grouped by, the newest first: they go on under it."""


def fingerprint(event: ErrorEvent, version: str = CURRENT) -> Fingerprint:
    """Which issue `event` belongs to: the parts by the mechanism `version`, and their hash (32 hex digits).

    Raises UsageError for a version that is not in the table.
    """
    mechanism = MECHANISMS.get(version)
    if mechanism is None:
        raise UsageError(f"grouping {version!r} is unknown; there is {', '.join(MECHANISMS)}")
    parts = mechanism(event)
    written = json.dumps([version, *parts], ensure_ascii=True, separators=(",", ":"))
    return Fingerprint(value=hashlib.sha256(written.encode()).hexdigest()[:32], version=version, parts=parts)
