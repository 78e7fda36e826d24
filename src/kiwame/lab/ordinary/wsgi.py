"""A request to an application in this process, by the protocols that servers speak: WSGI and ASGI."""

import io
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

HOST = "shop.example"


def ask_wsgi(application: Callable[..., Iterable[bytes]], where: str, host: str = HOST) -> None:
    """`where` ("GET /path") of a WSGI application (PEP 3333); its answer is read and thrown away."""
    method, _, path = where.partition(" ")
    body = b"{'items': []}" if method == "POST" else b""
    environ = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "",
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": host, "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": host,
        "REMOTE_ADDR": "203.0.113.7", "HTTP_USER_AGENT": "Mozilla/5.0", "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    answer = application(environ, lambda status, headers, error=None: io.BytesIO().write)
    for _ in answer:
        pass
    if close := getattr(answer, "close", None):
        close()


async def ask_asgi(application: Callable[..., Awaitable[None]], where: str) -> None:
    """`where` ("GET /path") of an ASGI application (version 3); its answer is thrown away."""
    method, _, path = where.partition(" ")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "server": (HOST, 80),
        "client": ("203.0.113.7", 51_234), "headers": [(b"host", HOST.encode()), (b"user-agent", b"Mozilla/5.0")],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: object) -> None:
        """Nobody reads the answer."""

    await application(scope, receive, send)
