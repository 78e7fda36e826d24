"""What the doors answer, and what they store, for every request that a client or an attacker makes."""

import base64
import gzip
import hashlib
import hmac
import http.client
import json
import zlib
from collections.abc import Sequence

import brotli  # type: ignore[import-untyped]  # the package brings no types
import pytest

from kiwame.core.errors import StorageError, StorageUnavailable
from kiwame.core.event import Door, RawEvent
from kiwame.inbox.memory import MemoryInbox
from kiwame.ingest.limits import MIB, DoorLimits
from kiwame.ingest.routes import door_of
from tests.ingest.client import (
    AUTH,
    EVENT_ID,
    KEY,
    NEW_ID,
    OTHER_KEY,
    SECRET,
    House,
    Reply,
    call,
    call_and_leave,
    envelope,
    serving,
)

ENVELOPE = "/api/1/envelope/"
GOOD = {"X-Sentry-Auth": AUTH}
EVENT = envelope(b'{"message":"x"}')
SESSION = b'{}\n{"type":"session"}\n{}'


def refused(reply: Reply, status: int, cause: str | None = None) -> None:
    """`reply` is an error as the protocol says it: detail, causes, X-Sentry-Error, CORS."""
    assert reply.status == status
    assert reply.json["detail"]
    assert reply.headers["x-sentry-error"]
    assert reply.headers["access-control-allow-origin"] == "*"
    if cause:
        assert reply.json["causes"] == [cause]


def signed(body: bytes, header: str = "Sentry-Hook-Signature", secret: str = SECRET) -> dict[str, str]:
    return {header: hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(), "Sentry-Hook-Resource": "error"}


# --- envelopes


@pytest.mark.parametrize("path", [ENVELOPE, "/api/1/envelope", "/some/prefix/api/1/envelope/"])
def test_an_envelope_is_stored_as_it_came_and_answered_with_its_id(path: str) -> None:
    house = House()
    reply = call(house.doors(), path, EVENT, headers=GOOD)
    assert (reply.status, reply.json) == (200, {"id": EVENT_ID})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert house.stored() == [RawEvent(project="1", door=Door.ENVELOPE, body=EVENT, received_at=house.now)]


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(EVENT, mtime=0)),
        ("deflate", zlib.compress(EVENT)),
        ("br", brotli.compress(EVENT)),
        ("identity", EVENT),
    ],
)
def test_every_encoding_is_kept_as_it_came(encoding: str, body: bytes) -> None:
    house = House()
    assert call(house.doors(), ENVELOPE, body, headers={**GOOD, "Content-Encoding": encoding}).status == 200
    assert house.stored()[0].body == body


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_any_content_type_is_an_envelope(kind: str) -> None:
    assert call(House().doors(), ENVELOPE, EVENT, headers={**GOOD, "Content-Type": kind}).status == 200


def test_chunks_are_one_body() -> None:
    house = House()
    assert call(house.doors(), ENVELOPE, [EVENT[:5], b"", EVENT[5:]], headers=GOOD).status == 200
    assert house.stored()[0].body == EVENT


@pytest.mark.parametrize("body", [b"{}", b"{}\n", SESSION])
def test_an_envelope_without_event_is_answered_with_an_empty_object(body: bytes) -> None:
    reply = call(House().doors(), ENVELOPE, body, headers=GOOD)
    assert (reply.status, reply.json) == (200, {})


def test_credentials_in_query_or_envelope() -> None:
    query = f"sentry_version=7&sentry_key={KEY}".encode()
    assert call(House().doors(), ENVELOPE, EVENT, query=query).status == 200
    with_dsn = envelope(b"{}", header={"dsn": f"http://{KEY}@kiwame.example/1"})
    assert call(House().doors(), ENVELOPE, with_dsn).status == 200


def test_wrong_key_and_unknown_project_are_answered_alike() -> None:
    house = House()
    wrong = call(house.doors(), ENVELOPE, EVENT, headers={"X-Sentry-Auth": f"Sentry sentry_key={OTHER_KEY}"})
    unknown = call(house.doors(), "/api/99/envelope/", EVENT, headers=GOOD)
    odd = call(house.doors(), "/api/é/envelope/", EVENT, headers=GOOD)
    refused(wrong, 403, "wrong_key")
    assert wrong == unknown == odd
    closed = call(house.doors(), "/api/2/envelope/", EVENT, headers=GOOD)
    refused(closed, 403, "project_closed")
    refused(call(house.doors(), ENVELOPE, EVENT), 403, "missing_key")
    other = f"sentry_key={OTHER_KEY}".encode()
    refused(call(house.doors(), ENVELOPE, EVENT, headers=GOOD, query=other), 403)
    dsn = envelope(b"{}", header={"dsn": f"http://{OTHER_KEY}@h/1"})
    refused(call(house.doors(), ENVELOPE, dsn, headers=GOOD), 403, "keys_differ")
    assert house.stored() == []


@pytest.mark.parametrize("body", [b"", b"junk", b"[]\n{}", b"\xff\xfe\x00", b"{" * 9000, b" " * 9000])
def test_a_broken_header_line_is_refused(body: bytes) -> None:
    house = House()
    refused(call(house.doors(), ENVELOPE, body, headers=GOOD), 400)
    assert house.stored() == []


def test_what_only_the_worker_sees_is_taken() -> None:
    for body in (envelope(b"x" * (MIB + 1)), b'{}\n{"type":"event","length":99}\n{}', b"{}\nno item"):
        assert call(House().doors(), ENVELOPE, body, headers=GOOD).status == 200


def test_encodings_that_are_not_what_they_say() -> None:
    refused(call(House().doors(), ENVELOPE, EVENT, headers={**GOOD, "Content-Encoding": "gzip"}), 400, "compression")
    reply = call(House().doors(), ENVELOPE, EVENT, headers={**GOOD, "Content-Encoding": "zstd"})
    refused(reply, 415)
    assert reply.headers["accept-encoding"] == "gzip, deflate, br"


def test_a_body_at_the_limit_passes_and_one_byte_more_does_not() -> None:
    house = House(limits=DoorLimits(compressed_bytes=len(EVENT)))
    assert call(house.doors(), ENVELOPE, EVENT, headers=GOOD).status == 200
    declared = {**GOOD, "Content-Length": str(len(EVENT) + 1)}
    refused(call(house.doors(), ENVELOPE, EVENT + b"\n", headers=declared), 413, "too_large")
    refused(call(house.doors(), ENVELOPE, [EVENT, b"\n"], headers=GOOD), 413, "too_large")
    endless = call(house.doors(), ENVELOPE, [EVENT] * 20, headers=GOOD)
    refused(endless, 413, "too_large")
    assert endless.headers["connection"] == "close"
    assert len(house.stored()) == 1


def test_unfinished_bodies_hold_a_bounded_part_of_the_memory() -> None:
    house = House(limits=DoorLimits(held_bytes=1000))
    doors = house.doors()
    auth = {"X-Sentry-Auth": AUTH}
    for _ in range(2):
        reply = call(doors, "/api/1/envelope/", [EVENT, b" " * 1000, b" "], headers=auth)
        refused(reply, 503, "too_much_at_once")
        assert call_and_leave(doors, "/api/1/envelope/", [b"{", b"}"], auth) is None
        assert call(doors, "/api/1/envelope/", [EVENT[:20], EVENT[20:]], headers=auth).status == 200
    assert len(house.stored()) == 2


def test_a_body_that_never_ends_is_not_waited_for() -> None:
    house = House(limits=DoorLimits(body_seconds=0.05))
    for chunks in ([EVENT[:20]], [b""]):
        reply = call(house.doors(), ENVELOPE, chunks, headers=GOOD, stall=True)
        refused(reply, 408, "too_slow")
        assert reply.headers["connection"] == "close"
    assert house.stored() == []


def test_a_client_that_leaves_stores_nothing() -> None:
    house = House()
    assert call_and_leave(house.doors(), ENVELOPE, [EVENT], GOOD) is None
    assert house.stored() == []


def test_preflight_and_wrong_methods() -> None:
    doors = House().doors()
    for path in (ENVELOPE, "/api/1/store/", "/stream"):
        reply = call(doors, path, method="OPTIONS")
        assert reply.status == 204
        assert reply.headers["access-control-allow-methods"] == "POST, OPTIONS"
        assert "X-Sentry-Auth" in reply.headers["access-control-allow-headers"]
        wrong = call(doors, path, method="GET")
        refused(wrong, 405)
        assert wrong.headers["allow"] == "POST, OPTIONS"
    refused(call(doors, "/elsewhere"), 404)


def test_addresses_of_doors() -> None:
    assert door_of("/api/7/store") == (Door.STORE, "7")
    assert [door_of(p) for p in ("/api//envelope/", "/api/v1/issues", "/api/envelope", "", "/")] == [None] * 5


# --- limits


def test_over_quota_is_429_in_whole_seconds_and_ends_with_the_window() -> None:
    house = House(quota=1)
    doors = house.doors()
    assert call(doors, ENVELOPE, EVENT, headers=GOOD).status == 200
    house.now += 22.5
    reply = call(doors, ENVELOPE, EVENT, headers=GOOD)
    refused(reply, 429, "quota")
    assert reply.headers["x-sentry-rate-limits"] == "38:error;default:project"
    assert reply.headers["retry-after"] == "38"
    assert call(doors, ENVELOPE, SESSION, headers=GOOD).status == 200
    house.now += 38
    assert call(doors, ENVELOPE, EVENT, headers=GOOD).status == 200
    assert len(house.stored()) == 3


def test_a_full_inbox_stops_everything_but_webhooks() -> None:
    house = House(limits=DoorLimits(inbox_high_water_bytes=len(EVENT)))
    doors = house.doors()
    assert call(doors, ENVELOPE, EVENT, headers=GOOD).status == 200
    for body in (EVENT, SESSION):
        reply = call(doors, ENVELOPE, body, headers=GOOD)
        refused(reply, 429, "inbox_full")
        assert reply.headers["x-sentry-rate-limits"] == "30::project"
    assert call(doors, "/webhooks/sentry", b"{}", headers=signed(b"{}")).status == 200


class FullDisk(MemoryInbox):
    """An inbox whose disk is full."""

    def append(self, events: Sequence[RawEvent]) -> None:
        raise StorageUnavailable("The inbox /secret/place: the disk is full.")


def test_what_cannot_be_stored_is_503_and_names_no_path() -> None:
    seen: list[StorageError] = []
    doors = House(inbox=FullDisk()).doors()
    doors._on_storage_error = seen.append
    for path, body, headers in ((ENVELOPE, EVENT, GOOD), ("/webhooks/sentry", b"{}", signed(b"{}"))):
        reply = call(doors, path, body, headers=headers)
        refused(reply, 503, "storage_unavailable")
        assert reply.headers["retry-after"] == "5"
        assert b"/secret" not in reply.body
    assert "disk is full" in str(seen[0])


# --- store


def test_store_takes_json_and_makes_an_id() -> None:
    house = House()
    plain = b'{"message":"x"}'
    for headers, body in (
        (GOOD, plain),
        ({**GOOD, "Content-Encoding": "gzip"}, gzip.compress(plain)),
        (GOOD, base64.b64encode(zlib.compress(plain))),
    ):
        reply = call(house.doors(), "/api/1/store/", body, headers=headers)
        assert (reply.status, reply.json) == (200, {"id": NEW_ID})
    own = json.dumps({"event_id": EVENT_ID}).encode()
    assert call(house.doors(), "/api/1/store", own, headers=GOOD).json == {"id": EVENT_ID}
    assert [raw.door for raw in house.stored()] == [Door.STORE] * 4


def test_store_refuses_what_it_can_read_at_once() -> None:
    doors = House().doors()
    for body in (b"", b"junk", b"[1]", b"{" * 10_000, b"\xff"):
        refused(call(doors, "/api/1/store/", body, headers=GOOD), 400)
    refused(call(doors, "/api/1/store/", b'{"a":"' + b"x" * MIB + b'"}', headers=GOOD), 413, "event_too_large")
    refused(call(doors, "/api/1/store/", b"{}"), 403, "missing_key")


# --- webhooks


@pytest.mark.parametrize("body", [b'{"a":"x"}', b'{"a":"\\u00e9"}', '{"a":"é"}'.encode(), b"", b"no json"])
@pytest.mark.parametrize("header", ["Sentry-Hook-Signature", "Sentry-App-Signature"])
def test_a_signed_body_is_stored_raw(body: bytes, header: str) -> None:
    house = House(secrets=("old", SECRET))
    assert call(house.doors(), "/webhooks/sentry", body, headers=signed(body, header)).status == 200
    (raw,) = house.stored()
    assert (raw.body, raw.door, raw.resource, raw.project) == (body, Door.WEBHOOK, "error", "")


def test_signatures_that_do_not_hold() -> None:
    house = House()
    body = b'{"a":1}'
    good = signed(body)["Sentry-Hook-Signature"]
    for wrong in (good.upper(), good[:-1], good + "0", "é" * 64, "", "0" * 64):
        reply = call(house.doors(), "/webhooks/sentry", body, headers={"Sentry-Hook-Signature": wrong})
        refused(reply, 401, "wrong_signature")
    refused(call(house.doors(), "/webhooks/sentry", body + b" ", headers=signed(body)), 401, "wrong_signature")
    both = {**signed(body), "Sentry-App-Signature": "0" * 64}
    refused(call(house.doors(), "/webhooks/sentry", body, headers=both), 401, "wrong_signature")
    refused(call(house.doors(), "/webhooks/sentry", body), 401, "missing_signature")
    assert house.stored() == []


def test_without_a_secret_the_setting_is_named() -> None:
    reply = call(House(secrets=()).doors(), "/webhooks/sentry", b"{}", headers=signed(b"{}"))
    refused(reply, 503, "no_client_secret")
    assert "KIWAME_SENTRY_CLIENT_SECRET" in str(reply.json["detail"])


# --- spotlight


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:1", "LOCALHOST.:80"])
def test_the_stream_takes_from_this_machine_without_a_key(host: str) -> None:
    house = House()
    headers = {"Host": host, "Origin": "http://localhost:3000"}
    assert call(house.doors(), "/stream", EVENT, headers=headers, client=("::ffff:127.0.0.1", 1)).status == 200
    assert [(raw.door, raw.project) for raw in house.stored()] == [(Door.SPOTLIGHT, "1")]


@pytest.mark.parametrize(
    ("client", "headers", "cause"),
    [
        (("10.0.0.5", 1), {}, "peer"),
        (None, {}, "peer"),
        (("127.0.0.1", 1), {"Host": "rebound.example"}, "host"),
        (("127.0.0.1", 1), {"Host": "localhost.evil.example"}, "host"),
        (("127.0.0.1", 1), {"Host": "["}, "host"),
        (("127.0.0.1", 1), {"Host": ""}, "host"),
        (("127.0.0.1", 1), {"Host": "evil.example@127.0.0.1"}, "host"),
        (("127.0.0.1", 1), {"Host": "localhost/evil.example"}, "host"),
        (("127.0.0.1", 1), {"Host": "localhost:port"}, "host"),
        (("127.0.0.1", 1), {"Origin": "chrome-extension://localhost"}, "origin"),
        (("127.0.0.1", 1), {"Origin": "http://x@localhost"}, "origin"),
        (("127.0.0.1", 1), {"X-Forwarded-Server": "a"}, "forwarded"),
        (("127.0.0.1", 1), {"Host": "localhost:99999"}, "host"),
        (("127.0.0.1", 1), {"CF-Connecting-IP": "1.1.1.1"}, "forwarded"),
        (("127.0.0.1", 1), {"X-ARR-ClientIP": "1.1.1.1"}, "forwarded"),
        (("127.0.0.1", 1), {"Origin": "https://evil.example"}, "origin"),
        (("127.0.0.1", 1), {"Origin": "null"}, "origin"),
        (("127.0.0.1", 1), {"X-Forwarded-For": "10.0.0.5"}, "forwarded"),
    ],
)
def test_the_stream_takes_from_nobody_else(client: object, headers: dict[str, str], cause: str) -> None:
    house = House()
    reply = call(house.doors(), "/stream", EVENT, headers={"Host": "127.0.0.1", **headers}, client=client)
    refused(reply, 403, f"not_loopback_{cause}")
    assert house.stored() == []


# --- over real HTTP


def test_over_real_http_with_chunks_keep_alive_and_a_413_that_can_be_read() -> None:
    house = House(limits=DoorLimits(compressed_bytes=MIB))
    with serving(house.doors()) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        for body in (iter([EVENT[:7], EVENT[7:]]), EVENT):
            connection.request("POST", ENVELOPE, body=body, headers=GOOD)
            answer = connection.getresponse()
            assert (answer.status, json.loads(answer.read())) == (200, {"id": EVENT_ID})
        connection.request("POST", ENVELOPE, body=b"x" * (2 * MIB), headers=GOOD)
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["causes"]) == (413, ["too_large"])
        connection.request(
            "POST", "/api/1/envelope", body=b"x" * 1000, headers={"X-Sentry-Auth": "Sentry sentry_key=é"}
        )
        answer = connection.getresponse()
        assert (answer.status, json.loads(answer.read())["causes"]) == (403, ["wrong_key"])
        connection.close()
    assert len(house.stored()) == 2
