"""Ordinary failures rendered as labelled cases: `python -m kiwame.lab.everyday.written` prints them as JSON lines.

The same bytes on every machine: what varies comes out of a seed.
"""

import json
import sys
from collections.abc import Iterator

from kiwame.core.taxonomy import CATEGORY_OF
from kiwame.lab.draw import Draw
from kiwame.lab.everyday import ai_calls, ai_prompts, bought, compiled, javascript, python, scripting, stores
from kiwame.lab.everyday.row import Row
from kiwame.lab.everyday.stacks import stack
from kiwame.lab.formats.format import fill

ROWS: tuple[Row, ...] = (
    *python.ROWS, *stores.ROWS, *bought.ROWS, *javascript.ROWS, *compiled.ROWS, *scripting.ROWS,
    *ai_prompts.ROWS, *ai_calls.ROWS,
)  # fmt: skip
TIMES = 4
"""How often each row is rendered: the class apart, with a stack, in the message, in a line of a log."""


def written(times: int = TIMES) -> Iterator[dict[str, object]]:
    """The cases: id, platform, type, message, stacktrace, tags, category, reason, format, wrapper."""
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(ROWS):
        for turn in range(times):
            draw = Draw(f"everyday:{number}:{turn}")
            kind, message, trace, wrapper = _worn(row, fill(row.message, draw), turn % 4, draw)
            if (kind, message + trace) in seen:
                continue
            seen.add((kind, message + trace))
            yield {
                "id": f"everyday-{number:04d}-{turn}",
                "platform": row.platform,
                "type": kind,
                "message": message,
                "stacktrace": trace,
                "tags": {},
                "category": CATEGORY_OF[row.reason],
                "reason": row.reason,
                "format": row.format,
                "wrapper": wrapper,
            }


def _worn(row: Row, message: str, way: int, draw: Draw) -> tuple[str, str, str, str]:
    short = row.type.replace("\\", ".").rpartition(".")[2] or row.type
    match way:
        case 0:
            return row.type, message, "", "plain"
        case 1:
            return row.type, message, stack(row.platform, row.type, message, draw), "stack"
        case 2:
            return "", f"{short}: {message}" if short else message, "", "named"
        case _:
            clock = f"2026-0{draw.number(1, 9)}-{draw.number(10, 28)} {draw.number(10, 23)}:{draw.number(10, 59)}:07"
            told = f"{row.type}: {message}" if row.type else message
            return "", f"{clock} ERROR {_LOGGERS[draw.number(0, len(_LOGGERS) - 1)]}{told}", "", "log"


_LOGGERS = (
    "shop.orders: ",
    "[http-nio-8080-exec-3] c.e.shop.Api - ",
    "django.request - Internal Server Error: /cart\n",
    "",
)


def main() -> None:
    """Print the cases."""
    for case in written():
        sys.stdout.write(json.dumps(case, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
