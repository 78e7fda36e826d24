"""Signing in and out: closed without a password, right and wrong ones, what a session is worth and for how long."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kiwame.web.sessions import SESSION_SECONDS, session_hash
from kiwame.web.tries import TRIES_OF_ALL, TRIES_OF_ONE, WINDOW_SECONDS
from tests.web.conftest import Door, doors
from tests.web.visitor import Visitor

PASSWORD = "correct horse battery staple"
SECURE = ("X-Forwarded-Proto", "https")

Start = Callable[..., Door]


@pytest.fixture(scope="module")
def closed(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server with a password, for tests that leave nothing behind."""
    with doors(blank, tmp_path_factory.mktemp("closed") / "kiwame.sqlite") as start:
        yield start(password=PASSWORD)


def test_without_a_password_nothing_is_shown_from_elsewhere_and_the_page_says_how(door: Start) -> None:
    visitor = Visitor(door().port)
    refused = visitor.ask("/issues/1?x=1")
    assert (refused.status, refused.location) == (303, "/sign-in?next=/issues/1%3Fx%3D1")
    page = visitor.ask(refused.location)
    assert page.status == 403
    assert "KIWAME_ADMIN_PASSWORD" in page.text
    assert 'name="password"' not in page.text
    assert visitor.post("/sign-in", password="").status == 403
    assert visitor.post("/sign-in", password="admin").status == 403
    assert not visitor.is_in()
    assert visitor.ask("/api/v1/issues", ("Authorization", "Bearer secret-viewer")).status == 200, "tokens keep working"


def test_the_machine_itself_needs_no_password(door: Start) -> None:
    here = Visitor(door(password=PASSWORD).port, host="localhost")
    assert here.ask("/").status == 200
    assert here.ask("/sign-in?next=/set-up").location == "/set-up"
    assert here.post("/sign-in", csrf=here.ask("/").csrf, password="wrong").location == "/", "in already: led on"


@pytest.mark.parametrize("path", ["/", "/set-up", "/issues/1", "/api/v1/issues", "/metrics", "/api/v1/openapi.json"])
def test_nothing_is_shown_before_signing_in(closed: Door, path: str) -> None:
    visitor = Visitor(closed.port)
    refused = visitor.ask(path)
    assert refused.status in (303, 401)
    assert "RateLimitError" not in refused.text
    assert "ab" * 16 not in refused.text


def test_a_wrong_password_is_refused_and_not_shown_again(door: Start) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    for tried in (
        "", " ", "Tr0ub4dor&3", PASSWORD.upper(), PASSWORD + "x", PASSWORD[:-1], "é" * 500, "\u202e", "x" * 20_000,
    ):  # fmt: skip
        refused = visitor.sign_in(tried)
        assert refused.status == 403
        assert "This is not the password" in refused.text
        assert "kiwame_session" not in refused.set_cookies
        assert len(tried) < 3 or tried not in refused.text
        assert not visitor.is_in()


@pytest.mark.parametrize(
    ("password", "tried"),
    [
        ("パスワード１２３４", "パスワード１２３４"),
        ("パスワード１２３４", "ハ\u309aスワート\u3099１２３４"),
        ("naïve café", "nai\u0308ve cafe\u0301"),
        ("🔑" * 8, "🔑" * 8),
        ("a+b&c=d%20;e", "a+b&c=d%20;e"),
        ("x" * 1000, "x" * 1000),
    ],
)
def test_passwords_of_every_script_composed_or_not(door: Start, password: str, tried: str) -> None:
    visitor = Visitor(door(password=password).port)
    assert visitor.sign_in(tried[:-1] + "?").status == 403
    assert visitor.sign_in(tried).status == 303
    assert visitor.is_in()


def test_who_was_refused_stands_in_the_log_and_never_what_was_tried(
    door: Start, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    with caplog.at_level("INFO", logger="kiwame.web.pages.sign_in"):
        visitor.post("/sign-in", password="Tr0ub4dor&3")
        visitor.post("/sign-in", password=PASSWORD)
    told = [(record.message, vars(record).get("why"), bool(vars(record)["client"])) for record in caplog.records]
    assert told == [("sign_in_refused", "wrong password", True), ("signed_in", None, True)]
    assert all("Tr0ub4dor" not in str(vars(record)) for record in caplog.records)


def test_the_cookie_of_a_session(door: Start) -> None:
    started = door(password=PASSWORD, proxies=["127.0.0.1"])
    plain = Visitor(started.port).sign_in(PASSWORD).set_cookies["kiwame_session"]
    assert plain.split("; ")[1:] == ["Path=/", "HttpOnly", "SameSite=Lax", f"Max-Age={SESSION_SECONDS}"]
    over_tls = Visitor(started.port, headers=[SECURE]).sign_in(PASSWORD).set_cookies
    assert "kiwame_session" not in over_tls
    found = over_tls["__Host-kiwame_session"]
    assert found.split("; ")[1:] == ["Path=/", "HttpOnly", "SameSite=Lax", f"Max-Age={SESSION_SECONDS}", "Secure"]
    assert "Domain" not in found
    assert found.partition("=")[2].partition(";")[0] not in plain


def test_only_the_hash_of_a_session_is_kept(door: Start) -> None:
    started = door(password=PASSWORD)
    visitor = Visitor(started.port)
    visitor.sign_in(PASSWORD)
    cookie = visitor.cookies["kiwame_session"]
    assert started.store.sessions.find(session_hash(cookie), started.now) is not None
    assert started.store.sessions.find(cookie, started.now) is None


def test_a_session_is_never_the_one_that_somebody_brought(door: Start) -> None:
    started = door(password=PASSWORD)
    foisted = "f" * 43
    visitor = Visitor(started.port, cookies={"kiwame_session": foisted})
    visitor.sign_in(PASSWORD)
    first = visitor.cookies["kiwame_session"]
    assert first != foisted
    assert not Visitor(started.port, cookies={"kiwame_session": foisted}).is_in()
    # Signed in again by somebody who holds a session without the page knowing it: a new one, and the old one ends.
    outside = Visitor(started.port)
    token = outside.token()
    started.store.sessions.end(session_hash(first))
    again = outside.sign_in(PASSWORD, ("Cookie", f"kiwame_form={outside.cookies['kiwame_form']}"), csrf=token)
    assert again.status == 303
    assert outside.cookies["kiwame_session"] != first


def test_signing_in_where_one_is_in_leads_on_and_changes_nothing(door: Start) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    visitor.sign_in(PASSWORD)
    before = dict(visitor.cookies)
    assert visitor.ask("/sign-in?next=/set-up").location == "/set-up"
    assert visitor.sign_in("whatever", next="/set-up").location == "/set-up"
    assert visitor.cookies == before


def test_signing_out_ends_the_session_here_and_not_only_in_the_browser(door: Start) -> None:
    started = door(password=PASSWORD)
    visitor = Visitor(started.port)
    visitor.sign_in(PASSWORD)
    stolen = Visitor(started.port, cookies={"kiwame_session": visitor.cookies["kiwame_session"]})
    assert stolen.is_in()
    out = visitor.post("/sign-out")
    assert (out.status, out.location) == (303, "/sign-in")
    assert out.set_cookies["kiwame_session"].startswith("kiwame_session=; ")
    assert "Max-Age=0" in out.set_cookies["kiwame_session"]
    assert "Signed out." in visitor.ask("/sign-in").text
    assert not visitor.is_in()
    assert not stolen.is_in(), "a reused session is refused"
    assert stolen.ask("/api/v1/issues").status == 401


def test_signing_out_leaves_other_browsers_in(door: Start) -> None:
    started = door(password=PASSWORD)
    one, other = Visitor(started.port), Visitor(started.port)
    one.sign_in(PASSWORD)
    other.sign_in(PASSWORD)
    one.post("/sign-out")
    assert other.is_in()


def test_signing_out_takes_a_form(door: Start) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    visitor.sign_in(PASSWORD)
    assert visitor.ask("/sign-out").status == 405
    assert visitor.post("/sign-out", csrf="x").status == 403
    assert visitor.is_in()


def test_a_session_ends_by_itself(door: Start) -> None:
    started = door(password=PASSWORD)
    visitor = Visitor(started.port)
    visitor.sign_in(PASSWORD)
    started.now += SESSION_SECONDS - 1
    assert visitor.is_in()
    started.now += 1
    assert not visitor.is_in()


@pytest.mark.parametrize("changed", ["another good password", ""])
def test_a_changed_password_ends_every_session(door: Start, changed: str) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    visitor.sign_in(PASSWORD)
    visitor.port = door(password=PASSWORD).port
    assert visitor.is_in(), "a restart with the same password ends none"
    visitor.port = door(password=changed).port
    assert not visitor.is_in()
    assert visitor.ask("/sign-in").status == (200 if changed else 403)
    visitor.port = door(password=PASSWORD).port
    assert not visitor.is_in(), "the former password does not bring the former session back"


@pytest.mark.parametrize(
    "value", ["", "x", "f" * 42, "f" * 44, "f" * 43, "'; drop table sessions; --", "é", "f" * 42 + "%"]
)
def test_cookies_that_are_no_session(closed: Door, value: str) -> None:
    refused = Visitor(closed.port).ask("/", ("Cookie", f"kiwame_session={value}"))
    assert refused.status == 303
    assert Visitor(closed.port).ask("/api/v1/issues", ("Cookie", f"kiwame_session={value}")).status == 401


def test_a_planted_cookie_is_not_taken_for_that_of_tls(door: Start) -> None:
    """A neighbour's page can plant `kiwame_session` for this host, but never `__Host-kiwame_session`."""
    started = door(password=PASSWORD, proxies=["127.0.0.1"])
    visitor = Visitor(started.port)
    visitor.sign_in(PASSWORD)
    planted = Visitor(started.port, headers=[SECURE], cookies={"kiwame_session": visitor.cookies["kiwame_session"]})
    assert planted.ask("/").status == 303


@pytest.mark.parametrize("back", ["/", "/set-up", "/issues/1?x=1&y=%2F", "/?q=a%20b", "/set-up#channels"])
def test_back_to_where_somebody_wanted_to_go(closed: Door, back: str) -> None:
    assert Visitor(closed.port).sign_in(PASSWORD, next=back).location == back
    visitor = Visitor(closed.port)
    visitor.sign_in(PASSWORD)
    assert visitor.ask(f"/sign-in?next={quote(back, safe='')}").location == back


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        "/\r\nSet-Cookie: a=b",
        "evil.example",
        "/\u202e/x",
        "/" + "x" * 5000,
        "/sign-in",
        "/sign-in?next=/sign-in",
        "/sign-out",
        "/language",
    ],
)
def test_never_to_anywhere_else(closed: Door, back: str) -> None:
    visitor = Visitor(closed.port)
    shown = visitor.ask(f"/sign-in?next={quote(back)}")
    assert 'name="next" value="/"' in shown.text
    answer = visitor.sign_in(PASSWORD, next=back)
    assert (answer.status, answer.location) == (303, "/")
    assert "a" not in answer.set_cookies
    assert visitor.ask(f"/sign-in?next={quote(back)}").location == "/"


def test_a_signed_out_change_leads_to_the_sign_in_and_back_to_its_page(door: Start) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    referer = ("Referer", f"http://{visitor.host}/issues/1?tab=x")
    refused = visitor.post("/issues/1/status", referer, status="resolved")
    assert (refused.status, refused.location) == (303, "/sign-in?unsaved=1&next=/issues/1%3Ftab%3Dx")
    page = visitor.ask(refused.location)
    assert "your change was not made" in page.text
    assert 'name="next" value="/issues/1?tab=x"' in page.text
    odd = visitor.post("/issues/1/status", ("Referer", "http://["), status="resolved")
    assert (odd.status, odd.location) == (303, "/sign-in?unsaved=1")


def test_too_many_tries_are_refused_until_later_even_the_right_one(door: Start) -> None:
    started = door(password=PASSWORD)
    visitor = Visitor(started.port)
    for _ in range(TRIES_OF_ONE):
        assert visitor.sign_in("wrong password").status == 403
    refused = visitor.sign_in(PASSWORD)
    assert refused.status == 429
    assert refused.headers["Retry-After"] == str(int(WINDOW_SECONDS))
    assert "Try again in 15 min" in refused.text
    assert not visitor.is_in()
    started.now += WINDOW_SECONDS
    assert visitor.sign_in(PASSWORD).status == 303


def test_tries_are_counted_by_the_client_that_a_trusted_proxy_names(door: Start) -> None:
    started = door(password=PASSWORD, proxies=["127.0.0.1"])
    for number in range(TRIES_OF_ONE + 2):
        # What the client itself wrote at the left changes nothing.
        guesser = Visitor(started.port, headers=[("X-Forwarded-For", f"198.51.100.{number}, 203.0.113.9")])
        assert guesser.sign_in("wrong password").status == (403 if number < TRIES_OF_ONE else 429)
    other = Visitor(started.port, headers=[("X-Forwarded-For", "203.0.113.10")])
    assert other.sign_in(PASSWORD).status == 303


def test_an_untrusted_peer_cannot_choose_whose_tries_it_makes(door: Start) -> None:
    started = door(password=PASSWORD)
    for number in range(TRIES_OF_ONE + 2):
        guesser = Visitor(started.port, headers=[("X-Forwarded-For", f"198.51.100.{number}")])
        assert guesser.sign_in("wrong password").status == (403 if number < TRIES_OF_ONE else 429)


def test_a_right_password_forgives_what_was_tried_before(door: Start) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    for _ in range(3):
        for _ in range(TRIES_OF_ONE - 1):
            assert visitor.sign_in("wrong password").status == 403
        assert visitor.sign_in(PASSWORD).status == 303
        visitor.post("/sign-out")


def test_a_form_that_is_not_ours_takes_no_try(door: Start) -> None:
    visitor = Visitor(door(password=PASSWORD).port)
    for _ in range(TRIES_OF_ONE + 1):
        assert visitor.post("/sign-in", csrf="x", password="wrong").status == 403
        bearer = ("Authorization", "Bearer wrong")
        assert visitor.post("/sign-in", bearer, csrf="x", password="wrong").status == 403
    assert visitor.sign_in(PASSWORD).status == 303


def test_the_limit_for_all_is_above_that_for_one() -> None:
    assert TRIES_OF_ALL > TRIES_OF_ONE
