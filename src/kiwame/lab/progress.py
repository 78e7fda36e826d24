"""A progress line: redrawn on a terminal, silent elsewhere."""

import threading
from collections.abc import Callable
from typing import TextIO


class Progress:
    """One line on `stream`, redrawn in place where that is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._lock = threading.Lock()

    def say(self, text: str) -> None:
        """Show `text` instead of what was shown before."""
        if self._shown:
            with self._lock:
                self._stream.write(f"\r\033[K{text}")
                self._stream.flush()

    def counter(self, what: str, start: int, goal: int) -> Callable[[], None]:
        """A function to call once per step: counts from `start` and shows it beside `goal`."""
        count = start

        def step() -> None:
            nonlocal count
            with self._lock:
                count += 1
            self.say(f"{min(count, goal)} of {goal} {what}")

        return step

    def done(self) -> None:
        """Clear the line."""
        self.say("")
