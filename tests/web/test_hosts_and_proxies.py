"""Which hosts are ours, and whom a trusted proxy is believed about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.web.hosts import HostAnswer, OwnHosts
from kiwame.web.proxies import TrustedProxies, parse_address
from kiwame.web.tries import TRIES_OF_ALL, TRIES_OF_ONE, WINDOW_SECONDS, Tries

OWN = OwnHosts(public_url="https://Kiwame.Example.com:8443/errors", allowed=["kiwame", "errors.internal."])
PROXIES = TrustedProxies(["10.0.0.0/8", "fd00::/8", "127.0.0.1"])


@pytest.mark.parametrize(
    "host",
    ["kiwame.example.com", "KIWAME.example.com.", "kiwame.example.com:1", "kiwame:8969", "errors.internal", "localhost",
     "a.localhost:80", "127.0.0.1:8969", "[::1]", "192.0.2.7:8969", "[2001:db8::1]:8969"],
)  # fmt: skip
def test_own_names_and_every_address_at_any_port(host: str) -> None:
    assert OWN.judge([host]) is HostAnswer.OURS


@pytest.mark.parametrize(
    "host",
    ["evil.example", "kiwame.example.com.evil.example", "xkiwame", "127.0.0.1.nip.example", "192.0.2", "3221225991",
     "0x7f.0.0.1", "localhost.evil.example"],
)  # fmt: skip
def test_other_names_find_nothing(host: str) -> None:
    assert OWN.judge([host]) is HostAnswer.FOREIGN
    assert OwnHosts().judge(["kiwame.example.com"]) is HostAnswer.FOREIGN


@pytest.mark.parametrize(
    "hosts",
    [[], ["kiwame", "kiwame"], ["localhost", "evil.example"], [""], ["a b"], ["kiwame:99999"], ["kiwame/"], ["é"],
     ["user@kiwame"], ["kiwame,localhost"], ["[::1"], ["::1"]],
)  # fmt: skip
def test_exactly_one_host_that_can_be_read(hosts: list[str]) -> None:
    assert OWN.judge(hosts) is HostAnswer.UNREADABLE


def origin(peer: str, *hops: str, proto: tuple[str, ...] = ()) -> tuple[str, str, bool]:
    """(client, scheme, whether a trusted proxy passed it on)."""
    found = PROXIES.origin(peer=peer, scheme="http", forwarded_for=hops, forwarded_proto=proto)
    return found.client, found.scheme, found.passed_on


def test_an_untrusted_peer_is_itself_whatever_it_says() -> None:
    assert origin("203.0.113.9", "198.51.100.1", proto=("https",)) == ("203.0.113.9", "http", False)
    assert origin("", "198.51.100.1", proto=("https",)) == ("", "http", False)
    assert origin("::ffff:203.0.113.9") == ("203.0.113.9", "http", False)


@pytest.mark.parametrize(
    ("hops", "client"),
    [
        (("198.51.100.1",), "198.51.100.1"),
        (("6.6.6.6, 198.51.100.1",), "198.51.100.1"),
        (("6.6.6.6", "198.51.100.1, 10.9.9.9"), "198.51.100.1"),
        (("198.51.100.1:5678",), "198.51.100.1"),
        (("[2001:db8::7]:443",), "2001:db8::7"),
        (("::ffff:198.51.100.1",), "198.51.100.1"),
        (("10.0.0.3, 10.0.0.2",), "10.0.0.3"),
        ((), "10.0.0.1"),
        (("",), "10.0.0.1"),
        (("198.51.100.1, unknown",), "10.0.0.1"),
        (("198.51.100.1, _hidden, 10.0.0.2",), "10.0.0.2"),
        (("127.0.0.1\x00",), "10.0.0.1"),
        (("198.51.100.1," + ",".join(["10.0.0.2"] * 500),), "10.0.0.2"),
    ],
)
def test_the_client_is_the_rightmost_address_that_is_no_proxy_of_ours(hops: tuple[str, ...], client: str) -> None:
    assert origin("10.0.0.1", *hops) == (client, "http", True)


@pytest.mark.parametrize(
    ("proto", "scheme"),
    [(("https",), "https"), ((" HTTPS ",), "https"), (("https, http",), "https"), (("http",), "http"), ((), "http"),
     (("wss",), "http"), (("https\x00",), "http"), (("",), "http")],
)  # fmt: skip
def test_the_scheme_is_one_of_two(proto: tuple[str, ...], scheme: str) -> None:
    assert origin("fd00::1", proto=proto)[1] == scheme


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=20), max_size=2))
def test_garbage_never_raises_and_never_becomes_a_client(hops: list[str], proto: list[str]) -> None:
    client, scheme, passed_on = origin("10.0.0.1", *hops, proto=tuple(proto))
    assert parse_address(client) is not None
    assert scheme in {"http", "https"}
    assert passed_on


def test_tries_of_one_address_and_of_all() -> None:
    tries = Tries()
    assert [tries.take("203.0.113.9", 0.0) for _ in range(TRIES_OF_ONE)] == [0.0] * TRIES_OF_ONE
    assert tries.take("203.0.113.9", 60.0) == WINDOW_SECONDS - 60.0
    assert tries.take("203.0.113.10", 60.0) == 0.0, "others may"
    assert tries.take("203.0.113.9", WINDOW_SECONDS) == 0.0, "and so may it, later"


def test_many_addresses_do_not_make_many_guesses() -> None:
    tries = Tries()
    granted = sum(tries.take(f"10.0.{number // 200}.{number % 200}", 0.0) == 0.0 for number in range(TRIES_OF_ALL + 50))
    assert granted == TRIES_OF_ALL
    assert tries.take("198.51.100.1", 1.0) == WINDOW_SECONDS - 1.0


def test_one_network_of_ipv6_is_one_guesser() -> None:
    tries = Tries()
    granted = sum(tries.take(f"2001:db8::{number:x}", 0.0) == 0.0 for number in range(TRIES_OF_ONE + 5))
    assert granted == TRIES_OF_ONE


def test_a_right_try_gives_back_what_its_address_took_from_all() -> None:
    tries = Tries()
    for _ in range(TRIES_OF_ALL):
        assert tries.take("203.0.113.9", 0.0) == 0.0
        tries.forgive("203.0.113.9")
    assert tries.take("203.0.113.10", 0.0) == 0.0
