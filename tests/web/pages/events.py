"""Events for tests of pages, recorded as the pipeline records them."""

from collections.abc import Sequence

from kiwame.classifier import OfflineJudge
from kiwame.core.event import ErrorEvent, EventDetail
from kiwame.core.issue import Recording
from kiwame.grouping.mechanisms import fingerprint
from kiwame.store.engine import Store
from tests.web.site import NOW


def record(store: Store, events: Sequence[tuple[ErrorEvent, EventDetail | None]]) -> None:
    """Judge and keep events, in one project that is there."""
    judge = OfflineJudge()
    store.projects.ensure_default("ab" * 16, NOW)
    store.recorder.record(
        [
            Recording(event=event, fingerprint=fingerprint(event), verdict=judge.judge(event).verdict, detail=detail)
            for event, detail in events
        ],
        NOW,
    )
