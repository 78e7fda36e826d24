"""Whether everything works: the inbox and the store can be read, and the worker has worked within the last seconds."""

from collections.abc import Callable
from dataclasses import dataclass

from kiwame.core.errors import StorageError
from kiwame.core.issue import IssueFilter
from kiwame.core.ports import Heartbeats, Inbox, Reader
from kiwame.service.worker import HEARTBEAT
from kiwame.web.health import Check

_WORKER_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Asked by /readyz, in a thread. `started_at` (Unix seconds): an older heartbeat is an earlier worker's."""

    inbox: Inbox
    reader: Reader
    heartbeats: Heartbeats
    started_at: float
    clock: Callable[[], float]

    def __call__(self) -> list[Check]:
        """Each part by name: whether it works, and if not what to do."""
        return [
            _checked("inbox", self.inbox.depth),
            _checked("store", lambda: self.reader.issues(IssueFilter(), 1, None)),
            self._worker(),
        ]

    def _worker(self) -> Check:
        try:
            last = self.heartbeats.last(HEARTBEAT)
        except StorageError as error:
            return Check(name=HEARTBEAT, ok=False, detail=f"Its heartbeat cannot be read: {error}")
        age = self.clock() - last if last is not None else None
        if last is None or last < self.started_at:
            return Check(name=HEARTBEAT, ok=False, detail="The worker has not started yet; it takes about a second.")
        if age is not None and abs(age) > _WORKER_SECONDS:
            detail = f"The worker has been silent for {age:.0f} seconds: see the log of `kiwame serve`."
            return Check(name=HEARTBEAT, ok=False, detail=detail)
        return Check(name=HEARTBEAT, ok=True)


def _checked(name: str, ask: Callable[[], object]) -> Check:
    try:
        ask()
    except StorageError as error:
        return Check(name=name, ok=False, detail=str(error))
    return Check(name=name, ok=True)
