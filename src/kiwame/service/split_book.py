"""Which fingerprints people want told apart further, as the pipeline asks for each event."""

from collections.abc import Callable
from typing import Protocol

from kiwame.core.event import ErrorEvent, Fingerprint
from kiwame.core.regrouping import Split, SplitBy
from kiwame.grouping.regroup import regrouped

_FRESH_SECONDS = 1.0


class Kept(Protocol):
    """The part of `core.regrouping.Regrouping` that this needs."""

    def version(self) -> str:
        """Another text whenever a split was made or taken back; cheap to ask."""

    def splits(self) -> list[Split]:
        """All splits that hold."""


class SplitBook:
    """Follows the splits of a store: looked at once a second at most, read where they changed. One thread asks.

    `clock` gives seconds that never go back.
    """

    def __init__(self, regrouping: Kept, *, clock: Callable[[], float]) -> None:
        self._regrouping = regrouping
        self._clock = clock
        self._looked_at = float("-inf")
        self._version = ""
        self._splits: dict[tuple[str, str], SplitBy] = {}

    def refresh(self) -> None:
        """Look whether a split was made or taken back, where the last look is a second ago. StorageError."""
        now = self._clock()
        if now - self._looked_at <= _FRESH_SECONDS:
            return
        version = self._regrouping.version()
        if version != self._version:
            self._splits = {(split.project, split.fingerprint): split.by for split in self._regrouping.splits()}
            self._version = version
        self._looked_at = now

    def regroup(self, event: ErrorEvent, fingerprint: Fingerprint) -> Fingerprint:
        """The fingerprint that the event counts under; what a split made may be split again."""
        while self._splits and (by := self._splits.get((event.project, fingerprint.value))):
            fingerprint = regrouped(fingerprint, event, by)
        return fingerprint
