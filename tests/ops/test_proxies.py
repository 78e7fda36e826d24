"""Behind nginx and Caddy, as `packaging/` sets them up: bytes and signatures arrive, nobody speaks for the proxy."""

import gzip
import hashlib
import hmac
import json
import socket
import ssl
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.e2e.running import Serving, envelope, error_event, serving, until
from tests.e2e.test_kills import counted
from tests.ops.proxies import KINDS, NAME, Proxy, running

SECRET = "client-secret-of-a-test"
ENV = {
    "KIWAME_SENTRY_CLIENT_SECRET": SECRET,
    "KIWAME_PUBLIC_URL": f"https://{NAME}",
    "KIWAME_TRUSTED_PROXIES": "127.0.0.1",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One Kiwame behind all proxies."""
    with serving(tmp_path_factory.mktemp("served") / "data", env=ENV) as started:
        yield started


@pytest.fixture(params=KINDS)
def proxy(request: pytest.FixtureRequest, server: Serving, tmp_path: Path) -> Iterator[Proxy]:
    """Each proxy before it."""
    with running(request.param, tmp_path, int(server.url.rpartition(":")[2])) as started:
        yield started


def _send(proxy: Proxy, server: Serving, body: bytes, **headers: str) -> tuple[int, str]:
    auth = {"X-Sentry-Auth": f"Sentry sentry_key={server.key}, sentry_version=7"}
    answer = proxy.ask("POST", "/api/1/envelope/", body, auth | headers)
    return answer.status, answer.headers.get("x-sentry-error", "")


def _known(server: Serving) -> int:
    _, reports = counted(server.folder)  # not by the API: a proxy's own address is nobody's there
    return reports


def test_envelopes_arrive_as_they_were_sent(proxy: Proxy, server: Serving) -> None:
    before = _known(server)
    assert _send(proxy, server, gzip.compress(envelope(uuid.uuid4().hex)), **{"Content-Encoding": "gzip"}) == (200, "")
    large = envelope(uuid.uuid4().hex, extra={"text": "x" * 600_000})
    assert _send(proxy, server, large) == (200, "")
    until(lambda: _known(server) == before + 2, "an event is lost on the way")


def test_a_webhooks_signature_holds_and_a_wrong_one_does_not(proxy: Proxy, server: Serving) -> None:
    before = _known(server)
    event = error_event(uuid.uuid4().hex, message="見極め  two  spaces\r\n") | {"project": 42, "issue_id": "7"}
    body = json.dumps({"action": "created", "data": {"error": event}}, ensure_ascii=False).encode()
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Sentry-Hook-Resource": "error", "Content-Type": "application/json"}
    signed = proxy.ask("POST", "/webhooks/sentry", body, {**headers, "Sentry-Hook-Signature": signature})
    assert signed.status == 200, signed
    forged = proxy.ask("POST", "/webhooks/sentry", body + b" ", {**headers, "Sentry-Hook-Signature": signature})
    assert forged.status in (401, 403)
    until(lambda: _known(server) == before + 1, "the webhook's event is lost")


def test_what_is_too_large_is_refused_by_kiwame_with_its_reason(proxy: Proxy, server: Serving) -> None:
    status, why = _send(proxy, server, b"x" * (20 * (1 << 20) + 500_000))
    assert status == 413
    assert why, "the proxy refused it: the SDK would not know why"


def test_nobody_gets_in_as_the_machine_itself(proxy: Proxy) -> None:
    claims = {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1", "X-Real-IP": "127.0.0.1"}
    for headers in ({}, claims, claims | {"Host": "localhost"}, {"Host": "127.0.0.1:8969"}):
        try:
            answer = proxy.ask("GET", "/api/v1/issues", headers=headers)
        except OSError:
            continue  # closed without an answer
        assert answer.status in (401, 403, 421) or (answer.status, answer.body) == (200, b""), answer
    assert proxy.ask("GET", "/api/v1/issues").status == 401
    stream = proxy.ask("POST", "/stream", envelope(uuid.uuid4().hex), claims)
    assert stream.status == 403


def test_a_name_that_is_not_ours_is_not_served(proxy: Proxy) -> None:
    with pytest.raises(ssl.SSLError):
        proxy.ask("GET", "/healthz", name="other.example.com")


def test_plain_http_leads_to_https(proxy: Proxy) -> None:
    with socket.create_connection(("127.0.0.1", proxy.http), timeout=10) as plain:
        plain.sendall(f"GET /issues?page=2 HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
        said = b"".join(iter(lambda: plain.recv(4096), b"")).decode()
    assert said.startswith("HTTP/1.1 308")
    assert f"Location: https://{NAME}/issues?page=2\r\n" in said


class _Recorder(HTTPServer):
    """Stands where Kiwame would: keeps the headers of what arrives."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Recording)
        self.seen: list[list[tuple[str, str]]] = []


class _Recording(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Keep and answer."""
        assert isinstance(self.server, _Recorder)
        self.server.seen.append([(name.lower(), value) for name, value in self.headers.items()])
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base class's name
        """Say nothing."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_client_says_of_itself_is_replaced(kind: str, tmp_path: Path) -> None:
    with _Recorder() as recorder:
        threading.Thread(target=recorder.serve_forever, daemon=True).start()
        with running(kind, tmp_path, recorder.server_port) as proxy:
            lies = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"}
            assert proxy.ask("GET", "/", headers=lies | {"Forwarded": "for=203.0.113.9"}).status == 204
        recorder.shutdown()
    (headers,) = recorder.seen
    said = dict(headers)
    assert len(said) == len(headers), "a header came twice"
    assert said["host"] == NAME
    assert said["x-forwarded-for"] == "127.0.0.1"
    assert said["x-forwarded-proto"] == "https"
    assert "forwarded" not in said
    assert said.get("x-forwarded-host", NAME) == NAME
