"""An event as rules see it: what it says without its echoes, its classes, codes and facts, each made once."""

import re

from kiwame.core.event import Deadline, ErrorEvent, Facts, Link
from kiwame.core.tags import ERROR_CATEGORY
from kiwame.normalise.class_name import short_class
from kiwame.normalise.providers import STORES
from kiwame.normalise.spoken import heard_of

_CLASS_NAME = re.compile(r"\b([A-Za-z_]\w{0,60}(?:Error|Exception|Timeout|Exceeded|Refused|Fault|Disconnected|Read))\b")
_CLASS_PARTS = ("rror", "xception", "imeout", "xceeded", "efused", "ault", "isconnected", "Read")
_NAMED_CODE = re.compile(
    r"""\((\w{4,40})\)\ when\ calling
      | \berrorcode:\ ([\w.]{3,60})
      | \bstatus:\ (?:\d{3}\ \()?([a-z_]{4,40})\b
      | (?<!\[)\b(?:code|type)\\{0,2}["']?\ ?[:=]\ ?\\{0,2}["']?([a-z_]\w{3,40})""",
    re.VERBOSE,
)
"""Codes in prose: botocore, Azure's .NET, gRPC, Node's errno codes, bodies that are too broken to be read."""
_MAX_FRAMES = 24
MODEL_PROVIDER, AN_ANSWER = "a model provider", "an answer"
"""Among an event's codes: that it names a provider of models; that it holds the body of a peer's answer."""


class View:
    """One event, taken apart for the rules. `text` is in lower case, its white space collapsed, its echoes blanked."""

    __slots__ = (
        "_frames", "_links", "classes", "codes", "deadline", "facts", "library", "model", "param", "platform",
        "provider", "root_class", "status", "tags", "text",
    )  # fmt: skip

    def __init__(self, event: ErrorEvent) -> None:
        facts: Facts = event.facts
        codes: set[str] = set()
        classes: set[str] = set()
        for link in event.chain:
            if link.type:
                classes.add(short_class(link.type).lower())
                if "[" in link.type:
                    codes.add(link.type.partition("[")[2].rstrip("] ").lower())
        spoken: list[str] = []
        for _, heard in heard_of(event):
            spoken.append(heard.text)
            codes.update(heard.codes)
        codes.update(code.lower() for code in (facts.error_code, facts.error_type) if code)
        joined = " \n ".join(spoken)
        if any(part in joined for part in _CLASS_PARTS):
            classes.update(match[1].lower() for match in _CLASS_NAME.finditer(joined))
        self.tags = dict(event.tags)
        self.text = " ".join(joined.lower().replace("’", "'").split())
        if "code" in self.text or "status" in self.text or "calling" in self.text or "type" in self.text:
            for match in _NAMED_CODE.finditer(self.text):
                codes.add(match[match.lastindex or 1])
        if facts.http_status is not None:
            codes.add(f"http {facts.http_status}")
        if facts.provider and facts.provider not in STORES:
            codes.add(MODEL_PROVIDER)
        if facts.error_message:
            codes.add(AN_ANSWER)
        tagged = self.tags.get(ERROR_CATEGORY)
        if tagged:
            codes.add(f"{ERROR_CATEGORY} {tagged[:40]}")
        self.codes = codes
        self.classes = classes
        self.root_class = short_class(event.chain[0].type).lower() if event.chain else ""
        self.facts = facts
        self.status: int | None = facts.http_status
        self.provider = facts.provider
        self.model = facts.model
        self.param = facts.error_param.lower()
        self.library = facts.library
        self.deadline: Deadline | None = facts.deadline
        self.platform = event.platform
        self._links: tuple[Link, ...] = event.chain
        self._frames: str | None = None

    @property
    def links(self) -> tuple[Link, ...]:
        """The event's chain, the root first."""
        return self._links

    @property
    def frames(self) -> str:
        """Path or module and function of each link's innermost frames, in lower case; made when asked for."""
        if self._frames is None:
            lines: list[str] = []
            for link in self._links:
                for frame in link.frames[-_MAX_FRAMES:]:
                    path = frame.module.replace(".", "/") or frame.filename
                    lines.append(f"{path[-160:]}:{frame.function[:80]}")
            self._frames = "\n".join(lines).lower().replace("\\", "/")
        return self._frames
