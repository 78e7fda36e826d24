"""Recorded envelopes of lab faults, exactly as the real sentry-sdk sends them: for tests, proofs and the bench."""

import gzip
import json
from collections.abc import Sequence

from kiwame.lab.fault import Fault
from kiwame.lab.record import Recorder
from kiwame.lab.sample import Order, SampleApp

Envelope = tuple[str, bytes, dict[str, str]]
"""A fault's name, the envelope's bytes as sent (compressed), and the request's headers with lower-case names."""


def capture_envelopes(faults: Sequence[Fault], rounds: int, seed: int, *, one_trace: str = "") -> list[Envelope]:
    """Raise every fault `rounds` times; what the SDK sent, in order of arrival.

    Each event has its own trace id, unless `one_trace` (32 hex digits) names that of an upstream caller. One raising
    can give two envelopes, where an integration of the SDK reports the failure and the framework reports it again.
    """
    return record([fault for _ in range(rounds) for fault in faults], seed, one_trace=one_trace)


def record(faults: Sequence[Fault], seed: int, *, one_trace: str = "", facts: bool = False) -> list[Envelope]:
    """Raise `faults` in their order, each time with other ids, numbers and prompts; else as `capture_envelopes`.

    With `facts` the application has Kiwame's integration.
    """
    wanted = [
        Order(fault=fault.name, seed=f"{seed}.{turn}.{fault.name}", trace_id=one_trace)
        for turn, fault in enumerate(faults)
    ]
    with Recorder() as recorder:
        with SampleApp(recorder.dsn, facts=facts) as app:
            app.meet(wanted)
            fault_of = dict(app.sent())
        found = [(event_id_of(body, headers), body, headers) for body, headers in recorder.kept]
    return [(fault_of[event_id], body, headers) for event_id, body, headers in found if event_id in fault_of]


def text_of(body: bytes, headers: dict[str, str]) -> bytes:
    """A recorded envelope, decompressed as its headers say: the SDK takes brotli where that is installed, else gzip."""
    match headers.get("content-encoding", ""):
        case "br":
            import brotli  # type: ignore[import-untyped]  # it has no stubs

            return bytes(brotli.decompress(body))
        case "gzip":
            return gzip.decompress(body)
        case _:
            return body


def event_id_of(body: bytes, headers: dict[str, str]) -> str:
    """The event id in an envelope's header line; "" where it names none."""
    header = json.loads(text_of(body, headers).split(b"\n", 1)[0])
    return str(header.get("event_id", ""))
