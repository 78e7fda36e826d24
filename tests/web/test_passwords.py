"""The one password: how it is kept, when sessions end, and that every try is hashed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from kiwame.decide.severity import severity
from kiwame.store.engine import Store, open_store
from kiwame.web.passwords import Password, settle
from tests.web.site import NOW

PASSWORD = "correct horse battery staple"


@pytest.fixture
def store(blank: Path, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(shutil.copy(blank, tmp_path / "kiwame.sqlite"), severity=severity, create=False)
    opened.sessions.create("a" * 64, NOW, NOW + 1000)
    yield opened
    opened.close()


def settled(store: Store, password: str) -> Password:
    return settle(password, key_values=store.key_values, sessions=store.sessions)


def goes_on(store: Store) -> bool:
    return store.sessions.find("a" * 64, NOW + 1) is not None


def test_without_a_password_nothing_is_right(store: Store) -> None:
    password = settled(store, "")
    assert not password.is_set
    assert not password.matches("")
    assert not password.matches("admin")
    assert goes_on(store), "nothing was changed"


def test_it_is_kept_as_a_slow_hash_with_its_own_salt(store: Store) -> None:
    assert settled(store, PASSWORD).matches(PASSWORD)
    kept = store.key_values.get("admin_password")
    assert kept is not None
    assert PASSWORD not in kept
    parameters = extract_parameters(kept)
    assert parameters.type is Type.ID
    assert (parameters.time_cost, parameters.memory_cost) >= (2, 19 * 1024), "what OWASP asks for at least"
    settled(store, "another good password")
    settled(store, PASSWORD)
    assert store.key_values.get("admin_password") != kept


def test_the_same_password_ends_no_session_and_another_or_none_ends_all(store: Store) -> None:
    settled(store, PASSWORD)
    assert not goes_on(store), "the first password: who got in before did so by an earlier one"
    for changed in ("another good password", ""):
        settled(store, PASSWORD)
        store.sessions.create("a" * 64, NOW, NOW + 1000)
        assert settled(store, PASSWORD).is_set
        assert goes_on(store)
        settled(store, changed)
        assert not goes_on(store)


@pytest.mark.parametrize("kept", ["garbage", "$argon2id$v=19$m=8,t=1,p=1$x$y", "plain", "$2b$12$" + "a" * 53])
def test_a_kept_hash_that_is_none_is_replaced_and_matches_nothing(store: Store, kept: str) -> None:
    store.key_values.put("admin_password", kept)
    assert not Password(kept).matches(kept)
    assert settled(store, PASSWORD).matches(PASSWORD)
    assert not goes_on(store)


@pytest.mark.parametrize(
    ("password", "right", "wrong"),
    [
        ("パスワード一二三", "パスワート\u3099一二三", "パスワート一二三"),
        ("x" * 1000, "x" * 1000, "x" * 1001),
        ("x" * 1000, "x" * 1000, "x" * 999),
        ("ABCDEFGH", "ABCDEFGH", "ＡＢＣＤＥＦＧＨ"),
        ("????????", "????????", "\ud800" * 7),
        ("nul\x00here", "nul\x00here", "nul"),
    ],
)
def test_which_spellings_are_one(store: Store, password: str, right: str, wrong: str) -> None:
    found = settled(store, password)
    assert found.matches(right)
    assert not found.matches(wrong)
    assert not found.matches("x" * 1_000_000)
