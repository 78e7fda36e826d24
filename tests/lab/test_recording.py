"""What is recorded is what a real sentry-sdk sends: compressed, authenticated, each failure in a trace of its own."""

from pathlib import Path

from kiwame.lab.capture import Envelope, capture_envelopes, event_id_of, text_of
from kiwame.lab.corpus import corpus
from kiwame.lab.faults.table import FAULTS
from tests.lab.judging import event_of


def test_envelopes_are_as_the_sdk_sends_them(recorded: list[Envelope]) -> None:
    for _, body, headers in recorded:
        assert headers["content-type"] == "application/x-sentry-envelope"
        assert headers["content-encoding"] in {"br", "gzip"}
        assert "sentry_key=" in headers["x-sentry-auth"]
        assert headers["user-agent"].startswith("sentry.python")
        assert len(text_of(body, headers)) > len(body)


def test_event_ids_are_unique(recorded: list[Envelope]) -> None:
    ids = [event_id_of(body, headers) for _, body, headers in recorded]
    assert len(set(ids)) == len(ids)


def test_each_failure_has_a_trace_of_its_own(recorded: list[Envelope]) -> None:
    fault_of: dict[str, set[str]] = {}
    for envelope in recorded:
        fault_of.setdefault(event_of(envelope).trace_id, set()).add(envelope[0])
    assert all(len(names) == 1 for names in fault_of.values())
    assert "" not in fault_of


def test_a_failure_reported_twice_is_in_one_trace(recorded: list[Envelope]) -> None:
    twice = [event_of(envelope) for envelope in recorded if envelope[0] == "openai-wrapped"]
    assert len(twice) == 2
    assert len({event.trace_id for event in twice}) == 1
    shorter, longer = sorted(([link.type for link in event.chain] for event in twice), key=len)
    assert longer[: len(shorter)] == shorter
    assert longer[-1] == "ChatFailed"


def test_one_trace_when_asked_and_another_turn_varies() -> None:
    trace = "0123456789abcdef0123456789abcdef"
    faults = [FAULTS["bug-zero-division"], FAULTS["mistral-role-order"], FAULTS["ollama-out-of-memory"]]
    found = capture_envelopes(faults, 2, seed=1, one_trace=trace)
    assert {event_of(envelope).trace_id for envelope in found} == {trace}
    titles = [event_of(envelope).title for envelope in found if envelope[0] == "ollama-out-of-memory"]
    assert len(set(titles)) == 2


def test_a_corpus_is_recorded_once(tmp_path: Path) -> None:
    faults = [FAULTS["bug-key-error"], FAULTS["agent-iterations"]]
    first = corpus(tmp_path, faults, 1, 4)
    assert {name for name, _, _ in first} == {"bug-key-error", "agent-iterations"}
    (file,) = tmp_path.iterdir()
    made = file.stat().st_mtime_ns
    assert corpus(tmp_path, faults, 1, 4) == first
    assert file.stat().st_mtime_ns == made
