"""Which keys have been seen: in memory and in the store alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from kiwame.core.ports import IdempotencyKeys
from kiwame.store.engine import open_store
from kiwame.store.idempotency import SqlIdempotencyKeys
from kiwame.testing import NOW, MemoryIdempotencyKeys, base_policy

DAY = 86400.0


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def keys(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[IdempotencyKeys]:
    """Each backend, empty."""
    if request.param == "memory":
        yield MemoryIdempotencyKeys()
        return
    own = str(tmp_path / "kiwame.sqlite")
    address = own if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = open_store(address, severity=base_policy)
    yield opened.idempotency
    opened.close()


def test_a_key_is_new_once(keys: IdempotencyKeys) -> None:
    assert keys.add("lost", ["a", "b", "a"], NOW) == {"a", "b"}
    assert keys.add("lost", ["b", "c"], NOW + DAY) == {"c"}
    assert keys.add("lost", [], NOW) == set()


def test_scopes_are_apart(keys: IdempotencyKeys) -> None:
    keys.add("one", ["a"], NOW)
    assert keys.add("two", ["a"], NOW) == {"a"}


def test_keys_may_be_any_text(keys: IdempotencyKeys) -> None:
    odd = {"", "\0", "\ud800", "é" * 10_000}
    assert keys.add("odd", sorted(odd), NOW) == odd
    assert keys.add("odd", sorted(odd), NOW) == set()


def test_whole_days_are_forgotten(keys: IdempotencyKeys) -> None:
    midnight = NOW - NOW % DAY
    keys.add("s", ["yesterday"], midnight - 1)
    keys.add("s", ["today"], midnight)
    keys.forget_before(midnight + 3600)
    assert keys.add("s", ["yesterday", "today"], midnight + 7200) == {"yesterday"}


def test_many_are_forgotten_in_slices(keys: IdempotencyKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiwame.store.retention.ROWS_A_SLICE", 3)
    many = [f"k{number}" for number in range(10)]
    commits: list[object] = []
    if isinstance(keys, SqlIdempotencyKeys):
        event.listen(keys.database.engine, "commit", commits.append)
    keys.add("s", many, NOW)
    keys.forget_before(NOW + DAY)
    assert len(commits) == (1 + 4 if isinstance(keys, SqlIdempotencyKeys) else 0)
    assert keys.add("s", many, NOW) == set(many)
