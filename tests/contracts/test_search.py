"""Finding issues by words, on every store."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiwame.core.event import Facts, Link
from kiwame.core.issue import IssueFilter
from kiwame.store.engine import Store
from kiwame.testing import NOW, make_event, make_fingerprint, make_recording

TEXTS = {
    "upstream": Link(type="APIConnectionError", message="100% of calls_failed \\ at 10.0.3.7:5432"),
    "日本語": Link(type="ValueError", message="プロンプトが長すぎます"),
    "strasse": Link(type="KeyError", message="Die Straße ist gesperrt"),
}


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Issue ids by their names above, the first seen last."""
    batch = [
        replace(
            make_recording(n),
            event=make_event(n, chain=(link,), timestamp=NOW - n, culprit=name, facts=Facts(provider="groq")),
            fingerprint=make_fingerprint(name),
        )
        for n, (name, link) in enumerate(TEXTS.items())
    ]
    store.recorder.record(batch, NOW)
    return dict(zip(TEXTS, (i.id for i in store.reader.issues(IssueFilter(), 9, None).issues), strict=True))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("apiconnection", "upstream"), ("10.0.3.7:5432", "upstream"), ("100%", "upstream"), ("ls_fail", "upstream"),
        ("\\", "upstream"), ("FAILED calls", "upstream"), ("長すぎ", "日本語"), ("日本", "日本語"),
        ("STRASSE", "strasse"), ("straße", "strasse"), ("groq keyerror", "strasse"),
    ],
)  # fmt: skip
def test_every_word_is_found(store: Store, ids: dict[str, str], text: str, name: str) -> None:
    assert store.search.matching(text, None, 10) == [ids[name]]
    assert [i.id for i in store.reader.issues(IssueFilter(text=text), 10, None).issues] == [ids[name]]


@pytest.mark.parametrize("text", ["1%calls", "_", "calls%failed", "' OR 1=1 --", "groq nothing", "\\\\"])
def test_patterns_stand_for_themselves(store: Store, ids: dict[str, str], text: str) -> None:
    found = store.search.matching(text, None, 10)
    assert found == ([ids["upstream"]] if text == "_" else [])


def test_order_limit_and_project(store: Store, ids: dict[str, str]) -> None:
    assert store.search.matching("groq", None, 10) == list(ids.values())
    assert store.search.matching("groq", "1", 2) == list(ids.values())[:2]
    assert store.search.matching("groq", "2", 2) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("\0")
@example("\ud800")
@example("%" * 5000)
@example("ﷺ" * 300)
@given(st.text())
def test_any_text_may_be_searched(store: Store, text: str) -> None:
    store.search.matching(text, None, 10)
    store.reader.issues(IssueFilter(text=text, project=text), 10, None)
