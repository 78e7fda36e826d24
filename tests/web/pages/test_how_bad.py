"""What an issue's page says of how its severity came about."""

from dataclasses import replace

import pytest

from kiwame.core.taxonomy import Severity
from kiwame.core.verdict import SeverityStep, SeverityVerdict
from kiwame.web.pages.issue_view import answered
from kiwame.web.pages.words import Words
from tests.web.test_views import ISSUE


@pytest.mark.parametrize(
    ("base", "steps", "says"),
    [
        (Severity.CRITICAL, ((SeverityStep.REGRESSED, 1),), ""),
        (Severity.CRITICAL, (), ""),
        (Severity.HIGH, ((SeverityStep.REGRESSED, 1),), "It starts at High; higher"),
        (
            Severity.CRITICAL,
            ((SeverityStep.NOT_PRODUCTION, -1), (SeverityStep.MANY, 1)),
            "It starts at Critical; lower",
        ),
    ],
)
def test_what_raises_the_highest_is_not_said(
    base: Severity, steps: tuple[tuple[SeverityStep, int], ...], says: str
) -> None:
    issue = replace(ISSUE, severity=SeverityVerdict(severity=Severity.CRITICAL, base=base, steps=steps))
    said = answered(issue, Words("en"), unsure_below=0.75).steps
    assert said.startswith(says)
    assert bool(said) == bool(says)
