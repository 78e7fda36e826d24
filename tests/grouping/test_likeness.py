"""How near two failures are: one kind in several wordings is near, kinds that share facts or words are not."""

from dataclasses import replace
from itertools import combinations

import pytest
from tests.decide.judged_cases import judged_cases
from tests.odd_errors import ODD_ERRORS, an_error

from kiwame.core.event import ErrorEvent
from kiwame.grouping import likeness
from kiwame.grouping.likeness import FAR, NEAR, distance, traits_of


def apart(one: ErrorEvent, other: ErrorEvent) -> float:
    return distance(traits_of(one), traits_of(other))


@pytest.mark.parametrize("kind", ODD_ERRORS)
def test_wordings_of_one_odd_error_are_near(kind: str) -> None:
    assert all(apart(one, other) < NEAR for one, other in combinations(ODD_ERRORS[kind], 2))


def test_odd_errors_of_different_kinds_are_not_near() -> None:
    near = [
        (one, other)
        for one, other in combinations(ODD_ERRORS, 2)
        if any(apart(mine, yours) < 0.7 for mine in ODD_ERRORS[one] for yours in ODD_ERRORS[other])
    ]
    assert near == []


def test_near_cases_of_the_project_are_mostly_of_one_reason() -> None:
    cases = judged_cases()
    made = [(case, traits_of(case.event)) for case in cases[:: -(-len(cases) // 500)]]
    near = [(a, b) for (a, mine), (b, yours) in combinations(made, 2) if distance(mine, yours) < NEAR]
    different = [(a.id, b.id) for a, b in near if a.reason != b.reason]
    # Those that are not: bodies of two words ('Model Not Exist', 'Content Exists Risk'), parsers of JSON, deadlines.
    assert len(different) <= 0.4 * len(near), different


def test_a_distance_is_symmetric_and_nothing_is_far_from_itself() -> None:
    made = [traits_of(case.event) for case in judged_cases()][::7]
    assert all(distance(each, each) == 0.0 for each in made)
    assert all(distance(a, b) == distance(b, a) for a, b in combinations(made, 2))
    assert all(0.0 <= distance(a, b) <= FAR for a, b in combinations(made, 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Error code: 429 - pool of planners drained", "Error code: 400 - pool of planners drained"),
        ("Error code: 400 - {'error': {'message': 'pool of planners drained', 'code': 'e_a'}}",
         "Error code: 400 - {'error': {'message': 'pool of planners drained', 'code': 'e_b'}}"),
    ],
)  # fmt: skip
def test_a_fact_that_differs_puts_them_apart(one: str, other: str) -> None:
    assert apart(an_error("acme.PoolError", one), an_error("acme.PoolError", other)) == FAR


def test_a_fact_that_only_one_states_does_not() -> None:
    plain = an_error("acme.PoolError", "pool of planners drained")
    stated = an_error("acme.PoolError", "Error code: 503 - pool of planners drained")
    assert apart(plain, stated) < NEAR


def test_a_provider_that_is_only_guessed_from_a_models_name_is_not_stated() -> None:
    one = an_error("acme.PoolError", "pool of planners drained for model gpt-4o-mini")
    other = an_error("acme.PoolError", "pool of planners drained for model claude-3-5-haiku")
    assert (one.facts.provider, other.facts.provider) == ("openai", "anthropic")
    assert apart(one, other) < NEAR


def test_the_class_of_the_root_decides_and_a_wrapper_does_not() -> None:
    bare, other = an_error("acme.A", "pool of planners drained"), an_error("acme.B", "pool of planners drained")
    assert apart(bare, other) == FAR
    wrapped = replace(bare, chain=(*bare.chain, *other.chain))
    assert apart(bare, wrapped) < 0.1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rate limit reached on tokens per min (TPM)", "Rate limit reached on tokens per day (TPD)"),
        ("Rate limit reached on requests per min (RPM)", "Rate limit reached on tokens per min (TPM)"),
        ("read from upstream relay: ECONNRESET", "read from upstream relay: ETIMEDOUT"),
        ("read from upstream relay: [Errno 104]", "read from upstream relay: [Errno 110]"),
        ("quota metric spent: gen_requests_per_minute", "quota metric spent: gen_requests_per_day"),
        ("an error occurred: unable to process the request", "an error occurred: unable to read the response"),
    ],
)
def test_sentences_that_are_alike_but_for_what_names_the_fault_are_not_near(one: str, other: str) -> None:
    assert apart(an_error("RuntimeError", one), an_error("RuntimeError", other)) >= NEAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("voucher has no owner left", "planner lost its compass"),
        ("API key not valid. Please pass a valid one.", "API key expired. Please renew the API key."),
        ("[Errno -2] Name or service not known", "[Errno 111] Connection refused"),
        ("the model `a-1` does not exist or you have no access", "no such path"),
    ],
)
def test_one_function_that_fails_in_several_ways_is_not_one_kind_by_its_place(one: str, other: str) -> None:
    place = 'Traceback (most recent call last):\n  File "/srv/app/llm.py", line 3, in ask\n    call()\nValueError: '
    assert apart(an_error("ValueError", one, place + one), an_error("ValueError", other, place + other)) >= NEAR


def test_the_place_brings_wordings_nearer() -> None:
    place = 'Traceback (most recent call last):\n  File "/srv/app/llm.py", line 3, in ask\n    call()\nValueError: '
    one, other = "voucher 7 is spoilt", "bob has a spoilt voucher here"
    bare = apart(an_error("ValueError", one), an_error("ValueError", other))
    assert apart(an_error("ValueError", one, place + one), an_error("ValueError", other, place + other)) < bare


def test_echoes_and_ids_do_not_count() -> None:
    one = an_error(
        "acme.ParseError", "planner sent a broken plan. Input value: {'messages': 'weather in Kyoto please'}"
    )
    other = an_error("acme.ParseError", "planner sent a broken plan. Input value: {'messages': 'write a poem'}")
    assert apart(one, other) < 0.1
    assert not {"kyoto", "weather", "poem"} & {*traits_of(one).words, *traits_of(other).words}


def test_where_it_was_deployed_and_the_line_do_not_count() -> None:
    trace = "Traceback (most recent call last):\n  File \"{path}\", line {line}, in ask\n    call()\nKeyError: 'plan'"
    one = an_error("KeyError", "'plan'", trace.format(path="/srv/v1/app/llm.py", line=3))
    other = an_error("KeyError", "'plan'", trace.format(path="/opt/blue/app/llm.py", line=99))
    assert traits_of(one).frames == ("app/llm.py:ask",)
    assert apart(one, other) == 0.0


def test_traits_are_bounded() -> None:
    words = " ".join(f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x" * 30 for n in range(2000))
    frames = "".join(f'  File "/srv/{"d" * 300}/m{n}.py", line {n}, in f{n}\n    x()\n' for n in range(60))
    traits = traits_of(an_error("a." * 90 + "OddError", words, f"Traceback (most recent call last):\n{frames}"))
    assert len(traits.words) <= likeness.MOST_WORDS
    assert all(len(word) <= likeness.LONGEST_WORD for word in traits.words)
    assert len(traits.frames) <= likeness.MOST_FRAMES
    assert all(len(place) <= likeness.LONGEST_FRAME for place in traits.frames)
    assert all(len(name) <= likeness.LONGEST_CLASS for name in traits.classes)


def test_secrets_stay_out() -> None:
    event = an_error(
        "acme.PoolError", "planner refused key sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH of ann@acme.example"
    )
    assert not any("sk-" in word or "@" in word or "abcdef" in word for word in traits_of(event).words)
