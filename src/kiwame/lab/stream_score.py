"""What the cascade makes of a labelled stream: precision and recall by category, who decided, what wants an LLM."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kiwame.core.event import ErrorEvent
from kiwame.core.taxonomy import REASONS_OF, Category, Reason
from kiwame.core.verdict import UNSURE_BELOW, Verdict
from kiwame.decide.cascade import Cascade
from kiwame.grouping.mechanisms import fingerprint
from kiwame.lab.capture import Envelope
from kiwame.lab.whole_way import event_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One event of a stream with what it is by the taxonomy; `ordinary`: a plain bug, where no model is near."""

    name: str
    reason: Reason
    category: Category
    ordinary: bool
    envelope: Envelope = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One event with its label, its verdict and its issue: whose application it is of, and the fingerprint's value."""

    label: Labelled
    event: ErrorEvent = field(repr=False)
    verdict: Verdict
    issue: tuple[str, str]

    @property
    def right(self) -> bool:
        """The category is the label's."""
        return self.verdict.category is self.label.category

    @property
    def wants_llm(self) -> bool:
        """No cheap decider is sure: the verdict is `unclassified`, or below the default of KIWAME_LLM_BELOW."""
        return self.verdict.reason is None or self.verdict.confidence < UNSURE_BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCategory:
    """A category's row: `said` events that got it, `right` of them labelled so, `labelled` events that are of it."""

    said: int
    right: int
    labelled: int

    @property
    def precision(self) -> float | None:
        """The share of what was said that is right; None where it was never said."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """The share of what is of the category that was found; None where there is none."""
        return self.right / self.labelled if self.labelled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A stream's figures. `wrong` and `unsure`: (name, label, said, by whom, how many events, a title)."""

    events: int
    ordinary: int
    right: int
    reasons_right: int
    categories: dict[Category, OfCategory]
    decided_by: dict[str, int]
    wanting: int
    wanting_issues: int
    issues: int
    mixed: tuple[tuple[str, ...], ...]
    wrong: tuple[tuple[str, str, str, str, int, str], ...]
    unsure: tuple[tuple[str, str, str, str, int, str], ...]

    @property
    def wanting_share(self) -> float:
        """The share of events that would want a language model."""
        return self.wanting / self.events if self.events else 0.0


def judged(stream: Iterable[Labelled], cascade: Cascade) -> list[Judged]:
    """Every event by the whole way: decode, normalise, group, judge."""
    found = []
    for label in stream:
        event = event_of(label.envelope)
        verdict, issue = cascade.judge(event), ("shop" if label.ordinary else "chat", fingerprint(event).value)
        found.append(Judged(label=label, event=event, verdict=verdict, issue=issue))
    return found


def score(found: Sequence[Judged]) -> Score:
    """The figures of a judged stream."""
    said = Counter(one.verdict.category for one in found)
    right = Counter(one.verdict.category for one in found if one.right)
    labelled = Counter(one.label.category for one in found)
    wanting = [one for one in found if one.wants_llm]
    issues: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in found:
        issues[one.issue].add(one.label.name)
    return Score(
        events=len(found),
        ordinary=sum(one.label.ordinary for one in found),
        right=sum(one.right for one in found),
        reasons_right=sum(one.verdict.reason is one.label.reason for one in found),
        categories={
            category: OfCategory(said=said[category], right=right[category], labelled=labelled[category])
            for category in REASONS_OF
        },
        decided_by=dict(Counter(_who(one.verdict) for one in found).most_common()),
        wanting=len(wanting),
        wanting_issues=len({one.issue for one in wanting}),
        issues=len(issues),
        mixed=tuple(tuple(sorted(names)) for names in issues.values() if len(names) > 1),
        wrong=_lines(one for one in found if not one.right),
        unsure=_lines(one for one in wanting if one.right),
    )


def _who(verdict: Verdict) -> str:
    """Which decider, without the rule's or version's name; "nobody" where none was sure enough to say anything."""
    return verdict.decided_by.partition(":")[0] if verdict.decided_by else "nobody"


def _lines(found: Iterable[Judged]) -> tuple[tuple[str, str, str, str, int, str], ...]:
    """One entry for each bug or fault and what was said of it."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    titles: dict[tuple[str, str, str, str], str] = {}
    for one in found:
        verdict, label = one.verdict, one.label
        guess = f"{verdict.category}/{verdict.reason} {verdict.confidence:.2f}"
        key = (label.name, f"{label.category}/{label.reason}", guess, verdict.decided_by or "nobody")
        counts[key] += 1
        titles[key] = one.event.title
    return tuple((*key, count, titles[key]) for key, count in counts.most_common())
