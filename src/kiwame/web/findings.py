"""What `kiwame check` found, line by line: the command prints it, the Set-up page shows it."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a line begins."""

    WORKS = "ok"
    NOTE = "--"
    FAILS = "!!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at: how it is, what it is, and what there is to say or to do about it."""

    mark: Mark
    what: str
    says: str
