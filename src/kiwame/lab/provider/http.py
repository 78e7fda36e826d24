"""A small HTTP/1.1 server that can also fail below HTTP, which no ASGI server lets an application do."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from http import HTTPStatus

from kiwame.lab.provider.answer import Answer, Ending, html_answer

Answering = Callable[[str, dict[str, str]], Answer]
"""From path and lower-cased headers of a request to its answer."""

_PHRASES: dict[int, str] = {status: status.phrase for status in HTTPStatus}
_TLS_HANDSHAKE = b"\x16"
"""The first byte of a TLS client's first record (RFC 8446, section 5.1)."""

_PATIENCE = 30.0
"""Seconds after which a hanging connection is given up, should the client never do so."""


class HttpPeer:
    """Answers each connection's first request as `answering` says, then closes it; TLS on a plain port gets a 400."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection; a client that goes away, or speaks no HTTP, is no error."""
        with contextlib.suppress(ConnectionError, EOFError, ValueError, IndexError, asyncio.LimitOverrunError):
            first = await reader.readexactly(1)
            if first == _TLS_HANDSHAKE:
                await send(writer, reader, html_answer(400, "400 Bad Request"))
            else:
                path, headers = await _read_request(first, reader)
                await send(writer, reader, self._answering(path, headers))
        writer.close()


async def _read_request(begun: bytes, reader: asyncio.StreamReader) -> tuple[str, dict[str, str]]:
    head = (begun + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    if "chunked" in headers.get("transfer-encoding", ""):
        while (size := int((await reader.readline()).split(b";")[0], 16)) > 0:
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(headers.get("content-length", "0")))
    return first.split(" ")[1], headers


async def send(writer: asyncio.StreamWriter, reader: asyncio.StreamReader, answer: Answer) -> None:
    """Send `answer` and end the connection as it says."""
    match answer.ending:
        case Ending.WHOLE:
            writer.write(_head(answer, ("content-length", str(len(answer.body)))) + answer.body)
        case Ending.CUT_LENGTH:
            writer.write(_head(answer, ("content-length", str(len(answer.body) + 500))) + answer.body)
        case Ending.CUT_CHUNK | Ending.RESET_MIDWAY | Ending.STALL:
            writer.write(_head(answer, ("transfer-encoding", "chunked")))
            whole = b"%x\r\n%s\r\n" % (len(answer.body), answer.body) if answer.body else b""
            writer.write(whole + b"400\r\n{")
        case Ending.RESET | Ending.CLOSED | Ending.HANG:
            pass
    await writer.drain()
    if answer.ending in {Ending.HANG, Ending.STALL}:
        await _until_client_leaves(reader)
    if answer.ending is Ending.RESET_MIDWAY:
        await asyncio.sleep(0.05)
    if answer.ending in {Ending.RESET, Ending.RESET_MIDWAY}:
        _reset(writer)


def _head(answer: Answer, framing: tuple[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} {_PHRASES.get(answer.status, '')}"]
    lines += [f"{name}: {value}" for name, value in (*answer.headers, framing, ("connection", "close"))]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def _until_client_leaves(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(reader.read(1), _PATIENCE)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST: lingering for zero seconds throws away what is unsent and tells the peer so (socket(7))."""
    sock: socket.socket = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
