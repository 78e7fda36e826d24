"""Peers that are no provider: a proxy, PostgreSQL and Redis that answer with errors, a listener whose queue is full."""

import asyncio
import contextlib
import datetime
import ipaddress
import socket
import ssl
import struct
import tempfile
from dataclasses import replace

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiwame.lab.provider.answer import Answer, html_answer

POSTGRES_ERRORS = {
    "catalogue": ("ERROR", "42P01", 'relation "documents" does not exist'),
    "sessions": ("ERROR", "40P01", "deadlock detected"),
    "billing": ("FATAL", "53300", "sorry, too many clients already"),
}
"""What the fake PostgreSQL says, by database: severity, SQLSTATE, message. A FATAL one comes at connecting.

Source: PostgreSQL's manual, "Frontend/Backend Protocol" (message formats) and appendix A (SQLSTATEs).
"""

REDIS_ERRORS = {
    1: "OOM command not allowed when used memory > 'maxmemory'.",
    2: "READONLY You can't write against a read only replica.",
    3: "LOADING Redis is loading the dataset in memory",
}
"""What the fake Redis says to a command on a key, by database number (source: the shared replies in its `server.c`)."""


def proxy_answer(target: str, headers: dict[str, str]) -> Answer:
    """What the fake proxy answers to CONNECT: it wants a password, or cannot reach the host called 'mirror…'."""
    if target.startswith("mirror"):
        return html_answer(502, "502 Bad Gateway", "squid/6.6")
    page = html_answer(407, "407 Proxy Authentication Required", "squid/6.6")
    return replace(page, headers=(*page.headers, ("proxy-authenticate", 'Basic realm="egress"')))


async def postgres(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serve one PostgreSQL connection: log in, then answer the first statement with the database's error."""
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        startup = await _startup(reader, writer)
        fields = startup.split(b"\0")
        database = fields[fields.index(b"database") + 1].decode()
        severity, code, message = POSTGRES_ERRORS[database]
        if severity == "FATAL":
            writer.write(_postgres_error(severity, code, message))
        else:
            writer.write(_message(b"R", struct.pack("!i", 0)) + _message(b"Z", b"I"))
            await _until_statement(reader)
            writer.write(_postgres_error(severity, code, message) + _message(b"Z", b"I"))
        await writer.drain()
        await reader.read(64)
    writer.close()


async def _startup(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """The startup message; requests for encryption before it are declined."""
    while True:
        (length,) = struct.unpack("!i", await reader.readexactly(4))
        body = await reader.readexactly(length - 4)
        if body[:2] == b"\x00\x03":
            return body[4:]
        writer.write(b"N")


async def _until_statement(reader: asyncio.StreamReader) -> None:
    """Read up to a simple query (Q) or the sync (S) that ends an extended one."""
    kind = b""
    while kind not in {b"Q", b"S"}:
        kind = await reader.readexactly(1)
        (length,) = struct.unpack("!i", await reader.readexactly(4))
        await reader.readexactly(length - 4)


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


def _postgres_error(severity: str, code: str, message: str) -> bytes:
    fields = (b"S" + severity.encode(), b"V" + severity.encode(), b"C" + code.encode(), b"M" + message.encode())
    return _message(b"E", b"".join(field + b"\0" for field in fields) + b"\0")


async def redis(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Serve one Redis connection: what belongs to connecting succeeds, everything else fails as its database says."""
    database = 1
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        while words := await _redis_command(reader):
            match words[0].upper():
                case "HELLO":
                    writer.write(b"%2\r\n+server\r\n+redis\r\n+proto\r\n:3\r\n")
                case "SELECT":
                    database = int(words[1])
                    writer.write(b"+OK\r\n")
                case "CLIENT" | "AUTH":
                    writer.write(b"+OK\r\n")
                case _:
                    writer.write(f"-{REDIS_ERRORS[database]}\r\n".encode())
            await writer.drain()
    writer.close()


async def _redis_command(reader: asyncio.StreamReader) -> list[str]:
    """One command as an array of bulk strings; empty at the end of the connection."""
    head = await reader.readline()
    words = []
    for _ in range(int(head[1:]) if head else 0):
        length = int((await reader.readline())[1:])
        words.append((await reader.readexactly(length + 2))[:-2].decode())
    return words


def full_listener() -> tuple[int, list[socket.socket]]:
    """A listening port whose queue of unaccepted connections is full, so that a further connect waits for ever.

    Linux drops a SYN while the accept queue is full (listen(2), tcp(7)). The sockets must be kept open.
    """
    listener = socket.create_server(("127.0.0.1", 0), backlog=0)
    port: int = listener.getsockname()[1]
    kept = [listener]
    for _ in range(16):
        filler = socket.socket()
        filler.settimeout(0.1)
        kept.append(filler)
        try:
            filler.connect(("127.0.0.1", port))
        except TimeoutError:
            break
    return port, kept


def closed_port() -> tuple[int, list[socket.socket]]:
    """A port that refuses connections: taken, so that nobody else listens there, but not listening."""
    holder = socket.socket()
    holder.bind(("127.0.0.1", 0))
    return holder.getsockname()[1], [holder]


def self_signed() -> ssl.SSLContext:
    """A server's TLS context with a certificate for 127.0.0.1 that nobody trusts, made now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "llm.internal")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        plain = serialization.NoEncryption()
        file.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
        file.flush()
        context.load_cert_chain(file.name)
    return context
