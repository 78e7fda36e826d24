"""Failures as text, rendered without running anything, as JSON lines.

`python -m kiwame.lab.written [--seed N] [--count N]` prints cases: id, platform, type, message, stacktrace, tags, the
labels category and reason, the format that the case is in and the wrapper that tells it. Every pair of a format and a
wrapper that can meet it comes once, in an order mixed over the reasons; then all again with other ids, numbers and
models. The same arguments give the same bytes on every machine.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count as numbers

from kiwame.core.taxonomy import CATEGORY_OF, Reason
from kiwame.lab.draw import Draw
from kiwame.lab.formats.format import say
from kiwame.lab.formats.table import FORMATS
from kiwame.lab.wrappers.dress import dress
from kiwame.lab.wrappers.table import WRAPPERS
from kiwame.lab.wrappers.wrapper import Text

DEFAULT_COUNT = 6000

SHOWS = {
    "azure_openai.jailbreak": "jailbreak",
    "google.day": "PerDay",
    "google.minute": "PerMinute",
    "openrouter.upstream-busy": "rate-limited upstream",
    "openrouter.upstream-context": "prompt is too long",
    "openrouter.upstream-tool": "tool_use_id",
    "openrouter.upstream-temperature": "temperature",
}
"""What a text must show to be a case of a format whose reason stands beside the sentence that most wrappers keep.

Without it the text is one of another reason: of Azure's filter, of a quota, of whatever the upstream said.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One rendered case."""

    id: str
    platform: str
    type: str
    message: str
    stacktrace: str
    tags: dict[str, str]
    category: str
    reason: str
    format: str
    wrapper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One way to tell one failure; `render` takes the seed of what varies: (dress, text, stack trace, tags)."""

    format: str
    wrapper: str
    reason: Reason
    render: Callable[[str], tuple[str, Text, str, dict[str, str]]]


def _tags(draw: Draw, provider: str, status: int, model: str) -> dict[str, str]:
    """What the application's tags would say; some have none."""
    tags: dict[str, str] = {}
    if provider and draw.number(0, 9) < 6:
        tags["llm_provider"] = provider
    if status >= 400 and draw.number(0, 9) < 3:
        tags["http_status"] = str(status)
    if model and draw.number(0, 9) < 3:
        tags["model"] = model
    return tags


def _render_format(name: str, wrapper: int, seed: str) -> tuple[str, Text, str, dict[str, str]]:
    said = say(FORMATS[name], seed)
    draw = Draw(f"{seed}:wrapper")
    text = WRAPPERS[wrapper].tells(said, draw)
    worn, done, trace = dress(text, draw)
    return worn, done, trace, {**_tags(draw, said.format.provider, said.status, said.model), **done.tags}


def _format_pairs() -> Iterator[Pair]:
    for name, one in FORMATS.items():
        said = say(one, "probe")
        for at, wrapper in enumerate(WRAPPERS):
            if wrapper.speaks(said):
                yield Pair(
                    format=name, wrapper=wrapper.name, reason=one.reason, render=partial(_render_format, name, at)
                )


def pairs() -> tuple[Pair, ...]:
    """All ways to tell all failures."""
    return tuple(_format_pairs())


def _rank(pair: Pair, seed: int) -> str:
    """A place in an order that is mixed, and the same everywhere."""
    return hashlib.sha256(f"{seed}:{pair.format}:{pair.wrapper}".encode()).hexdigest()


def ordered(seed: int) -> list[Pair]:
    """All pairs, mixed: the first of every reason, then the second of every reason, and so on."""
    queues: dict[Reason, list[Pair]] = {reason: [] for reason in Reason}
    for pair in sorted(pairs(), key=partial(_rank, seed=seed)):
        queues[pair.reason].append(pair)
    longest = max(len(queue) for queue in queues.values())
    return [queue[turn] for turn in range(longest) for queue in queues.values() if turn < len(queue)]


def written(seed: int = 1, count: int = DEFAULT_COUNT) -> Iterator[Written]:
    """`count` cases, no two alike in class, message and stack trace."""
    order, seen, made = ordered(seed), set[bytes](), 0
    for turn in numbers():
        fresh = False
        for pair in order:
            if made == count:
                return
            worn, text, trace, tags = pair.render(f"{seed}:{turn}:{pair.format}:{pair.wrapper}")
            if SHOWS.get(pair.format, "") not in text.message:
                continue
            alike = hashlib.sha256(f"{text.type}\0{text.message}\0{trace}".encode()).digest()
            if alike in seen:
                continue
            seen.add(alike)
            fresh = True
            made += 1
            yield Written(
                id=f"written-{made:06d}",
                platform=text.platform,
                type=text.type,
                message=text.message,
                stacktrace=trace,
                tags=tags,
                category=CATEGORY_OF[pair.reason],
                reason=pair.reason,
                format=pair.format,
                wrapper=f"{pair.wrapper}+{worn}",
            )
        if not fresh:
            return


def main() -> None:
    """Print the cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="decides every value that varies (default 1)")
    parser.add_argument("--count", type=int, default=DEFAULT_COUNT, help=f"how many cases (default {DEFAULT_COUNT})")
    given = parser.parse_args()
    for case in written(given.seed, given.count):
        sys.stdout.write(json.dumps(asdict(case), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
