"""The web process's HTTP, with a bound on what is no body: uvicorn and its parser keep any amount of it."""

from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD_BYTES: Final = 128 * 1024
"""Request line and headers. Ours and those of SDKs have some 1 kB; with what a proxy adds, browsers' rarely 16 kB."""

_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"connection: close\r\n\r\nThe request's address and headers are too large."
)


class BoundedHead(HttpToolsProtocol):
    """Answers 431 and closes the connection once a head is longer than MOST_HEAD_BYTES, and closes it where so much
    stands between the chunks of a body or after them.

    What the system reads at once (at most 256 KiB) still passes where it holds a request's beginning.
    """

    _begun = False
    _outside = 0
    """Bytes of this request that are no body, less one for each byte that is: what a chunk's length may take."""

    def data_received(self, data: bytes) -> None:
        """What the socket gave."""
        self._begun = False
        super().data_received(data)
        if not self._begun:
            self._outside += len(data)
        if self._outside > MOST_HEAD_BYTES and not self.transport.is_closing():
            if self.cycle is None or self.cycle.response_complete:
                self.transport.write(_TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._begun, self._outside = True, 0
        super().on_message_begin()

    def on_body(self, body: bytes) -> None:
        """A part of its body."""
        self._outside -= 2 * len(body)
        super().on_body(body)
