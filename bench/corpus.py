"""What is sent: recorded envelopes of the lab's faults, each with an event id and a trace id of its own, in gzip."""

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path

from kiwame.lab.capture import text_of
from kiwame.lab.corpus import corpus
from kiwame.lab.faults.table import FAULTS

KEPT = Path(".build/bench")
_IDS = re.compile(rb'"(?:event_id|trace_id)": ?"([0-9a-f]{32})"')
_LEVEL = 6


def recorded(*, faults: int | None = None) -> list[bytes]:
    """Envelopes as text, of every fault (or the first so many) raised once; recorded by the first run on a machine."""
    chosen = list(FAULTS.values())[:faults]
    return [text_of(body, headers) for _, body, headers in corpus(KEPT, chosen, 1, 1)]


def varied(texts: list[bytes], count: int, *, seed: int = 7) -> Iterator[bytes]:
    """`count` gzip envelopes, `texts` in turn, none with an id that another one has."""
    rng = random.Random(seed)
    for number in range(count):
        text = texts[number % len(texts)]
        for known in set(_IDS.findall(text)):
            text = text.replace(known, b"%032x" % rng.getrandbits(128))
        yield gzip.compress(text, _LEVEL)
