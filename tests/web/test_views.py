"""From the core's words to the API's."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.core.errors import UsageError
from kiwame.core.event import Fingerprint
from kiwame.core.issue import Issue
from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.core.verdict import Answer, SeverityStep, SeverityVerdict, Verdict, Versions
from kiwame.web.schemas import rfc3339
from kiwame.web.views import Look, decode_cursor, encode_cursor, issue_out, moment, trace_out

VERDICT = Verdict(
    category=Category.RATE_LIMIT,
    reason=Reason.QUOTA_EXHAUSTED,
    owner=Owner.OPERATOR,
    confidence=0.987654,
    decided_by="rules:openai.quota",
    parameters={"provider": "OpenAI"},
    versions=Versions(rules="7"),
)
ISSUE = Issue(
    id="12",
    project="1",
    fingerprint=Fingerprint(value="ab" * 16, version="v1", parts=(("class", "RateLimitError"),)),
    title="RateLimitError: no credit",
    type="RateLimitError",
    verdict=VERDICT,
    severity=SeverityVerdict(
        severity=Severity.HIGH, base=Severity.CRITICAL, steps=((SeverityStep.NOT_PRODUCTION, -1),)
    ),
    count=3,
    reports=4,
    user_count=2,
    first_seen=1767225600.123,
    last_seen=1767225601.0,
)


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (1767225600.123, "2026-01-01T00:00:00.123Z"),
        (-62135596800.0, "0001-01-01T00:00:00.000Z"),
        (1e300, "9999-12-31T23:59:59.000Z"),
        (-math.inf, "0001-01-01T00:00:00.000Z"),
        (math.nan, "1970-01-01T00:00:00.000Z"),
    ],
)
def test_moments(at: float, written: str) -> None:
    assert rfc3339(moment(at)) == written


def test_an_issue_has_exactly_these_fields() -> None:
    shown = issue_out(ISSUE, Look(address="https://kiwame.example")).model_dump(mode="json")
    texts = [shown.pop(name) for name in ("headline", "root_cause", "suggested_action", "actions")]
    assert texts[2] == texts[3][0]
    assert "OpenAI" in texts[0]
    assert shown == {
        "id": "12",
        "project": "1",
        "title": "RateLimitError: no credit",
        "category": "rate_limit",
        "reason": "quota_exhausted",
        "owner": "operator",
        "team": None,
        "severity": "high",
        "confidence": 0.9877,
        "decided_by": "rules:openai.quota",
        "status": "open",
        "count": 3,
        "reports": 4,
        "user_count": 2,
        "first_seen": "2026-01-01T00:00:00.123Z",
        "last_seen": "2026-01-01T00:00:01.000Z",
        "fingerprint": "ab" * 16,
        "url": "https://kiwame.example/issues/12",
        "unsure": False,
        "muted": False,
        "own_rules": [],
        "severity_steps": [{"step": "not_production", "change": -1}],
        "grouping": {"version": "v1", "parts": [["class", "RateLimitError"]]},
        "version": 1,
        "came_back": False,
        "environments": [],
        "releases": [],
        "ignored_until": None,
        "ignored_until_count": None,
        "resolved_in_next_release": False,
        "merged_into": None,
        "provider": None,
    }


def test_what_ends_an_issues_status() -> None:
    ended = replace(
        ISSUE,
        version=7,
        regressed=True,
        environments=("production", "staging"),
        releases=("1.0", "1.1"),
        ignored_until=1767225601.5,
        ignored_until_count=103,
        resolved_in_next=True,
    )
    shown = issue_out(ended, Look()).model_dump(mode="json")
    assert {name: shown[name] for name in ("version", "came_back", "environments", "releases")} == {
        "version": 7,
        "came_back": True,
        "environments": ["production", "staging"],
        "releases": ["1.0", "1.1"],
    }
    assert shown["ignored_until"] == "2026-01-01T00:00:01.500Z"
    assert shown["ignored_until_count"] == 103
    assert shown["resolved_in_next_release"]


def test_languages_and_doubt() -> None:
    unsure = replace(ISSUE, verdict=replace(VERDICT, confidence=0.5))
    english, japanese = (issue_out(unsure, Look(language=language)) for language in ("en", "ja"))
    assert english.unsure
    assert english.headline.startswith("Perhaps")
    assert english.headline != japanese.headline
    by_human = replace(ISSUE, verdict=replace(VERDICT, confidence=0.5, decided_by="human"))
    assert not issue_out(by_human, Look()).unsure
    assert not issue_out(unsure, Look(unsure_below=0.4)).unsure


def test_a_state_has_no_reason() -> None:
    verdict = Verdict(category=Category.UNCLASSIFIED, reason=None, owner=None, confidence=0.0, decided_by=None)
    shown = issue_out(replace(ISSUE, verdict=verdict), Look())
    assert (shown.category, shown.reason, shown.owner, shown.decided_by) == (Category.UNCLASSIFIED, None, None, None)
    assert shown.actions


def test_the_trace() -> None:
    answer = Answer(
        decided_by="rules:x",
        category=Category.TIMEOUT,
        reason=Reason.READ_TIMEOUT,
        confidence=2.0,
        evidence=("status 408",),
        outcome="won",
        why="first",
    )
    assert trace_out(replace(ISSUE, verdict=replace(VERDICT, trace=(answer,))), None).model_dump(mode="json") == {
        "trace": [
            {
                "decided_by": "rules:x",
                "category": "timeout",
                "reason": "read_timeout",
                "confidence": 1.0,
                "outcome": "won",
                "why": "first",
                "evidence": ["status 408"],
                "confirmations": 0,
                "taught_by": [],
            }
        ],
        "versions": {"grouping": "v1", "rules": "7", "model": None, "prompt": None},
        "severity": {
            "severity": "high",
            "base": "critical",
            "steps": [{"step": "not_production", "change": -1}],
        },
        "facts": None,
    }


@given(st.text())
def test_cursors_come_back(cursor: str) -> None:
    assert decode_cursor(encode_cursor(cursor.encode("utf-8", "replace").decode())) is not None
    try:
        decode_cursor(cursor)
    except UsageError as error:
        assert str(error)  # noqa: PT017  (whether it raises depends on the text)


def test_cursors_are_plain_words() -> None:
    assert encode_cursor("a b/é") == "c1-YSBiL8Op"
    assert decode_cursor("c1-YSBiL8Op") == "a b/é"
    assert encode_cursor(None) is decode_cursor(None) is None
    with pytest.raises(UsageError):
        decode_cursor("c1-_w")
