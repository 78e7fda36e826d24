"""The whole server as another machine meets it: raw bytes, doors under any name, a log without secrets."""

import hashlib
import hmac
import json
import re
import socket
import uuid
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from tests.e2e.running import Serving, envelope, serving
from tests.web.visitor import ELSEWHERE, Visitor

PASSWORD = "correct horse battery staple"
CLIENT_SECRET = "client-secret-of-the-integration"
ENVIRONMENT = {
    "KIWAME_HOST": "0.0.0.0",
    "KIWAME_ADMIN_PASSWORD": PASSWORD,
    "KIWAME_SENTRY_CLIENT_SECRET": CLIENT_SECRET,
    "KIWAME_LOG_LEVEL": "debug",
}
PAGES = b"Accept: text/html\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("elsewhere") / "data", env=ENVIRONMENT) as server:
        yield server


def port_of(server: Serving) -> int:
    return int(server.url.rsplit(":", 1)[1])


def raw(server: Serving, *parts: bytes, address: str = "127.0.0.1") -> bytes:
    """All that comes back for these bytes, until the server closes."""
    received = b""
    with socket.create_connection((address, port_of(server)), timeout=20) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            while found := connection.recv(65536):
                received += found
        except (ConnectionResetError, BrokenPipeError):
            pass
    return received


def statuses(received: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"^HTTP/1\.[01] ([0-9]{3})", received, re.MULTILINE)]


def own_address() -> str:
    """An address of this machine that is not loopback: the one that a packet to elsewhere would leave from; none is
    sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no address beside loopback")
        return str(asked.getsockname()[0])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", ""])
def test_a_peer_that_is_not_this_machine_is_not_let_in_by_any_name(server: Serving, host: str) -> None:
    address = own_address()
    head = f"GET / HTTP/1.1\r\nHost: {host or address}\r\n".encode()
    answer = raw(server, head + PAGES, address=address)
    assert statuses(answer) == [303]
    assert b"location: /sign-in?next=/\r\n" in answer.lower()


def test_this_machine_is_let_in(server: Serving) -> None:
    assert statuses(raw(server, b"GET / HTTP/1.1\r\nHost: localhost\r\n" + PAGES)) == [200]


def test_a_proxy_that_says_nothing_and_asks_as_nginx_does_is_not_this_machine(server: Serving) -> None:
    assert statuses(raw(server, b"GET / HTTP/1.0\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")) == [303]


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"0\r\n\r\nGET /set-up HTTP/1.1\r\nHost: localhost\r\n" + PAGES,
        b"POST /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nContent-Length: 0\r\nContent-Length: 60\r\n\r\n"
        b"GET /set-up HTTP/1.1\r\nHost: localhost\r\n" + PAGES,
        b"POST /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 10.0.0.7\r\nX: a\r\n Host: localhost\r\n" + PAGES,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n" + PAGES,
        b"GET / HTTP/1.1\r\nHost: [\r\n" + PAGES,
        b"GET / HTTP/1.1\r\n" + PAGES,
        b"GET / HTTP/1.1\r\nHost: localhost@evil.example\r\n" + PAGES,
        b"CONNECT localhost:80 HTTP/1.1\r\nHost: 10.0.0.7\r\n" + PAGES,
    ],
)
def test_requests_that_could_be_read_in_two_ways_are_refused(server: Serving, request_: bytes) -> None:
    assert statuses(raw(server, request_)) == [400]


@pytest.mark.parametrize("target", [b"http://localhost/", b"http://127.0.0.1/"])
def test_an_absolute_address_does_not_replace_the_host(server: Serving, target: bytes) -> None:
    assert statuses(raw(server, b"GET " + target + b" HTTP/1.1\r\nHost: evil.example\r\n" + PAGES)) == [421]


@pytest.mark.parametrize(
    "parts",
    [
        [b"GET /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nX: ", *[b"a" * 60_000] * 40],
        [b"GET /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\n", *[b"X: " + b"a" * 6000 + b"\r\n"] * 400],
        [b"GET /", *[b"a" * 60_000] * 40],
        [
            b"POST /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ",
            *[b"a" * 60_000] * 40,
        ],
        [b"POST /sign-in HTTP/1.1\r\nHost: 10.0.0.7\r\nTransfer-Encoding: chunked\r\n\r\n1;", *[b"a" * 60_000] * 40],
    ],
    ids=["one header", "many headers", "address", "trailer", "chunk extension"],
)
def test_a_head_without_end_is_cut_off(server: Serving, parts: list[bytes]) -> None:
    answered = statuses(raw(server, *parts, b" HTTP/1.1\r\n", PAGES))
    assert answered in ([], [431]), "answered, or closed before the answer was read; never kept in memory to its end"
    assert server.status("/healthz") == 200


def test_a_large_body_is_no_large_head(server: Serving) -> None:
    visitor = Visitor(port_of(server), host=ELSEWHERE)
    assert visitor.ask("/sign-in", method="POST", body=b"a" * 300_000).status == 413
    assert server.send(uuid.uuid4().hex, extra={"long": "x" * 600_000}) == 200
    event = envelope(uuid.uuid4().hex, extra={"long": "x" * 500_000})
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in batched(event, 10))
    head = f"POST /api/1/envelope/?sentry_key={server.key} HTTP/1.1\r\nHost: kiwame\r\n".encode()
    sent = raw(server, head + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n", chunks, b"0\r\n\r\n")
    assert statuses(sent) == [200], "small chunks are no flood"


def batched(data: bytes, size: int) -> list[bytes]:
    return [data[place : place + size] for place in range(0, len(data), size)]


@pytest.mark.parametrize("host", ["kiwame:8969", "evil.example", "errors.internal", "127.0.0.1.evil.example"])
def test_the_doors_answer_under_any_name_and_nothing_else_does(server: Serving, host: str) -> None:
    port = port_of(server)
    event_id = uuid.uuid4().hex
    auth = f"Sentry sentry_key={server.key}, sentry_version=7"
    assert sent(port, f"/api/1/envelope/?sentry_key={server.key}", envelope(event_id), Host=host) == 200
    stored = json.dumps({"event_id": uuid.uuid4().hex, "message": "x"}).encode()
    assert sent(port, "/api/1/store/", stored, **{"Host": host, "X-Sentry-Auth": auth}) == 200
    body = json.dumps({"action": "created", "data": {}}).encode()
    signature = hmac.new(CLIENT_SECRET.encode(), body, hashlib.sha256).hexdigest()
    signed = {"Host": host, "Sentry-Hook-Resource": "installation", "Sentry-Hook-Signature": signature}
    assert sent(port, "/webhooks/sentry", body, **signed) == 200
    visitor = Visitor(port, host=host)
    assert [visitor.ask(path).status for path in ("/healthz", "/readyz")] == [200, 200]
    for path in ("/", "/sign-in", "/set-up", "/static/kiwame.css", "/metrics", "/api/v1/issues", "/nothing"):
        assert visitor.ask(path).status == 421
        assert visitor.ask(path, ("Authorization", "Bearer x")).status == 421
    assert visitor.ask("/sign-in", method="POST").status == 421


def sent(port: int, path: str, body: bytes, **headers: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_no_secret_is_logged_even_at_debug(server: Serving) -> None:
    visitor = Visitor(port_of(server))
    wrong = "a wrong password that somebody typed"
    slack = "T0SECRET/B0SECRET/verysecretpart"
    tokens = [visitor.token()]
    assert visitor.sign_in(wrong).status == 403
    assert visitor.sign_in(PASSWORD).status == 303
    session = visitor.cookies["kiwame_session"]
    tokens.append(visitor.token())
    for address in (f"https://hooks.slack.com/services/{slack}", f"http://10.0.0.1/{slack}"):
        visitor.post("/set-up/channels", name="on-call", url=address, severity="critical")
    visitor.post("/set-up/channels", csrf="forged", name="on-call", url=f"https://hooks.slack.com/services/{slack}")
    assert slack not in visitor.ask("/set-up").text
    visitor.ask("/api/v1/issues?q=verysecretpart", ("Authorization", "Bearer token-that-nobody-has"))
    visitor.post("/sign-out")
    secrets = [PASSWORD, wrong, slack, "verysecretpart", session, CLIENT_SECRET, "token-that-nobody-has", *tokens]
    assert all(secrets)
    assert [secret for secret in secrets if secret in server.log] == []
    kept = b"".join(path.read_bytes() for path in server.folder.iterdir() if path.is_file())
    for secret in (PASSWORD, wrong, session):
        assert secret.encode() not in kept, "only hashes are kept"
