"""JavaScript's stacks as V8 prints them (Node, Deno, Bun, Chrome), with causes, aggregates and printed properties."""

import re

from kiwame.core.event import Frame
from kiwame.normalise.class_name import Head, head_of
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_LEAD = re.compile(
    r"\s{0,100}(?:\[?(cause|error|lastError|originalError|reason|err)\]?|Caused by): \[?(?=\S)", re.IGNORECASE
)
_MEMBERS = re.compile(r"\s{0,100}\[?(?:errors|aggregateErrors)\]?: \[")
_PROPERTY = re.compile(
    r"\s{1,100}\[?([A-Za-z_]\w{0,40})\]?: (?:'([^'\n]{0,500})'|\"([^\"\n]{0,500})\"|(-?\d{1,15}))[,\]]?$"
)


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first; the first link without name where no error line stands."""
    return _Reader().read(lines)


class _Reader:
    def __init__(self) -> None:
        self.links: list[Parsed] = []
        self.members: set[int] = set()
        self.head: Head | None = None
        self.message: list[str] = []
        self.frames: list[Frame] = []
        self.properties: dict[str, str] = {}
        self.in_members = False
        self.is_member = False

    def read(self, lines: list[str]) -> list[Parsed]:
        for line in lines:
            text = line.strip()
            if text.startswith("at ") and len(text) > 3:
                self.frames.append(_frame(text[3:]))
            elif _MEMBERS.match(line):
                self.in_members = True
            else:
                self._other(line, text)
        self._close()
        return self._root_first()

    def _other(self, line: str, text: str) -> None:
        lead = _LEAD.match(line)
        start = lead.end() if lead else 0
        head = head_of(line[start:].strip().removesuffix(" {"), sure=False) if text else None
        if head is None and not self.head and not self.frames and text and not text.startswith(("{", "}", "[")):
            self.message.append(line)
        elif head is not None and (lead or self.frames or not self.head or self.in_members):
            self._close()
            self.head, self.message = (
                head,
                [head.message.removesuffix("],").removesuffix("]") if lead else head.message],
            )
            self.is_member = self.in_members and not lead
        elif self.frames or (self.head and _PROPERTY.match(line)):
            self._property(line)
        elif self.head and text not in ("{", "}", "},"):
            self.message.append(line)

    def _property(self, line: str) -> None:
        found = _PROPERTY.match(line)
        if found and len(self.properties) < 30:
            self.properties.setdefault(found[1], found[2] or found[3] or found[4] or "")

    def _close(self) -> None:
        if self.head or self.frames:
            head = self.head or Head("", "", "")
            if head.code:
                self.properties.setdefault("code", head.code)
            if self.is_member:
                self.members.add(len(self.links))
            self.links.append(
                Parsed(
                    name=head.name,
                    message="\n".join(self.message).strip(),
                    frames=tuple(reversed(self.frames)),
                    is_group=head.name.endswith("AggregateError"),
                    properties=self.properties,
                )
            )
        self.head, self.message, self.frames, self.properties = None, [], [], {}
        self.is_member = False

    def _root_first(self) -> list[Parsed]:
        """Printed outermost first. The first member of an aggregate is the main path, the others stand above it."""
        main: list[Parsed] = []
        others: list[Parsed] = []
        seen_member = False
        for place, link in enumerate(self.links):
            if place in self.members and seen_member:
                others.append(link)
                continue
            if place in self.members:
                seen_member = True
                split = place
            main.append(link)
        if not others:
            return main[::-1]
        return [*main[split:][::-1], *others, *main[:split][::-1]]


def _frame(text: str) -> Frame:
    text = text.removesuffix(" {").removeprefix("async ").removeprefix("new ")
    function, place = "", text
    if text.endswith(")") and " (" in text:
        function, _, place = text[:-1].rpartition(" (")
    path, line = _place(place)
    return Frame(
        function=function.removesuffix(" [as oncomplete]"),
        filename=path,
        lineno=line,
        in_app=in_app_by_path(path, "", "javascript"),
    )


def _place(place: str) -> tuple[str, int | None]:
    """(path, line) of `file:line:column`, where both numbers may be missing."""
    parts = place.rsplit(":", 2)
    if len(parts) == 3 and parts[2].isdigit() and parts[1].isdigit():
        return parts[0], number(parts[1])
    if len(parts) >= 2 and parts[-1].isdigit():
        return place.rpartition(":")[0], number(parts[-1])
    return place, None
