"""Reverse proxies over real HTTP: believed where they are trusted, and never taken for the local visitor."""

from collections.abc import Callable

import pytest

from tests.web.conftest import Door
from tests.web.visitor import Visitor


@pytest.mark.parametrize(
    "header",
    [("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "::1"), ("X-Forwarded-Host", "localhost"), ("Via", "1.1 x")],
)
def test_nobody_becomes_local_by_a_header(door: Callable[..., Door], header: tuple[str, str]) -> None:
    port = door().port
    here = Visitor(port, host="localhost")
    assert here.is_in()
    assert here.ask("/", header).status == 303
    assert here.ask("/api/v1/issues", header).status == 401


def test_a_trusted_proxy_is_never_the_local_visitor(door: Callable[..., Door]) -> None:
    visitor = Visitor(door(proxies=["127.0.0.1"]).port, host="localhost")
    assert visitor.ask("/").status == 303
    assert visitor.ask("/api/v1/issues").status == 401
    for said in ("127.0.0.1", "::1", "garbage", ""):
        assert visitor.ask("/", ("X-Forwarded-For", said)).status == 303
    assert visitor.ask("/api/v1/issues", ("Authorization", "Bearer secret-viewer")).status == 200


def test_the_scheme_that_a_trusted_proxy_names_makes_cookies_secure(door: Callable[..., Door]) -> None:
    password = "correct horse battery staple"
    over_tls = ("X-Forwarded-Proto", "https")
    trusting = Visitor(door(password=password, proxies=["127.0.0.1"]).port, headers=[over_tls])
    page = trusting.ask("/sign-in")
    assert list(page.set_cookies) == ["__Host-kiwame_form"]
    assert page.set_cookies["__Host-kiwame_form"].endswith("; Path=/; HttpOnly; SameSite=Lax; Secure")
    trusting.sign_in(password)
    out = trusting.post("/sign-out")
    assert "Secure" in out.set_cookies["__Host-kiwame_session"]
    assert all(line.endswith("; Secure") or "; Secure;" in line for line in out.set_cookies.values()), out.set_cookies
    chosen = trusting.post("/language", language="ja", next="/")
    assert "Secure" in chosen.set_cookies["kiwame_language"]
    shown = trusting.ask("/sign-in")
    assert all("Secure" in line for line in shown.set_cookies.values()), "what was said is taken back the same way"
    doubting = Visitor(door(password=password).port, headers=[over_tls])
    assert list(doubting.ask("/sign-in").set_cookies) == ["kiwame_form"]
