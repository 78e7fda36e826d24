"""The cascade and the policy: which answer wins, what the trace keeps, what is said and what is a guess."""

from dataclasses import dataclass, replace

from tests.decide.events import plain

from kiwame.core.event import ErrorEvent, Facts
from kiwame.core.taxonomy import CATEGORY_OF, Category, Owner, Reason
from kiwame.core.verdict import Answer, Verdict, Versions
from kiwame.decide.cascade import Cascade, combine, offline_cascade

R = Reason


def answer(reason: Reason, confidence: float, by: str = "rules:a") -> Answer:
    return Answer(decided_by=by, category=CATEGORY_OF[reason], reason=reason, confidence=confidence, evidence=("x",))


def combined(*rounds: tuple[Answer, ...], facts: Facts | None = None) -> Verdict:
    return combine(rounds, facts or Facts(), versions=Versions(rules="1"))


def test_the_first_answer_of_the_only_decider_wins_whatever_follows() -> None:
    verdict = combined(
        (answer(R.DNS_FAILURE, 0.7), answer(R.READ_TIMEOUT, 0.9, "rules:b"), answer(R.DNS_FAILURE, 0.5, "rules:c"))
    )
    assert (verdict.reason, verdict.confidence, verdict.decided_by) == (R.DNS_FAILURE, 0.7, "rules:a")
    assert [(one.decided_by, one.outcome, one.why) for one in verdict.trace] == [
        ("rules:a", "won", "the surest decider's first answer"),
        ("rules:b", "lost", "lower in the table"),
        ("rules:c", "agreed", "the same reason"),
    ]


def test_the_surest_decider_wins_and_the_earlier_on_a_tie() -> None:
    surer = combined((answer(R.DNS_FAILURE, 0.6),), (answer(R.READ_TIMEOUT, 0.8, "model:1"),))
    tied = combined((answer(R.DNS_FAILURE, 0.8),), (answer(R.READ_TIMEOUT, 0.8, "model:1"),))
    assert surer.decided_by == "model:1"
    assert surer.trace[1].why == "less sure than the winner"
    assert tied.decided_by == "rules:a"


def test_below_the_threshold_the_guesses_stay_in_the_trace() -> None:
    verdict = combined((answer(R.DNS_FAILURE, 0.34), answer(R.READ_TIMEOUT, 0.2, "rules:b")))
    assert (verdict.category, verdict.reason, verdict.owner, verdict.decided_by) == (
        Category.UNCLASSIFIED,
        None,
        None,
        None,
    )
    assert [one.reason for one in verdict.trace] == [R.DNS_FAILURE, R.READ_TIMEOUT]
    assert {one.outcome for one in verdict.trace} == {"lost"}
    assert combined((answer(R.DNS_FAILURE, 0.35),)).reason is R.DNS_FAILURE


def test_nobody_answers() -> None:
    verdict = combined((), ())
    assert (verdict.category, verdict.confidence, verdict.trace) == (Category.UNCLASSIFIED, 0.0, ())
    assert not verdict.is_unsure()


def test_the_owner_of_an_unavailable_model_depends_on_who_runs_it() -> None:
    hosted = combined((answer(R.MODEL_UNAVAILABLE, 0.9),), facts=Facts(provider="huggingface"))
    own = combined((answer(R.MODEL_UNAVAILABLE, 0.9),), facts=Facts(provider="ollama", self_hosted=True))
    assert (hosted.owner, own.owner) == (Owner.PROVIDER, Owner.OPERATOR)


def test_unsure_below_three_quarters() -> None:
    guess = combined((answer(R.DNS_FAILURE, 0.74),))
    assert guess.is_unsure()
    assert not guess.is_unsure(0.7)
    assert not combined((answer(R.DNS_FAILURE, 0.75),)).is_unsure()
    assert not replace(guess, decided_by="human").is_unsure()


def test_offline_cascade_judges_an_event_and_names_its_versions() -> None:
    event = plain(
        "openai.RateLimitError", "Error code: 429 - {'error': {'code': 'insufficient_quota', 'message': 'no'}}"
    )
    verdict = offline_cascade().judge(event)
    assert verdict.reason is R.QUOTA_EXHAUSTED
    assert verdict.decided_by == "rules:rate.quota_code"
    assert verdict.versions.rules


@dataclass
class Scripted:
    name: str
    version: str
    said: tuple[Answer, ...]

    def answers(self, event: ErrorEvent) -> tuple[Answer, ...]:
        return self.said


def test_deciders_of_any_kind_join_through_the_port() -> None:
    event = plain("ValueError", "x")
    cascade = Cascade([Scripted("rules", "7", ()), Scripted("model", "m3", (answer(R.PROMPT_OTHER, 0.5, "model:m3"),))])
    verdict = cascade.judge(event)
    assert (verdict.decided_by, verdict.versions) == ("model:m3", Versions(rules="7", model="m3"))
