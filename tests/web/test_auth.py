"""Who may do what, by peer, headers and token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.core.loopback import is_loopback_address, is_loopback_host, parse_authority
from kiwame.core.ports import Token
from kiwame.web.auth import (
    Caller,
    Denied,
    Headers,
    Request,
    Role,
    decide,
    is_local,
    token_hash,
)

TOKENS = {
    token_hash(role): Token(name=f"the-{role}", role=role, created_at=0.0) for role in ("viewer", "member", "admin")
} | {token_hash("odd"): Token(name="odd", role="owner-of-all", created_at=0.0)}


def asked(
    *headers: tuple[str, str], peer: str = "127.0.0.1", method: str = "GET", host: str | None = "127.0.0.1:8969"
) -> Request:
    named: Headers = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return Request(
        method=method, peer=peer, headers=[*named, *([(b"host", host.encode())] if host is not None else [])]
    )


def answer(request: Request, needed: Role = Role.VIEWER) -> Caller | Denied:
    return decide(request, needed=needed, find=TOKENS.get)


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:1", "localhost.", "kiwame.localhost:8969", "127.0.0.1", "127.8.9.1:80", "[::1]:8969",
     "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]:1"],
)  # fmt: skip
def test_names_of_this_machine(host: str) -> None:
    assert is_loopback_host(host)
    assert isinstance(answer(asked(host=host)), Caller)


@pytest.mark.parametrize(
    "host",
    ["", " ", "localhost ", "localhost:", "localhost:99999", "localhost:80:80", "localhost@evil.example",
     "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.1", "2130706433", "0x7f.0.0.1",
     "0177.0.0.1", "127.0.0.01", "0.0.0.0", "10.0.0.1", "[::]", "[::2]", "::1", "[::1", "::1]", "[::1]x", "[::1%lo]",
     ".localhost", "a..localhost", "localhost..", "xlocalhost", "localhost/", "localhost\t",
     "127.0.0.1,evil.example", "[::ffff:10.0.0.1]"],
)  # fmt: skip
def test_other_names(host: str) -> None:
    assert not is_loopback_host(host)
    denied = answer(asked(host=host))
    assert isinstance(denied, Denied)
    assert denied.status == 401


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1", "::1%lo"])
def test_peers_on_this_machine(peer: str) -> None:
    assert is_loopback_address(peer)
    assert is_local(asked(peer=peer))


@pytest.mark.parametrize(
    "peer", ["", "10.0.0.1", "::ffff:10.0.0.1", "localhost", "fe80::1", "127.0.0.1:80", "testclient"]
)
def test_other_peers_need_a_token(peer: str) -> None:
    denied = answer(asked(peer=peer))
    assert isinstance(denied, Denied)
    assert denied.status == 401
    assert "kiwame token create" in denied.detail
    assert denied.headers["WWW-Authenticate"].startswith("Bearer ")
    assert isinstance(answer(asked(("authorization", "Bearer viewer"), peer=peer)), Caller)


@pytest.mark.parametrize(
    "name",
    ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded", "X-Real-IP", "Via",
     "CF-Connecting-IP", "True-Client-IP", "X-Client-IP", "X-Original-Host", "X-Envoy-External-Address"],
)  # fmt: skip
def test_whatever_was_passed_on_needs_a_token(name: str) -> None:
    assert not is_local(asked((name.lower(), "127.0.0.1")))
    assert not is_local(asked((name, "")))


def test_one_host_header_exactly() -> None:
    assert not is_local(asked(host=None))
    assert not is_local(asked(("host", "127.0.0.1")))
    assert not is_local(asked(("host", "evil.example")))


@pytest.mark.parametrize(
    "shown",
    ["", "Bearer", "Bearer ", "Basic dmlld2VyOg==", "viewer", "Bearer nobody", "Bearer vie wer", "Bearer viewer\x00",
     "Bearer é", "Bearer " + "a" * 600],
)  # fmt: skip
def test_a_wrong_token_never_becomes_none(shown: str) -> None:
    denied = answer(asked(("authorization", shown)))
    assert isinstance(denied, Denied)
    assert denied.status == 401
    assert "kiwame token create" in denied.detail


def test_two_tokens_are_none() -> None:
    both = asked(("authorization", "Bearer viewer"), ("authorization", "Bearer admin"))
    assert isinstance(answer(both), Denied)


def test_a_token_says_who_acts() -> None:
    assert answer(asked(("authorization", "bEaReR  admin "))) == Caller(role=Role.ADMIN, actor="token:the-admin")
    assert answer(asked()) == Caller(role=Role.ADMIN, actor="local")


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("member", None), ("admin", None), ("odd", 401)])
def test_roles(role: str, status: int | None) -> None:
    change = answer(asked(("authorization", f"Bearer {role}"), method="PATCH"), Role.MEMBER)
    assert (change.status if isinstance(change, Denied) else None) == status
    if status == 403:
        assert isinstance(change, Denied)
        assert "'kiwame token create --name NAME --role member'" in change.detail


@pytest.mark.parametrize(
    ("header", "value", "allowed"),
    [
        ("origin", "http://127.0.0.1:8969", True),
        ("origin", "http://127.0.0.1:8969/", False),
        ("origin", "http://127.0.0.1:3000", False),
        ("origin", "http://localhost:8969", False),
        ("origin", "https://evil.example", False),
        ("origin", "null", False),
        ("origin", "http://[", False),
        ("origin", "", False),
        ("origin", "file://", False),
        ("sec-fetch-site", "same-origin", True),
        ("sec-fetch-site", "none", True),
        ("sec-fetch-site", "same-site", False),
        ("sec-fetch-site", "cross-site", False),
    ],
)
def test_a_page_of_another_origin_changes_nothing(header: str, value: str, allowed: bool) -> None:
    change = answer(asked((header, value), method="PATCH"), Role.MEMBER)
    assert isinstance(change, Caller) is allowed
    if isinstance(change, Denied):
        assert change.status == 403
    assert isinstance(answer(asked((header, value))), Caller)
    with_token = asked((header, value), ("authorization", "Bearer member"), method="PATCH")
    assert isinstance(answer(with_token, Role.MEMBER), Caller)


@given(st.text(max_size=60), st.binary(max_size=60), st.binary(max_size=20))
def test_nothing_is_taken_for_this_machine_by_accident(peer: str, host: bytes, name: bytes) -> None:
    request = Request(method="PATCH", peer=peer, headers=[(b"host", host), (name, host), (b"origin", host)])
    caller = decide(request, needed=Role.MEMBER, find=TOKENS.get)
    assert isinstance(caller, Denied) or is_local(request)


@given(st.text(max_size=80))
def test_authorities_never_raise(text: str) -> None:
    parsed = parse_authority(text)
    assert parsed is None or (parsed[0] == parsed[0].lower() and (parsed[1] is None or 0 <= parsed[1] <= 65535))
    assert is_loopback_host(text) in {True, False}
