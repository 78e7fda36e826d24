"""Which names we answer to, over real HTTP: so that a page that re-points its own name to us finds nothing."""

from collections.abc import Callable

import pytest

from tests.web.conftest import Door
from tests.web.visitor import Visitor

JSON = ("Accept", "application/json")


@pytest.mark.parametrize("path", ["/", "/sign-in", "/set-up", "/issues/1", "/nothing"])
def test_a_foreign_name_gets_a_page_with_the_remedy(door: Callable[..., Door], path: str) -> None:
    visitor = Visitor(door(allowed=["kiwame"], public_url="https://kiwame.example.com").port, host="evil.example")
    refused = visitor.ask(path)
    assert refused.status == 421
    assert refused.headers["Content-Type"].startswith("text/html")
    assert "KIWAME_ALLOWED_HOSTS" in refused.text
    assert "KIWAME_PUBLIC_URL" in refused.text
    assert refused.csrf == ""
    assert refused.set_cookies == {}, "nothing that a foreign page could come to hold"
    assert 'href="/sign-in"' not in refused.text
    for ours in ("kiwame:1", "kiwame.example.com", "10.1.2.3"):
        assert visitor.ask("/sign-in", hosts=[ours]).status == 403


def test_a_foreign_name_gets_a_problem_where_one_is_asked_for(door: Callable[..., Door]) -> None:
    port = door().port
    visitor = Visitor(port, host="rebound.evil.example")
    for path, *headers in (
        ("/", JSON),
        ("/api/v1/issues",),
        ("/metrics",),
        ("/static/kiwame.css",),
        ("/issues/1", JSON),
    ):
        refused = visitor.ask(path, *headers)
        assert refused.status == 421
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert "KIWAME_ALLOWED_HOSTS" in refused.json()["detail"]
    assert visitor.ask("/api/v1/issues", ("Authorization", "Bearer secret-admin")).status == 421
    assert visitor.ask("/api/v1/issues/1", method="PATCH", body=b'{"status":"resolved"}').status == 421
    assert Visitor(port, host="localhost").ask("/api/v1/issues").status == 200


@pytest.mark.parametrize("hosts", [["localhost", "localhost"], ["localhost", "evil.example"], ["[", ""], ["a b"]])
def test_one_host_header_exactly(door: Callable[..., Door], hosts: list[str]) -> None:
    visitor = Visitor(door().port)
    page, problem = visitor.ask("/", hosts=hosts), visitor.ask("/api/v1/issues", hosts=hosts)
    assert page.status == problem.status == 400
    assert "exactly one Host header" in page.text
    assert "exactly one Host header" in problem.json()["detail"]


def test_any_name_may_ask_whether_we_live_and_nothing_else_is_said(door: Callable[..., Door]) -> None:
    visitor = Visitor(door().port, host="evil.example")
    for hosts in (["evil.example"], ["a", "b"], ["["]):
        assert visitor.ask("/healthz", hosts=hosts).json() == {"status": "ok"}
        assert visitor.ask("/readyz", hosts=hosts).json() == {"ready": True}, "no details to foreigners"
    for path in ("/healthz/", "//healthz", "/healthz/../set-up", "/healthz%2f", "/HEALTHZ", "/readyz;x"):
        assert visitor.ask(path).status == 421
    assert visitor.ask("/healthz", method="POST").status == 405
