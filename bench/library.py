"""The library: what importing it costs a program, what the first error costs, and each one after it."""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass

IMPORT_GOAL = 80.0
"""ms that `import kiwame.classifier` may take."""

_SCRIPT = """
import json, sys, time
before = set(sys.modules)
began = time.perf_counter()
import kiwame.classifier
imported = time.perf_counter() - began
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
foreign = sorted(loaded - set(sys.stdlib_module_names) - {"kiwame"})
has_asyncio = "asyncio" in sys.modules
began = time.perf_counter()
import asyncio
asyncio_alone = time.perf_counter() - began

async def measure(count):
    classifier = kiwame.classifier.ErrorClassifier()
    error = {"type": "RateLimitError", "message": "Error code: 429 - {'error': {'code': 'insufficient_quota'}}"}
    began = time.perf_counter()
    await classifier.classify_with_retry(error)
    first = time.perf_counter() - began
    began = time.perf_counter()
    await classifier.batch_classify([error] * count)
    return first, (time.perf_counter() - began) / count

first, next_ones = asyncio.run(measure(int(sys.argv[1])))
print(json.dumps([imported * 1e3, asyncio_alone * 1e3, first * 1e3, next_ones * 1e6, foreign, has_asyncio]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Medians over fresh processes: ms of the import, of asyncio's own, of the first error; µs of each after it.

    `foreign` are the top-level modules of third parties that the import loads, asyncio among them if it does.
    """

    import_ms: float
    asyncio_ms: float
    first_ms: float
    next_us: float
    foreign: tuple[str, ...]


def measure(*, rounds: int, errors: int) -> Library:
    """`rounds` fresh processes, each of which imports, and classifies one error and then `errors` in a batch."""
    found = [_one(errors) for _ in range(rounds)]
    foreign = {name for row in found for name in row[4]} | {"asyncio" for row in found if row[5]}
    return Library(
        import_ms=statistics.median(row[0] for row in found),
        asyncio_ms=statistics.median(row[1] for row in found),
        first_ms=statistics.median(row[2] for row in found),
        next_us=statistics.median(row[3] for row in found),
        foreign=tuple(sorted(foreign)),
    )


def _one(errors: int) -> tuple[float, float, float, float, list[str], bool]:
    done = subprocess.run([sys.executable, "-c", _SCRIPT, str(errors)], check=True, capture_output=True, text=True)
    imported, alone, first, further, foreign, has_asyncio = json.loads(done.stdout)
    return imported, alone, first, further, foreign, has_asyncio


def report(library: Library) -> str:
    """The figures as text."""
    return "\n".join(
        (
            f"import kiwame.classifier: {library.import_ms:.0f} ms (and asyncio, later: {library.asyncio_ms:.0f} ms)",
            f"first error, with the import of what judges: {library.first_ms:.0f} ms",
            f"each further error of a batch: {library.next_us:.0f} µs",
        )
    )
