"""A recorder that a DSN can point to: keeps every envelope that a real SDK sends, as bytes and headers."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"
    # Two small segments wait 40 ms for the sender's delayed acknowledgement (RFC 896): 25 events a second.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self._body()
        self.server.kept.append((body, {name.lower(): value for name, value in self.headers.items()}))
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def _body(self) -> bytes:
        """The request's body; the Node SDK sends it chunked."""
        if "chunked" not in self.headers.get("transfer-encoding", ""):
            return self.rfile.read(int(self.headers.get("content-length", "0")))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name that the base class has)
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.kept: list[tuple[bytes, dict[str, str]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a sender that goes away."""


class Recorder:
    """While open, keeps what is sent to `dsn`: (body as sent, headers with lower-case names), in order of arrival."""

    def __enter__(self) -> Self:
        self._server = _Server()
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def dsn(self) -> str:
        """The address to give to a Sentry SDK."""
        return f"http://{'a' * 32}@127.0.0.1:{self._server.server_address[1]}/1"

    @property
    def kept(self) -> list[tuple[bytes, dict[str, str]]]:
        """What has come so far."""
        return list(self._server.kept)
