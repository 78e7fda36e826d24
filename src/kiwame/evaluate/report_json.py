"""The report as one JSON object. Its keys are stable; shares are numbers from 0 to 1, their intervals stand beside."""

from collections.abc import Sequence
from typing import Any

from kiwame.evaluate.figures import Figures, OfDecider, Share
from kiwame.evaluate.report import Report, SetUp
from kiwame.evaluate.scored import DIGITS, Scored


def report_object(report: Report) -> dict[str, Any]:
    """All of a report: the figures of the first set-up at the top, those of the second under `against`."""
    against: dict[str, Any] = {}
    if report.against is not None and report.comparison is not None:
        comparison = report.comparison
        against["against"] = {
            **_set_up(report.against),
            "both_right": comparison.both,
            "neither_right": comparison.neither,
            "only_first_right": [one.id for one, _ in comparison.only_first],
            "only_second_right": [one.id for one, _ in comparison.only_second],
        }
    return {**_set_up(report.first), "skipped": report.skipped, "falls_short": list(report.short), **against}


def _set_up(measured: SetUp) -> dict[str, Any]:
    figures = measured.figures
    return {
        "cases": figures.cases,
        **{name: _rounded(share.value) for name, share in figures.shares},
        "calibration_error": _rounded(figures.calibration_error),
        "setup": measured.name,
        "counts": {name: {"right": share.right, "of": share.of} for name, share in figures.shares},
        "intervals": {name: _interval(share) for name, share in figures.shares},
        "by_decider": _deciders(figures.by_decider),
        "by_answer": _deciders(figures.by_answer),
        **_tables(figures),
        "wrong": [wrong_object(one) for one in measured.wrong],
        "versions": dict(measured.versions),
    }


def _tables(figures: Figures) -> dict[str, Any]:
    return {
        "per_category": {
            each.category.value: {
                "cases": each.recall.of,
                "said": each.precision.of,
                "right": each.recall.right,
                "precision": _rounded(each.precision.value) if each.precision.of else None,
                "precision_interval": _interval(each.precision),
                "recall": _rounded(each.recall.value) if each.recall.of else None,
                "recall_interval": _interval(each.recall),
            }
            for each in figures.categories
        },
        "confusion": [
            {"category": each.label.value, "said": each.said.value, "cases": each.cases} for each in figures.confusions
        ],
        "reliability": [
            {
                "cases": each.right.of,
                "lowest": _rounded(each.lowest),
                "highest": _rounded(each.highest),
                "confidence": _rounded(each.confidence),
                "right": _rounded(each.right.value),
                "interval": _interval(each.right),
            }
            for each in figures.bins
        ],
    }


def _deciders(deciders: Sequence[OfDecider]) -> dict[str, Any]:
    return {
        each.name: {
            "n": each.right.of,
            "right": each.right.right,
            "accuracy": _rounded(each.right.value),
            "interval": _interval(each.right),
            "confidence": _rounded(each.confidence),
        }
        for each in deciders
    }


def wrong_object(one: Scored) -> dict[str, Any]:
    """A case that is wrong, with what each decider said of it."""
    said = one.said
    return {
        "id": one.id,
        "line": one.line,
        "title": one.title,
        "wrong": "reason" if one.category_right else "category",
        "category": one.label.category.value,
        "reason": one.label.reason.value if one.label.reason else None,
        "said": {
            "category": said.category.value,
            "reason": said.reason.value if said.reason else None,
            "confidence": round(said.confidence, DIGITS),
            "decided_by": said.decided_by,
        },
        "trace": [
            {
                "decided_by": answer.decided_by,
                "category": answer.category.value,
                "reason": answer.reason.value,
                "confidence": round(answer.confidence, DIGITS),
                "outcome": answer.outcome,
                "why": answer.why,
                "evidence": list(answer.evidence),
            }
            for answer in said.trace
        ],
    }


def _interval(share: Share) -> list[float] | None:
    found = share.interval
    return None if found is None else [_rounded(bound) for bound in found]


def _rounded(value: float) -> float:
    """In as many digits as a set of 100,000 cases can tell."""
    return round(value, 6)
