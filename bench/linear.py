"""Time of redaction, message parameters and rules against the length of the input, up to 1 MiB: linear or not.

python -m bench.linear [--rounds 3]
Each line: one way, one kind of text, µs per KiB at each size, and the last figure over the first. 1.0 is linear; twice
as much for each doubling would be quadratic.
"""

import argparse
import contextlib
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from kiwame.core.errors import MissingExtra
from kiwame.core.event import ErrorEvent, Link
from kiwame.decide.by_rules import ByRules
from kiwame.grouping.mechanisms import fingerprint
from kiwame.normalise.facts import read
from kiwame.normalise.message import parameterise
from kiwame.normalise.redact import redactor

SIZES_KIB = (64, 128, 256, 512, 1024)
TEXTS = {
    "log lines": 'File "/app/main.py", line 12, in chat: client.chat.create(model="gpt-4o", messages=m)\n',
    "provider's body": "Error code: 429 - {'error': {'message': 'Limit 3000, used 2811', 'type': 't', 'code': None}}",
    "full of secrets": "password=hunter2 bob@example.com 8.8.8.8 Bearer abc123def https://u:p@h/ 4111111111111111 ",
    "one letter": "a",
    "digits": "1234567890",
    "open quotes": "key='",
    "escaped quotes": '\\"token\\": \\"',
    "at signs": "a.b@",
    "key beginnings": "sk-",
    "urls begun": "://a:",
    "header names": "authorization: digest ",
    "brackets": "{'a', ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """µs per KiB at each of `SIZES_KIB`."""

    way: str
    text: str
    per_kib: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The largest size's cost per KiB over the smallest's."""
        return self.per_kib[-1] / self.per_kib[0]


def ways() -> dict[str, Callable[[str], object]]:
    """What is measured, by name; redaction by both engines where google-re2 is installed."""
    rules = ByRules()
    found: dict[str, Callable[[str], object]] = {"redaction, re": redactor(engine="re").text}
    with contextlib.suppress(MissingExtra):
        found["redaction, re2"] = redactor(engine="re2").text
    found |= {
        "parameters": parameterise,
        "grouping": lambda text: fingerprint(_event(text)),
        "facts": lambda text: read(_event(text)),
        "rules": lambda text: rules.answers(_event(text)),
    }
    return found


def _event(text: str) -> ErrorEvent:
    link = Link(type="APIStatusError", module="openai", message=text)
    return ErrorEvent(event_id="0" * 32, project="1", timestamp=0.0, received_at=0.0, chain=(link,))


def measure(rounds: int) -> list[Line]:
    """Every way over every text, the quickest of `rounds`."""
    return [
        Line(way=way, text=name, per_kib=tuple(_quickest(run, seed, kib, rounds) / kib for kib in SIZES_KIB))
        for way, run in ways().items()
        for name, seed in TEXTS.items()
    ]


def _quickest(run: Callable[[str], object], seed: str, kib: int, rounds: int) -> float:
    """µs."""
    text = (seed * (kib * 1024 // len(seed) + 1))[: kib * 1024]
    best = float("inf")
    for _ in range(rounds):
        begin = time.perf_counter()
        run(text)
        best = min(best, time.perf_counter() - begin)
    return best * 1e6


def table(lines: list[Line]) -> str:
    """The lines as aligned text."""
    head = f"{'µs per KiB':<16}{'text':<18}" + "".join(f"{kib:>7}K" for kib in SIZES_KIB) + "   ratio"
    rows = [
        f"{line.way:<16}{line.text:<18}" + "".join(f"{cost:>8.2f}" for cost in line.per_kib) + f"{line.ratio:>8.2f}"
        for line in lines
    ]
    return "\n".join((head, *rows))


def main() -> int:
    """Measure and print; status 1 where a cost per KiB grew fourfold over sixteen times the length."""
    parser = argparse.ArgumentParser(description="linear time of redaction, parameters, grouping, facts and rules")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="the quickest of N counts (default 3)")
    lines = measure(parser.parse_args().rounds)
    print(f"python {platform.python_version()} on {platform.machine()}")
    print(table(lines))
    worst = max(lines, key=lambda line: line.ratio)
    print(f"worst ratio: {worst.ratio:.2f} ({worst.way}, {worst.text})")
    return 1 if worst.ratio > 4 else 0


if __name__ == "__main__":
    sys.exit(main())
