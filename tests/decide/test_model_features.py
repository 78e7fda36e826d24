"""What the model looks at: facts, classes, shapes of words, several languages, packages; nothing that is echoed."""

import pytest
from tests.decide.events import plain

from kiwame.decide.model.concepts import OF_STEM, STEM
from kiwame.decide.model.features import buckets, is_told, names
from kiwame.decide.view import View


def named(kind: str, message: str, **more: dict[str, str] | str) -> set[str]:
    stack, tags = more.get("stack", ""), more.get("tags", {})
    assert isinstance(stack, str)
    assert isinstance(tags, dict)
    return set(names(View(plain(kind, message, stack=stack, tags=tags))))


def test_facts_and_classes_are_named() -> None:
    found = named(
        "openai.RateLimitError",
        "Error code: 429 - {'error': {'message': 'Slow down', 'type': 'requests', 'code': 'rate_limit_exceeded'}}",
    )
    assert {"status:429", "status:4xx", "provider:openai", "class:ratelimiterror", "rc:rate", "rc:limit"} <= found
    assert {"code:rate_limit_exceeded", "cw:rate", "cw:limit", "code about:limit", "word:slow"} <= found


def test_numbers_are_shapes_and_statuses_numbers() -> None:
    found = named("", "waited 17 of 60000 ms, then 503")
    assert {"word:#", "word:##", "word:503"} <= found
    assert "word:17" not in found
    assert "word:60000" not in found


@pytest.mark.parametrize("message", ["insufficient balance", "账户余额不足", "残高が不足しています"])
def test_one_meaning_in_three_languages(message: str) -> None:
    assert {"about:money", "about:lack", "both:lack money"} <= named("", message)


def test_chinese_and_japanese_are_read_by_two_characters() -> None:
    assert {"word:请求", "word:求超", "word:超时"} <= named("", "请求超时")


def test_packages_of_the_innermost_frames_are_named() -> None:
    stack = (
        "Traceback (most recent call last):\n"
        '  File "/srv/shop/cart.py", line 3, in total\n'
        '  File "/usr/lib/python3.11/site-packages/sqlalchemy/engine/base.py", line 9, in execute\n'
        "ValueError: no"
    )
    assert {"frame:app", "frame:sqlalchemy"} <= named("ValueError", "no", stack=stack)


def test_what_is_echoed_counts_for_nothing() -> None:
    found = named("", "Bad request, received: 'please explain rate limits and quota 429'")
    assert not found & {"word:quota", "word:429", "about:limit"}


def test_an_event_that_says_nothing_tells_nothing() -> None:
    assert not any(is_told(name) for name in names(View(plain("", ""))))


def test_names_are_bounded_and_each_is_named_once() -> None:
    found = names(View(plain("E" * 5000, " ".join(f"word{at}x" for at in range(200_000)))))
    assert len(found) == len(set(found)) < 2500


def test_buckets_are_the_same_everywhere() -> None:
    assert buckets(["word:quota", "word:余额", "word:\ud800"]) == [170690, 260045, 34025]


def test_every_stem_is_as_long_as_features_make_it() -> None:
    assert all(len(stem) <= STEM for stem in OF_STEM)
