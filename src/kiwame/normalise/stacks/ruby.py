"""Ruby's backtraces: `file:line:in 'method': message (Class)`, causes below; Rails' log form too."""

import re

from kiwame.core.event import Frame
from kiwame.normalise.class_name import looks_like_class
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_FRAME = re.compile(r"\s{0,20}(?:\d{1,4}: )?(?:from )?([^\s:][^:\n]{0,400}):(\d{1,9}):in [`'‘]([^'’\n]{1,200})['’]")
_HEAD_AFTER = re.compile(r": (.{0,4000}) \(([A-Z][\w:]{0,200})\)\s{0,5}$")
_HEAD_LINE = re.compile(r"\s{0,20}([A-Z][\w:]{0,200}) \((.{0,4000})\):?\s{0,5}$")


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first."""
    links: list[Parsed] = []
    name, message = "", ""
    frames: list[Frame] = []

    def close() -> None:
        if name or frames:
            links.append(Parsed(name=name, message=message, frames=tuple(reversed(frames))))
        frames.clear()

    for line in lines:
        found = _FRAME.match(line)
        if found:
            head = _HEAD_AFTER.match(line, found.end())
            if head:
                close()
                name, message = head[2], head[1].strip()
            path = found[1]
            in_app = in_app_by_path(path, "", "ruby")
            frames.append(Frame(function=found[3], filename=path, lineno=number(found[2]), in_app=in_app))
        elif (head := _HEAD_LINE.match(line)) and looks_like_class(head[1]):
            close()
            name, message = head[1], head[2].strip()
    close()
    return links[::-1]
