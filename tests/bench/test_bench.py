"""The bench's pieces run: what they measure is not looked at, only that they measure it."""

import gzip
import re

from bench.corpus import varied

from bench import append, judging, library, linear, machine, pages, sdk
from kiwame.core.event import Door, RawEvent
from kiwame.ingest.envelope import read_raw
from kiwame.ingest.limits import EnvelopeLimits

_ID = "0123456789abcdef0123456789abcdef"
_ENVELOPE = f'{{"event_id": "{_ID}"}}\n{{"type": "event"}}\n{{"event_id": "{_ID}", "message": "no"}}'.encode()


def test_every_envelope_has_an_id_of_its_own() -> None:
    bodies = list(varied([_ENVELOPE], 20))
    ids = [re.findall(rb"[0-9a-f]{32}", gzip.decompress(body)) for body in bodies]
    assert all(header == payload for header, payload in ids)
    assert len({header for header, _ in ids} | {_ID.encode()}) == 21
    raw = RawEvent(project="1", door=Door.ENVELOPE, body=bodies[0], received_at=0.0, encoding="gzip")
    assert [item.event_id for item in read_raw(raw, EnvelopeLimits()).events] == [ids[0][0].decode()]


def test_appends_are_counted() -> None:
    found = append.measure([b"x" * 100], 0.02)
    assert min(found.alone, found.together) > 0
    assert "rows/s" in append.report(found)


def test_the_machine_and_its_versions_are_named() -> None:
    assert "cores" in machine.described()
    assert "SQLite" in machine.described()


def test_every_way_takes_every_text() -> None:
    for run in linear.ways().values():
        for text in linear.TEXTS.values():
            run(text * 3)


def test_the_table_says_the_steps() -> None:
    found = judging.Judging(steps={"decode": 37.0}, events=1, start_seconds=0.1, lines_per_second=1000.0)
    assert "37 µs" in judging.report(found)


def test_the_library_loads_nothing_of_others() -> None:
    found = library.measure(rounds=1, errors=2)
    assert found.foreign == ()
    assert min(found.import_ms, found.first_ms, found.next_us) > 0
    assert "kiwame.classifier" in library.report(found)


def test_pages_of_a_filled_store_are_asked_for() -> None:
    found = pages.measure(issues=12, rounds=1)
    assert {one.name for one in found} >= {"Issues", "Issue"}
    assert all(one.size > 1000 for one in found)
    assert "ms" in pages.report(found, 12)


def test_the_integration_is_measured_on_every_kind_and_loads_nothing_of_others() -> None:
    found = sdk.measure(rounds=1, captures=1)
    assert found.foreign == ()
    assert [cost.kind for cost in found.costs] == list(sdk.kinds())
    assert "openai, 429" in sdk.report(found)
