"""The cases that a command was given to judge, one after the other; what cannot be read is named on stderr."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kiwame.core.errors import Unreadable, UsageError
from kiwame.normalise.redactor import Redactor
from kiwame.service.judge_case import Case, read_case
from kiwame.service.judge_input import Bad, read_items

SOME_BAD = 3
"""Exit status where some cases could not be judged and all others were."""

GIVEN = """\
What is given is found out by looking: a traceback or log text (one case), JSON lines with id, platform, type, message,
stacktrace, tags, or Sentry's event JSON."""
STATUS = """\
Exit status: 0, 2 for wrong usage, 3 where some lines were bad (named on stderr; the others are answered)."""


class GivenCases:
    """The cases of a file, "-" for standard input. `status` is the exit status once all were taken."""

    def __init__(self, name: str, redact: Redactor) -> None:
        self._name = name
        self._redact = redact
        self.status = 0

    def __iter__(self) -> Iterator[Case]:
        """Each case, read as it comes. UsageError where there is nothing to judge."""
        empty = True
        with opened(self._name) as stream:
            for item in read_items(stream, json_lines=self._name.lower().endswith((".jsonl", ".ndjson"))):
                empty = False
                try:
                    if isinstance(item, Bad):
                        raise Unreadable("bad_line", item.why)
                    case = read_case(item, self._redact)
                except Unreadable as error:
                    self.status = SOME_BAD
                    print(f"kiwame: line {item.line}: {error}", file=sys.stderr)
                    continue
                yield case
        if empty:
            raise UsageError(
                "nothing to judge: the input is empty. Give a traceback, a log text, JSON lines or Sentry's JSON"
            )


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for "-". UsageError where they cannot be read."""
    if name == "-":
        if sys.stdin is None:
            raise UsageError("there is no standard input: name a FILE")
        if sys.stdin.isatty():
            print("kiwame: reading from the terminal; paste the error, then press Ctrl-D", file=sys.stderr)
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  (closed below: only opening it may be the user's mistake)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}. Give a file, or - for stdin") from error
    with stream:
        yield stream
