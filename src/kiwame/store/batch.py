"""What a batch adds to each of its issues, summed before anything is written. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kiwame.core.alert import FRESH_S
from kiwame.core.event import Door
from kiwame.core.issue import Recording
from kiwame.core.verdict import Verdict
from kiwame.store.project_names import Kind, NameKey
from kiwame.store.sketch import user_hash
from kiwame.store.text import clean

NAME_LENGTH = 200
"""Characters of a release's or environment's name that are told apart: longer ones would not fit an index."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """A recording and the issue it goes to; `joined` where it is a further report of a failure already counted."""

    recording: Recording
    issue_id: int
    joined: bool


@dataclass(slots=True)
class Tally:
    """Failures and reports, and keys of the users that reported (minutes only)."""

    count: int = 0
    reports: int = 0
    users: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Addition:
    """What a batch adds to one issue. Minutes and hours are counted by the event's own time, whole since 1970.

    `newest` is the time of its newest event, and `releases` those of the newest of each, at most the present. `fresh`:
    one of the events may be news.
    """

    first_seen: float
    last_seen: float
    newest: float
    count: int = 0
    reports: int = 0
    handled: bool = True
    fresh: bool = False
    verdict: Verdict | None = None
    provider: str = ""
    environments: dict[str, None] = field(default_factory=dict)
    releases: dict[str, float] = field(default_factory=dict)
    users: set[int] = field(default_factory=set)
    minutes: dict[int, Tally] = field(default_factory=dict)
    hours: dict[tuple[int, str, str], Tally] = field(default_factory=dict)
    sentry: dict[str, tuple[str, str]] = field(default_factory=dict)
    recordings: list[Recording] = field(default_factory=list)


def additions(assigned: Iterable[Assigned], now: float) -> dict[int, Addition]:
    """Issue id to what is added to it, by ascending id (so that two workers lock rows in one order).

    A time after `now` (a clock that runs ahead) counts in the minute and hour of `now`.
    """
    found: dict[int, Addition] = {}
    for item in assigned:
        at = item.recording.event.timestamp
        addition = found.setdefault(item.issue_id, Addition(first_seen=at, last_seen=at, newest=min(at, now)))
        _add(addition, item, min(at, now))
    return dict(sorted(found.items()))


def _add(addition: Addition, item: Assigned, at: float) -> None:
    event = item.recording.event
    failures = 0 if item.joined else 1
    addition.first_seen = min(addition.first_seen, event.timestamp)
    addition.last_seen = max(addition.last_seen, event.timestamp)
    came_late = event.received_at - event.timestamp > FRESH_S
    addition.fresh = addition.fresh or not (event.door is Door.BACKFILL or came_late)
    addition.newest = max(addition.newest, at)
    addition.count += failures
    addition.reports += 1
    # The second report of a failure (a framework's, after the integration's) says no more of who handled it
    # than the first, but one unhandled report makes the failure unhandled.
    addition.handled = addition.handled and event.handled
    if not item.joined and addition.verdict is None:
        addition.verdict = item.recording.verdict
    addition.provider = addition.provider or clean(event.facts.provider, NAME_LENGTH)
    environment, release = clean(event.environment, NAME_LENGTH), clean(event.release, NAME_LENGTH)
    addition.environments[environment] = None
    if release:
        addition.releases[release] = max(at, addition.releases.get(release, at))
    minute = addition.minutes.setdefault(int(at // 60), Tally())
    hour = addition.hours.setdefault((int(at // 3600), environment, release), Tally())
    for tally in (minute, hour):
        tally.count += failures
        tally.reports += 1
    if event.user_key:
        user = user_hash(event.user_key)
        addition.users.add(user)
        minute.users.add(user)
    if event.sentry and event.sentry.issue_id:
        link = event.sentry
        addition.sentry[clean(link.issue_id, 64)] = (clean(link.project, NAME_LENGTH), clean(link.url, 2000))
    addition.recordings.append(item.recording)


def named(assigned: Iterable[Assigned], now: float) -> dict[NameKey, float]:
    """The releases and environments that a batch names, each with the earliest time (at most `now`) of an event."""
    found: dict[NameKey, float] = {}
    for item in assigned:
        event = item.recording.event
        at = min(event.timestamp, now)
        for kind, name in ((Kind.RELEASE, event.release), (Kind.ENVIRONMENT, event.environment)):
            key = (int(event.project), kind.value, clean(name, NAME_LENGTH))
            found[key] = min(at, found.get(key, at))
    return found


def by_provider(assigned: Iterable[Assigned], now: float) -> dict[tuple[int, str, int], Tally]:
    """(project, provider, hour) to what is added, for the events that name a provider."""
    found: dict[tuple[int, str, int], Tally] = {}
    for item in assigned:
        event = item.recording.event
        provider = clean(event.facts.provider, NAME_LENGTH)
        if provider:
            key = (int(event.project), provider, int(min(event.timestamp, now) // 3600))
            tally = found.setdefault(key, Tally())
            tally.count += 0 if item.joined else 1
            tally.reports += 1
    return dict(sorted(found.items()))
