"""A database of the first schema, with issues in it, upgraded: what stands there counts as told and can be filtered."""

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, text

from kiwame.core.alert import Alert, AlertInputs, AlertPlan
from kiwame.core.issue import Correction, IssueFilter, KnownNames, Order, Status
from kiwame.core.taxonomy import Severity
from kiwame.store import upgrade
from kiwame.store.database import connect
from kiwame.store.engine import Store, open_store
from kiwame.testing import NOW, base_policy, make_fingerprint, make_recording

FIRST: Any = import_module("kiwame.store.migrations.versions.0001_first")
ISSUES = {
    "old": ("critical", "open", ["1.0", 'web"2'], ["production", ""]),
    "mild": ("medium", "open", [], ["dev"]),
    "done": ("high", "resolved", ["1.0"], ["production"]),
    "slight": ("low", "acknowledged", [], []),
}
"""By name: severity, status, releases, environments."""


def issue_row(number: int, name: str) -> dict[str, Any]:
    severity, status, releases, environments = ISSUES[name]
    return {
        "id": number,
        "project_id": 1,
        "grouping_version": "1",
        "fingerprint": make_fingerprint(name).value,
        "title": name,
        "type": "Error",
        "culprit": "",
        "status": status,
        "version": 3,
        "first_seen": NOW - 100 + number,
        "last_seen": NOW - 50 + number,
        "count": 7,
        "reports": 7,
        "user_count": 0,
        "verdict_id": number,
        "category": "rate_limit",
        "resolved_at": NOW - 1 if status == "resolved" else None,
        "regressed": False,
        "handled": False,
        "environments": json.dumps(environments),
        "releases": json.dumps(releases),
        "severity": severity,
        "severity_base": severity,
        "severity_steps": "[]",
        "severity_highest": severity,
        "severity_human": name == "slight",
    }


def verdict_row(number: int, name: str) -> dict[str, Any]:
    reason = "quota_exhausted" if ISSUES[name][0] == "critical" else "requests_limit"
    return {
        "id": number, "issue_id": number, "at": NOW, "category": "rate_limit", "reason": reason, "owner": "us",
        "confidence": 0.9, "decided_by": "rules:test", "parameters": "{}", "trace": "[]", "self_hosted": False,
        "grouping_version": "1", "rules_version": "1", "model_version": "", "prompt_version": "",
    }  # fmt: skip


@pytest.fixture
def old_address(empty_address: str) -> str:
    """The address of a database as the first version left it."""
    database = connect(empty_address)
    with database.write() as connection:
        command.upgrade(upgrade._config(connection), "0001")
        project = {"id": 1, "name": "default", "closed": False, "created_at": NOW}
        connection.execute(insert(FIRST.projects), project)
        numbered = list(enumerate(ISSUES, start=1))
        connection.execute(insert(FIRST.issues), [issue_row(number, name) for number, name in numbered])
        connection.execute(insert(FIRST.verdicts), [verdict_row(number, name) for number, name in numbered])
        texts = [{"issue_id": number, "fingerprint_parts": "[]", "search_text": name} for number, name in numbered]
        connection.execute(insert(FIRST.issue_texts), texts)
        if not database.sqlite:
            for table in ("projects", "issues", "verdicts"):
                connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100)"))
    database.close()
    return empty_address


def policy(inputs: AlertInputs) -> AlertPlan:
    """What waits is told, else a rise."""
    rose = inputs.told is not None and inputs.severity.rank > inputs.told.rank
    alert = inputs.pending or (Alert.ROSE if rose else None)
    return AlertPlan(alert=alert if inputs.open else None, why="", channels=("a",))


@pytest.fixture
def store(old_address: str) -> Iterator[Store]:
    """The upgraded store."""
    opened = open_store(old_address, severity=base_policy, alerts=policy)
    yield opened
    opened.close()


def alerts_of(store: Store, name: str) -> list[str]:
    number = 1 + list(ISSUES).index(name)
    return [row.alert for row in store.deliveries.of_issue(str(number))]


def test_issues_can_be_sorted_and_filtered(store: Store) -> None:
    page = store.reader.issues(IssueFilter(order=Order.NEEDED), 10, None)
    assert [issue.title for issue in page.issues] == ["old", "done", "mild", "slight"]
    assert [issue.severity.severity for issue in page.issues] == sorted(Severity, key=lambda level: -level.rank)
    assert [issue.title for issue in store.reader.issues(IssueFilter(release='web"2'), 10, None).issues] == ["old"]
    names = KnownNames(releases=("1.0", 'web"2'), environments=("dev", "production"))
    assert store.reader.known_names("1") == store.reader.known_names(None) == names


def test_old_issues_are_no_news(store: Store) -> None:
    batch = [make_recording(n, issue=name, judged=False) for n, name in enumerate(ISSUES)]
    recorded = store.recorder.record(batch, NOW)
    assert recorded.stored == 4
    assert {name: alerts_of(store, name) for name in ISSUES} == {
        "old": [], "mild": [], "done": ["regressed"], "slight": [],
    }  # fmt: skip


def test_an_old_issue_that_rises_is_told(store: Store) -> None:
    store.recorder.record([make_recording(1, issue="mild")], NOW)
    assert store.reader.issue("2").severity.severity is Severity.CRITICAL
    assert alerts_of(store, "mild") == ["rose"]


def test_an_old_release_is_not_the_next(store: Store) -> None:
    store.commands.correct("1", Correction(status=Status.RESOLVED, in_next_release=True), "ann", NOW)
    later: dict[str, Any] = {"timestamp": NOW + 9, "received_at": NOW + 9, "issue": "old", "judged": False}
    assert store.recorder.record([make_recording(1, release='web"2', **later)], NOW + 9).regressed == ()
    assert store.recorder.record([make_recording(2, release="3.0", **later)], NOW + 9).regressed == ("1",)
