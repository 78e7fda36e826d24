"""What people set up and what must outlive a restart, in every store: channels, sessions, values by name."""

import threading

import pytest

from kiwame.core.alert import Alert, Channel
from kiwame.core.errors import NotFound
from kiwame.core.ports import Session
from kiwame.core.taxonomy import Severity
from kiwame.store.engine import Store
from kiwame.testing import NOW


def test_channels_come_back_as_they_were_set(store: Store) -> None:
    whole = Channel(
        name="ops",
        kind="slack",
        url="https://hooks.example/T/B/secret",
        severities=(Severity.CRITICAL,),
        alerts=(Alert.NEW, Alert.ROSE),
        projects=("1", "shop"),
        language="ja",
        from_page=True,
    )
    plain = Channel(name="Zoo", kind="slack", url="https://hooks.example/2", from_page=True)
    store.channels.put(whole, "ann", NOW)
    store.channels.put(plain, "ann", NOW)
    assert store.channels.all() == [plain, whole]
    assert "secret" not in repr(store.channels.all())


def test_a_channel_of_the_same_name_is_replaced(store: Store) -> None:
    store.channels.put(Channel(name="ops", kind="slack", url="https://one", alerts=()), "ann", NOW)
    store.channels.put(Channel(name="ops", kind="slack", url="https://two"), "bob", NOW + 1)
    (channel,) = store.channels.all()
    assert channel == Channel(name="ops", kind="slack", url="https://two", from_page=True)
    store.channels.remove("ops")
    assert store.channels.all() == []
    with pytest.raises(NotFound):
        store.channels.remove("ops")


def test_sessions_last_until_they_expire(store: Store) -> None:
    store.sessions.create("h1", NOW, NOW + 10)
    store.sessions.create("h2", NOW + 1, NOW + 20)
    assert store.sessions.find("h1", NOW + 9) == Session(created_at=NOW, expires_at=NOW + 10)
    assert store.sessions.find("h1", NOW + 10) is None
    assert store.sessions.find("h\0\ud800", NOW) is None
    # A new one sweeps out what has expired: not even a clock set back brings it again.
    store.sessions.create("h3", NOW + 15, NOW + 30)
    assert store.sessions.find("h1", NOW) is None
    assert store.sessions.find("h2", NOW + 15) is not None


def test_sessions_end(store: Store) -> None:
    for name in ("h1", "h2", "h3"):
        store.sessions.create(name, NOW, NOW + 10)
    store.sessions.end("h1")
    store.sessions.end("unknown")
    assert [store.sessions.find(name, NOW) is None for name in ("h1", "h2", "h3")] == [True, False, False]
    store.sessions.end_all()
    assert [store.sessions.find(name, NOW) for name in ("h1", "h2", "h3")] == [None, None, None]


def test_values_by_name(store: Store) -> None:
    assert store.key_values.get("password") is None
    store.key_values.put("password", "one")
    store.key_values.put("password", "two")
    assert store.key_values.get("password") == "two"
    assert store.key_values.ensure("password", "three") == "two"
    assert store.key_values.ensure("empty", "") == ""
    assert store.key_values.ensure("empty", "more") == ""


def test_of_several_at_once_all_get_the_same_value(store: Store) -> None:
    start = threading.Barrier(4)
    found: list[str] = []

    def ensure(mine: str) -> None:
        start.wait()
        found.append(store.key_values.ensure("key", mine))

    threads = [threading.Thread(target=ensure, args=(f"value {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert set(found) == {store.key_values.get("key")}
