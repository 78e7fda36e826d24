"""Set-ups: each decider alone and left out, and what people taught out of a file."""

import json
from pathlib import Path

import pytest

from kiwame.core.errors import UsageError
from kiwame.core.memory import Lesson
from kiwame.core.taxonomy import CATEGORY_OF, Reason
from kiwame.decide.user_rules import UserRules
from kiwame.evaluate.setups import Judge, Parts, is_set_up, judge_of
from kiwame.grouping.likeness import traits_of
from kiwame.normalise.plain_error import to_event
from kiwame.normalise.redact import redactor
from kiwame.service import cli
from kiwame.service.lesson_lines import written
from kiwame.service.own_rules import compile_pattern

ODD = "frobnicator stalled: spindle out of true at bay 7"
EVENT = to_event(
    event_id="0" * 32, type="SpindleFault", message=ODD, stacktrace="", tags={}, platform="", timestamp=0.0,
    redactor=redactor(),
)  # fmt: skip
LESSONS = [
    Lesson(
        issue=f"import:{number}", category=CATEGORY_OF[Reason.RESOURCE_EXHAUSTED], reason=Reason.RESOURCE_EXHAUSTED,
        actor="ann", at=1.0, traits=traits_of(EVENT),
    )
    for number in range(3)
]  # fmt: skip


def test_a_set_up_is_told_from_a_file() -> None:
    assert [is_set_up(text) for text in ("all", "rules", "rules+nonsense", "memory+model")] == [True] * 4
    assert [is_set_up(text) for text in ("answers.jsonl", "./rules", "a+b.jsonl")] == [False] * 3


def versions(judge: Judge) -> tuple[bool, bool]:
    return bool(judge.versions.rules), bool(judge.versions.model)


def test_each_decider_can_be_left_out() -> None:
    parts = Parts(lessons=LESSONS)
    assert versions(judge_of("all", parts)) == versions(judge_of("rules+model", parts)) == (True, True)
    assert versions(judge_of("rules", parts)) == (True, False)
    assert versions(judge_of("model", parts)) == (False, True)
    assert versions(judge_of("memory", parts)) == (False, False)
    verdict = judge_of("memory", parts).judge(EVENT)
    assert (verdict.reason, (verdict.decided_by or "")[:7]) == (Reason.RESOURCE_EXHAUSTED, "memory:")
    alone = judge_of("rules", parts).judge(EVENT)
    assert not any(answer.decided_by.startswith(("memory:", "model:")) for answer in alone.trace)


@pytest.mark.parametrize("name", ["magic", "rules+magic", "rules+rules", "", "Rules", "memory", "own", "rules+own"])
def test_what_is_no_set_up(name: str) -> None:
    with pytest.raises(UsageError):
        judge_of(name, Parts())


def test_own_rules_alone() -> None:
    own = UserRules((), "abc", compile_pattern=compile_pattern)
    assert judge_of("own", Parts(own=own)).versions.rules == "abc"


def test_lessons_out_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases, lessons = tmp_path / "cases.jsonl", tmp_path / "lessons.jsonl"
    case = {"type": "SpindleFault", "message": ODD, "category": "code_bug", "reason": "resource_exhausted"}
    cases.write_text(json.dumps(case), encoding="utf-8")
    lessons.write_text("".join(written(LESSONS)), encoding="utf-8")
    assert cli.main(["eval", str(cases), "--setup", "memory", "--lessons", str(lessons), "--min-reason", "1"]) == 0
    assert "decided by: memory 1/1" in capsys.readouterr().out
    lessons.write_text("broken\n", encoding="utf-8")
    assert cli.main(["eval", str(cases), "--lessons", str(lessons)]) == 2
    assert "line 1: it is not JSON" in capsys.readouterr().err
