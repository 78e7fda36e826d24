"""What a rule is: declarative conditions over an event's facts, classes, codes and words, and what follows from them.

Phrases are literals in lower case, in a small language that needs no regular expression and stays linear: `a … b`
means `a` and behind it, within `GAP` characters, `b`; `|` at a phrase's end asks for a word's edge there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kiwame.core.event import Deadline
from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason
from kiwame.decide.view import View

GAP = 140
"""Characters between two parts of a phrase at most."""
TRIES = 6
"""Places that a phrase's first part is tried at."""

PLAIN = frozenset(
    ("", "error", "exception", "valueerror", "typeerror", "keyerror", "runtimeerror", "assertionerror", "oserror",
     "runtimeexception", "illegalargumentexception", "illegalstateexception", "argumentexception",
     "invalidoperationexception", "argumenterror", "invalidargumentexception", "standarderror", "domainexception",
     "logicexception", "unexpectedvalueexception", "applicationexception", "systemexception", "userexception")
)  # fmt: skip
"""Classes that ordinary code raises over its own subjects too: 'unknown role', 'too many steps', 'was truncated'."""

_OWN_CODES = frozenset(("ordinary code",))
"""What the view itself says among an event's codes, where it takes it for ordinary code."""

NO_STATUS = 0
"""Stands in `Rule.status` for an event that states no HTTP status."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, taken apart: its parts in order, and whether its ends must be a word's."""

    parts: tuple[str, ...]
    left: bool
    right: bool
    plain: bool

    def within(self, text: str) -> bool:
        """Whether `text` (lower case) holds the phrase."""
        first = self.parts[0]
        if first not in text:
            return False
        return self.plain or self._matches(text)

    def _matches(self, text: str) -> bool:
        at = -1
        for _ in range(TRIES):
            at = text.find(self.parts[0], at + 1)
            if at < 0:
                return False
            if self.left and at and _is_word(text[at - 1]):
                continue
            end = self._rest(text, at + len(self.parts[0]))
            if end >= 0 and not (self.right and end < len(text) and _is_word(text[end])):
                return True
        return False

    def _rest(self, text: str, end: int) -> int:
        for part in self.parts[1:]:
            found = text.find(part, end, end + GAP + len(part))
            if found < 0:
                return -1
            end = found + len(part)
        return end


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def phrase(text: str) -> Phrase:
    """Take a phrase of the small language apart.

    >>> phrase("limit … per day|").within("limit 20 requests per day.")
    True
    """
    left, right = text.startswith("|"), text.endswith("|")
    parts = tuple(part for part in text.strip("|").split(" … "))
    return Phrase(parts, left, right, not (left or right) and len(parts) == 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table. It fires where every condition that it names holds; inside a condition any one of it does.

    `confidence` is measured on the project's cases and never stated above that (tests/decide). `source` says where the
    format comes from. `named`: the root has a class, whatever it is. `if_plain`: what else must be said where neither
    status, provider nor client is known and the root's class is one of `PLAIN`, so that any application may speak.
    """

    id: str
    reason: Reason
    confidence: float
    source: str
    says: tuple[Phrase, ...] = ()
    also: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    codes: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    root: frozenset[str] = frozenset()
    status: frozenset[int] = frozenset()
    providers: frozenset[str] = frozenset()
    libraries: frozenset[str] = frozenset()
    params: tuple[str, ...] = ()
    deadline: Deadline | None = None
    frames: tuple[str, ...] = ()
    unless_codes: frozenset[str] = frozenset()
    unless_classes: frozenset[str] = frozenset()
    named: bool = False
    if_plain: tuple[Phrase, ...] = ()

    @property
    def category(self) -> Category:
        """The category that the reason belongs to."""
        return CATEGORY_OF[self.reason]

    def fires(self, view: View, said: Phrase | None = None) -> tuple[str, ...] | None:
        """The evidence where the rule fires, else None. Cheap conditions come first.

        `said` is one of `says` that the caller has already found in the event's words.
        """
        if not self._suits(view):
            return None
        if said is None and self.says:
            said = _first(self.says, view.text)
            if said is None:
                return None
        also = _first(self.also, view.text)
        if self.also and also is None:
            return None
        if _first(self.unless, view.text) is not None:
            return None
        if self.if_plain and _speaks_plainly(view) and _first(self.if_plain, view.text) is None:
            return None
        if self.frames and not any(path in view.frames for path in self.frames):
            return None
        return self._evidence(view, (said, also))

    def _suits(self, view: View) -> bool:
        """Whether the facts, classes and codes are those that the rule asks for."""
        return not (
            (self.status and (view.status or NO_STATUS) not in self.status)
            or (self.deadline is not None and view.deadline is not self.deadline)
            or (self.providers and view.provider not in self.providers)
            or (self.libraries and view.library not in self.libraries)
            or (self.root and view.root_class not in self.root)
            or (self.classes and self.classes.isdisjoint(view.classes))
            or (self.codes and self.codes.isdisjoint(view.codes))
            or (self.unless_codes and not self.unless_codes.isdisjoint(view.codes))
            or (self.unless_classes and not self.unless_classes.isdisjoint(view.classes))
            or (self.named and not view.root_class)
            or (self.params and not view.param.startswith(self.params))
        )

    def _evidence(self, view: View, found: tuple[Phrase | None, ...]) -> tuple[str, ...]:
        evidence = [f"status {view.status}"] if self.status and view.status else []
        evidence += [f"code {code}" for code in sorted(self.codes & view.codes)]
        evidence += [
            f"class {name}" for name in sorted((self.classes & view.classes) | (self.root & {view.root_class}))
        ]
        evidence += [f"class {view.root_class}"] if self.named else []
        evidence += [f"parameter {view.param}"] if self.params else []
        evidence += [f"provider {view.provider}"] if self.providers else []
        evidence += [f"library {view.library}"] if self.libraries else []
        evidence += [f"deadline {view.deadline}"] if self.deadline else []
        evidence += [f"says '{' … '.join(words.parts)}'" for words in found if words]
        evidence += [f"frame {path}" for path in self.frames if path in view.frames][:1]
        return tuple(evidence)


def _first(phrases: tuple[Phrase, ...], text: str) -> Phrase | None:
    """The first of `phrases` that `text` holds. Most fail at their first part, so that is looked at here."""
    for words in phrases:
        if words.parts[0] in text and (words.plain or words.within(text)):
            return words
    return None


def _speaks_plainly(view: View) -> bool:
    """Whether nothing but the words tells of what an event speaks."""
    known = view.status is not None or view.provider or view.library or view.model or view.codes - _OWN_CODES
    return not known and view.root_class in PLAIN


def rule(
    id: str,  # noqa: A002 - the rule's own word for its name
    reason: Reason,
    confidence: float,
    source: str,
    /,
    *,
    says: Iterable[str] = (),
    also: Iterable[str] = (),
    unless: Iterable[str] = (),
    codes: Iterable[str] = (),
    classes: Iterable[str] = (),
    root: Iterable[str] = (),
    status: Iterable[int] = (),
    providers: Iterable[str] = (),
    libraries: Iterable[str] = (),
    params: tuple[str, ...] = (),
    deadline: Deadline | None = None,
    frames: tuple[str, ...] = (),
    unless_codes: Iterable[str] = (),
    unless_classes: Iterable[str] = (),
    named: bool = False,
    if_plain: Iterable[str] = (),
) -> Rule:
    """A rule, its phrases and sets made ready."""
    return Rule(
        id=id, reason=reason, confidence=confidence, source=source,
        says=tuple(map(phrase, says)), also=tuple(map(phrase, also)), unless=tuple(map(phrase, unless)),
        codes=frozenset(codes), classes=frozenset(classes), root=frozenset(root), status=frozenset(status),
        providers=frozenset(providers), libraries=frozenset(libraries), params=params, deadline=deadline,
        frames=frames,
        unless_codes=frozenset(unless_codes), unless_classes=frozenset(unless_classes), named=named,
        if_plain=tuple(map(phrase, if_plain)),
    )  # fmt: skip
