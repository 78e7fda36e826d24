"""Recorded envelopes on disk, so that a bench need not raise the same faults anew for each run."""

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from kiwame.lab.capture import Envelope, capture_envelopes
from kiwame.lab.fault import Fault


def corpus(folder: Path, faults: Sequence[Fault], rounds: int, seed: int) -> list[Envelope]:
    """What `capture_envelopes` gives, kept in `folder` and made once for each choice of arguments and SDK version."""
    choice = [version("sentry-sdk"), str(rounds), str(seed), *(f"{fault.name} {fault.how}" for fault in faults)]
    path = folder / f"lab-{hashlib.sha256(json.dumps(choice).encode()).hexdigest()[:16]}.jsonl"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text("".join(_line(envelope) for envelope in capture_envelopes(faults, rounds, seed)))
        unfinished.replace(path)
    return [_envelope(line) for line in path.read_text().splitlines()]


def _line(envelope: Envelope) -> str:
    name, body, headers = envelope
    return json.dumps({"fault": name, "body": base64.b64encode(body).decode(), "headers": headers}) + "\n"


def _envelope(line: str) -> Envelope:
    kept = json.loads(line)
    return kept["fault"], base64.b64decode(kept["body"]), kept["headers"]
