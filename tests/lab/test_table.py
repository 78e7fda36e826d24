"""The table of faults: its breadth, and that what varies is decided by the seed alone."""

from collections import Counter

import pytest

from kiwame.core.taxonomy import REASONS_OF, Reason
from kiwame.lab.draw import Draw
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import FAMILIES, FAULTS, faults_of
from kiwame.lab.provider.answer import Answer

CLIENTS = {
    "openai", "anthropic", "google-genai", "mistralai", "groq", "cohere", "ollama", "httpx", "httpx2", "requests",
    "aiohttp", "psycopg", "redis", "jinja2",
}  # fmt: skip
PROVIDERS = {
    "openai", "anthropic", "google", "azure_openai", "deepseek", "mistral", "groq", "cohere", "ollama", "vllm",
    "openrouter", "postgresql", "redis",
}  # fmt: skip
NEVER_INJECTED = {Reason.CODE_OTHER, Reason.PROMPT_OTHER}
"""What is left over by definition: nothing can be injected as 'none of the others'."""


def test_names_are_unique() -> None:
    assert len(FAULTS) == sum(len(family) for family in FAMILIES)


def test_at_least_sixty_faults_in_each_way_of_counting() -> None:
    assert len(faults_of(Environment.MAIN)) >= 60
    assert {fault.category for fault in faults_of(Environment.MAIN)} == set(REASONS_OF)


def test_every_reason_that_can_be_injected_is() -> None:
    assert {fault.reason for fault in FAULTS.values()} == set(Reason) - NEVER_INJECTED


def test_every_client_and_provider_has_faults() -> None:
    clients = Counter(fault.client for fault in faults_of(Environment.MAIN))
    providers = Counter(fault.provider for fault in faults_of(Environment.MAIN))
    assert clients.keys() >= CLIENTS
    assert providers.keys() >= PROVIDERS
    assert {fault.client for fault in faults_of(Environment.WRAPPERS)} == {"openai 2", "litellm", "langchain-openai"}


@pytest.mark.parametrize("name", [fault.name for fault in FAULTS.values() if fault.answer is not None])
def test_answers_are_decided_by_the_seed(name: str) -> None:
    make = FAULTS[name].answer
    assert make is not None
    assert make(Draw("a")) == make(Draw("a"))
    assert isinstance(make(Draw("b")), Answer)


def test_most_answers_vary_with_the_seed() -> None:
    made = [fault.answer for fault in FAULTS.values() if fault.answer is not None and fault.provider]
    varying = [make for make in made if make(Draw("a")) != make(Draw("b"))]
    assert len(varying) > 0.8 * len(made)
