"""A row: how one platform words one failure, what varies left open as in the lab's formats."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiwame.core.taxonomy import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One failure. `type` is the class as the platform writes it, "" where a log line has none; `message` a template."""

    platform: str
    reason: Reason
    type: str
    message: str

    @property
    def format(self) -> str:
        """What folds keep together: all rows of one class of one platform, or a classless row alone."""
        return f"everyday.{self.platform}.{self.type or self.message[:40]}"


def rows(platform: str, table: str) -> tuple[Row, ...]:
    """The rows of a table: a line each, `reason | class | message`; `⏎` stands for the end of a line."""
    return tuple(_rows(platform, table))


def _rows(platform: str, table: str) -> Iterator[Row]:
    for line in table.strip().splitlines():
        reason, kind, message = (part.strip() for part in line.split(" | ", 2))
        yield Row(platform=platform, reason=Reason(reason), type=kind.strip("-"), message=message.replace("⏎", "\n"))
