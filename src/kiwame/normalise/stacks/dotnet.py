""".NET's stacks: all messages first (` ---> ` leads inwards), then the frames, the innermost exception's first."""

import re

from kiwame.core.event import Frame
from kiwame.normalise.class_name import head_of
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_FRAME = re.compile(r"\s{1,100}(?:at|在|bei|à|場所) ([^\s(][^(\n]{0,500})\(([^\n]{0,600})")
_PLACE = re.compile(r"\) (?:in|位置|场所) (.{1,500}):(?:line|行号|行) (\d{1,9})$")
_MEMBER = re.compile(r"\(Inner Exception #(\d{1,4})\) ")


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first; one link without name where only frames stand."""
    heads: list[list[str]] = []
    stacks: list[list[Frame]] = [[]]
    for line in lines:
        text = line.strip()
        frame = _FRAME.match(line)
        if frame:
            stacks[-1].append(_frame(frame[1], line))
        elif text.startswith("--- End of inner exception"):
            stacks.append([])
        elif text.startswith("---> (Inner Exception #"):
            # The members of an AggregateException; the first is the one that ` ---> ` has named already.
            break
        elif text.startswith("---> "):
            heads.extend([part] for part in text[5:].split(" ---> "))
        elif text and not text.startswith(("--- ", "---")) and not stacks[-1]:
            _head_line(text, heads)
    return _links(heads, stacks)


def _head_line(text: str, heads: list[list[str]]) -> None:
    """A line before any frame: the first head, or more of the last one's message."""
    parts = text.split(" ---> ")
    if heads:
        heads[-1].append(parts.pop(0))
    elif not head_of(parts[0]):
        return
    heads.extend([part] for part in parts)


def _links(heads: list[list[str]], stacks: list[list[Frame]]) -> list[Parsed]:
    inward = heads[::-1]
    links = []
    for place in range(max(len(inward), 1)):
        first, *rest = inward[place] if inward else [""]
        first = _MEMBER.sub("", first, count=1)
        head = head_of(first, sure=bool(inward) and place < len(inward) - 1 and ":" in first)
        frames = tuple(reversed(stacks[place])) if place < len(stacks) else ()
        if head is None and not first and not frames:
            continue
        links.append(
            Parsed(
                name=head.name if head else "",
                message="\n".join((head.message if head else first, *rest)).strip(),
                frames=frames,
                is_group=head is not None and head.name.endswith("AggregateException"),
            )
        )
    return links


def _frame(call: str, line: str) -> Frame:
    owner, _, function = call.replace("..ctor", ".ctor").rpartition(".")
    found = _PLACE.search(line[-700:])
    return Frame(
        function=function,
        module=owner,
        filename=found[1] if found else "",
        lineno=number(found[2]) if found else None,
        in_app=in_app_by_path("", owner, "csharp"),
    )
