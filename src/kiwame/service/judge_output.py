"""A judgement as one line of JSON, for `kiwame classify`, and with its evidence for `kiwame explain`."""

import json
from typing import Any

from kiwame.classifier import Judgement
from kiwame.core.event import Facts, Fingerprint
from kiwame.core.verdict import Directive, Texts
from kiwame.service.judge_case import CaseId
from kiwame.service.terminal import escaped

FACTS = (
    "provider", "host", "model", "http_status", "error_code", "error_type", "error_param", "error_message", "library",
    "request_id", "retry_after", "deadline", "self_hosted",
)  # fmt: skip
"""The facts in the order in which they are shown."""


def verdict_object(case_id: CaseId, judgement: Judgement, texts: Texts) -> dict[str, Any]:
    """What `classify` writes of one case."""
    verdict = judgement.verdict
    return {
        "id": case_id,
        "category": verdict.category.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "owner": verdict.owner.value if verdict.owner else None,
        "severity": judgement.severity.severity.value,
        "confidence": round(verdict.confidence, 4),
        "decided_by": verdict.decided_by,
        "headline": texts.headline,
        "root_cause": texts.root_cause,
        "suggested_action": texts.actions[0],
        "actions": list(texts.actions),
    }


def wishes_object(directive: Directive) -> dict[str, Any]:
    """What the user's own rules ask for beside category and reason, where there are any: whose team acts, silence."""
    return {"team": directive.team or None, "muted": directive.mute, "rules": list(directive.rules)}


def evidence_object(judgement: Judgement, fingerprint: Fingerprint) -> dict[str, Any]:
    """What `explain` adds: facts and where they were read, what each rule said, the hashed parts, severity's steps."""
    verdict, severity = judgement.verdict, judgement.severity
    return {
        "title": judgement.event.title,
        "facts": {
            name: {"value": value, "read_from": source} for name, value, source in known_facts(judgement.event.facts)
        },
        "trace": [
            {
                "decided_by": answer.decided_by,
                "category": answer.category.value,
                "reason": answer.reason.value,
                "confidence": round(answer.confidence, 4),
                "outcome": answer.outcome,
                "why": answer.why,
                "evidence": list(answer.evidence),
            }
            for answer in verdict.trace
        ],
        "grouping": {
            "version": fingerprint.version,
            "fingerprint": fingerprint.value,
            "parts": [list(part) for part in fingerprint.parts],
        },
        "severity_steps": {
            "base": severity.base.value,
            "steps": [{"step": step.value, "change": change} for step, change in severity.steps],
        },
        "versions": {"rules": verdict.versions.rules or None, "grouping": fingerprint.version},
    }


def known_facts(facts: Facts) -> list[tuple[str, str | int | float | bool, str]]:
    """(name, value, where it was read) of every fact that the error told, in the order of FACTS."""
    sources = dict(facts.sources)
    known = []
    for name in FACTS:
        value = getattr(facts, name)
        if value is not None and value != "" and value is not False:
            known.append((name, getattr(value, "value", value), sources.get(name, "")))
    return known


def line_of(shown: dict[str, Any]) -> bytes:
    """One line of JSON in UTF-8."""
    line = escaped(json.dumps(shown, ensure_ascii=False))
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 cannot carry and JSON's escapes can
        return json.dumps(shown).encode() + b"\n"
