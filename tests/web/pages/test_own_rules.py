"""An issue's page where rules of the user's own spoke: whose team acts, which rule decided, and that nobody is told."""

from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from kiwame.core.taxonomy import Category, Reason, Severity
from kiwame.core.verdict import Answer, Directive
from kiwame.store.engine import Store
from kiwame.testing import NOW, make_recording, make_verdict
from tests.web.pages.browser import Browser
from tests.web.pages.conftest import Served

OWN = Answer(
    decided_by="rules:own.vault", category=Category.CODE_BUG, reason=Reason.CONFIGURATION, confidence=0.99,
    outcome="won", why="a rule of your own outranks every other decider", evidence=("status 401",),
)  # fmt: skip
ASKED = Directive(team="Pay <b>ments", ceiling=Severity.LOW, mute=True, rules=("vault", "quiet"))


def fill(store: Store) -> None:
    """One issue that two own rules spoke of."""
    store.projects.ensure_default("ab" * 16, NOW)
    verdict = make_verdict(Reason.CONFIGURATION, decided_by=OWN.decided_by, trace=(OWN,), directive=ASKED)
    store.recorder.record([replace(make_recording(1), verdict=verdict)], NOW)


@pytest.mark.parametrize(
    ("language", "decider", "muted"),
    [
        ("en", "a rule of yours vault", "Nobody is told: muted by your rule vault, quiet."),
        ("ja", "設定したルール vault", "誰にも知らせません"),
        ("zh", "您的规则 vault", "不会通知任何人"),
    ],
)
def test_the_page_says_what_own_rules_did(
    serve: Callable[..., Served], browse: Callable[..., Browser], language: str, decider: str, muted: str
) -> None:
    page = browse(serve(fill).port, language=language).open("/issues/1")
    said = " ".join(page.text.split())
    assert "Pay <b>ments ·" in said
    assert decider in said
    assert muted in said
    assert "A channel takes" not in said
    assert "own.vault" not in said


def test_the_api_says_it_too(serve: Callable[..., Served]) -> None:
    issue = httpx.get(f"http://127.0.0.1:{serve(fill).port}/api/v1/issues/1").json()
    assert (issue["team"], issue["muted"], issue["own_rules"]) == ("Pay <b>ments", True, ["vault", "quiet"])
    assert (issue["severity"], issue["decided_by"]) == ("low", "rules:own.vault")
