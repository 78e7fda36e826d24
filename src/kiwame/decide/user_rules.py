"""The user's own rules: a decider that outranks the table, and what they ask for beside: team, floor, ceiling, mute.

Rules are asked in the order in which they stand; the first that says a thing decides it. What they say of category and
reason is an answer like any other's, in the trace; what they ask for beside is a `Directive`, made once it is known
what the verdict is, so that a rule may name a category, a reason or an owner too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kiwame.core.errors import MissingExtra
from kiwame.core.event import ErrorEvent
from kiwame.core.taxonomy import Category, Reason, Severity
from kiwame.core.verdict import Answer, Directive
from kiwame.decide.policy import owner
from kiwame.decide.rule_subjects import AFTER_JUDGING, Seen, matcher

CONFIDENCE = 0.99
"""How sure an own rule is of its category and reason: above every decider but a person."""

CompilePattern = Callable[[str], Callable[[str], bool]]
"""Makes of a regular expression what says whether a text holds it; linear in the text (google-re2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One line of a rule: what it looks at (a name of `rule_subjects`), and the values of which one must be there."""

    what: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRule:
    """A rule as it was written and checked. It fires where every condition of `match` holds and none of `unless`.

    What it sets: `reason` and with it `category`; the rest as in `Directive`, where None and "" leave a thing alone.
    """

    id: str
    match: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    category: Category | None = None
    reason: Reason | None = None
    team: str = ""
    floor: Severity | None = None
    ceiling: Severity | None = None
    mute: bool | None = None

    def __str__(self) -> str:
        return self.id

    @property
    def waits_for_verdict(self) -> bool:
        """True where it looks at what the verdict says, so that it cannot say it."""
        return any(condition.what in AFTER_JUDGING for condition in (*self.match, *self.unless))

    @property
    def asks(self) -> bool:
        """True where it sets something beside category and reason."""
        return bool(self.team) or self.mute is not None or self.floor is not None or self.ceiling is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that a rule that fired asks for.

    `thing` is "team", "floor", "ceiling" or "mute", `value` a team's name, a severity's, or whether. `outcome` is
    "taken", or "lost" with `why`.
    """

    rule: str
    thing: str
    value: str | bool
    outcome: str = "taken"
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A rule with its conditions made ready: each is asked for the text that fulfils it, "" where nothing does."""

    rule: UserRule
    match: tuple[Callable[[Seen], str], ...]
    unless: tuple[Callable[[Seen], str], ...]

    def fires(self, seen: Seen) -> tuple[str, ...] | None:
        """What fulfilled its conditions, in their order, or None."""
        if any(holds(seen) for holds in self.unless):
            return None
        evidence: list[str] = []
        for holds in self.match:
            found = holds(seen)
            if not found:
                return None
            evidence.append(found)
        return tuple(evidence)


class UserRules:
    """All own rules, in their order. `version` changes whenever one of them does; "" for none.

    `projects` gives projects' names by id, so that a rule may name either. MissingExtra for a rule with a regular
    expression where nothing is handed in that compiles it.
    """

    name = "user_rules"

    def __init__(
        self,
        rules: Sequence[UserRule],
        version: str,
        *,
        compile_pattern: CompilePattern | None = None,
        projects: Mapping[str, str] | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.version = version
        self._projects = projects or {}
        ready = [_ready(rule, compile_pattern or _no_patterns) for rule in self.rules]
        self._all = tuple(ready)
        self._answering = tuple(each for each in ready if each.rule.reason and not each.rule.waits_for_verdict)
        self._asking = tuple(each for each in ready if each.rule.asks)

    def answers(self, event: ErrorEvent) -> tuple[Answer, ...]:
        """What the rules that fire say of category and reason, in the table's order: the first wins."""
        if not self._answering:
            return ()
        seen = Seen(event, self._projects)
        return tuple(
            Answer(
                decided_by=f"rules:own.{each.rule.id}",
                category=each.rule.category,
                reason=each.rule.reason,
                confidence=CONFIDENCE,
                evidence=evidence,
            )
            for each in self._answering
            if (evidence := each.fires(seen)) is not None and each.rule.reason and each.rule.category
        )

    def directive(self, event: ErrorEvent, category: Category, reason: Reason | None) -> Directive:
        """What the rules ask for beside, of an event that was judged so."""
        if not self._asking:
            return Directive()
        taken = [asked for asked in self.asked(event, category, reason) if asked.outcome == "taken"]
        said = {asked.thing: asked.value for asked in taken}
        return Directive(
            team=str(said.get("team", "")),
            floor=Severity(str(said["floor"])) if "floor" in said else None,
            ceiling=Severity(str(said["ceiling"])) if "ceiling" in said else None,
            mute=said.get("mute") is True,
            rules=tuple(dict.fromkeys(asked.rule for asked in taken if asked.value is not False)),
        )

    def asked(self, event: ErrorEvent, category: Category, reason: Reason | None) -> tuple[Asked, ...]:
        """Everything that the rules that fire ask for beside category and reason, in order, with what became of it."""
        seen = self._judged(event, category, reason)
        first: dict[str, Asked] = {}
        found: list[Asked] = []
        for each in self._asking:
            if each.fires(seen) is None:
                continue
            for thing, value in _wishes(each.rule):
                asked = _settled(Asked(rule=each.rule.id, thing=thing, value=value), first)
                if asked.outcome == "taken":
                    first[thing] = asked
                found.append(asked)
        return tuple(found)

    def firing(self, event: ErrorEvent, category: Category, reason: Reason | None) -> tuple[str, ...]:
        """The ids of all rules that fire on an event that was judged so, in order."""
        seen = self._judged(event, category, reason)
        return tuple(each.rule.id for each in self._all if each.fires(seen) is not None)

    def _judged(self, event: ErrorEvent, category: Category, reason: Reason | None) -> Seen:
        return Seen(event, self._projects, verdict=(category, reason, owner(reason, event.facts)))


def _wishes(rule: UserRule) -> list[tuple[str, str | bool]]:
    wishes = (("team", rule.team or None), ("floor", rule.floor), ("ceiling", rule.ceiling), ("mute", rule.mute))
    return [(thing, value) for thing, value in wishes if value is not None]


def _settled(asked: Asked, first: Mapping[str, Asked]) -> Asked:
    """The wish as it stands against those of the rules above it."""
    above = first.get(asked.thing)
    if above is not None:
        return _lost(asked, f"rule {above.rule} above it says {_shown(above.value)}")
    other = first.get({"floor": "ceiling", "ceiling": "floor"}.get(asked.thing, ""))
    if other is not None:
        low, high = (asked, other) if asked.thing == "floor" else (other, asked)
        if Severity(str(low.value)).rank > Severity(str(high.value)).rank:
            return _lost(asked, f"rule {other.rule} above it sets the {other.thing} {other.value}")
    return asked


def _lost(asked: Asked, why: str) -> Asked:
    return Asked(rule=asked.rule, thing=asked.thing, value=asked.value, outcome="lost", why=why)


def _shown(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _ready(rule: UserRule, compile_pattern: CompilePattern) -> _Ready:
    def made(conditions: Sequence[Condition]) -> tuple[Callable[[Seen], str], ...]:
        return tuple(matcher(condition.what, condition.values, compile_pattern) for condition in conditions)

    return _Ready(rule, made(rule.match), made(rule.unless))


def _no_patterns(pattern: str) -> Callable[[str], bool]:
    raise MissingExtra("server", "a rule with message_re")
