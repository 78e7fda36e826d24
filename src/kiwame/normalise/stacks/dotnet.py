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
    heads: list[str] = []
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
            heads.extend(text[5:].split(" ---> "))
        elif text and not text.startswith(("--- ", "---")) and not stacks[-1]:
            _head_line(text, heads)
    return _links(heads, stacks)


def _head_line(text: str, heads: list[str]) -> None:
    parts = text.split(" ---> ")
    if head_of(parts[0]) and not heads:
        heads.extend(parts)
    elif heads:
        heads[-1] += "\n" + parts[0]
        heads.extend(parts[1:])


def _links(heads: list[str], stacks: list[list[Frame]]) -> list[Parsed]:
    inward = heads[::-1]
    links = []
    for place in range(max(len(inward), 1)):
        text = _MEMBER.sub("", inward[place], count=1) if inward else ""
        first, _, rest = text.partition("\n")
        head = head_of(first, sure=bool(inward) and place < len(inward) - 1 and ":" in first)
        frames = tuple(reversed(stacks[place])) if place < len(stacks) else ()
        if head is None and not text and not frames:
            continue
        message = head.message if head else first
        links.append(
            Parsed(
                name=head.name if head else "",
                message=f"{message}\n{rest}".strip(),
                frames=frames,
                is_group=bool(head) and head is not None and head.name.endswith("AggregateException"),
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
