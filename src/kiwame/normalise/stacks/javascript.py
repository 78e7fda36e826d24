"""JavaScript's stacks as V8 prints them (Node, Deno, Bun, Chrome), with causes, aggregates and printed properties."""

import json
import re
from dataclasses import dataclass, field

from kiwame.core.event import Frame
from kiwame.normalise.bodies import Value, find_objects
from kiwame.normalise.class_name import Head, head_of
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_LEAD = re.compile(r"(?:\[?(?:cause|error|lastError|originalError|reason|err)\]?|Caused by): (?=\S)")
_MEMBERS = re.compile(r"\[?(?:errors|aggregateErrors)\]?: \[")
_PROPERTY = re.compile(r"\[?([A-Za-z_]\w{0,40})\]?: (?:'([^'\n]{0,500})'|\"([^\"\n]{0,500})\"|(-?\d{1,15}))[,\]]{0,2}$")
_MAX_PRINTED = 400
"""Lines of an error object's own properties that are looked at."""
_LONGEST_PRINTED = 32_768
_LONGEST_BODY = 4000
_BODY_PLACES = (("response", "data"), ("response", "body"), ("responseBody",), ("data",), ("error",), ("body",))
"""Where clients keep the peer's answer: axios, the AI SDK, OpenAI's and Anthropic's, node-fetch's."""
_BODY_KEYS = frozenset(("error", "errors", "message", "detail", "code", "error_msg", "type"))
_CLOSERS = ("{", "}", "},", "]", "],", "[")


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first; the first link without name where no error line stands."""
    return _Reader().read(lines)


@dataclass(slots=True)
class _Node:
    """A link while it is read, with its place in the tree that indentation prints."""

    indent: int
    head: Head | None
    message: list[str]
    is_member: bool = False
    frames: list[Frame] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    children: "list[_Node]" = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def link(self) -> Parsed:
        head = self.head or Head("", "", "")
        if head.code:
            self.properties.setdefault("code", head.code)
        message = "\n".join(self.message).strip()
        answer = _answer(self.printed)
        return Parsed(
            name=head.name,
            message=f"{message}\n{answer}" if answer and answer not in message else message,
            frames=tuple(reversed(self.frames)),
            is_group=head.name.endswith("AggregateError"),
            properties=self.properties,
        )


class _Reader:
    def __init__(self) -> None:
        self.root: _Node | None = None
        self.path: list[_Node] = []
        self.before: list[str] = []
        self.in_members = False

    def read(self, lines: list[str]) -> list[Parsed]:
        for line in lines:
            text = line.strip()
            if text.startswith("at ") and len(text) > 3:
                self._top().frames.append(_frame(text[3:]))
            elif _MEMBERS.match(text):
                self.in_members = True
            elif text:
                self._text(line, text)
        return _root_first(self.root)

    def _property(self, top: _Node, text: str) -> None:
        """A line of what Node prints behind the stack: the error object's own properties, and those of its parts."""
        if len(top.printed) < _MAX_PRINTED:
            top.printed.append(text)
        found = _PROPERTY.match(text)
        if found:
            _keep(top, found)

    def _top(self) -> _Node:
        """The link being read; one without name where frames stand before any error line."""
        if not self.path:
            self._open(_Node(indent=0, head=None, message=self.before))
        return self.path[-1]

    def _open(self, node: _Node) -> None:
        """Put `node` under the link that holds it: the last one above with less indentation, or that it follows."""
        while len(self.path) > 1 and self.path[-1].indent > node.indent:
            self.path.pop()
        if node.is_member and len(self.path) > 1 and self.path[-1].is_member and self.path[-1].indent == node.indent:
            self.path.pop()
        if self.path:
            self.path[-1].children.append(node)
        else:
            self.root = node
        self.path.append(node)

    def _text(self, line: str, text: str) -> None:
        lead = _LEAD.match(text)
        head, bracketed = _head(text[lead.end() :] if lead else text)
        top = self.path[-1] if self.path else None
        if head is not None and (lead or top is None or top.frames or self.in_members or bracketed):
            is_member = self.in_members and not lead
            node = _Node(indent=len(line) - len(line.lstrip()), head=head, message=[head.message], is_member=is_member)
            self._open(node)
        elif top is None:
            self.before.append(line)
        elif line[0].isspace() and top.frames:
            self._property(top, text)
        elif found := _PROPERTY.match(text) if line[0].isspace() else None:
            _keep(top, found)
        elif top.head and not top.frames and not top.children and text not in _CLOSERS:
            top.message.append(line)


def _keep(top: _Node, found: re.Match[str]) -> None:
    if len(top.properties) < 30:
        top.properties.setdefault(found[1], found[2] or found[3] or found[4] or "")


def _answer(printed: list[str]) -> str:
    """The peer's answer among an error object's printed properties, as JSON; "" where there is none."""
    if not any(line.startswith(("data: ", "error: ", "body: ", "responseBody: ")) for line in printed):
        return ""
    objects = find_objects("{\n" + "\n".join(printed)[:_LONGEST_PRINTED] + "\n}")
    for place in _BODY_PLACES if objects else ():
        value: Value | None = objects[0].value
        for key in place:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, str) and value.lstrip().startswith("{"):
            return value[:_LONGEST_BODY]
        if isinstance(value, dict) and value.keys() & _BODY_KEYS:
            return json.dumps({"error": value} if place == ("error",) else value, ensure_ascii=False)[:_LONGEST_BODY]
    return ""


def _head(text: str) -> tuple[Head | None, bool]:
    """(class and message, whether in brackets) at the head of `text`; without a stack, Node prints them in brackets."""
    bracketed = text.startswith("[")
    text = text.removesuffix(" {").removesuffix(",")
    head = head_of(text[1:].removesuffix("]") if bracketed else text)
    return head, bracketed and head is not None


def _root_first(root: _Node | None) -> list[Parsed]:
    """The tree in post-order: what caused it, then the error itself; the first child's own chain leads."""
    walk: list[_Node] = []
    pending = [root] if root else []
    while pending:
        node = pending.pop()
        walk.append(node)
        pending.extend(node.children)
    return [node.link() for node in reversed(walk) if node.head or node.frames]


def _frame(text: str) -> Frame:
    text = text.removesuffix(" {").removesuffix(",").removeprefix("async ").removeprefix("new ")
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
