"""The cascade and the policy: which answer wins, what the trace keeps, what is said and what is a guess."""

from dataclasses import dataclass, replace

from tests.decide.distributions import sure_of
from tests.decide.events import plain

from kiwame.core.event import ErrorEvent, Facts
from kiwame.core.taxonomy import CATEGORY_OF, Category, Owner, Reason
from kiwame.core.verdict import Answer, Verdict, Versions
from kiwame.decide.cascade import Cascade, combine, offline_cascade
from kiwame.decide.model.model import Distribution
from kiwame.decide.pool import CALIBRATION
from kiwame.decide.view import View

R = Reason


def answer(reason: Reason, confidence: float, by: str = "rules:a", confirmations: int = 0) -> Answer:
    return Answer(
        decided_by=by, category=CATEGORY_OF[reason], reason=reason, confidence=confidence, evidence=("x",),
        confirmations=confirmations,
    )  # fmt: skip


def combined(*rounds: tuple[Answer, ...], facts: Facts | None = None, model: Distribution | None = None) -> Verdict:
    return combine(rounds, facts or Facts(), versions=Versions(rules="1", model="m"), model=model)


def test_the_first_answer_of_the_only_decider_wins_whatever_follows() -> None:
    verdict = combined(
        (answer(R.DNS_FAILURE, 0.7), answer(R.READ_TIMEOUT, 0.9, "rules:b"), answer(R.DNS_FAILURE, 0.5, "rules:c"))
    )
    assert (verdict.reason, verdict.decided_by) == (R.DNS_FAILURE, "rules:a")
    assert verdict.confidence == CALIBRATION.worth(0.7)
    assert [(one.decided_by, one.outcome, one.why) for one in verdict.trace] == [
        ("rules:a", "won", "what all deciders say together"),
        ("rules:b", "lost", "lower in the table"),
        ("rules:c", "agreed", "the same reason"),
    ]


def test_agreement_raises_and_contradiction_lowers() -> None:
    alone = combined((answer(R.DNS_FAILURE, 0.9),))
    agreed = combined((answer(R.DNS_FAILURE, 0.9),), model=sure_of(R.DNS_FAILURE, 0.8))
    opposed = combined((answer(R.DNS_FAILURE, 0.9),), model=sure_of(R.READ_TIMEOUT, 0.8))
    assert opposed.confidence < alone.confidence < agreed.confidence
    assert {verdict.reason for verdict in (alone, agreed, opposed)} == {R.DNS_FAILURE}


def test_a_model_that_is_surer_than_a_guess_is_believed() -> None:
    rounds = ((answer(R.CODE_OTHER, 0.4, "rules:guess"),), (answer(R.READ_TIMEOUT, 0.9, "model:m"),))
    verdict = combined(*rounds, model=sure_of(R.READ_TIMEOUT, 0.9))
    assert (verdict.reason, verdict.decided_by) == (R.READ_TIMEOUT, "model:m")
    assert [(one.decided_by, one.outcome, one.why) for one in verdict.trace] == [
        ("model:m", "won", "what all deciders say together"),
        ("rules:guess", "lost", "the others outweigh it"),
    ]


def test_the_same_category_for_another_reason_agrees_in_part() -> None:
    rounds = ((answer(R.RATE_LIMIT_OTHER, 0.9),), (answer(R.TOKENS_LIMIT, 0.7, "model:m"),))
    verdict = combined(*rounds, model=sure_of(R.TOKENS_LIMIT, 0.7))
    assert verdict.category is Category.RATE_LIMIT
    assert verdict.confidence > 0.9
    assert [one.why for one in verdict.trace[1:]] == ["the same category, for another reason"]


def test_a_reason_that_only_the_models_shares_hold_is_the_models() -> None:
    verdict = combined((answer(R.DNS_FAILURE, 0.36),), model=sure_of(R.TLS_ERROR, 0.9))
    assert (verdict.reason, verdict.decided_by) == (R.TLS_ERROR, "model:m")


def test_a_sure_rule_speaks_where_the_model_agrees_and_a_second_guess_agrees_with_nobody() -> None:
    rules = (answer(R.DATABASE, 0.95),)
    agreed = combined(rules, (answer(R.DATABASE, 0.99, "model:m"),), model=sure_of(R.DATABASE, 0.99))
    assert agreed.decided_by == "rules:a"
    guesses = (answer(R.DNS_FAILURE, 0.6, "model:m"), answer(R.DATABASE, 0.3, "model:m"))
    opposed = combined(rules, guesses, model=sure_of(R.DNS_FAILURE, 0.6))
    assert [(one.decided_by, one.outcome, one.why) for one in opposed.trace] == [
        ("rules:a", "won", "what all deciders say together"),
        ("model:m", "lost", "the others outweigh it"),
        ("model:m", "lost", "its second guess"),
    ]


def test_a_rule_of_ones_own_outranks_every_decider() -> None:
    own = answer(R.PAYLOAD_TOO_LARGE, 0.99, "rules:own.ours")
    verdict = combined(
        (own,),
        (answer(R.DNS_FAILURE, 0.97),),
        (answer(R.DNS_FAILURE, 0.85, "memory:4", confirmations=2),),
        model=sure_of(R.DNS_FAILURE, 0.99),
    )
    assert (verdict.reason, verdict.decided_by, verdict.confidence) == (R.PAYLOAD_TOO_LARGE, "rules:own.ours", 0.99)
    assert verdict.trace[0].why == "a rule of your own outranks every other decider"


def test_three_people_who_agree_outrank_any_rule() -> None:
    own, rule = answer(R.PAYLOAD_TOO_LARGE, 0.99, "rules:own.ours"), answer(R.DNS_FAILURE, 0.97)
    three = answer(R.REFUSAL, 0.92, "memory:4", confirmations=3)
    verdict = combined((own,), (rule,), (three,))
    assert (verdict.reason, verdict.decided_by) == (R.REFUSAL, "memory:4")
    contradicted = replace(three, confidence=0.6)
    assert combined((rule,), (contradicted,)).reason is R.DNS_FAILURE


def test_one_persons_correction_counts_beside_a_vague_rule() -> None:
    verdict = combined((answer(R.CODE_OTHER, 0.5),), (answer(R.REFUSAL, 0.8, "memory:4", confirmations=1),))
    assert (verdict.reason, verdict.decided_by) == (R.REFUSAL, "memory:4")


def test_below_the_threshold_the_guesses_stay_in_the_trace() -> None:
    verdict = combined((answer(R.DNS_FAILURE, 0.25), answer(R.READ_TIMEOUT, 0.2, "rules:b")))
    assert (verdict.category, verdict.reason, verdict.owner, verdict.decided_by) == (
        Category.UNCLASSIFIED,
        None,
        None,
        None,
    )
    assert [one.reason for one in verdict.trace] == [R.DNS_FAILURE, R.READ_TIMEOUT]
    assert {one.outcome for one in verdict.trace} == {"lost"}
    assert combined((answer(R.DNS_FAILURE, 0.45),)).reason is R.DNS_FAILURE


def test_the_two_best_guesses_of_the_model_stay() -> None:
    guesses = tuple(answer(reason, 0.3, "model:m") for reason in (R.DNS_FAILURE, R.READ_TIMEOUT, R.REFUSAL))
    verdict = combined(guesses, model=sure_of(R.DNS_FAILURE, 0.3))
    assert verdict.category is Category.UNCLASSIFIED
    assert [one.reason for one in verdict.trace] == [R.DNS_FAILURE, R.READ_TIMEOUT]


def test_nobody_answers() -> None:
    verdict = combined((), ())
    assert (verdict.category, verdict.confidence, verdict.trace) == (Category.UNCLASSIFIED, 0.0, ())
    assert not verdict.is_unsure()


def test_the_owner_of_an_unavailable_model_depends_on_who_runs_it() -> None:
    hosted = combined((answer(R.MODEL_UNAVAILABLE, 0.9),), facts=Facts(provider="huggingface"))
    own = combined((answer(R.MODEL_UNAVAILABLE, 0.9),), facts=Facts(provider="ollama", self_hosted=True))
    assert (hosted.owner, own.owner) == (Owner.PROVIDER, Owner.OPERATOR)


def test_unsure_below_three_quarters() -> None:
    guess = combined((answer(R.DNS_FAILURE, 0.72),))
    assert guess.is_unsure()
    assert not guess.is_unsure(0.6)
    assert not combined((answer(R.DNS_FAILURE, 0.85),)).is_unsure()
    assert not replace(guess, decided_by="human").is_unsure()


def test_offline_cascade_judges_an_event_and_names_its_versions() -> None:
    event = plain(
        "openai.RateLimitError", "Error code: 429 - {'error': {'code': 'insufficient_quota', 'message': 'no'}}"
    )
    verdict = offline_cascade().judge(event)
    assert verdict.reason is R.QUOTA_EXHAUSTED
    assert verdict.decided_by == "rules:rate.quota_code"
    versions = verdict.versions
    assert all((versions.rules, versions.model, versions.calibration))


@dataclass
class Scripted:
    name: str
    version: str
    said: tuple[Answer, ...]

    def answers(self, event: ErrorEvent, view: View | None = None) -> tuple[Answer, ...]:
        return self.said


def test_deciders_of_any_kind_join_through_the_port() -> None:
    event = plain("ValueError", "x")
    cascade = Cascade([Scripted("rules", "7", ()), Scripted("model", "m3", (answer(R.PROMPT_OTHER, 0.5, "model:m3"),))])
    verdict = cascade.judge(event)
    assert verdict.decided_by == "model:m3"
    assert (verdict.versions.rules, verdict.versions.model) == ("7", "m3")
