"""The way of an event over a real store: repeated without effect, and no entry stops another."""

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.running import envelope

from kiwame.core.errors import StorageUnavailable
from kiwame.core.event import Door, ErrorEvent, RawEvent
from kiwame.core.issue import IssueFilter
from kiwame.core.verdict import Verdict
from kiwame.grouping.mechanisms import CURRENT, OLDER, fingerprint
from kiwame.inbox.memory import MemoryInbox
from kiwame.service import pipeline as pipeline_module
from kiwame.service import wiring
from kiwame.service.pipeline import DETAILED_IN_A_HURRY, Done, Pipeline
from kiwame.service.project_map import ProjectMap
from kiwame.service.settings import Settings
from kiwame.store.engine import Store


class Way:
    """A pipeline with what it works on; `now` is its clock."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(data=folder, sentry_projects=(("shop", "nowhere"),))
        self.store: Store = wiring.store(settings, create=True)
        self.store.projects.ensure_default("a" * 32, 1.0)
        self.inbox = MemoryInbox()
        self.judged = 0
        self._judge = wiring.cascade(settings)
        projects = ProjectMap(sentry=settings.sentry_projects, projects=self.store.projects.all, clock=time.monotonic)
        self.pipeline = Pipeline(
            inbox=self.inbox,
            recorder=self.store.recorder,
            counted=self.store.idempotency,
            judge=self.judge,
            redactor=wiring.redaction(settings),
            limits=wiring.envelope_limits(settings),
            project_of=projects.of_webhook,
            clock=time.time,
        )

    def judge(self, event: ErrorEvent) -> Verdict:
        """The rules; an event whose message says so breaks them."""
        self.judged += 1
        if event.outermost and "break the code" in event.outermost.message:
            raise ZeroDivisionError(event.outermost.message)
        return self._judge.judge(event)

    def put(self, body: bytes, *, project: str = "1", door: Door = Door.ENVELOPE, resource: str = "") -> None:
        """One entry in the inbox."""
        raw = RawEvent(project=project, door=door, body=body, received_at=time.time(), resource=resource)
        self.inbox.append([raw])

    def put_error(self, message: str, event_id: str = "", **event: object) -> str:
        """One event whose exception says `message`; its id."""
        event_id = event_id or uuid.uuid4().hex
        values = [{"type": "ValueError", "value": message}]
        self.put(envelope(event_id, **({"exception": {"values": values}} | event)))
        return event_id

    def run(self, *, hurry: bool = False) -> Done:
        """Everything that waits, in one batch."""
        return self.pipeline.process(self.inbox.take(1000), hurry=hurry)

    def counts(self) -> dict[str, int]:
        """The store's counters."""
        return self.store.reader.counts()

    def reasons(self) -> dict[str, int]:
        """How many went to quarantine, by reason."""
        return self.inbox.quarantine_counts()


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Way]:
    way = Way(tmp_path)
    yield way
    way.store.close()


def test_a_batch_becomes_issues_and_leaves_the_inbox(way: Way) -> None:
    for number in range(3):
        way.put_error(f"invalid literal {number}")
    assert way.run() == Done(stored=3)
    assert way.inbox.depth() == 0
    (issue,) = way.store.reader.issues(IssueFilter(), 10, None).issues
    assert (issue.count, issue.reports) == (3, 3)
    assert way.judged == 1
    assert issue.verdict.versions.grouping == issue.fingerprint.version


def test_a_known_issue_costs_no_verdict(way: Way) -> None:
    way.put_error("one")
    way.run()
    way.put_error("one")
    way.run()
    assert way.judged == 1


def test_the_same_id_counts_once_in_a_batch_and_in_the_next(way: Way) -> None:
    event_id = way.put_error("twice")
    way.put_error("twice", event_id)
    assert way.run() == Done(stored=1, duplicates=1)
    way.put_error("twice", event_id)
    assert way.run() == Done(duplicates=1)
    assert way.counts()["events"] == 1


def test_killed_between_record_and_remove_it_repeats_without_effect(way: Way) -> None:
    way.put_error("again")
    report = b'{"discarded_events":[{"reason":"queue_overflow","category":"error","quantity":5}]}'
    way.put(b'{}\n{"type":"client_report","length":%d}\n%b' % (len(report), report))
    entries = way.inbox.take(10)
    way.pipeline.process(entries)
    way.pipeline.process(entries)
    counts = way.counts()
    assert (counts["events"], counts["lost_before_us:queue_overflow"]) == (1, 5)


def test_an_entry_that_breaks_the_code_is_put_aside_alone_without_its_words(way: Way) -> None:
    for number in range(3):
        way.put_error(f"fine {number}")
    way.put_error("break the code, secret words")
    assert way.run() == Done(stored=3, quarantined=1)
    assert way.reasons() == {"broke_the_code": 1}
    (aside,) = way.inbox.quarantined(10)
    assert aside.detail == "ZeroDivisionError"
    assert way.inbox.depth() == 0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"not an envelope", "not_json"),
        (b'{}\n{"type":"event","length":9}\n{}', "length"),
        (b'{}\n{"type":"event"}\n[1]', "not_an_object"),
        (b'{}\n{"type":"event"}\n{"a":', "not_json"),
        (b'{}\n{"length":2}\n{}', "item_header"),
        (b'{}\n{"type":"event"}\n{"message":"%b"}' % (b"x" * (1 << 20)), "event_too_large"),
    ],
)
def test_what_cannot_be_read_is_put_aside_with_its_reason(way: Way, body: bytes, reason: str) -> None:
    way.put(body)
    way.put_error("the next one")
    assert way.run() == Done(stored=1, quarantined=1)
    assert way.reasons() == {reason: 1}


def test_a_bomb_is_put_aside(tmp_path: Path, way: Way) -> None:
    import zlib

    small = replace(way.pipeline, limits=replace(way.pipeline.limits, decompressed_bytes=10_000))
    raw = RawEvent(
        project="1", door=Door.ENVELOPE, body=zlib.compress(b"0" * 1_000_000), received_at=1.0, encoding="deflate"
    )
    way.inbox.append([raw])
    assert small.process(way.inbox.take(10)) == Done(quarantined=1)
    assert way.reasons() == {"bomb": 1}


def test_a_project_that_is_not_there_stops_nothing(way: Way) -> None:
    way.put(envelope(uuid.uuid4().hex), project="77")
    way.put_error("the next one")
    assert way.run() == Done(stored=1, quarantined=1)


def test_a_webhook_mapped_to_a_project_that_is_not_there_waits_in_quarantine(way: Way) -> None:
    event = {"event_id": uuid.uuid4().hex, "url": "https://sentry.io/api/0/projects/acme/shop/events/1/"}
    way.put(json.dumps({"data": {"error": event}}).encode(), project="", door=Door.WEBHOOK, resource="error")
    assert way.run() == Done(quarantined=1)
    assert way.reasons() == {"unknown_project": 1}


def test_a_store_that_is_away_keeps_everything_in_the_inbox(way: Way) -> None:
    class Away:
        def __getattr__(self, name: str) -> object:
            raise StorageUnavailable("away")

    way.put_error("wait")
    way.put(b"not an envelope")
    away = replace(way.pipeline, recorder=Away())  # type: ignore[arg-type]  # nothing of it answers
    with pytest.raises(StorageUnavailable):
        away.process(way.inbox.take(10))
    assert way.run() == Done(stored=1)


def test_two_reports_of_one_failure_are_one_failure(way: Way) -> None:
    trace: dict[str, Any] = {
        "contexts": {"trace": {"trace_id": "0af7651916cd43dd8448eb211c80319c", "span_id": "b7ad6b7169203331"}}
    }
    inner = [{"type": "TimeoutError", "value": "timed out"}]
    outer = [*inner, {"type": "APITimeoutError", "value": "Request timed out."}]
    way.put_error("", exception={"values": inner}, **trace)
    way.put_error("", exception={"values": outer}, **trace)
    way.put_error("", exception={"values": outer}, **trace)
    way.run()
    issues = way.store.reader.issues(IssueFilter(), 10, None).issues
    assert sum(issue.reports for issue in issues) == 3
    assert sum(issue.count for issue in issues) == 2


def test_in_a_hurry_later_events_of_an_issue_are_kept_without_detail(way: Way) -> None:
    for number in range(20):
        way.put_error(f"number {number}", extra={"note": "read me"})
    way.run(hurry=True)
    way.put_error("number 20", extra={"note": "read me"})
    way.run()
    kept = [stored for _, stored in way.store.reader.stored_events(0, 100)]
    assert len(kept) == 21
    assert [bool(stored.detail and stored.detail.extra) for stored in kept] == (
        [True] * DETAILED_IN_A_HURRY + [False] * (20 - DETAILED_IN_A_HURRY) + [True]
    )


def test_an_issue_of_an_older_grouping_goes_on_and_what_is_new_is_grouped_anew(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(message: str) -> None:
        value = {"type": "RateLimitError", "module": "openai", "value": message}
        way.put(envelope(uuid.uuid4().hex, exception={"values": [value]}))

    def groupings() -> list[tuple[str, int]]:
        issues = way.store.reader.issues(IssueFilter(), 10, None).issues
        return sorted((issue.fingerprint.version, issue.count) for issue in issues)

    said = "Rate limit reached for gpt-4.1 on requests per min (RPM): Limit 500, Used 500, Requested 1."
    body = f"Error code: 429 - {{'error': {{'message': '{said}', 'type': 'requests', 'code': 'rate_limit_exceeded'}}}}"
    with monkeypatch.context() as before:
        before.setattr(pipeline_module, "fingerprint", lambda event, version: fingerprint(event, OLDER[0]))
        put(body)
        way.run()
    put(body)
    put(body)
    way.run()
    assert groupings() == [(OLDER[0], 3)]
    assert way.judged == 1
    put(f"Error code: 429 - {said}")
    put("Error code: 401 - the key is not known here")
    way.run()
    put("Error code: 401 - the key is not known here")
    way.run()
    assert groupings() == [(OLDER[0], 3), (CURRENT, 1), (CURRENT, 2)]
