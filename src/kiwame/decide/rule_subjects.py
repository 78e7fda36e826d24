"""What a user's rule can look at, and how a value of it is compared: names, globs, parts of a message, places in code.

Case counts for nothing, but in a regular expression. In a glob `*` stands for any characters and `?` for one; it must
fit the whole. Everything is bounded, so that no rule and no event makes another slow.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from kiwame.core.event import ErrorEvent, Frame
from kiwame.core.taxonomy import Category, Owner, Reason
from kiwame.decide.view import View
from kiwame.normalise.class_name import short_class

TEXT_READ = 16 << 10
"""Characters of an event's messages that rules look at."""
_EACH_READ = 8 << 10
"""Characters of one message: a long one hides no other."""
_FRAMES_READ = 400
_SHOWN = 80

PATTERN = "message_re"
AFTER_JUDGING = frozenset({"category", "reason", "owner"})
"""What is only known once the verdict is."""

Said = tuple[Category, Reason | None, Owner | None]


class Seen:
    """One event as own rules see it, each part made when it is asked for first. `projects`: names by id."""

    def __init__(self, event: ErrorEvent, projects: Mapping[str, str], verdict: Said | None = None) -> None:
        self.event = event
        self.projects = projects
        self.verdict = verdict
        self._names: dict[str, tuple[str, ...]] = {}

    def names(self, what: str) -> tuple[str, ...]:
        """What the event says of `what`, in lower case; nothing where it says nothing."""
        known = self._names.get(what)
        if known is None:
            said = self._tag(what[5:]) if what.startswith("tags.") else NAMES[what](self)
            known = self._names[what] = tuple(dict.fromkeys(each.casefold() for each in said if each))
        return known

    def _tag(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.event.tags if key.casefold() == name)

    @cached_property
    def text(self) -> str:
        """All messages, the root's first, as they were written."""
        event = self.event
        said = [*(link.message for link in event.chain), event.message, event.facts.error_message]
        return "\n".join(dict.fromkeys(each[:_EACH_READ] for each in said if each))[:TEXT_READ]

    @cached_property
    def folded(self) -> str:
        """The same without case."""
        return self.text.casefold()

    @cached_property
    def places(self) -> tuple[tuple[str, str, str], ...]:
        """(path, module, function) of the frames, in lower case; those that are innermost in their links first."""
        frames = [frame for link in self.event.chain for frame in reversed(link.frames)]
        frames = frames or list(reversed(self.event.threads_frames))
        return tuple(dict.fromkeys(map(_place, frames[:_FRAMES_READ])))


def _place(frame: Frame) -> tuple[str, str, str]:
    path = frame.filename.replace("\\", "/")
    return path[-300:].casefold(), frame.module[-300:].casefold(), frame.function[:200].casefold()


def _classes(seen: Seen) -> tuple[str, ...]:
    names: list[str] = []
    for link in seen.event.chain:
        if link.type:
            names += [link.type, short_class(link.type), *([f"{link.module}.{link.type}"] if link.module else [])]
    return tuple(names)


def _said(seen: Seen, at: int) -> tuple[str, ...]:
    said = seen.verdict[at] if seen.verdict else None
    return (said.value,) if said else ()


NAMES: Mapping[str, Callable[[Seen], tuple[str, ...]]] = {
    "provider": lambda seen: (seen.event.facts.provider,),
    "status": lambda seen: (str(seen.event.facts.http_status or ""),),
    "code": lambda seen: tuple(sorted(View(seen.event).codes)),
    "param": lambda seen: (seen.event.facts.error_param,),
    "model": lambda seen: (seen.event.facts.model,),
    "host": lambda seen: (seen.event.facts.host, seen.event.facts.host.rpartition(":")[0]),
    "library": lambda seen: (seen.event.facts.library,),
    "deadline": lambda seen: (seen.event.facts.deadline.value if seen.event.facts.deadline else "",),
    "class": _classes,
    "environment": lambda seen: (seen.event.environment,),
    "release": lambda seen: (seen.event.release,),
    "project": lambda seen: (seen.event.project, seen.projects.get(seen.event.project, "")),
    "platform": lambda seen: (seen.event.platform,),
    "level": lambda seen: (seen.event.level,),
    "logger": lambda seen: (seen.event.logger,),
    "transaction": lambda seen: (seen.event.transaction,),
    "server": lambda seen: (seen.event.server_name,),
    "category": lambda seen: _said(seen, 0),
    "reason": lambda seen: _said(seen, 1),
    "owner": lambda seen: _said(seen, 2),
}
"""What is compared by name, as the keys of a rule's match."""

SUBJECTS = (*NAMES, "tags", "message", "message_glob", PATTERN, "frames")
"""Everything that a rule's match can name; `tags` is a table of further names."""


def matcher(
    what: str, values: Sequence[str], compile_pattern: Callable[[str], Callable[[str], bool]]
) -> Callable[[Seen], str]:
    """What says of an event which text of it fulfils a condition, "" for none. One of `values` must."""
    match what:
        case "message":
            return _literals(values)
        case "message_glob":
            globs = [(value, glob(value)) for value in values]
            return lambda seen: next((f"message is like '{_cut(v)}'" for v, fits in globs if fits(seen.folded)), "")
        case "message_re":
            patterns = [(value, compile_pattern(value)) for value in values]
            return lambda seen: next((f"message matches '{_cut(v)}'" for v, holds in patterns if holds(seen.text)), "")
        case "frames":
            return _frames(values)
        case _:
            return _named(what, values)


def _literals(values: Sequence[str]) -> Callable[[Seen], str]:
    folded = [(value, value.casefold()) for value in values]
    return lambda seen: next((f"message says '{_cut(value)}'" for value, low in folded if low in seen.folded), "")


def _named(what: str, values: Sequence[str]) -> Callable[[Seen], str]:
    """Names and globs; the value "" stands for an event that says nothing of it."""
    exact = frozenset(value.casefold() for value in values if not _is_glob(value))
    globs = [glob(value) for value in values if _is_glob(value)]

    def holds(seen: Seen) -> str:
        names = seen.names(what)
        if not names:
            return f"{what} is not said" if "" in exact else ""
        found = next((name for name in names if name in exact or any(fits(name) for fits in globs)), "")
        return f"{what} {_cut(found)}" if found else ""

    return holds


def _frames(values: Sequence[str]) -> Callable[[Seen], str]:
    tests = [_frame_test(value.replace("\\", "/")) for value in values]

    def holds(seen: Seen) -> str:
        for path, module, function in seen.places:
            if any(test(path, module, function) for test in tests):
                return f"frame {_cut(path or module)}:{_cut(function)}"
        return ""

    return holds


def _frame_test(value: str) -> Callable[[str, str, str], bool]:
    """`path/or.module:function`, each a glob; a path fits from its beginning or from behind any of its slashes."""
    place, colon, function = value.rpartition(":")
    if not colon or "/" in function:
        place, function = value, "*"
    called, whole, inner = glob(function or "*"), glob(place or "*"), glob(f"*/{place or '*'}")
    return lambda path, module, name: (whole(path) or inner(path) or bool(module and whole(module))) and called(name)


def _is_glob(value: str) -> bool:
    return "*" in value or "?" in value


def glob(value: str) -> Callable[[str], bool]:
    """What says whether a text in lower case fits the glob as a whole; linear for all that people write.

    >>> glob("gpt-4*")("gpt-4o-mini"), glob("gpt-?")("gpt-4o")
    (True, False)
    """
    low = value.casefold()
    if not _is_glob(low):
        return lambda text: text == low
    first, *rest = ("".join("." if c == "?" else re.escape(c) for c in part) for part in low.split("*"))
    if not rest:
        compiled = re.compile(first, re.DOTALL)
    else:
        # Each part is taken where it comes first and never given back, so nothing is tried twice.
        inner = "".join(f"(?>.*?{part})" for part in rest[:-1] if part)
        compiled = re.compile(f"{first}{inner}.*{rest[-1]}", re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
