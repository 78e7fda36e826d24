"""The JVM's stacks (Java, Kotlin, Scala): causes below what they caused; suppressed exceptions are left out."""

import re

from kiwame.core.event import Frame
from kiwame.normalise.class_name import Head, head_of
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_FRAME = re.compile(r"\s{0,100}at ([\w.$/<>@\-]{1,500})\(([^()\n]{0,300})\)")
_LEAD = re.compile(r"(\s{0,100})(Caused by|Suppressed|Wrapped by): ")
_SKIPPED = ("...", "Error has been observed", "*__checkpoint", "|_", "Original Stack Trace", "[CIRCULAR REFERENCE")


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first; the first printed link without name where no error line stands."""
    links: list[Parsed] = []
    root_printed_first = False
    head: Head | None = None
    message: list[str] = []
    frames: list[Frame] = []
    aside = -1

    def close() -> None:
        nonlocal head
        if head is not None or frames:
            name = head.name if head else ""
            links.append(Parsed(name=name, message="\n".join(message).strip(), frames=tuple(reversed(frames))))
        head = None
        message.clear()
        frames.clear()

    for line in lines:
        lead = _LEAD.match(line)
        if lead:
            indent = len(lead[1])
            if lead[2] == "Suppressed" and (aside < 0 or indent <= aside):
                aside = indent
                continue
            if aside >= 0 and indent >= aside:
                continue
            aside = -1
            close()
            root_printed_first = root_printed_first or lead[2] == "Wrapped by"
            head = head_of(line[lead.end() :].strip(), sure=True) or Head("", "", line[lead.end() :].strip())
            message.append(head.message)
            continue
        found = _FRAME.match(line) if " at " in line or "\tat " in line or line.startswith("at ") else None
        if found:
            if aside < 0 or len(line) - len(line.lstrip()) <= aside:
                aside = -1
                frames.append(_frame(found[1], found[2]))
        elif aside < 0 and not line.strip().startswith(_SKIPPED):
            _text(line, head is None and not frames, message)
            if head is None and not frames:
                head = head_of(line.strip())
                message[:] = [head.message] if head else []
    close()
    return links if root_printed_first else links[::-1]


def _text(line: str, before: bool, message: list[str]) -> None:
    if not before and line.strip() and message:
        message.append(line)


def _frame(call: str, place: str) -> Frame:
    """A frame of `module/package.Class.method` and `File.java:12`, "Native Method" or "Unknown Source"."""
    owner, _, function = call.rpartition("/")[2].rpartition(".")
    file, _, line = place.partition(":")
    return Frame(
        function=function,
        module=owner,
        filename=file if "." in file else "",
        lineno=number(line),
        in_app=in_app_by_path("", owner, "java"),
    )
