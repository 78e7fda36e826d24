"""What was said of an issue, by whom, how sure, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiwame.core.taxonomy import Category, Owner, Reason, Severity

UNCLASSIFIED_BELOW = 0.35
"""Default of KIWAME_UNCLASSIFIED_BELOW: below it the best guess is not said."""
UNSURE_BELOW = 0.75
"""Default of KIWAME_LLM_BELOW: below it a verdict is shown, marked unsure, and the LLM may be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one decider says of an event. `decided_by` as TAXONOMY writes it: "rules:<id>", "human", …

    `evidence` are short sentences or fact names that made it say so; `outcome` is filled in by the cascade: "won",
    "agreed", "lost", with `why` ("lower in the table", …). For memory's answers only: `confirmations` is how many
    people's corrections stand behind it, `taught_by` the issues that they were made on, the nearest first, at most 20.
    """

    decided_by: str
    category: Category
    reason: Reason
    confidence: float
    evidence: tuple[str, ...] = ()
    outcome: str = ""
    why: str = ""
    confirmations: int = 0
    taught_by: tuple[str, ...] = ()

    def with_outcome(self, outcome: str, why: str) -> "Answer":
        """The answer with what became of it. (`dataclasses.replace` takes 10 µs, five times as long.)"""
        return Answer(
            decided_by=self.decided_by,
            category=self.category,
            reason=self.reason,
            confidence=self.confidence,
            evidence=self.evidence,
            outcome=outcome,
            why=why,
            confirmations=self.confirmations,
            taught_by=self.taught_by,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What the user's own rules ask for beside category and reason; all of it empty where none asks for anything.

    `team` is who acts for the owner's role, by its name; the severity is never below `floor` and never above `ceiling`;
    `mute`: nobody is told. `rules` are the ids of the rules that asked.
    """

    team: str = ""
    floor: Severity | None = None
    ceiling: Severity | None = None
    mute: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions of everything that judged; judging again after an upgrade is a query over them.

    `rules` is the built-in table's, with a hash of the user's own behind a "+" where there are some; `calibration`
    says how the deciders' confidences were brought onto one scale.
    """

    grouping: str = ""
    rules: str = ""
    model: str = ""
    prompt: str = ""
    calibration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said of an issue. `reason` and `owner` are None exactly where `category` is a state.

    `parameters` are what the playbook fills in (provider, model, limit, host, …); texts are rendered from `reason` and
    `parameters` in the reader's language and never stored. `trace` holds the answers of all deciders, the winner first.
    """

    category: Category
    reason: Reason | None
    owner: Owner | None
    confidence: float
    decided_by: str | None
    parameters: Mapping[str, str] = field(default_factory=dict)
    trace: tuple[Answer, ...] = ()
    versions: Versions = field(default_factory=Versions)
    self_hosted: bool = False
    directive: Directive = field(default_factory=Directive)

    @property
    def by_human(self) -> bool:
        """True where a person said it: such a verdict holds against every machine."""
        return self.decided_by == "human"

    def is_unsure(self, below: float = UNSURE_BELOW) -> bool:
        """True where it is shown as a guess: a reason that a machine says with less confidence than `below`."""
        return not self.category.is_state and not self.by_human and self.confidence < below


class SeverityStep(StrEnum):
    """Why a severity differs from its base."""

    NOT_PRODUCTION = "not_production"
    HANDLED = "handled"
    MANY = "many_users_or_events"
    REGRESSED = "back_after_resolve"
    LLM_ALONE = "known_from_llm_alone"
    FLOOR = "floor"
    CEILING = "ceiling"
    HELD = "highest_since_it_opened"
    HUMAN = "human"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityInputs:
    """What severity is computed from, anew with each batch.

    `users_10m` and `events_10m` are counts over the last 10 minutes, of two events that report one failure only one;
    `rate_ratio` is the present rate over the issue's own baseline, None with less than an hour of baseline. `handled`:
    every event so far was handled. `highest` is the severity held since the issue opened or came back. `floor` and
    `ceiling` are those of the user's own rules.
    """

    reason: Reason | None
    decided_by: str | None
    environments: tuple[str, ...] = ()
    handled: bool = False
    users_10m: int = 0
    events_10m: int = 0
    rate_ratio: float | None = None
    regressed: bool = False
    highest: Severity | None = None
    floor: Severity | None = None
    ceiling: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityVerdict:
    """A severity with the way it was reached: base, then named steps as (step, +1 | -1 | 0)."""

    severity: Severity
    base: Severity
    steps: tuple[tuple[SeverityStep, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a playbook says, rendered in one language."""

    headline: str
    root_cause: str
    actions: tuple[str, ...]
