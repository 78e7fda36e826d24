"""Hostile input at a real server: each gets a clear answer or lies in quarantine with its reason, and after each a good
event is processed as if nothing had been.

Where the rooms' own tests show the rest: full disk `test_full_disk.py`; closed project `test_doors.py`; read-only and
newer folders, a port in use `tests/service/test_supervisor.py`.
"""

import gzip
import hashlib
import hmac
import http.client
import json
import socket
import subprocess
import sys
import urllib.request
import uuid
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import brotli  # type: ignore[import-untyped]  # it has none
import pytest

from tests.e2e.running import Serving, error_event, serving, until

SECRET = "the-client-secret"
MIB = 1 << 20
WRONG: tuple[Any, ...] = (None, True, 7, -1.5, "text", [], [[]], {}, {"values": 7}, [None], {"values": [None, 7, "x"]})
FIELDS = (
    "exception", "threads", "stacktrace", "logentry", "message", "tags", "extra", "contexts", "breadcrumbs", "user",
    "request", "fingerprint", "modules", "sdk", "level", "platform", "timestamp", "release", "environment", "dist",
    "server_name", "transaction", "culprit", "logger", "debug_meta", "errors", "event_id", "project",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a door said."""

    status: int
    error: str
    body: bytes

    @property
    def causes(self) -> list[str]:
        """The particulars of a refusal; its sentence must stand in the header too."""
        said = json.loads(self.body)
        assert said["detail"][:100].encode("ascii", "replace").decode() in self.error
        causes: list[str] = said["causes"]
        return causes


@dataclass
class House:
    """A server, and how many events it must have counted by now."""

    server: Serving
    events: int = 0
    aside: dict[str, int] = field(default_factory=dict)

    def post(self, path: str, body: bytes, headers: Mapping[str, str | bytes]) -> Answer:
        """One request, whatever its headers hold."""
        host, _, port = self.server.url.removeprefix("http://").partition(":")
        with closing(http.client.HTTPConnection(host, int(port), timeout=20)) as connection:
            connection.request("POST", path, body, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers.get("X-Sentry-Error", ""), answer.read())

    def send(self, body: bytes, encoding: str = "") -> Answer:
        """An envelope with a good key."""
        headers = {"X-Sentry-Auth": f"Sentry sentry_key={self.server.key}", "Content-Encoding": encoding or "identity"}
        return self.post("/api/1/envelope/", body, headers)

    def put_aside(self, reason: str, number: int = 1) -> None:
        """`number` more must be in quarantine for `reason`."""
        self.aside[reason] = self.aside.get(reason, 0) + number

    def settle(self) -> None:
        """A good event is taken, it and all before it are processed, and in quarantine lies what must."""
        self.go_on()
        for reason, number in self.aside.items():
            assert self.metric(f'kiwame_quarantined_total{{reason="{reason}"}}') == number, reason

    def go_on(self) -> None:
        """A good event is taken, and it and all before it are processed."""
        assert self.server.send(uuid.uuid4().hex) == 200
        self.events += 1
        until(
            lambda: self.metric("kiwame_events_total") == self.events,
            f"{self.events} expected: {self.server.log[-2000:]}",
            8.0,
        )

    def now_aside(self, *reasons: str) -> None:
        """Whatever lies in quarantine for `reasons` now is as it should be."""
        for reason in reasons:
            self.aside[reason] = self.metric(f'kiwame_quarantined_total{{reason="{reason}"}}')

    def metric(self, name: str) -> int:
        """A value of /metrics; 0 where it is not there."""
        with urllib.request.urlopen(self.server.url + "/metrics", timeout=10) as answer:
            for line in answer.read().decode().splitlines():
                if line.startswith(name + " "):
                    return int(float(line.split()[-1]))
        return 0


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    env = {
        "KIWAME_SENTRY_CLIENT_SECRET": SECRET,
        "KIWAME_ENVELOPE_MAX_BYTES": "2 MiB",
        "KIWAME_ENVELOPE_MAX_DECOMPRESSED_BYTES": "8 MiB",
    }
    with serving(tmp_path_factory.mktemp("bad") / "data", env=env) as server:
        yield House(server)


@pytest.fixture
def house(started: House) -> Iterator[House]:
    """After each test a good event must go the whole way, and nothing may have broken the code."""
    yield started
    started.settle()
    assert "Traceback" not in started.server.log
    assert "broke_the_code" not in started.server.log


def event(**parts: object) -> bytes:
    """An envelope with an event of odd parts."""
    event_id = uuid.uuid4().hex
    payload = json.dumps({**error_event(event_id), **parts}).encode()
    return b'{"event_id":"%b"}\n{"type":"event","length":%d}\n%b' % (event_id.encode(), len(payload), payload)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"", "not_json"), (b"\x00\xff", "not_json"), (b"[]\n", "wrong_shape"), (b"7", "wrong_shape"),
        (b'{"event_id"', "not_json"), (b"{" * 8000, "not_json"), (b'{"a":"' + b"x" * 9000, "header_line"),
    ],
)  # fmt: skip
def test_a_broken_envelope_is_refused(house: House, body: bytes, cause: str) -> None:
    answer = house.send(body)
    assert (answer.status, answer.causes) == (400, [cause])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{}\n{"type":"event","length":99}\n{}', "length"),
        (b'{}\n{"type":"event","length":1}\n{}', "length"),
        (b'{}\n{"type":"event","length":-5}\n{}', "length"),
        (b'{}\n{"length":2}\n{}', "item_header"),
        (b"{}\nno item", "not_json"),
        (b'{}\n{"type":"event"}\n[1, 2]', "not_an_object"),
        (b'{}\n{"type":"event"}\n"text"', "not_an_object"),
        (b'{}\n{"type":"event"}\nnull', "not_an_object"),
        (b'{}\n{"type":"event"}\n{"a":', "not_json"),
        (b'{}\n{"type":"event"}\n', "not_json"),
        (b'{}\n{"type":"event","length":%d}\n%b' % (MIB + 1, b" " * (MIB + 1)), "event_too_large"),
    ],
)
def test_what_only_the_worker_sees_waits_in_quarantine(house: House, body: bytes, reason: str) -> None:
    assert house.send(body).status == 200
    house.put_aside(reason)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_waits_in_quarantine(house: House, encoding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda data: brotli.compress(data, quality=1)}
    bomb = b'{}\n{"type":"event"}\n' + b" " * (9 * MIB)
    assert house.send(pack[encoding](bomb), encoding).status == 200
    house.put_aside("bomb")


def test_a_broken_encoding_is_refused(house: House) -> None:
    for encoding, status in (("gzip", 400), ("deflate", 400), ("br", 400), ("zstd", 415), ("gzip, br", 415)):
        answer = house.send(b"\xffnot what it says", encoding)
        assert (answer.status, bool(answer.error)) == (status, True), encoding


def test_one_mebibyte_passes_and_a_body_above_the_limit_is_refused(house: House) -> None:
    plain = json.dumps(error_event(uuid.uuid4().hex)).encode()
    padded = plain[:-1] + b" " * (MIB - len(plain)) + b"}"
    assert house.send(b'{}\n{"type":"event","length":%d}\n%b' % (MIB, padded)).status == 200
    house.events += 1
    assert house.send(b"{}\n" + b" " * (2 * MIB)).status == 413


def test_without_an_event_the_answer_is_an_empty_object(house: House) -> None:
    for body in (b"{}", b"{}\n", b'{}\n{"type":"never_heard_of","length":3}\n\n\n\n', b'{}\n{"type":"session"}\n{}'):
        answer = house.send(body)
        assert (answer.status, answer.body) == (200, b"{}")
    house.settle()
    assert house.metric('kiwame_skipped_items_total{type="never_heard_of"}') == 1


def test_wrong_keys_and_projects_of_odd_form(house: House) -> None:
    key = house.server.key
    for project in ("2", "-1", "01", "1e3", "1.0", "%D9%A1", "%00", "1%2F2", "..", "9" * 500, "default"):
        answer = house.post(f"/api/{project}/envelope/?sentry_key={key}", b"{}", {})
        assert answer.status in {403, 404}, project
    for wrong in ("", "f" * 32, key.upper() + "x", key + key, "é", "%00", "a" * 10_000):
        answer = house.post("/api/1/envelope/", b"{}", {"X-Sentry-Auth": f"Sentry sentry_key={wrong}".encode()})
        assert (answer.status, bool(answer.causes)) == (403, True), wrong
    for path in ("/api//envelope/", "/api/envelope/", "/api/1/envelope/1", "/api/1/envelopes/", "//envelope"):
        assert house.post(f"{path}?sentry_key={key}", b"{}", {}).status in {401, 403, 404, 405, 415}, path


def sign(body: bytes) -> str:
    """As Sentry does."""
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def test_signatures_that_do_not_hold_and_an_empty_body_that_does(house: House) -> None:
    body = json.dumps({"action": "created", "data": {"error": error_event(uuid.uuid4().hex)}}).encode()
    good = sign(body)
    other_bytes = sign(json.dumps(json.loads(body), separators=(",", ":")).encode())
    for forged in (good.upper(), good[:-1], good + "0", "0" * 64, other_bytes, "é" * 64, "", f"sha256={good}"):
        headers: dict[str, str | bytes] = {"Sentry-Hook-Resource": "error", "Sentry-Hook-Signature": forged.encode()}
        answer = house.post("/webhooks/sentry", body, headers)
        assert (answer.status, answer.causes) == (401, ["wrong_signature"]), forged
    assert house.post("/webhooks/sentry", body, {"Sentry-Hook-Resource": "error"}).causes == ["missing_signature"]
    both = {"Sentry-Hook-Signature": good, "Sentry-App-Signature": "0" * 64}
    assert house.post("/webhooks/sentry", body, both).status == 401
    for name in ("Sentry-Hook-Signature", "Sentry-App-Signature"):
        assert house.post("/webhooks/sentry", b"", {name: sign(b"")}).status == 200
    escaped = body[:-1] + b',"n":"caf\\u00e9 ' + 'café"}'.encode()
    assert house.post("/webhooks/sentry", escaped, {"Sentry-Hook-Signature": sign(escaped)}).status == 200
    house.events += 1


def test_webhooks_of_any_wrong_shape(house: House) -> None:
    resources = ("error", "event_alert", "issue", "comment", "installation", "x" * 10_000, "é\x01", "")
    shapes: tuple[Any, ...] = (None, 7, [], {}, {"error": 7}, {"error": []}, {"issue": {}}, {"event": None}, "text")
    for at, data in enumerate(shapes):
        for resource in resources:
            body = json.dumps({"action": [], "data": data, "n": at}).encode()
            headers: dict[str, str | bytes] = {"Sentry-Hook-Signature": sign(body)}
            headers["Sentry-Hook-Resource"] = resource.encode("latin-1").replace(b"\x01", b"\x02\t")
            status = house.post("/webhooks/sentry", body, headers).status
            assert status in {200, 400}, (data, resource)
    for body in (b"7", b"[]", b"{", b"\xff", b"[" * 20_000, b'{"data":' * 5000):
        assert house.post("/webhooks/sentry", body, {"Sentry-Hook-Signature": sign(body)}).status == 200
    house.go_on()
    assert house.metric('kiwame_quarantined_total{reason="not_json"}') == house.aside.get("not_json", 0) + 4
    house.now_aside("not_json", "wrong_shape", "resource_mismatch")


def test_every_part_of_an_event_in_every_wrong_shape(house: House) -> None:
    for name in FIELDS:
        for wrong in WRONG:
            assert house.send(event(**{name: wrong})).status == 200
            house.events += 1


HOSTILE: dict[str, dict[str, Any]] = {
    "NUL": {"message": "a\0b", "tags": {"a\0": "\0"}, "extra": {"\0": "\0"}, "release": "\0", "server_name": "\0\0"},
    "lone surrogates": {"message": "\ud800x\udfff", "tags": {"\udc00": "\ud83d"}, "extra": {"\ud800": ["\ud800"]}},
    "year 1": {"timestamp": "0001-01-01T00:00:00Z"},
    "year 9999": {"timestamp": "9999-12-31T23:59:59.999999Z"},
    "negative": {"timestamp": -1e12},
    "NaN": {"timestamp": float("nan"), "extra": {"x": float("inf"), "y": float("-inf")}},
    "huge": {"timestamp": 1e308, "extra": {"n": 10**300, "m": -(2**70)}, "level": 10**40},
    "no time": {"timestamp": "yesterday"},
    "long": {"timestamp": "9" * 100_000, "message": "x" * 500_000, "release": "r" * 100_000},
    "wide": {"tags": {f"t{n}": "x" for n in range(20_000)}, "extra": {f"e{n}": n for n in range(20_000)}},
    "many pairs": {"tags": [[str(n), str(n)] for n in range(30_000)], "fingerprint": [str(n) for n in range(30_000)]},
    "trace": {"contexts": {"trace": {"trace_id": "../../etc/passwd\0" * 500, "span_id": {}}}},
    "ids": {"event_id": "not an id", "contexts": {"trace": {"trace_id": "0" * 32}}},
    "a chain of 1000": {
        "exception": {"values": [{"type": f"E{n}", "value": "x", "mechanism": {"exception_id": n, "parent_id": n - 1}}
                                 for n in range(1000)]},
    },
    "a circle": {
        "exception": {"values": [{"type": f"E{n}", "value": "x", "mechanism": {"exception_id": n, "parent_id": 9 - n}}
                                 for n in range(10)]},
    },
    "frames": {"exception": [{"type": "E", "stacktrace": {"frames": [{"lineno": 10**30, "function": "f"}] * 10_000}}]},
    "backslashes": {"message": "\\" * 200_000, "extra": {"a": "\\" * 100_000}},
    "percent signs": {"message": "%20" * 200_000 + "%" * 200_000},
    "steering": {"message": "\x1b[2J\x1b]0;x\x07\u202e<script>alert(1)</script>{{ default }} %s %(x)s {x}"},
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_event_is_counted_and_shown(house: House, name: str) -> None:
    assert house.send(event(**HOSTILE[name])).status == 200
    house.events += 1
    house.settle()
    for issue in house.server.get("/api/v1/issues?limit=3")["issues"]:
        for part in ("", "/events", "/trace"):
            house.server.get(f"/api/v1/issues/{issue['id']}{part}")


@pytest.mark.parametrize("part", ["extra", "exception", "tags", "request", "contexts", "fingerprint", "unknown"])
def test_ten_thousand_levels(house: House, part: str) -> None:
    for opens, shuts in ((b"[", b"]"), (b'{"a":', b"}")):
        nested = opens * 10_000 + b"1" + shuts * 10_000
        payload = b'{"message":"deep","%b":%b}' % (part.encode(), nested)
        assert house.send(b'{}\n{"type":"event"}\n' + payload).status == 200
        house.events += 1


def test_counters_that_a_sender_names_have_an_end(house: House) -> None:
    for page in range(12):
        lost = [{"reason": f"r{page}-{n}", "quantity": 2**53} for n in range(60)]
        items = [b'{"type":"t%d-%d"}\n{}' % (page, n) for n in range(90)]
        report = b'{"type":"client_report"}\n' + json.dumps({"discarded_events": lost}).encode()
        assert house.send(b"\n".join([b"{}", *items, report])).status == 200
    house.settle()
    with urllib.request.urlopen(house.server.url + "/metrics", timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    assert sum(line.startswith("kiwame_lost_before_us_total{") for line in lines) <= 501
    assert sum(line.startswith("kiwame_skipped_items_total{") for line in lines) <= 501


def test_bodies_that_never_end_hold_nobody_up(house: House) -> None:
    """Slow senders by the hundred, half-open ones and floods of headers; the next sender is answered at once."""
    host, _, port = house.server.url.removeprefix("http://").partition(":")
    head = f"POST /api/1/envelope/?sentry_key={house.server.key} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{{"
    flood = "GET / HTTP/1.1\r\nHost: x\r\n" + "".join(f"X-{n}: {'v' * 100}\r\n" for n in range(2000))
    odd = ("POST /stream HTTP/1.1\r\n\r\n", "\0" * 1000, "GET " + "/" * 100_000 + " HTTP/1.1\r\n\r\n", flood)
    slow = [socket.create_connection((host, int(port)), timeout=10) for _ in range(300)]
    try:
        for at, each in enumerate(slow):
            words = head if at % 2 else odd[at // 2 % len(odd)]
            try:
                each.sendall(words.encode())
            except OSError:
                continue  # closed on us, which is an answer too
        house.settle()
    finally:
        for each in slow:
            each.close()


def test_quarantine_is_listed_and_dropped_whatever_lies_in_it(house: House) -> None:
    house.send(b'{}\n{"type":"event"}\n"\x1b[2J"')
    house.put_aside("not_an_object")
    house.settle()
    for words in (("list",), ("retry", "--all"), ("drop", "--all")):
        command = [sys.executable, "-m", "kiwame.service.cli", "quarantine", *words]
        done = subprocess.run([*command, "--data", str(house.server.folder)], capture_output=True, timeout=30)
        assert done.returncode == 0, done.stderr
        assert b"\x1b" not in done.stdout
        if words[0] == "retry":
            put_back = int(done.stdout.split()[0])
            assert put_back >= 10
            until(lambda: house.metric("kiwame_inbox_entries") == 0, "not processed again")
    house.now_aside(*house.aside)
