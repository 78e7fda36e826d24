"""Content encodings, decompressed under a bound: gzip, deflate, br, none.

zlib-ng and brotli come with the extra [server]; without them zlib does the same work, and br is refused by name.
"""

import zlib
from contextlib import suppress
from typing import Any, Final, Protocol

from kiwame.core.errors import Refused, Unreadable

_zlib: Any = zlib
brotli: Any = None
with suppress(ImportError):  # without it: same results, about twice the time
    from zlib_ng import zlib_ng as _zlib
with suppress(ImportError):
    import brotli  # type: ignore[import-untyped,no-redef]  # the package brings no types

_BROKEN = (zlib.error, _zlib.error)

ENCODINGS: Final = ("gzip", "deflate", "br")
_NAMES: Final = {"": "", "identity": "", "gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "br": "br"}
_GZIP, _ZLIB, _RAW = 31, 15, -15
_FEED_BYTES = 16 * 1024
_STEP_BYTES = 256 * 1024
_MEMBERS = 1_000
"""More gzip members than any sender makes; each costs a decompressor and a copy, so their number bounds the work."""


class _Inflate(Protocol):
    unused_data: bytes
    unconsumed_tail: bytes
    eof: bool

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def accepted(header: str) -> str:
    """The encoding that a Content-Encoding header names: "gzip", "deflate", "br" or "" for none.

    Raises Refused 415 (RFC 9110 15.5.16) for any other, a list of several included, and for br without the package.
    """
    name = _NAMES.get(header.strip().lower())
    offer = {"Accept-Encoding": ", ".join(e for e in ENCODINGS if e != "br" or brotli)}
    if name is None:
        raise Refused(415, "This content encoding is not taken: send gzip, deflate, br or none.", headers=offer)
    if name == "br" and not brotli:
        raise Refused(
            415, "The content encoding br needs the package brotli: pip install 'kiwame[server]'", headers=offer
        )
    return name


def decompress(body: bytes, encoding: str, limit: int) -> bytes:
    """`body` decompressed, at most `limit` bytes.

    Raises Unreadable: "bomb" (more than `limit`), "compression" (broken or cut off), "encoding" (none of ours).
    """
    data, finished = _decompress(body, encoding, limit + 1)
    if len(data) > limit:
        raise Unreadable("bomb", f"the body decompresses to more than {limit} bytes")
    if not finished:
        raise Unreadable("compression", f"the {encoding} stream is cut off")
    return data


def first_bytes(body: bytes, encoding: str, n: int) -> bytes:
    """The first `n` bytes of `body` decompressed (fewer where there are no more); only as much is decompressed.

    Raises Unreadable "compression" or "encoding" as `decompress` does; a cut stream gives what there is.
    """
    return body[:n] if not encoding else _decompress(body, encoding, n)[0][:n]


def _decompress(body: bytes, encoding: str, most: int) -> tuple[bytes, bool]:
    """At least `most` bytes or all there are (it may be a few more), and whether the stream came to its end."""
    match encoding:
        case "":
            return body[:most], True
        case "gzip":
            return _gunzip(body, most)
        case "deflate":
            return _inflate(body, most)
        case "br" if brotli:
            return _unbrotli(body, most)
        case "br":
            raise Unreadable("encoding", "br needs the package brotli: pip install 'kiwame[server]'")
        case _:
            raise Unreadable("encoding", f"no such content encoding: {encoding[:20]!r}")


def _run(engine: _Inflate, body: bytes, start: int, most: int, out: list[bytes]) -> tuple[int, int]:
    """Feed `body` from `start` until `most` bytes came out, the stream ended or the input did: (position, bytes out).

    Fed in slices, since zlib copies what it has not consumed, which is quadratic for a long body.
    """
    position, got = start, 0
    while got < most and not engine.eof:
        feed = body[position : position + _FEED_BYTES]
        position += len(feed)
        while True:
            piece = engine.decompress(feed, min(most - got, _STEP_BYTES))
            out.append(piece)
            got += len(piece)
            feed = engine.unconsumed_tail
            if got >= most or engine.eof or (not feed and not piece):
                break
        if not feed and position >= len(body):
            break
    return position - len(engine.unused_data), got


def _gunzip(body: bytes, most: int) -> tuple[bytes, bool]:
    out: list[bytes] = []
    position = got = 0
    for _ in range(_MEMBERS):
        engine: _Inflate = _zlib.decompressobj(_GZIP)
        try:
            position, came = _run(engine, body, position, most - got, out)
        except _BROKEN:
            raise Unreadable("compression", "the body is not gzip as its Content-Encoding says") from None
        got += came
        if got >= most or not engine.eof:
            return b"".join(out), False
        if not body[position : position + 1].strip(b"\0"):  # the end, or zeros that pad a block
            return b"".join(out), True
    raise Unreadable("bomb", f"the gzip body has more than {_MEMBERS} members")


def _inflate(body: bytes, most: int) -> tuple[bytes, bool]:
    """zlib as RFC 9110 says, or raw deflate as some senders do."""
    for window in (_ZLIB, _RAW):
        out: list[bytes] = []
        engine: _Inflate = _zlib.decompressobj(window)
        try:
            _run(engine, body, 0, most, out)
        except _BROKEN:
            continue
        return b"".join(out), engine.eof
    raise Unreadable("compression", "the body is not deflate as its Content-Encoding says")


def _unbrotli(body: bytes, most: int) -> tuple[bytes, bool]:
    """brotli may give more than it is asked for (seen: by a block), so the output is counted too."""
    engine = brotli.Decompressor()
    out: list[bytes] = []
    got = position = 0
    try:
        while got < most and not engine.is_finished():
            feed = b""
            if engine.can_accept_more_data():
                feed = body[position : position + _FEED_BYTES]
                position += len(feed)
            piece = engine.process(feed, output_buffer_limit=min(most - got, _STEP_BYTES))
            if not feed and not piece:  # asked once more after the last input: it may still hold output back
                break
            out.append(piece)
            got += len(piece)
    except brotli.error:
        raise Unreadable("compression", "the body is not br as its Content-Encoding says") from None
    return b"".join(out), engine.is_finished()
