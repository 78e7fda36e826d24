"""Everything that reads hostile bytes: what it says of good ones, and that bad ones give Refused or Unreadable only."""

import base64
import gzip
import hashlib
import hmac
import json
import zlib
from collections.abc import Callable
from contextlib import suppress

import brotli  # type: ignore[import-untyped]  # the package brings no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiwame.core.errors import Refused, Unreadable
from kiwame.core.event import Door, RawEvent
from kiwame.ingest.credentials import agreed_key, key_in_header, key_in_query, parse_dsn
from kiwame.ingest.encodings import accepted, decompress, first_bytes
from kiwame.ingest.envelope import Lost, normal_event_id, peek, read_envelope, read_raw, unix_seconds
from kiwame.ingest.limits import MIB, EnvelopeLimits
from kiwame.ingest.signature import verify
from kiwame.ingest.store_body import as_envelope
from tests.ingest.client import EVENT_ID, KEY, NEW_ID, envelope

LIMITS = EnvelopeLimits()
FEW = settings(max_examples=80, deadline=None)


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


PACK: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "zlib": ("deflate", zlib.compress),
    "raw": ("deflate", raw_deflate),
    "br": ("br", brotli.compress),
    "none": ("", bytes),
}


def reason(call: Callable[[], object]) -> str:
    with pytest.raises(Unreadable) as caught:
        call()
    return caught.value.reason


# --- encodings


@pytest.mark.parametrize("way", PACK)
@FEW
@given(data=st.binary(max_size=3000), n=st.integers(1, 4000))
def test_what_was_packed_comes_out(way: str, data: bytes, n: int) -> None:
    encoding, pack = PACK[way]
    assert decompress(pack(data), encoding, 3000) == data
    assert first_bytes(pack(data), encoding, n) == data[:n]


@pytest.mark.parametrize("way", PACK)
def test_a_bomb_is_stopped_at_the_limit_and_the_limit_itself_passes(way: str) -> None:
    encoding, pack = PACK[way]
    packed = pack(b"\0" * (5 * MIB))
    assert len(decompress(packed, encoding, 5 * MIB)) == 5 * MIB
    assert reason(lambda: decompress(packed, encoding, 5 * MIB - 1)) == "bomb"


@pytest.mark.parametrize("way", ["gzip", "zlib", "raw", "br"])
def test_a_cut_or_foreign_stream_is_said_to_be_broken(way: str) -> None:
    encoding, pack = PACK[way]
    packed = pack(bytes(range(256)) * 40)
    assert reason(lambda: decompress(packed[:-4], encoding, MIB)) == "compression"
    assert reason(lambda: decompress(b"\xff" * 50, encoding, MIB)) == "compression"


def test_gzip_of_several_members_with_padding() -> None:
    body = gzip.compress(b"a" * 40_000) + gzip.compress(b"b") + b"\0" * 9
    assert decompress(body, "gzip", MIB) == b"a" * 40_000 + b"b"
    assert reason(lambda: decompress(gzip.compress(b"") * 5000, "gzip", MIB)) == "bomb"
    assert reason(lambda: decompress(gzip.compress(b"a") + b"junk", "gzip", MIB)) == "compression"


def test_encodings_by_name() -> None:
    assert [accepted(name) for name in ("GZIP", " br ", "deflate", "x-gzip", "identity", "")] == [
        "gzip", "br", "deflate", "gzip", "", "",
    ]  # fmt: skip
    for name in ("zstd", "gzip, br", "gzip\x00", "é"):
        with pytest.raises(Refused) as caught:
            accepted(name)
        assert caught.value.status == 415
        assert caught.value.headers["Accept-Encoding"] == "gzip, deflate, br"
    assert reason(lambda: decompress(b"", "zstd", 1)) == "encoding"


@FEW
@given(data=st.binary(max_size=400), encoding=st.sampled_from(["gzip", "deflate", "br", "", "zstd"]))
def test_any_bytes_decompress_or_are_unreadable(data: bytes, encoding: str) -> None:
    with suppress(Unreadable):
        assert len(first_bytes(data, encoding, 100)) <= 100
    with suppress(Unreadable):
        assert len(decompress(data, encoding, 1000)) <= 1000


# --- envelope


def test_items_with_and_without_length() -> None:
    body = b'{"sent_at":"2026-11-23T10:00:00Z"}\r\n{"type":"event"}\r\n{"a":1}\r\n'
    body += b'{"type":"attachment","length":3}\n{\n}\n{"type":"event","length":2}\n{}\n'
    read = read_envelope(body, LIMITS)
    assert [event.payload for event in read.events] == [b'{"a":1}\r', b"{}"]
    assert read.skipped == (("attachment", 1),)
    assert read.sent_at == 1795428000.0


def test_the_header_names_the_first_event_only() -> None:
    read = read_envelope(envelope(b"{}", b"{}"), LIMITS)
    assert [event.event_id for event in read.events] == [EVENT_ID, ""]


@pytest.mark.parametrize(
    "body", [b"{}", b"{}\n", b"{}\n\n", b'{"event_id":7}\n{"type":"unheard_of"}\nx', b'{}\n{"type":"event"}']
)
def test_harmless_envelopes(body: bytes) -> None:
    assert all(event.payload == b"" for event in read_envelope(body, LIMITS).events)


@pytest.mark.parametrize(
    ("body", "want"),
    [
        (b"", "not_json"),
        (b"\x00", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[]", "wrong_shape"),
        (b"{" * 8000, "not_json"),
        (b"[" * 8000, "not_json"),
        (b'{"a":' + b"1" * 6000 + b"}", "not_json"),
        (b" " * 8193 + b"{}", "header_line"),
        (b"{}\n{}\nx", "item_header"),
        (b'{}\n{"type":7}\nx', "item_header"),
        (b'{}\n{"type":"event","length":3}\n{}', "length"),
        (b'{}\n{"type":"event","length":1}\n{}', "length"),
        (b'{}\n{"type":"event","length":2}\n{}\r\n', "length"),
        (b'{}\n{"type":"event","length":-1}\n{}', "length"),
        (b'{}\n{"type":"event","length":"2"}\n{}', "length"),
        (b'{}\n{"type":"event","length":true}\n{', "length"),
        (b'{}\n{"type":"event","length":1e99}\n{', "length"),
        (b"{}\n" + b'{"type":"x"}\n\n' * 10_001, "too_many_items"),
    ],
)
def test_broken_envelopes_have_a_named_reason(body: bytes, want: str) -> None:
    assert reason(lambda: read_envelope(body, LIMITS)) == want


def test_an_event_of_one_mebibyte_passes_and_one_byte_more_does_not() -> None:
    assert len(read_envelope(envelope(b"x" * MIB), LIMITS).events[0].payload) == MIB
    assert reason(lambda: read_envelope(envelope(b"x" * (MIB + 1)), LIMITS)) == "event_too_large"
    attachment = b'{}\n{"type":"attachment","length":%d}\n' % (MIB + 1) + b"x" * (MIB + 1)
    assert read_envelope(attachment, LIMITS).skipped == (("attachment", 1),)


def test_client_reports_say_what_was_lost() -> None:
    lines = [
        {"reason": "ratelimit_backoff", "category": "error", "quantity": 3},
        {"reason": None, "category": [], "quantity": "4"},
        {"reason": "x", "quantity": -1},
        {"reason": "x", "quantity": float("nan")},
        "junk",
    ]
    report = json.dumps({"discarded_events": lines}).encode()
    read = read_envelope(b'{}\n{"type":"client_report"}\n' + report, LIMITS)
    assert read.lost == (
        Lost(reason="ratelimit_backoff", category="error", quantity=3),
        Lost(reason="unsaid", category="unsaid", quantity=4),
    )
    for wrong in (b"[]", b"{", b'{"discarded_events":{}}', b'{"discarded_events":null}'):
        assert read_envelope(b'{}\n{"type":"client_report"}\n' + wrong, LIMITS).lost == ()


@pytest.mark.parametrize(
    ("rest", "carries"),
    [
        (b'{"type":"event"}\n{}', True),
        (b'{"type":"transaction"}\n{}', False),
        (b'{"type":"attachment"}\n{}', None),
        (b'{"type":["event"]}\n{}', None),
        (b"junk", None),
        (b"", False),
    ],
)
def test_peek_says_whether_an_event_follows(rest: bytes, carries: bool | None) -> None:
    header = {"event_id": EVENT_ID, "dsn": f"http://{KEY}@h/1", "trace": {"release": "r" * 5000}}
    for trace in (True, False):
        head = json.dumps(header if trace else {**header, "trace": {}}).encode()
        for encoding, pack in PACK.values():
            seen = peek(pack(head + b"\n" + rest), encoding)
            assert (seen.event_id, seen.dsn, seen.carries_event) == (EVENT_ID, f"http://{KEY}@h/1", carries)


def test_peek_without_event_id_counts_only_what_says_event() -> None:
    assert peek(b'{}\n{"type":"client_report"}\n{}', "").carries_event is False
    assert peek(b'{}\n{"type":"event"}\n{}', "").carries_event is True


def test_peek_takes_a_header_line_at_the_limit() -> None:
    line = b'{"a":"' + b"x" * (8192 - 8) + b'"}'
    assert peek(line + b'\n{"type":"event"}\n{}', "").carries_event is True
    with pytest.raises(Refused):
        peek(b" " + line + b"\n", "")


def test_ids_and_times() -> None:
    assert normal_event_id("ABCDEF00-0000-0000-0000-00000000ABCD") == "abcdef0000000000000000000000abcd"
    assert [normal_event_id(v) for v in (EVENT_ID + "\n", "a" * 31, None, 5, "g" * 32, "\ud800" * 32)] == [""] * 6
    assert [unix_seconds(v) for v in ("2026-99-01T00:00:00Z", "x", 5, None, "9" * 70)] == [None] * 5
    assert unix_seconds("1970-01-01T00:00:01") == 1.0


LINES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b"{}", b'{"type":"event"}', b'{"type":"event","length":5}', b'{"type":"client_report"}', b"\r", b""]
    ),
    st.dictionaries(
        st.sampled_from(["type", "length", "event_id", "sent_at", "dsn"]), st.integers() | st.text(max_size=9)
    )
    .map(json.dumps)
    .map(str.encode),
)


@FEW
@given(lines=st.lists(LINES, max_size=12))
def test_any_lines_are_an_envelope_or_unreadable(lines: list[bytes]) -> None:
    body = b"\n".join(lines)
    with suppress(Unreadable):
        read_envelope(body, LIMITS)
    with suppress(Refused):
        peek(body, "")


# --- store


def test_a_store_body_becomes_an_envelope_with_an_id() -> None:
    for body in (b'{"message":"x"}', base64.b64encode(zlib.compress(b'{"message":"x"}'))):
        event_id, made = as_envelope(body, "", event_bytes=MIB, new_id=lambda: NEW_ID)
        read = read_raw(RawEvent(project="1", door=Door.STORE, body=made, received_at=0.0), LIMITS)
        assert (event_id, read.events[0].event_id, read.events[0].payload) == (NEW_ID, NEW_ID, b'{"message":"x"}')
    own = json.dumps({"event_id": EVENT_ID}).encode()
    assert as_envelope(gzip.compress(own), "gzip", event_bytes=MIB, new_id=lambda: NEW_ID)[0] == EVENT_ID


@FEW
@given(body=st.binary(max_size=200) | st.binary(max_size=99).map(base64.b64encode))
def test_any_store_body_is_an_event_or_refused(body: bytes) -> None:
    with suppress(Refused):
        assert as_envelope(body, "", event_bytes=50, new_id=lambda: NEW_ID)[0]


# --- credentials and signature


@pytest.mark.parametrize(
    "header",
    [
        f"Sentry sentry_version=7, sentry_key={KEY}",
        f"sentry sentry_key={KEY},sentry_version=7",
        f"  SENTRY\tsentry_secret=x ,  sentry_key = {KEY} ",
        f"sentry_key={KEY}",
    ],
)
def test_the_key_in_any_spelling_of_the_header(header: str) -> None:
    assert key_in_header(header) == KEY


def test_keys_must_agree() -> None:
    assert agreed_key("1", (KEY, KEY), f"https://{KEY}:secret@host/some/path/1") == KEY
    assert agreed_key("1", ("", ""), f"https://{KEY}@host/1") == KEY
    assert agreed_key("1", (KEY, ""), "no dsn") == KEY
    for keys, dsn in (
        (("", ""), ""),
        (("", ""), "no dsn"),
        ((KEY, "other"), ""),
        ((KEY, ""), "https://other@host/1"),
        ((KEY, ""), f"https://{KEY}@host/2"),
    ):
        with pytest.raises(Refused) as caught:
            agreed_key("1", keys, dsn)
        assert caught.value.status == 403


@FEW
@given(words=st.text(max_size=80))
def test_any_credentials_are_read_or_ignored(words: str) -> None:
    key_in_header(words)
    key_in_query(b"sentry_key=" + words.encode("utf-8", "replace"))
    parse_dsn(words)
    parse_dsn(f"http://{words}@{words}/{words}")


@FEW
@given(body=st.binary(max_size=50), secret=st.text(min_size=1, max_size=20), forged=st.binary(max_size=70))
def test_only_the_right_digest_verifies(body: bytes, secret: str, forged: bytes) -> None:
    good = hmac.new(secret.encode("utf-8", "surrogatepass"), body, hashlib.sha256).hexdigest().encode()
    assert verify(("old", secret), body, good)
    assert not verify((secret,), body + b" ", good)
    assert not verify((), body, good)
    assert not verify((secret,), body, forged)
    assert good == good.upper() or not verify((secret,), body, good.upper())
