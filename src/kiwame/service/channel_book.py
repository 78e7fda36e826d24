"""Which channels there are now: the operator's from environment and file, and those that people set on the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kiwame.core.alert import AlertInputs, AlertPlan, Channel
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was read last. `names`: projects' names by id."""

    channels: tuple[Channel, ...]
    names: Mapping[str, str]


class ChannelBook:
    """Answers from memory; any thread may ask, also within a transaction of the store. `follow` says where to read,
    `refresh` reads. `clock` gives seconds that never go back. Called with an alert's inputs, it is the store's
    `AlertPolicy`."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float]) -> None:
        self._operator = operator_channels(settings)
        self._language = settings.language
        self._clock = clock
        self._page: Callable[[], Sequence[Channel]] = tuple
        self._projects: Callable[[], Sequence[Project]] = tuple
        self._known = _Known(channels=self._operator, names={})
        self._read_at = float("-inf")

    def follow(self, *, page: Callable[[], Sequence[Channel]], projects: Callable[[], Sequence[Project]]) -> None:
        """Read from a store now, and whenever `refresh` is called. StorageError where it cannot be read."""
        self._page, self._projects = page, projects
        self._read_at = float("-inf")
        self.refresh()

    def refresh(self) -> None:
        """Read anew where the last time is a second ago; one thread calls this, outside of any transaction.

        StorageError leaves what was known.
        """
        now = self._clock()
        if now - self._read_at <= _FRESH_SECONDS:
            return
        projects = self._projects()
        page = [replace(each, language=each.language or self._language) for each in self._page()]
        ids = {each.name.casefold(): each.id for each in projects} | {each.id: each.id for each in projects}
        channels = with_project_ids(merged(self._operator, page), ids)
        # One assignment, so that nobody sees half of it.
        self._known = _Known(channels=channels, names={each.id: each.name for each in projects})
        self._read_at = now

    def __call__(self, inputs: AlertInputs) -> AlertPlan:
        """What to tell of an issue, and where."""
        return plan(inputs, self.channels())

    def channels(self) -> tuple[Channel, ...]:
        """All channels, as last read."""
        return self._known.channels

    def project_name(self, project: str) -> str:
        """A project's name where there are several, else ""."""
        names = self._known.names
        return names.get(project, "") if len(names) > 1 else ""
