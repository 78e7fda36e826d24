"""The web process's HTTP, with a bound on what stands before a body: uvicorn and its parser take any amount of it."""

from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD_BYTES: Final = 128 * 1024
"""Request line and headers. Ours and those of SDKs have some 1 kB; with what a proxy adds, browsers' rarely 16 kB."""

_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"connection: close\r\n\r\nThe request's address and headers are too large."
)


class BoundedHead(HttpToolsProtocol):
    """Answers 431 and closes the connection once a head is longer than MOST_HEAD_BYTES; one that arrives whole, with
    what the system reads at once (at most 256 KiB), still passes."""

    _in_head = True
    _head_bytes = 0

    def data_received(self, data: bytes) -> None:
        """What the socket gave."""
        super().data_received(data)
        if not self._in_head:
            return
        self._head_bytes += len(data)
        if self._head_bytes > MOST_HEAD_BYTES and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are there; a body may follow."""
        self._in_head = False
        super().on_headers_complete()
