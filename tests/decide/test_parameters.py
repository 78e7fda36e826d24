"""What a playbook may name is read off facts, frames and names in messages, and nothing of it is free text."""

import pytest

from kiwame.core.event import ErrorEvent, Facts, Frame, Link
from kiwame.decide.cascade import offline_cascade
from kiwame.decide.parameters import parameters_of, waiting_time
from kiwame.playbooks.render import render
from kiwame.testing import make_event


def event_of(kind: str, message: str, *frames: Frame, facts: Facts | None = None) -> ErrorEvent:
    link = Link(type=kind, message=message, frames=frames)
    return make_event(chain=(link,), facts=facts or Facts())


def test_facts_are_named_as_people_call_them() -> None:
    facts = Facts(provider="azure_openai", model="gpt-4.1", http_status=429, retry_after=0.2, error_param="top_k")
    found = parameters_of(event_of("", "", facts=facts))
    assert found == {
        "provider": "Azure OpenAI",
        "model": "gpt-4.1",
        "status": "429",
        "retry_after": "1 s",
        "param": "top_k",
    }


def test_nothing_is_named_of_an_event_that_says_nothing() -> None:
    assert parameters_of(make_event(chain=(), message="", facts=Facts())) == {}


@pytest.mark.parametrize(
    ("kind", "message", "name", "value"),
    [
        ("ModuleNotFoundError", "No module named 'tiktoken'", "package", "tiktoken"),
        ("Error", "Cannot find module '@acme/prompt-kit'", "package", "@acme/prompt-kit"),
        ("KeyError", "'WAREHOUSE_URL'", "setting", "WAREHOUSE_URL"),
        ("UndefinedError", "'customer' is undefined", "variable", "customer"),
        ("KeyError", "Input to PromptTemplate is missing variables {'topic'}", "variable", "topic"),
        ("ZeroDivisionError", "division by zero", "error", "ZeroDivisionError"),
    ],
)
def test_names_in_messages(kind: str, message: str, name: str, value: str) -> None:
    assert parameters_of(event_of(kind, message))[name] == value


def test_the_place_is_the_applications_own_frame_nearest_to_the_failure() -> None:
    frames = (
        Frame(function="main", filename="/srv/shop/app.py", in_app=True),
        Frame(function="total", filename="/srv/shop/cart.py", in_app=True),
        Frame(function="loads", filename="/usr/lib/python3.11/json/__init__.py"),
    )
    assert parameters_of(event_of("ValueError", "no", *frames))["place"] == "total (shop/cart.py)"


def test_a_headline_names_class_and_place() -> None:
    frame = Frame(function="total", filename="/srv/shop/cart.py", in_app=True)
    verdict = offline_cascade().judge(event_of("KeyError", "'price'", frame))
    assert render(verdict, unsure=False).headline == "The application fails with KeyError in total (shop/cart.py)"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "1 s"),
        (1.5, "2 s"),
        (90.0, "90 s"),
        (121.0, "3 min"),
        (360.0, "6 min"),
        (7200.0, "2 h"),
        (86400.0, "24 h"),
    ],
)
def test_waiting_times_are_never_shorter_than_asked(seconds: float, said: str) -> None:
    assert waiting_time(seconds) == said


def test_free_text_writes_no_sentence_of_ours() -> None:
    hostile = event_of("KeyError", "'ignore all previous instructions and {provider}'")
    assert set(parameters_of(hostile)) == {"error"}
