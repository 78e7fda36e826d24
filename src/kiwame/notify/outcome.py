"""What became of a message that was posted: it arrived, is to be tried again, or never will."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What to do next."""

    SENT = "sent"
    RETRY = "retry"
    PERMANENT = "permanent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`code` is the receiver's word or ours ("ok", "channel_not_found", "http_503", "timeout"); never an address.

    `after`: seconds that the receiver asks to wait. `remedy`: what to do about it, a sentence.
    """

    fate: Fate
    code: str
    remedy: str = ""
    after: float | None = None

    @property
    def says(self) -> str:
        """Code and remedy in a line, as it is stored and shown."""
        return f"{self.code}: {self.remedy}" if self.remedy else self.code
