"""THE way of an event, on one page: bytes from the inbox → events → fingerprints → verdicts → one transaction → gone.

Killed anywhere, it is done again without effect: an event counts once by its id, and an entry leaves the inbox last.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Protocol

from kiwame.core.errors import Conflict, StorageError, Unreadable, place_of
from kiwame.core.event import ErrorEvent, Fingerprint
from kiwame.core.issue import Known, KnownIssue, Pairable, Recording
from kiwame.core.ports import IdempotencyKeys, Inbox, InboxEntry, Recorder
from kiwame.core.verdict import Verdict
from kiwame.grouping.mechanisms import CURRENT, OLDER, fingerprint
from kiwame.grouping.update import find_partner, keep_event, link_hashes
from kiwame.ingest.limits import EnvelopeLimits
from kiwame.normalise.redactor import Redactor
from kiwame.normalise.sentry_event import to_detail
from kiwame.service.intake import Arrived, Intake, ProjectOf, read
from kiwame.service.logs import logger

_log = logger(__name__)

BROKE_THE_CODE = "broke_the_code"
_TRIES = 5
"""How often a batch is judged again because another process changed its issues meanwhile."""
DETAILED_IN_A_HURRY = 10
"""Of each issue, the events whose detail is made while more waits than a batch. Making one (source lines, variables,
breadcrumbs, all redacted) costs several times the judging; a flood is mostly the same failure over and over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a batch: events counted now, events counted before, entries put aside."""

    stored: int = 0
    duplicates: int = 0
    quarantined: int = 0


class Splits(Protocol):
    """What people want told apart beside the fingerprint; `service.split_book` is the one there is."""

    def refresh(self) -> None:
        """Asked before each batch. StorageError."""

    def regroup(self, event: ErrorEvent, fingerprint: Fingerprint) -> Fingerprint:
        """The fingerprint that the event counts under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The stations and what they need. One at a time works on one inbox. `clock` gives Unix seconds.

    `holds` says whether an issue's verdict stands, or its next event is judged as a new one's is.
    """

    inbox: Inbox
    recorder: Recorder
    counted: IdempotencyKeys
    judge: Callable[[ErrorEvent], Verdict]
    redactor: Redactor
    limits: EnvelopeLimits
    project_of: ProjectOf
    clock: Callable[[], float]
    splits: Splits | None = None
    holds: Callable[[KnownIssue], bool] = attrgetter("verdict_holds")

    def process(self, entries: Sequence[InboxEntry], *, hurry: bool = False) -> Done:
        """Take `entries` the whole way. StorageUnavailable: nothing was removed, try again.

        `hurry`: more wait. Then what is kept of an issue's later events is kept without its detail.
        """
        taken: list[tuple[InboxEntry, Intake]] = []
        aside = 0
        for entry in entries:
            try:
                taken.append((entry, self._read(entry)))
            except Unreadable as error:
                self._put_aside(entry, error.reason, str(error))
                aside += 1
            except StorageError:
                raise
            except Exception as error:
                self._broken(entry, error)
                aside += 1
        try:
            done = self._finish(taken, hurry=hurry)
        except StorageError:
            raise
        except Exception as error:
            _log.warning("batch_tried_one_by_one", entries=len(taken), error=place_of(error))
            done = self._finish_one_by_one(taken)
        return replace(done, quarantined=done.quarantined + aside)

    def _read(self, entry: InboxEntry) -> Intake:
        return read(entry.raw, limits=self.limits, redactor=self.redactor, project_of=self.project_of)

    def _finish_one_by_one(self, taken: Sequence[tuple[InboxEntry, Intake]]) -> Done:
        stored = duplicates = aside = 0
        for each in taken:
            try:
                done = self._finish([each], hurry=True)
                stored, duplicates = stored + done.stored, duplicates + done.duplicates
            except StorageError:
                raise
            except Exception as error:
                self._broken(each[0], error)
                aside += 1
        return Done(stored=stored, duplicates=duplicates, quarantined=aside)

    def _finish(self, taken: Sequence[tuple[InboxEntry, Intake]], *, hurry: bool) -> Done:
        """Judge, record, count, and only then remove."""
        arrived = [event for _, intake in taken for event in intake.events]
        done = self._record(arrived, hurry=hurry) if arrived else Done()
        now = self.clock()
        for _, intake in taken:
            if intake.issue is not None:
                self.recorder.link_sentry_issue(intake.issue)
        self._count(taken, now)
        if taken:
            self.inbox.remove([entry.id for entry, _ in taken])
        return done

    def _fingerprint(self, event: ErrorEvent, version: str = CURRENT) -> Fingerprint:
        found = fingerprint(event, version)
        return found if self.splits is None else self.splits.regroup(event, found)

    def _grouped(self, arrived: Sequence[Arrived]) -> tuple[list[tuple[Arrived, Fingerprint]], Known]:
        """Each event with its fingerprint: by today's version, or by an older one where that has an issue already.

        So an upgrade splits no issue: what was grouped before goes on, and only what is new is grouped anew.
        """
        grouped = [(each, self._fingerprint(each.event)) for each in arrived]
        known = self.recorder.known([(each.event, group.value) for each, group in grouped])
        for version in OLDER:
            strange = [place for place, (each, group) in enumerate(grouped) if _is_strange(each.event, group, known)]
            before = {place: self._fingerprint(arrived[place].event, version) for place in strange}
            if not before:
                break
            older = self.recorder.known([(arrived[place].event, group.value) for place, group in before.items()])
            known = replace(known, issues=known.issues | older.issues)
            for place, group in before.items():
                if (arrived[place].event.project, group.value) in older.issues:
                    grouped[place] = (arrived[place], group)
        return grouped, known

    def _record(self, arrived: Sequence[Arrived], *, hurry: bool) -> Done:
        if self.splits is not None:
            self.splits.refresh()
        for left in reversed(range(_TRIES)):
            grouped, known = self._grouped(arrived)
            recordings = list(self._judged(grouped, known, hurry=hurry))
            try:
                recorded = self.recorder.record(recordings, self.clock())
            except Conflict:
                if not left:
                    raise
                continue
            return Done(stored=recorded.stored, duplicates=recorded.duplicates + len(grouped) - len(recordings))
        raise AssertionError  # the last try returns or raises

    def _judged(
        self, grouped: Sequence[tuple[Arrived, Fingerprint]], known: Known, *, hurry: bool
    ) -> Iterator[Recording]:
        """Each event that was not counted before, with a verdict where its issue is new or has none that holds."""
        seen = set(known.seen)
        holding = {key for key, issue in known.issues.items() if self.holds(issue)}
        kept = _Kept(known, grouped, hurry=hurry)
        pairs = _Pairs(known.pairable)
        for each, group in grouped:
            event = each.event
            if (event.project, event.event_id) in seen:
                continue
            seen.add((event.project, event.event_id))
            links = link_hashes(event)
            partner = pairs.partner(event, links)
            key = (event.project, group.value)
            verdict = None
            if not partner and key not in holding:
                verdict = self.judge(event)
                verdict = replace(verdict, versions=replace(verdict.versions, grouping=group.version))
                holding.add(key)
            keep, detailed = kept.takes(key, event)
            yield Recording(
                event=event,
                fingerprint=group,
                links=links,
                verdict=verdict,
                keep=keep,
                detail=to_detail(each.payload, redactor=self.redactor) if detailed else None,
                partner=partner,
            )

    def _count(self, taken: Sequence[tuple[InboxEntry, Intake]], now: float) -> None:
        """Add what was only counted, once an entry: its key is remembered first, so that a repeat adds nothing."""
        keys = {_key(entry): intake.counts for entry, intake in taken if intake.counts}
        if not keys:
            return
        total: Counter[str] = Counter()
        for key in self.counted.add("inbox", list(keys), now):
            total.update(keys[key])
        for name, amount in total.items():
            self.recorder.count(name, amount, now)

    def _broken(self, entry: InboxEntry, error: Exception) -> None:
        """What an exception says may be the event's own words: its class and place must do."""
        _log.error("event_broke_the_code", entry=entry.id, error=place_of(error))
        _log.debug("event_broke_the_code_because", exc_info=error)
        self._put_aside(entry, BROKE_THE_CODE, type(error).__name__)

    def _put_aside(self, entry: InboxEntry, reason: str, detail: str) -> None:
        self.inbox.quarantine(entry.id, reason, self.redactor.text(detail), self.clock())
        _log.warning("quarantined", entry=entry.id, project=entry.raw.project, door=entry.raw.door.value, reason=reason)


def _is_strange(event: ErrorEvent, group: Fingerprint, known: Known) -> bool:
    """True where the event was not counted before and no issue has its fingerprint."""
    return (event.project, event.event_id) not in known.seen and (event.project, group.value) not in known.issues


class _Kept:
    """Which events of a batch are kept in full: what `keep_event` says, and of each issue the newest."""

    def __init__(self, known: Known, grouped: Sequence[tuple[Arrived, Fingerprint]], *, hurry: bool) -> None:
        self._hurry = hurry
        self._reports = {key: issue.reports for key, issue in known.issues.items()}
        self._releases = {key: set(issue.releases) for key, issue in known.issues.items()}
        newest: dict[tuple[str, str], ErrorEvent] = {}
        for each, group in grouped:
            before = newest.setdefault((each.event.project, group.value), each.event)
            if each.event.timestamp >= before.timestamp:
                newest[each.event.project, group.value] = each.event
        self._newest = {id(event) for event in newest.values()}

    def takes(self, key: tuple[str, str], event: ErrorEvent) -> tuple[bool, bool]:
        """Whether it is kept, and with its detail. Asked once for each event, in order."""
        reports = self._reports.get(key, 0)
        releases = self._releases.setdefault(key, set())
        new_release = bool(event.release) and event.release not in releases
        self._reports[key] = reports + 1
        releases.add(event.release)
        keep = id(event) in self._newest or keep_event(
            reports=reports, event_id=event.event_id, new_release=new_release
        )
        return keep, keep and (not self._hurry or new_release or reports < DETAILED_IN_A_HURRY)


class _Pairs:
    """Reports that may still find their second: those the store remembers, then those of this batch.

    Kept by project, trace and root link, then by chain: a process has one trace id outside requests, and where it
    repeats one failure a thousand times, the thousand equal chains, which never pair, are not looked at.
    """

    def __init__(self, known: Sequence[Pairable]) -> None:
        self._chains: dict[tuple[str, str, str], dict[tuple[str, ...], list[Pairable]]] = {}
        for each in known:
            if each.links:
                self._like(each).setdefault(each.links, []).append(each)

    def partner(self, event: ErrorEvent, links: tuple[str, ...]) -> str:
        """The id of the earlier report of the same failure, or ''; takes note of both."""
        if not event.trace_id or not links:
            return ""
        here = Pairable(
            event_id=event.event_id,
            project=event.project,
            trace_id=event.trace_id,
            timestamp=event.timestamp,
            links=links,
        )
        chains = self._like(here)
        found = find_partner(here, (each for other, same in chains.items() if other != links for each in same))
        if found is None:
            chains.setdefault(links, []).append(here)
            return ""
        chains[found.links].remove(found)
        return found.event_id

    def _like(self, one: Pairable) -> dict[tuple[str, ...], list[Pairable]]:
        return self._chains.setdefault((one.project, one.trace_id, one.links[0]), {})


def _key(entry: InboxEntry) -> str:
    """A name of this entry for ever: ids alone begin anew with a new inbox."""
    raw = entry.raw
    return hashlib.sha256(b"%d %r " % (entry.id, raw.received_at) + raw.body).hexdigest()
