"""The port through which every text passes before anything later sees it."""

from collections.abc import Sequence
from typing import Protocol

from kiwame.core.event import Json


class Redactor(Protocol):
    """Takes secrets and personal data out of texts. Pure and total: it never raises, whatever the text holds."""

    def text(self, text: str, /) -> str:
        """`text` with every secret replaced by a short mark."""
        ...

    def texts(self, texts: Sequence[str], /) -> list[str]:
        """The same for many texts in one pass, which is much faster than one call each; order and length are kept."""
        ...

    def json(self, value: Json, key: str = "") -> Json:
        """`value` with every text in it redacted, and everything under a key whose name says secret replaced.

        `key` is the name under which `value` itself stands ("headers", "user", …), "" for none.
        """
        ...
