"""Judging issues again: what changes, what holds, and the command as people call it."""

import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kiwame.core.errors import UsageError
from kiwame.core.event import ErrorEvent, Facts, Link
from kiwame.core.issue import Correction, Recording
from kiwame.core.rejudging import JudgedFilter
from kiwame.core.taxonomy import Category, Reason
from kiwame.core.verdict import Directive, Verdict, Versions
from kiwame.grouping.mechanisms import fingerprint
from kiwame.normalise import facts
from kiwame.service import cli, rejudge, wiring
from kiwame.service.rejudge import Outcome, Rejudging, outcome_of, settled
from kiwame.service.reread import reread
from kiwame.service.settings import Settings
from kiwame.service.since import moment
from kiwame.store.engine import Store
from kiwame.testing import NOW, FrozenClock, make_event, make_unclassified, make_verdict

FAILED = replace(make_unclassified(), category=Category.CLASSIFICATION_FAILED)
BY_LLM = make_verdict(Reason.READ_TIMEOUT, decided_by="llm:openai/gpt", versions=Versions(prompt="p1"))
MUTED = Directive(mute=True, rules=("own.noise",))
DNS = Link(type="gaierror", module="socket", message="[Errno -2] Name or service not known")


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        (make_verdict(Reason.READ_TIMEOUT), make_verdict(Reason.READ_TIMEOUT), Outcome.SAME),
        (make_verdict(Reason.READ_TIMEOUT), make_verdict(Reason.TIMEOUT_OTHER), Outcome.VERDICT),
        (make_verdict(), make_verdict(decided_by="model:4"), Outcome.DECIDER),
        (make_verdict(), make_verdict(directive=MUTED), Outcome.VERDICT),
        (make_verdict(), make_unclassified(), Outcome.VERDICT),
        (make_unclassified(), make_verdict(), Outcome.VERDICT),
        (make_unclassified(), make_unclassified(), Outcome.SAME),
        (FAILED, make_unclassified(), Outcome.SAME),
        (FAILED, make_verdict(), Outcome.VERDICT),
        (BY_LLM, make_unclassified(), Outcome.LLM),
        (BY_LLM, make_verdict(Reason.DNS_FAILURE, confidence=0.5), Outcome.LLM),
        (BY_LLM, make_verdict(Reason.DNS_FAILURE, confidence=0.9), Outcome.VERDICT),
        (BY_LLM, replace(make_unclassified(), directive=MUTED), Outcome.VERDICT),
    ],
)
def test_what_becomes_of_a_verdict(before: Verdict, now: Verdict, outcome: Outcome) -> None:
    assert outcome_of(before, settled(before, now)) is outcome


def test_a_language_models_verdict_takes_on_what_the_users_rules_ask_for() -> None:
    found = settled(BY_LLM, replace(make_unclassified(), directive=MUTED, versions=Versions(rules="2+own")))
    assert (found.reason, found.decided_by, found.directive) == (BY_LLM.reason, BY_LLM.decided_by, MUTED)
    assert (found.versions.rules, found.versions.prompt) == ("2+own", "p1")


def test_facts_are_read_as_today_and_hints_are_not_forgotten() -> None:
    said = make_event(chain=(Link(type="APIStatusError", module="openai", message="it failed"),), facts=Facts())
    hinted = replace(said, facts=facts.read(said, {"http.response.status_code": "529", "status_code": "529"}))
    assert hinted.facts.http_status == 529
    assert reread(hinted) == hinted
    stale = replace(hinted, facts=replace(hinted.facts, library="", error_message="read wrongly"))
    assert reread(stale) == hinted


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30m", NOW - 1800), ("7d", NOW - 604_800), ("2w", NOW - 1_209_600), ("2026-11-24", 1_795_478_400.0),
     ("2026-11-24T01:00+01:00", 1_795_478_400.0), (" 2026-11-24T00:00:00Z ", 1_795_478_400.0)],
)  # fmt: skip
def test_moments(text: str, seconds: float) -> None:
    assert moment(text, NOW) == seconds


@pytest.mark.parametrize("text", ["", "yesterday", "7", "7y", "-1d", "2999-01-01", "1" * 500])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(UsageError):
        moment(text, NOW)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with five issues whose stored verdicts are of an older judge's making."""
    monkeypatch.setenv("KIWAME_DATA", str(tmp_path))
    with opened() as store:
        store.projects.ensure_default("a" * 32, NOW)
        store.recorder.record([_recording(number, make_verdict(Reason.CODE_OTHER)) for number in range(1, 6)], NOW)
        store.commands.correct("2", Correction(reason=Reason.TLS_ERROR), "ann", NOW)
    return tmp_path


def opened() -> closing[Store]:
    """The store of KIWAME_DATA."""
    return closing(wiring.store(Settings(data=Path(os.environ["KIWAME_DATA"])), create=True))


def _recording(number: int, verdict: Verdict) -> Recording:
    event = make_event(number, chain=(replace(DNS, type=f"gaierror{number}"),), facts=Facts(), culprit=f"f{number}")
    return Recording(event=event, fingerprint=fingerprint(event), verdict=verdict)


def run(*words: str) -> int:
    try:
        return cli.main(["rejudge", *words])
    except SystemExit as ended:
        return int(ended.code or 0)


def reasons() -> dict[str, Reason | None]:
    with opened() as store:
        return {str(n): store.reader.issue(str(n)).verdict.reason for n in range(1, 6)}


def test_a_dry_run_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = reasons()
    assert run("--dry-run") == 0
    found = capsys.readouterr()
    lines = found.out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("#1  code_bug/code_other → network_error/dns_failure  by ")
    assert ", was rules:test  " in lines[0]
    assert found.err == "5 issues judged again: 4 would change, 1 held by people\n"
    assert reasons() == before


def test_it_changes_and_alerts_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "jsonl", "--all") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["issue"], each["change"]) for each in found] == [
        ("1", "verdict"), ("2", "held_by_human"), ("3", "verdict"), ("4", "verdict"), ("5", "verdict"),
    ]  # fmt: skip
    assert found[0]["before"]["category"] == "code_bug"
    assert (found[0]["now"]["reason"], found[1]["now"]) == ("dns_failure", None)
    assert reasons() == {"2": Reason.TLS_ERROR} | dict.fromkeys("1345", Reason.DNS_FAILURE)
    with opened() as store:
        assert store.deliveries.channel_states() == []
    assert run() == 0
    assert capsys.readouterr().err == "5 issues judged again: 0 changed, 4 same, 1 held by people\n"


def test_only_what_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, count in (
        (["--category", "network_error"], 1),
        (["--decided-by", "rules:test"], 4),
        (["--decided-by", "nobody"], 0),
        (["--project", "7"], 0),
        (["--since", "2026-01-01"], 5),
    ):
        assert run("--dry-run", *words) == 0
        assert capsys.readouterr().err.startswith(f"{count} issue")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--category", "timeouts"], "the category 'timeouts' is unknown"),
        (["--decided-by", "human"], "what a person said stays"),
        (["--since", "soon"], "'soon' is no time"),
        (["--data", "/nowhere"], "there is no store in /nowhere"),
    ],
)
def test_wrong_use(folder: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) in (1, 2)
    assert said in capsys.readouterr().err


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with opened() as store:
        yield store


def test_pages_are_gone_through_to_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejudge, "PAGE", 2)
    judging = Rejudging(issues=store.rejudgeable, judge=lambda event: make_verdict(), clock=FrozenClock())
    assert [one.issue.id for one in judging.run(JudgedFilter())] == ["1", "2", "3", "4", "5"]


def test_what_a_person_says_meanwhile_holds(store: Store) -> None:
    def judge(event: ErrorEvent) -> Verdict:
        store.commands.correct("1", Correction(reason=Reason.REFUSAL), "ann", NOW)
        return make_verdict(Reason.DNS_FAILURE)

    judging = Rejudging(issues=store.rejudgeable, judge=judge, clock=FrozenClock(), writes=store.commands)
    assert next(judging.run(JudgedFilter())).outcome is Outcome.HUMAN
    assert store.reader.issue("1").verdict.reason is Reason.REFUSAL
