"""What the page of one issue says beside its event: the answer, why, counts over time, what was told and done. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kiwame.core.alert import Delivery, DeliveryState
from kiwame.core.event import Facts
from kiwame.core.issue import HourCount, Issue, Status
from kiwame.core.taxonomy import REASONS_OF, Category, Reason, Severity
from kiwame.core.verdict import Answer, SeverityVerdict, Texts, Verdict
from kiwame.playbooks.playbook import N_
from kiwame.playbooks.render import render
from kiwame.playbooks.table import PLAYBOOKS
from kiwame.web.pages.charts import HOUR_S, Bars, bars, series
from kiwame.web.pages.issue_rows import is_burning
from kiwame.web.pages.words import Words

HOURS = 48
MOST_NAMES = 8
MOST_TAUGHT = 6

_FACTS = {
    "provider": N_("Provider"),
    "model": N_("Model"),
    "http_status": N_("Status"),
    "error_code": N_("Code"),
    "error_type": N_("Type"),
    "error_param": N_("Parameter"),
    "host": N_("Host"),
    "library": N_("Library"),
    "request_id": N_("Request id"),
    "retry_after": N_("Retry after (s)"),
    "deadline": N_("Deadline"),
    "error_message": N_("Provider's message"),
}
_OUTCOMES = {"won": N_("taken"), "agreed": N_("agrees"), "lost": N_("not taken")}
_WHYS = {
    "what all deciders say together": N_("what all say together"),
    "three people or more said so of near issues": N_("three people or more said so of issues like this"),
    "a rule of your own outranks every other decider": N_("a rule of your own comes first"),
    "the same category, for another reason": N_("the same category, for another reason"),
    "the others outweigh it": N_("the others outweigh it"),
    "its second guess": N_("its second guess"),
    "the surest decider's first answer": N_("the surest answer"),
    "below the threshold: the best guess, not said": N_("the best guess, too unsure to be said"),
    "the same reason": N_("the same reason"),
    "lower in the table": N_("a rule further down"),
    "less sure than the winner": N_("less sure than the one taken"),
    "a person decided": N_("a person decided otherwise"),
}
_STATES = {
    DeliveryState.PENDING: N_("waits"),
    DeliveryState.CLAIMED: N_("is being sent"),
    DeliveryState.SENT: N_("delivered"),
    DeliveryState.FAILED: N_("failed"),
    DeliveryState.CANCELLED: N_("not needed any more"),
}
_BEGINS = N_("It starts at {base}; {steps}.")
_AND = N_("; ")
_BECAUSE = N_("{outcome}: {why}")
_HIGHER = N_("higher, since {why}")
_LOWER = N_("lower, since {why}")
_ALERTS = {
    "new": N_("new"),
    "regressed": N_("came back"),
    "returned": N_("ignored no longer"),
    "rose": N_("rose in severity"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one decider said, as a row: who, by which rule or model, and why it was taken or not.

    `taught` are the issues here whose corrections memory has it from.
    """

    who: str
    by: str
    answer: Answer
    outcome: str
    taught: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact and where it was read."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Events of one release or environment over the hours of the chart."""

    name: str
    count: int
    bars: Bars


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Counts over time. `hours` are (start in Unix seconds, count) of hours with any, newest first."""

    bars: Bars
    since: float
    releases: tuple[Share, ...]
    environments: tuple[Share, ...]
    hours: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A delivery in words."""

    delivery: Delivery
    alert: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer first: texts in the reader's language, and a sentence on how the severity came about ("" for none)."""

    texts: Texts
    unsure: bool
    steps: str
    agreeing: tuple[str, ...]


def answered(issue: Issue, words: Words, *, unsure_below: float) -> Answered:
    """What an issue is and what to do."""
    verdict = issue.verdict
    unsure = verdict.is_unsure(unsure_below)
    return Answered(
        texts=render(verdict, language=words.language, unsure=unsure),
        unsure=unsure,
        steps=_steps(issue.severity, words),
        agreeing=_agreeing(verdict, words),
    )


def _steps(severity: SeverityVerdict, words: Words) -> str:
    # Above critical is nothing: what would only raise it further changed nothing, and is not said.
    if not severity.steps or (severity.base is Severity.CRITICAL and all(change > 0 for _, change in severity.steps)):
        return ""
    said = []
    for step, change in severity.steps:
        why = words.step(step)
        said.append(words.say(_HIGHER if change > 0 else _LOWER, why=why) if change else why)
    return words.say(_BEGINS, base=words.severity(severity.base), steps=words.say(_AND).join(said))


def _agreeing(verdict: Verdict, words: Words) -> tuple[str, ...]:
    """Who else says the same: other kinds of deciders, each once."""
    kind = (verdict.decided_by or "").partition(":")[0]
    others = [answer.decided_by for answer in verdict.trace if answer.outcome == "agreed"]
    return tuple(dict.fromkeys(words.decider(other) for other in others if other.partition(":")[0] != kind))


def decisions(verdict: Verdict, words: Words) -> tuple[Decision, ...]:
    """All deciders' answers, the one taken first."""
    found = []
    for answer in verdict.trace:
        outcome = words.say(_OUTCOMES[answer.outcome]) if answer.outcome in _OUTCOMES else answer.outcome
        why = words.say(_WHYS[answer.why]) if answer.why in _WHYS else answer.why
        found.append(
            Decision(
                who=words.decider(answer.decided_by),
                by=_name_of(answer.decided_by),
                answer=answer,
                outcome=words.say(_BECAUSE, outcome=outcome, why=why) if why else outcome,
                taught=tuple(issue for issue in answer.taught_by if issue.isdigit())[:MOST_TAUGHT],
            )
        )
    return tuple(found)


def rule_of(verdict: Verdict) -> str:
    """The rule, issue or model that decided, "" where it has no name."""
    return _name_of(verdict.decided_by or "")


def _name_of(decided_by: str) -> str:
    """Without its kind: of the user's own rules the name that they gave it."""
    return decided_by.partition(":")[2].removeprefix("own.")


def facts_of(facts: Facts, words: Words) -> tuple[Fact, ...]:
    """What was read off the event, each with its source."""
    sources = dict(facts.sources)
    found = []
    for name, label in _FACTS.items():
        value = getattr(facts, name)
        if value not in ("", None):
            text = f"{value:g}" if isinstance(value, float) else str(value)
            found.append(Fact(label=words.say(label), value=text, source=sources.get(name, "")))
    return tuple(found)


def times(issue: Issue, counts: Sequence[HourCount], now: float) -> Times:
    """Counts of the last 48 hours: in all, by release and by environment."""
    last = int(now // HOUR_S)
    burning = is_burning(issue)
    total: Counter[int] = Counter()
    for one in counts:
        total[one.hour] += one.count
    return Times(
        bars=bars(series(total, last_hour=last, length=HOURS), step=15, gap=4, height=96, burning=burning),
        since=float((last - HOURS + 1) * HOUR_S),
        releases=_shares([(one.release, one) for one in counts], last),
        environments=_shares([(one.environment, one) for one in counts], last),
        hours=tuple((float(hour * HOUR_S), total[hour]) for hour in sorted(total, reverse=True) if total[hour]),
    )


def _shares(named: Sequence[tuple[str, HourCount]], last: int) -> tuple[Share, ...]:
    by_name: dict[str, Counter[int]] = {}
    for name, one in named:
        by_name.setdefault(name, Counter())[one.hour] += one.count
    if set(by_name) <= {""}:
        return ()
    most = sorted(by_name.items(), key=lambda item: -item[1].total())[:MOST_NAMES]
    return tuple(
        Share(
            name=name,
            count=hours.total(),
            bars=bars(series(hours, last_hour=last, length=HOURS), step=2, gap=0, height=24, burning=False),
        )
        for name, hours in most
    )


def told(deliveries: Sequence[Delivery], words: Words) -> tuple[Told, ...]:
    """What was told to whom, newest first."""
    return tuple(
        Told(
            delivery=delivery,
            alert=words.say(_ALERTS[delivery.alert]) if delivery.alert in _ALERTS else delivery.alert,
            state=words.say(_STATES[delivery.state]),
        )
        for delivery in deliveries
    )


def reasons(words: Words) -> list[tuple[Category, str, list[tuple[Reason, str]]]]:
    """What a verdict can be corrected to: categories, and of each the reasons with what they say."""
    return [
        (
            category,
            words.category(category),
            [(reason, words.say(PLAYBOOKS[reason].headline[-1])) for reason in of_category],
        )
        for category, of_category in REASONS_OF.items()
    ]


def is_ended(issue: Issue) -> bool:
    """True where nobody has to act at present."""
    return issue.status in (Status.RESOLVED, Status.IGNORED)
