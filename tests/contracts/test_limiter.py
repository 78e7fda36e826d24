"""The contract of core.ports.Limiter, for each backend."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.ports import Limiter
from kiwame.ingest.quota import MemoryLimiter

BACKENDS: dict[str, Callable[[int], Limiter]] = {"memory": MemoryLimiter}


@pytest.fixture(params=BACKENDS)
def make(request: pytest.FixtureRequest) -> Callable[[int], Limiter]:
    return BACKENDS[request.param]


def test_grants_up_to_the_limit_then_says_how_long_to_wait(make: Callable[[int], Limiter]) -> None:
    limiter = make(3)
    assert [limiter.take("p", 1, 100.0 + i) for i in range(3)] == [0.0, 0.0, 0.0]
    wait = limiter.take("p", 1, 110.0)
    assert 0 < wait <= 60


def test_after_the_wait_it_grants_again(make: Callable[[int], Limiter]) -> None:
    limiter = make(1)
    limiter.take("p", 1, 100.0)
    wait = limiter.take("p", 1, 130.0)
    assert limiter.take("p", 1, 130.0 + wait) == 0.0


def test_an_amount_that_does_not_fit_takes_nothing(make: Callable[[int], Limiter]) -> None:
    limiter = make(5)
    assert limiter.take("p", 4, 0.0) == 0.0
    assert limiter.take("p", 2, 0.0) > 0
    assert limiter.take("p", 1, 0.0) == 0.0


def test_keys_have_windows_of_their_own(make: Callable[[int], Limiter]) -> None:
    limiter = make(1)
    assert limiter.take("p", 1, 0.0) == 0.0
    assert limiter.take("q", 1, 0.0) == 0.0


def test_a_clock_set_back_does_not_lock_anybody_out(make: Callable[[int], Limiter]) -> None:
    limiter = make(1)
    limiter.take("p", 1, 1_000_000.0)
    assert limiter.take("p", 1, 500.0) == 0.0


def test_many_keys_are_forgotten_once_their_windows_are_over(make: Callable[[int], Limiter]) -> None:
    limiter = make(1)
    for number in range(10_001):
        limiter.take(str(number), 1, 0.0)
    assert limiter.take("last", 1, 61.0) == 0.0
    assert limiter.take("last", 1, 61.0) > 0


@settings(max_examples=50, deadline=None)
@given(limit=st.integers(1, 20), steps=st.lists(st.tuples(st.integers(1, 5), st.floats(0, 30)), max_size=60))
def test_never_more_than_the_limit_within_one_window(limit: int, steps: list[tuple[int, float]]) -> None:
    for backend in BACKENDS.values():
        limiter, now, granted = backend(limit), 0.0, list[tuple[float, int]]()
        for amount, passed in steps:
            now += passed
            if limiter.take("p", amount, now) == 0.0:
                granted.append((now, amount))
        opened, used = -1e9, 0
        for at, amount in granted:
            if at >= opened + 60.0:
                opened, used = at, 0
            used += amount
            assert used <= limit
