"""What `kiwame check` says of the user's own rules: of those that match nothing, everything, or what others did."""

import os
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiwame.service import wiring
from kiwame.service.check_rules import following, rule_findings, stored_findings
from kiwame.service.checkup import look_from_within
from kiwame.service.rule_kinds import rules
from kiwame.service.settings import Settings
from kiwame.testing import NOW, event_id, make_recording
from kiwame.web.findings import Finding, Mark

MUTE = {"mute": True}


def written(match: dict[str, Any], name: str = "a", **more: Any) -> dict[str, Any]:
    return {"id": name, "match": match, "set": MUTE} | more


def said(*found: dict[str, Any]) -> list[tuple[Mark, str]]:
    """What is said of these rules after the line that counts them."""
    first, *others = rule_findings(rules(list(found)))
    assert (first.mark, first.says.partition(":")[0]) == (Mark.WORKS, str(len(found)))
    return [(finding.mark, finding.says) for finding in others]


@pytest.mark.parametrize(
    ("match", "more", "why"),
    [
        ({"status": 42}, {}, "no HTTP status is 42"),
        ({"status": ["99", "600"]}, {}, "no HTTP status"),
        ({"deadline": "write it"}, {}, "deadline is one of connect"),
        ({"level": "critical"}, {}, "level is one of fatal"),
        ({"category": "timeout", "reason": "refusal"}, {}, "no reason refusal belongs to timeout"),
        ({"category": "unclassified", "reason": "*"}, {}, "belongs to unclassified"),
        ({"provider": "openai"}, {"not": {"provider": ["openai", "groq"]}}, "its not excludes"),
        ({"model": "gpt-4o"}, {"not": {"model": "gpt-*"}}, "its not excludes"),
        ({"message": "Credit card"}, {"not": {"message": "credit"}}, "its not excludes"),
    ],
)
def test_a_rule_that_can_never_match(match: dict[str, Any], more: dict[str, Any], why: str) -> None:
    ((mark, says),) = said(written(match, **more))
    assert mark is Mark.FAILS
    assert says.startswith("a can never match: ")
    assert why in says


@pytest.mark.parametrize(
    ("match", "more"),
    [
        ({"status": "5xx", "level": "err*", "deadline": ""}, {}),
        ({"category": "*", "reason": "quota_*"}, {}),
        ({"category": ["unclassified", "timeout"], "reason": ""}, {}),
        ({"provider": "openai"}, {"not": {"provider": "azure"}}),
        ({"message": "credit"}, {"not": {"message": "credit card"}}),
        ({"model": "gpt-*"}, {"not": {"model": "gpt-4*"}}),
        ({"provider": "azure"}, {}),
        ({"message_re": "."}, {"not": {"environment": ""}}),
    ],
)
def test_a_rule_that_can_match_and_not_everything(match: dict[str, Any], more: dict[str, Any]) -> None:
    assert said(written(match, **more)) == []


def test_a_provider_that_only_a_tag_could_name_is_asked_about() -> None:
    ((mark, says),) = said(written({"provider": "opnai"}))
    assert mark is Mark.NOTE
    assert "did you mean openai?" in says


@pytest.mark.parametrize(
    "match", [{"message_glob": "*"}, {"message_re": ".*"}, {"message_re": "", "message_glob": "*"}]
)
def test_a_rule_that_matches_everything_unsaid(match: dict[str, Any]) -> None:
    match = {key: value for key, value in match.items() if value}
    ((mark, says),) = said(written(match))
    assert (mark, "say match_all = true" in says) == (Mark.FAILS, True)


def test_a_rule_that_says_that_it_matches_everything() -> None:
    ((mark, says),) = said({"id": "a", "match_all": True, "set": MUTE})
    assert (mark, "as match_all says" in says) == (Mark.NOTE, True)


def test_a_rule_that_another_above_it_leaves_nothing_to_say() -> None:
    wide = written({"provider": "openai"}, "wide")
    narrow = written({"provider": "openai", "status": 429}, "narrow")
    ((mark, says),) = said(wide, narrow)
    assert (mark, says) == (
        Mark.NOTE, "narrow has no say: wide above it fires wherever it does and sets the same things",
    )  # fmt: skip
    assert said(narrow, wide) == []
    assert said(wide, narrow | {"set": {"mute": True, "team": "x"}}) == []


def test_how_many_stored_events_a_rule_matches(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    own = rules(
        [
            written({"provider": "openai"}, "all"),
            written({"reason": "quota_exhausted", "environment": "staging"}, "some"),
            written({"provider": "groq"}, "none"),
            written({"project": "nowhere"}, "elsewhere"),
            written({"project": "default"}, "here"),
        ]
    )
    with closing(wiring.store(settings, create=True)) as store:
        assert list(stored_findings(own[:3], store)) == []
        store.projects.ensure_default("a" * 32, NOW)
        store.recorder.record(
            [make_recording(n, environment="staging" if n % 4 == 0 else "production") for n in range(1, 41)], NOW
        )
        findings = list(stored_findings(own, store))
        assert [each.event.event_id for each in store.reader.latest_events(2)] == [event_id(40), event_id(39)]
    found = {finding.says.partition(" ")[0]: finding for finding in findings}
    assert (found["all"].mark, "every one of the last 40" in found["all"].says) == (Mark.NOTE, True)
    assert (found["some"].mark, "10 of the last 40" in found["some"].says) == (Mark.WORKS, True)
    assert (found["none"].mark, "none of the last 40" in found["none"].says) == (Mark.NOTE, True)
    (failing,) = [finding for finding in findings if finding.mark is Mark.FAILS]
    assert failing.says.startswith("elsewhere can never match: no project here is nowhere;")


def test_a_server_that_runs_is_looked_at_with_the_rules_of_the_file(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    file = tmp_path / "kiwame.toml"
    assert following(settings, None) == (settings, [])
    assert following(settings, file) == (settings, [])
    file.write_text('[[rule]]\nid = "late"\nmatch.message = "x"\nset.mute = true\n')
    assert [rule.id for rule in following(settings, file)[0].user_rules] == ["late"]
    found = [finding for finding in look_from_within(settings, file) if finding.what == "own rules"]
    assert [finding.says for finding in found] == ["1: late"]
    os.truncate(file, 30)
    unusable: list[Finding] = following(settings, file)[1]
    assert [finding.mark for finding in unusable] == [Mark.FAILS]
    assert "those from before go on" in unusable[0].says
