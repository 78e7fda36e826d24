"""The small parts of every store: projects, tokens, heartbeats."""

import pytest

from kiwame.core import ports
from kiwame.core.errors import Conflict, NotFound, UsageError
from kiwame.core.ports import Token
from kiwame.store.engine import Store
from kiwame.testing import NOW


def test_the_bundle_holds_every_port(store: Store) -> None:
    held: tuple[
        ports.Projects, ports.Recorder, ports.Reader, ports.IssueCommands, ports.Search, ports.Deliveries,
        ports.Heartbeats, ports.Tokens, ports.Retention, ports.IdempotencyKeys, ports.Channels, ports.Sessions,
        ports.KeyValues,
    ] = (
        store.projects, store.recorder, store.reader, store.commands, store.search, store.deliveries,
        store.heartbeats, store.tokens, store.retention, store.idempotency, store.channels, store.sessions,
        store.key_values,
    )  # fmt: skip
    assert len({id(port) for port in held}) == 13


def test_the_default_project_is_made_once(store: Store) -> None:
    again = store.projects.ensure_default("b" * 32, NOW)
    assert (again.id, again.name, again.closed, again.public_keys) == ("1", "default", False, ("a" * 32,))


def test_projects_and_their_keys(store: Store) -> None:
    shop = store.projects.create("shop", "b" * 32, NOW)
    store.projects.add_key(shop.id, "c" * 32)
    assert store.projects.all()[1].public_keys == ("b" * 32, "c" * 32)
    store.projects.revoke_key("b" * 32)
    store.projects.close(shop.id)
    (_, kept) = store.projects.all()
    assert (kept.name, kept.closed, kept.public_keys) == ("shop", True, ("c" * 32,))
    store.projects.reopen(shop.id)
    assert not store.projects.all()[1].closed


def test_projects_that_cannot_be(store: Store) -> None:
    with pytest.raises(Conflict):
        store.projects.create("default", "b" * 32, NOW)
    with pytest.raises(Conflict):
        store.projects.create("other", "a" * 32, NOW)
    with pytest.raises(UsageError):
        store.projects.create("  ", "b" * 32, NOW)
    for missing in ("2", "", "x"):
        with pytest.raises(NotFound):
            store.projects.close(missing)
        with pytest.raises(NotFound):
            store.projects.reopen(missing)
        with pytest.raises(NotFound):
            store.projects.add_key(missing, "b" * 32)
    with pytest.raises(NotFound):
        store.projects.revoke_key("b" * 32)
    assert [project.name for project in store.projects.all()] == ["default"]


def test_tokens_are_found_by_their_hash(store: Store) -> None:
    store.tokens.create("ann", "admin", "hash-1", NOW)
    store.tokens.create("bob", "viewer", "hash-2", NOW + 1)
    assert store.tokens.find("hash-2") == Token(name="bob", role="viewer", created_at=NOW + 1)
    assert [token.name for token in store.tokens.all()] == ["ann", "bob"]
    with pytest.raises(Conflict):
        store.tokens.create("ann", "viewer", "hash-3", NOW)
    store.tokens.revoke("ann")
    assert store.tokens.find("hash-1") is None
    with pytest.raises(NotFound):
        store.tokens.revoke("ann")


def test_heartbeats(store: Store) -> None:
    assert store.heartbeats.last("worker") is None
    store.heartbeats.beat("worker", NOW)
    store.heartbeats.beat("worker", NOW + 5)
    assert store.heartbeats.last("worker") == NOW + 5
