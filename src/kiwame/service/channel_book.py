"""Which channels there are now: the operator's from environment and file, and those that people set on the page."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kiwame.core.alert import AlertInputs, AlertPlan, Channel
from kiwame.core.errors import StorageError
from kiwame.core.ports import Project
from kiwame.notify.plan import plan
from kiwame.notify.route import merged, with_project_ids
from kiwame.service.settings import Settings

_FRESH_SECONDS = 1.0


def operator_channels(settings: Settings) -> tuple[Channel, ...]:
    """The channels of environment and file; KIWAME_SLACK_WEBHOOK_URL's is named "slack"."""
    own = settings.channels
    if settings.slack_webhook_url:
        own = merged([Channel(name="slack", kind="slack", url=settings.slack_webhook_url)], own)
    return tuple(replace(channel, language=channel.language or settings.language) for channel in own)


class ChannelBook:
    """Answers from memory, read anew each second once `follow` has said where from; any thread may ask. `clock` gives
    seconds that never go back. Called with an alert's inputs, it is the store's `AlertPolicy`."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float]) -> None:
        self._operator = operator_channels(settings)
        self._language = settings.language
        self._clock = clock
        self._lock = threading.Lock()
        self._page: Callable[[], Sequence[Channel]] = tuple
        self._all_projects: Callable[[], Sequence[Project]] = tuple
        self._channels: tuple[Channel, ...] = ()
        self._known = False
        self._names: Mapping[str, str] = {}
        self._read_at = float("-inf")

    def follow(self, *, page: Callable[[], Sequence[Channel]], projects: Callable[[], Sequence[Project]]) -> None:
        """Read from a store from now on."""
        self._page, self._all_projects = page, projects
        self._read_at = float("-inf")

    def __call__(self, inputs: AlertInputs) -> AlertPlan:
        """What to tell of an issue, and where."""
        return plan(inputs, self.channels())

    def channels(self) -> tuple[Channel, ...]:
        """All channels; what was last known while the store cannot be read. StorageError where it never could."""
        with self._lock:
            if self._clock() - self._read_at > _FRESH_SECONDS:
                try:
                    self._refresh()
                except StorageError:
                    if not self._known:
                        raise
            return self._channels

    def project_name(self, project: str) -> str:
        """A project's name where there are several, else ""."""
        with self._lock:
            return self._names.get(project, "") if len(self._names) > 1 else ""

    def _refresh(self) -> None:
        projects = self._all_projects()
        page = [replace(each, language=each.language or self._language) for each in self._page()]
        ids = {each.name.casefold(): each.id for each in projects} | {each.id: each.id for each in projects}
        self._channels = with_project_ids(merged(self._operator, page), ids)
        self._names = {each.id: each.name for each in projects}
        self._known = True
        self._read_at = self._clock()
