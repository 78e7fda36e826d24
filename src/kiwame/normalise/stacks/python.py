"""Python's tracebacks: chains, exception groups with their margins, notes, syntax errors, IPython's form."""

import re

from kiwame.core.event import Frame
from kiwame.normalise.class_name import head_of
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.log_line import starts_log_line
from kiwame.normalise.stacks.parsed import Parsed, number

_FRAME = re.compile(r'\s{0,200}File "([^"\n]{1,1000})", line (\d{1,9})(?:, in (.{1,300}))?')
_MARGIN = re.compile(r"( {0,100})(?:\| ?|(\+(?:-\+)?-{1,60}(?: (?:\d{1,6}|\.\.\.) -{1,60})?$)|\+ (?=Exception Group))")
_BETWEEN = (
    "The above exception was the direct cause",
    "During handling of the above exception",
    "The above exception was",
)
_TRACEBACK = "Traceback (most recent call last)"


def read(lines: list[str]) -> list[Parsed]:
    """The chain in `lines`, the root first; a last link without name where frames stand without an error line."""
    return _Reader().read(lines)


class _Reader:
    def __init__(self) -> None:
        self.found: list[tuple[int, Parsed]] = []
        self.frames: list[Frame] = []
        self.name = ""
        self.message: list[str] = []
        self.depth = 0
        self.inside = False

    def read(self, lines: list[str]) -> list[Parsed]:
        for raw in lines:
            depth, line = _margin(raw)
            if line is None:
                self._close()
                self.inside = True
            else:
                self._line(depth, line)
        self._close()
        return _root_first(self.found)

    def _line(self, depth: int, line: str) -> None:
        frame = _FRAME.match(line) if 'File "' in line else None
        if frame is not None:
            if self.name:
                self._close()
            path = frame[1]
            self.frames.append(
                Frame(
                    function=(frame[3] or "").strip(),
                    filename=path,
                    lineno=number(frame[2]),
                    in_app=in_app_by_path(path, "", "python"),
                )
            )
            self.depth, self.inside = depth, True
        elif _TRACEBACK in line or line.startswith(_BETWEEN):
            self._close()
            self.depth, self.inside = depth, True
        elif self.name:
            if starts_log_line(line):
                self._close()
            elif depth != self.depth and (line or depth < self.depth):
                self._close()
                self.inside = True
                self._head(depth, line)
            else:
                self.message.append(line)
        else:
            self._head(depth, line)

    def _head(self, depth: int, line: str) -> None:
        """Take `line` as an error line: any identifier right after frames, only a plausible class elsewhere."""
        if not line or line[0].isspace() or set(line) <= {"^", "~", "."}:
            return
        head = head_of(line, sure=self.inside and bool(self.frames))
        if head is not None and (self.inside or self.frames):
            self.name, self.message, self.depth = head.name, [head.message], depth
        elif head is None and self.frames and self.inside:
            # A class of several words does not exist: the text was cut here, or something else printed into it.
            self._close()

    def _close(self) -> None:
        if self.name or self.frames:
            self.found.append(
                (
                    self.depth,
                    Parsed(
                        name=self.name,
                        message="\n".join(self.message).strip(),
                        frames=tuple(self.frames),
                        is_group=self.name.endswith("ExceptionGroup"),
                    ),
                )
            )
        self.frames, self.name, self.message, self.inside = [], "", [], False


def _margin(raw: str) -> tuple[int, str | None]:
    """(depth, line without margin) of a group's tree: depth 0 outside of one, None for a line between members."""
    if "|" not in raw and "+" not in raw:
        return 0, raw
    found = _MARGIN.match(raw)
    if found is None:
        return 0, raw
    return len(found[1]) // 2 + 1, None if found[2] else raw[found.end() :]


def _root_first(found: list[tuple[int, Parsed]]) -> list[Parsed]:
    """Python prints a cause before what it caused, but a group before its members: put each group after its members."""
    chain: list[Parsed] = []
    groups: list[tuple[int, Parsed]] = []
    for place, (depth, link) in enumerate(found):
        while groups and groups[-1][0] >= depth:
            chain.append(groups.pop()[1])
        if link.is_group and place + 1 < len(found) and found[place + 1][0] > depth:
            groups.append((depth, link))
        else:
            chain.append(link)
    while groups:
        chain.append(groups.pop()[1])
    return chain
