"""An event as rules see it: what it says without its echoes, its classes, codes and facts, each made once."""

import re

from kiwame.core.event import Deadline, ErrorEvent, Facts, Link
from kiwame.core.tags import ERROR_CATEGORY
from kiwame.normalise.class_name import short_class
from kiwame.normalise.providers import DISPLAY, STORES
from kiwame.normalise.spoken import heard_of

_CLASS_NAME = re.compile(r"\b([A-Z_]\w{0,60}(?:Error|Exception|Timeout|Exceeded|Refused|Fault|Disconnected|Read))\b")
_CLASS_PARTS = ("rror", "xception", "imeout", "xceeded", "efused", "ault", "isconnected", "Read")
_NAMED_CODE = re.compile(
    r"""\((\w{4,40})\)\ when\ calling
      | \berrorcode:\ ([\w.]{3,60})
      | \bstatus:\ (?:\d{3}\ \()?([a-z_]{4,40})\b
      | (?<!\[)\b(?:code|type)\\{0,2}["']?\ ?[:=]\ ?\\{0,2}["']?([a-z_]\w{3,40})""",
    re.VERBOSE,
)
"""Codes in prose: botocore, Azure's .NET, gRPC, Node's errno codes, bodies that are too broken to be read."""
_NUMBERED_CODE = re.compile(r"code[\"']?[ ]?[:=]?[ ]?[\"']?(\d{1,6})(?!\d)")
NUMBERED = frozenset(("zhipu", "minimax", "spark", "qianfan", "siliconflow"))
"""Providers whose codes are bare numbers, which are believed in their own errors' words too."""
_KINDS = ("timeouterror", "timeoutexception", "ratelimiterror", "ratelimitexception", "ratelimitexceedederror",
          "toomanyrequestserror", "quotaexceedederror", "authenticationerror")  # fmt: skip
_MODEL_TAGS = frozenset(("llm_provider", "gen_ai.system", "gen_ai.provider.name", "llm.provider"))
_MAX_FRAMES = 24
MODEL_PROVIDER, AN_ANSWER, LOG_LINE = "a model provider", "an answer", "a log line"
"""Among an event's codes: that it names a provider of models; that it holds the body of a peer's answer; that it is a
message which an SDK sent without any exception."""


class View:
    """One event, taken apart for the rules. `text` is in lower case, its white space collapsed, its echoes blanked."""

    __slots__ = (
        "_frames", "_links", "classes", "codes", "deadline", "facts", "library", "model", "param", "platform",
        "provider", "root_class", "status", "tags", "text",
    )  # fmt: skip

    def __init__(self, event: ErrorEvent) -> None:
        facts: Facts = event.facts
        codes: set[str] = set()
        spoken: list[str] = []
        for _, heard in heard_of(event):
            spoken.append(heard.text)
            codes.update(heard.codes)
        joined = " \n ".join(spoken)
        self.tags = dict(event.tags)
        self.text = " ".join(joined.lower().replace("’", "'").split())
        self.codes = codes
        self.classes = _classes(event.chain, joined, codes)
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
        self._add_codes()
        if event.sdk and not event.chain:
            codes.add(LOG_LINE)

    def _add_codes(self) -> None:
        """Codes out of facts and prose, and what rules ask for by a code's name."""
        facts, codes, text = self.facts, self.codes, self.text
        codes.update(code.lower() for code in (facts.error_code, facts.error_type) if code)
        if "code" in text or "status" in text or "calling" in text or "type" in text:
            for match in _NAMED_CODE.finditer(text):
                codes.add(match[match.lastindex or 1])
        if facts.provider in NUMBERED and "code" in text:
            codes.update(match[1] for match in _NUMBERED_CODE.finditer(text))
        if facts.http_status is not None:
            codes.add(f"http {facts.http_status}")
        if _is_models(facts.provider) or not _MODEL_TAGS.isdisjoint(self.tags):
            codes.add(MODEL_PROVIDER)
        if facts.error_message:
            codes.add(AN_ANSWER)
        tagged = self.tags.get(ERROR_CATEGORY)
        if tagged:
            codes.add(f"{ERROR_CATEGORY} {tagged[:40]}")

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


def _is_models(provider: str) -> bool:
    """A tag may name any peer (a payment's "provider"); those that are known to serve models count."""
    return provider in DISPLAY and provider not in STORES


def _classes(links: tuple[Link, ...], spoken: str, codes: set[str]) -> set[str]:
    """Classes of the chain and those that the words name, in lower case; a code in brackets goes to `codes`."""
    classes: set[str] = set()
    for link in links:
        if not link.type:
            continue
        name = short_class(link.type).lower()
        classes.add(name)
        if name.endswith(_KINDS):
            # An application's own class, named as clients name theirs: LLMTimeoutError, ChatRateLimitError.
            classes.add(next(kind for kind in _KINDS if name.endswith(kind)))
        if "[" in link.type:
            codes.add(link.type.partition("[")[2].rstrip("] ").lower())
    if any(part in spoken for part in _CLASS_PARTS):
        classes.update(match[1].lower() for match in _CLASS_NAME.finditer(spoken))
    return classes
