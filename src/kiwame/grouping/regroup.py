"""Telling apart further what one fingerprint holds together, because a person asked for it. Pure."""

import hashlib
import json
from typing import assert_never

from kiwame.core.event import ErrorEvent, Fingerprint
from kiwame.core.regrouping import SplitBy
from kiwame.normalise.message import parameterise

_READ = 8192
"""Characters of a message that are looked at."""
_LONGEST = 400
"""Characters of a part's value; of a longer one the beginning counts, as in v1."""


def regrouped(fingerprint: Fingerprint, event: ErrorEvent, by: SplitBy) -> Fingerprint:
    """`fingerprint` with one part more. Frozen: another way to make a part is another member of `SplitBy`."""
    parts = (*fingerprint.parts, (f"split by {by}", _part(event, by)[:_LONGEST]))
    written = json.dumps([fingerprint.value, *parts[-1]], ensure_ascii=True, separators=(",", ":"))
    value = hashlib.sha256(written.encode()).hexdigest()[:32]
    return Fingerprint(value=value, version=fingerprint.version, parts=parts)


def _part(event: ErrorEvent, by: SplitBy) -> str:
    match by:
        case SplitBy.MESSAGE:
            said = [link.message for link in (event.outermost, event.root) if link is not None] or [event.message]
            return " ← ".join(dict.fromkeys(parameterise(words[:_READ]) for words in said))
        case SplitBy.FRAMES:
            frames = (frame for link in event.chain for frame in reversed(link.frames) if frame.in_app)
            return " ← ".join(dict.fromkeys(f"{frame.module or frame.filename}:{frame.function}" for frame in frames))
        case SplitBy.TRANSACTION:
            return event.transaction
        case _:
            assert_never(by)
