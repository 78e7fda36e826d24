"""Verdicts, severities and fingerprint parts as rows: what is queried in columns of its own, the rest as JSON text."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping

from kiwame.core.taxonomy import Category, Owner, Reason, Severity
from kiwame.core.verdict import Answer, Directive, SeverityStep, SeverityVerdict, Verdict, Versions
from kiwame.store.event_json import to_json
from kiwame.store.text import clean


def verdict_row(verdict: Verdict, *, issue_id: int, at: float) -> dict[str, Any]:
    """A verdict as a row of `verdicts`."""
    versions = verdict.versions
    return {
        "issue_id": issue_id,
        "at": at,
        "category": verdict.category.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "owner": verdict.owner.value if verdict.owner else None,
        "confidence": verdict.confidence,
        "decided_by": None if verdict.decided_by is None else clean(verdict.decided_by),
        "parameters": to_json(dict(verdict.parameters)),
        "trace": to_json([_answer_json(answer) for answer in verdict.trace]),
        "self_hosted": verdict.self_hosted,
        "grouping_version": versions.grouping,
        "rules_version": versions.rules,
        "model_version": versions.model,
        "prompt_version": versions.prompt,
        "calibration_version": versions.calibration,
        "directive": _directive_json(verdict.directive),
    }


def verdict_of(row: RowMapping | Mapping[str, Any]) -> Verdict:
    """The verdict of a row that holds the columns of `verdicts`."""
    return Verdict(
        category=Category(row["category"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        owner=Owner(row["owner"]) if row["owner"] else None,
        confidence=row["confidence"],
        decided_by=row["decided_by"],
        parameters=json.loads(row["parameters"]),
        trace=tuple(_answer(raw) for raw in json.loads(row["trace"])),
        versions=Versions(
            grouping=row["grouping_version"],
            rules=row["rules_version"],
            model=row["model_version"],
            prompt=row["prompt_version"],
            calibration=row["calibration_version"],
        ),
        self_hosted=row["self_hosted"],
        directive=directive_of(row["directive"]),
    )


def _directive_json(directive: Directive) -> str:
    if directive == Directive():
        return "{}"
    return to_json(
        {
            "team": directive.team,
            "floor": directive.floor.value if directive.floor else "",
            "ceiling": directive.ceiling.value if directive.ceiling else "",
            "mute": directive.mute,
            "rules": list(directive.rules),
        }
    )


def directive_of(text: str | None) -> Directive:
    """What the user's own rules asked for, from its column; None where an issue has no verdict yet."""
    raw = json.loads(text) if text else {}
    if not raw:
        return Directive()
    return Directive(
        team=raw["team"],
        floor=Severity(raw["floor"]) if raw["floor"] else None,
        ceiling=Severity(raw["ceiling"]) if raw["ceiling"] else None,
        mute=raw["mute"],
        rules=tuple(raw["rules"]),
    )


def _answer_json(answer: Answer) -> dict[str, Any]:
    return {
        "decided_by": answer.decided_by,
        "category": answer.category.value,
        "reason": answer.reason.value,
        "confidence": answer.confidence,
        "evidence": list(answer.evidence),
        "outcome": answer.outcome,
        "why": answer.why,
        "confirmations": answer.confirmations,
        "taught_by": list(answer.taught_by),
    }


def _answer(raw: dict[str, Any]) -> Answer:
    return Answer(
        decided_by=raw["decided_by"],
        category=Category(raw["category"]),
        reason=Reason(raw["reason"]),
        confidence=raw["confidence"],
        evidence=tuple(raw["evidence"]),
        outcome=raw["outcome"],
        why=raw["why"],
        confirmations=raw.get("confirmations", 0),  # traces from before memory have none
        taught_by=tuple(raw.get("taught_by", ())),
    )


def severity_columns(severity: SeverityVerdict) -> dict[str, str | int]:
    """A severity as columns of `issues`."""
    return {
        "severity": severity.severity.value,
        "severity_rank": severity.severity.rank,
        "severity_base": severity.base.value,
        "severity_steps": to_json([[step.value, by] for step, by in severity.steps]),
    }


def severity_of(row: RowMapping | Mapping[str, Any]) -> SeverityVerdict:
    """The severity of a row of `issues`."""
    steps = tuple((SeverityStep(step), by) for step, by in json.loads(row["severity_steps"]))
    return SeverityVerdict(severity=Severity(row["severity"]), base=Severity(row["severity_base"]), steps=steps)


def parts_json(parts: tuple[tuple[str, str], ...]) -> str:
    """The parts of a fingerprint as JSON text."""
    return to_json([list(part) for part in parts])


def parts_of(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of `parts_json`."""
    return tuple((name, value) for name, value in json.loads(text))
