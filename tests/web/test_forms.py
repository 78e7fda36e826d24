"""Forms, their tokens, our cookies, and the form of a channel: as values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.core.taxonomy import Severity
from kiwame.web import cookies
from kiwame.web.csrf import FormSeal
from kiwame.web.forms import MAX_FIELDS, Form, UnreadableForm, form_of, read_form
from kiwame.web.pages import channel_form
from kiwame.web.problems import prefers_page

SEAL = FormSeal("k" * 43)
SALT = "s" * 43
VALUE = "v" * 43
SLACK = "https://hooks.slack.com/services/T0001/B0002/abcDEF_-9"


def test_a_token_fits_its_own_visitor_and_key_alone() -> None:
    token = SEAL.token("session:a", SALT)
    assert SEAL.fits(token, "session:a")
    assert not SEAL.fits(token, "session:b")
    assert not SEAL.fits(token, "cookie:a")
    assert not FormSeal("x" * 43).fits(token, "session:a")
    assert SEAL.token("session:a", "t" * 43) != token


@pytest.mark.parametrize(
    "token",
    ["", ".", "x", SALT, f"{SALT}.", f"{SALT}.{'0' * 64}", f"{SALT}.{'0' * 63}", f"{'s' * 65}.{'0' * 64}", "é.ü"],
)
def test_forged_tokens(token: str) -> None:
    assert not SEAL.fits(token, "session:a")


@given(st.text(max_size=150), st.text(max_size=50))
def test_no_text_is_a_token(token: str, bound_to: str) -> None:
    assert not SEAL.fits(token, bound_to)


def test_any_change_of_a_token_is_seen() -> None:
    token = SEAL.token("session:a", SALT)
    for place, character in enumerate(token):
        changed = token[:place] + ("0" if character != "0" else "1") + token[place + 1 :]
        assert not SEAL.fits(changed, "session:a"), place


def test_a_form_is_read_in_order() -> None:
    form = read_form(b"issue=1&issue=2&q=a+b%20c&empty=&name=+%E3%81%82+")
    assert form.all("issue") == ("1", "2")
    assert (form.one("q"), form.one("empty"), form.one("none"), form.one("name")) == ("a b c", "", "", "あ")
    assert form_of({}) == Form()
    assert "secret" not in repr(read_form(b"password=secret"))


@pytest.mark.parametrize(
    "body", [b"\xff", b"a=%ff", b"a=%C3%28", "a=é".encode(), b"&".join([b"a=1"] * (MAX_FIELDS + 1))]
)
def test_forms_that_cannot_be_read(body: bytes) -> None:
    with pytest.raises(UnreadableForm):
        read_form(body)


def test_cookies_are_read_by_their_exact_name() -> None:
    plain, tls = f"kiwame_session={VALUE}", f"__Host-kiwame_session={'w' * 43}"
    assert cookies.read([f"a=b; {plain}; c"], cookies.SESSION, secure=False) == VALUE
    assert cookies.read([plain, tls], cookies.SESSION, secure=True) == "w" * 43
    assert cookies.read([plain], cookies.SESSION, secure=True) == "", "a plain one is none over TLS"
    assert cookies.read([f"xkiwame_session={VALUE}"], cookies.SESSION, secure=False) == ""
    assert cookies.read([f'kiwame_session="{VALUE}"'], cookies.SESSION, secure=False) == ""


@given(st.lists(st.text(max_size=120), max_size=3))
def test_no_cookie_header_breaks_anything(headers: list[str]) -> None:
    assert cookies.read(headers, cookies.FORM, secure=False) == ""


@pytest.mark.parametrize("address", [SLACK, "https://hooks.slack-gov.com/services/T1/B2/x", SLACK + "  "])
def test_addresses_of_slack(address: str) -> None:
    form = Form(fields=(("name", "slack"), ("url", address), ("severity", "critical"), ("severity", "low")))
    asked = channel_form.read(form, operators=())
    assert asked.channel is not None
    assert asked.channel.url == address.strip()
    assert set(asked.channel.severities) == {Severity.CRITICAL, Severity.LOW}
    assert asked.channel.from_page
    assert "hooks.slack" not in repr(asked)


@pytest.mark.parametrize(
    "address",
    ["http://hooks.slack.com/services/T/B/x", "https://hooks.slack.com.evil.example/services/T/B/x",
     "https://evil.example/hooks.slack.com/services/T/B/x", "https://hooks.slack.com@evil.example/services/T/B/x",
     "https://user:pass@hooks.slack.com/services/T/B/x", "https://hooks.slack.com:443/services/T/B/x",
     "https://hooks.slack.com:22/services/T/B/x", "https://127.0.0.1/services/T/B/x", "https://10.0.0.1/a/b",
     "https://[::1]/services/T/B/x", "https://169.254.169.254/latest/meta-data/", "https://localhost/a/b",
     "https://hooks.slack.com/services/T/B/x?to=y", "https://hooks.slack.com/services/T/B/x#y",
     "https://hooks.slack.com/services/../../x", "https://hooks.slack.com\\@evil.example/a/b",
     "https://hooks.slack.com/services/T\t/B/x", "https://hooks.slack.com\n.evil.example/a/b",
     "https://hooks\uff0eslack.com/services/T/B/x", "//hooks.slack.com/services/T/B/x", "file:///etc/passwd",
     "https://hooks.slack.com/", "hooks.slack.com/services/T/B/x", "https://api.slack.com/services/T/B/x"],
)  # fmt: skip
def test_addresses_that_a_page_must_not_set(address: str) -> None:
    form = Form(fields=(("name", "slack"), ("url", address), ("severity", "critical")))
    asked = channel_form.read(form, operators=())
    assert asked.channel is None
    assert asked.faults == {"url": channel_form.OTHER_ADDRESS}


def test_every_fault_of_a_channel_is_told_at_once() -> None:
    asked = channel_form.read(Form(fields=(("name", "<b>"),)), operators=())
    assert set(asked.faults) == {"name", "url", "severity"}
    fields = (("name", "ops"), ("url", SLACK), ("severity", "critical"))
    assert channel_form.read(Form(fields=fields), operators=("ops",)).faults == {"name": channel_form.TAKEN_NAME}


@pytest.mark.parametrize(
    ("accept", "page"),
    [("text/html", True), ("text/html;q=0.9, application/json;q=0.8", True), ("application/json", False),
     ("*/*", False), ("text/html;q=x", False), ("text/html;q=0.1,application/json", False), ("TEXT/HTML ; Q=1", True),
     (";;,,;q=", False)],
)  # fmt: skip
def test_who_gets_a_page(accept: str, page: bool) -> None:
    assert prefers_page(accept) is page
