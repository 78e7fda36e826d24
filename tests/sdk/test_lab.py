"""With the integration in the lab's real applications: every fault judged as before, and more known of it."""

from collections import defaultdict

import pytest

from kiwame.core.event import ErrorEvent
from kiwame.grouping.mechanisms import fingerprint
from kiwame.lab.capture import Envelope, event_id_of, record
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import FAULTS, faults_of
from kiwame.lab.record import Recorder
from kiwame.lab.sample import Order, SampleApp
from kiwame.lab.second import WrappedApp, set_up
from tests.lab.judging import event_of, judged_otherwise


@pytest.fixture(scope="module")
def told() -> list[Envelope]:
    """Every fault of the demo's environment, once, from an application with the integration."""
    return record(faults_of(Environment.MAIN), seed=5, facts=True)


@pytest.fixture(scope="module")
def by_fault(told: list[Envelope]) -> dict[str, ErrorEvent]:
    return {envelope[0]: event_of(envelope) for envelope in told}


def test_every_fault_arrives_and_is_judged_as_injected(told: list[Envelope]) -> None:
    assert {name for name, _, _ in told} == {fault.name for fault in faults_of(Environment.MAIN)}
    assert judged_otherwise(told) == []


def test_no_issue_holds_two_faults(told: list[Envelope]) -> None:
    issues: dict[str, set[str]] = defaultdict(set)
    for envelope in told:
        issues[fingerprint(event_of(envelope)).value].add(envelope[0])
    assert [sorted(names) for names in issues.values() if len(names) > 1] == []


@pytest.mark.parametrize(
    ("fault", "provider", "model", "status", "code"),
    [
        ("openai-out-of-credit", "openai", "gpt-4.1", 429, "insufficient_quota"),
        ("anthropic-concurrent", "anthropic", "claude-sonnet-5", 429, ""),
        ("gemini-requests-per-minute", "google", "gemini-2.5-flash", 429, "RESOURCE_EXHAUSTED"),
        ("mistral-rate-limited", "mistral", "mistral-large-latest", 429, "1300"),
        ("groq-tokens-per-day", "groq", "llama-3.3-70b-versatile", 429, "rate_limit_exceeded"),
        ("cohere-trial-month", "cohere", "", 429, ""),
        ("ollama-model-not-found", "ollama", "mixtral:8x7b", 404, ""),
        ("ollama-refused", "ollama", "llama3.1:8b", None, ""),
        ("httpx-bare-429", "openai", "gpt-4.1", 429, ""),
        ("aiohttp-bare-429", "", "", 429, ""),
        ("requests-body-too-large", "openai", "gpt-4.1", 413, ""),
        ("httpx2-stalled", "openai", "gpt-4.1", None, ""),
        ("azure-deployment-not-found", "azure_openai", "gpt-5-chat", 404, "DeploymentNotFound"),
        ("deepseek-balance", "deepseek", "deepseek-chat", 402, "invalid_request_error"),
    ],
)
def test_the_server_reads_the_facts_of_each_client(
    by_fault: dict[str, ErrorEvent], fault: str, provider: str, model: str, status: int | None, code: str
) -> None:
    facts = by_fault[fault].facts
    assert (facts.provider, facts.model, facts.http_status) == (provider, model, status)
    assert not code or facts.error_code == code
    assert fault == "cohere-trial-month" or facts.host.startswith("127.0.0.1:")


def test_a_cause_that_was_left_out_still_tells_where_the_call_went(by_fault: dict[str, ErrorEvent]) -> None:
    assert by_fault["cause-hidden"].facts.host.startswith("127.0.0.1:")
    assert dict(by_fault["cause-hidden"].tags)["error_root"].endswith(".GatewayDown")


def test_litellm_and_langchain_tell_theirs() -> None:
    faults = faults_of(Environment.WRAPPERS)
    python = set_up()
    with Recorder() as recorder:
        with SampleApp(recorder.dsn) as app, WrappedApp(python, recorder.dsn, app.ports, facts=True) as script:
            script.meet(Order(fault=fault.name, seed=f"f.{fault.name}") for fault in faults)
            fault_of = dict(script.sent())
        kept = recorder.kept
    sent = [(fault_of[found], *each) for each in kept if (found := event_id_of(*each)) in fault_of]
    assert {name for name, _, _ in sent} == {fault.name for fault in faults}
    assert judged_otherwise(sent) == []
    tags = {envelope[0]: dict(event_of(envelope).tags) for envelope in sent}
    by_litellm = [tags[fault.name] for fault in faults if FAULTS[fault.name].client == "litellm"]
    assert sum("llm_provider" in each and "model" in each for each in by_litellm) > len(by_litellm) / 2
    assert not any("litellm.ai" in each.get("upstream_host", "") for each in by_litellm)
