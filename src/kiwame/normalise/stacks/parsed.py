"""What a reader of stack text finds: links of a chain, not yet redacted or bounded."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiwame.core.event import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One exception as printed. `name` is the class as written ("" where the text gives frames alone).

    `frames` run from the oldest call to the one that raised; `properties` are the values a runtime prints beside the
    stack (Node's `code: 'ENOTFOUND'`).
    """

    name: str = ""
    message: str = ""
    frames: tuple[Frame, ...] = ()
    is_group: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)


def number(text: str) -> int | None:
    """A line number, or None where `text` is none (or absurdly long)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
