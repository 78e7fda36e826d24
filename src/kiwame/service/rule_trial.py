"""What all rules make of one case: which fired in which order, which of them won and why, and what was asked for."""

from dataclasses import asdict, dataclass
from typing import Any

from kiwame.classifier import Judgement
from kiwame.core.event import ErrorEvent
from kiwame.core.verdict import Answer, Directive, Verdict
from kiwame.decide.by_rules import ByRules
from kiwame.decide.user_rules import Asked, Condition, UserRule, UserRules

_NOT_KEPT = "a rule above it says the same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One rule that fired, the user's own named "own.<id>". `says` is "category/reason", "" where it only asks."""

    rule: str
    says: str = ""
    outcome: str = ""
    why: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What the rules make of a case; `fired` in the order in which they count."""

    title: str
    fired: tuple[Fired, ...]
    asked: tuple[Asked, ...]
    judgement: Judgement

    @property
    def sentence(self) -> str:
        """The verdict and the directive on one line."""
        verdict, severity = self.judgement.verdict, self.judgement.severity
        said = f"{verdict.category}/{verdict.reason}" if verdict.reason else verdict.category.value
        by = f" by {verdict.decided_by}" if verdict.decided_by else ""
        steps = "".join(f"; {change:+d} {step}" for step, change in severity.steps)
        wishes = _wishes(verdict.directive)
        return (
            f"{said} {verdict.confidence * 100:.0f} %{by}; severity {severity.severity} (starts as {severity.base}"
            f"{steps}); {wishes or 'your rules ask for nothing beside'}"
        )

    def as_object(self) -> dict[str, Any]:
        """The same for JSON."""
        verdict, directive = self.judgement.verdict, self.judgement.verdict.directive
        return {
            "title": self.title,
            "category": verdict.category.value,
            "reason": verdict.reason.value if verdict.reason else None,
            "owner": verdict.owner.value if verdict.owner else None,
            "severity": self.judgement.severity.severity.value,
            "confidence": round(verdict.confidence, 4),
            "decided_by": verdict.decided_by,
            "fired": [asdict(each) | {"evidence": list(each.evidence)} for each in self.fired],
            "asked": [asdict(each) for each in self.asked],
            "directive": {
                "team": directive.team or None,
                "severity_floor": directive.floor.value if directive.floor else None,
                "severity_ceiling": directive.ceiling.value if directive.ceiling else None,
                "mute": directive.mute,
                "rules": list(directive.rules),
            },
        }


class RuleTrial:
    """Tries the user's own rules and the table on events that were judged by both."""

    def __init__(self, own: UserRules, table: ByRules) -> None:
        self._own = own
        self._table = table
        self._only_asking = {rule.id: rule for rule in own.rules if rule.reason is None}

    def of(self, judgement: Judgement) -> Trial:
        """What the rules make of one."""
        event, verdict = judgement.event, judgement.verdict
        outcomes = {answer.decided_by: answer for answer in verdict.trace}
        return Trial(
            title=event.title,
            fired=(
                *self._fired_own(event, verdict, outcomes),
                *(_fired(answer, outcomes) for answer in self._table.answers(event)),
            ),
            asked=self._own.asked(event, verdict.category, verdict.reason),
            judgement=judgement,
        )

    def _fired_own(self, event: ErrorEvent, verdict: Verdict, outcomes: dict[str, Answer]) -> tuple[Fired, ...]:
        answers = {answer.decided_by: answer for answer in self._own.answers(event)}
        found: list[Fired] = []
        for name in self._own.firing(event, verdict.category, verdict.reason):
            answer = answers.get(f"rules:own.{name}")
            found.append(Fired(rule=f"own.{name}") if answer is None else _fired(answer, outcomes))
        return tuple(found)


def _fired(answer: Answer, outcomes: dict[str, Answer]) -> Fired:
    kept = outcomes.get(answer.decided_by)
    return Fired(
        rule=answer.decided_by.partition(":")[2],
        says=f"{answer.category}/{answer.reason}",
        outcome=kept.outcome if kept else "lost",
        why=kept.why if kept else _NOT_KEPT,
        evidence=answer.evidence,
    )


def _wishes(directive: Directive) -> str:
    wishes = [
        f"team {directive.team}" if directive.team else "",
        f"floor {directive.floor}" if directive.floor else "",
        f"ceiling {directive.ceiling}" if directive.ceiling else "",
        "muted: nobody is told" if directive.mute else "",
    ]
    return ", ".join(wish for wish in wishes if wish)


def described(rule: UserRule) -> str:
    """An own rule on one line: what it matches → what it sets.

    >>> described(UserRule(id="a", match=(Condition(what="status", values=("5??", "429")),), mute=True))
    'status 5xx|429 → mute true'
    """
    match = [*map(_condition, rule.match), *(f"not {_condition(condition)}" for condition in rule.unless)]
    sets = [
        f"{rule.category}/{rule.reason}" if rule.reason else "",
        f"team {rule.team}" if rule.team else "",
        f"floor {rule.floor}" if rule.floor else "",
        f"ceiling {rule.ceiling}" if rule.ceiling else "",
        "" if rule.mute is None else f"mute {str(rule.mute).lower()}",
    ]
    return f"{', '.join(match) or 'everything'} → {', '.join(each for each in sets if each)}"


def _condition(condition: Condition) -> str:
    values = "|".join(value or '""' for value in condition.values)
    return f"{condition.what} {values.replace('??', 'xx') if condition.what == 'status' else values}"
