"""A receiver on loopback that answers as Slack does, holds each message to Block Kit's limits, and keeps what it took.

`answers` are given one after the other, then `ok`. What is not valid is answered `invalid_blocks` in any case.
"""

import gzip
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATH = "/services/T0SECRET/B0SECRET/verysecretpart"
_TOKEN = re.compile(r"<([^<>]*)>")
_OURS = re.compile(r"(?:https?://[^|<>]+\|[^<>]+|!date\^\d+\^[^|<>]+\|[^<>]+)\Z")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)")


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Post:
    """One request: when it came, its JSON, and how it was answered."""

    at: float
    path: str
    body: dict[str, Any]
    answer: str

    @property
    def taken(self) -> bool:
        """Whether it was answered `ok`."""
        return self.answer == "ok"

    @property
    def header(self) -> str:
        """The text of its header."""
        return next((b["text"]["text"] for b in self.body.get("blocks", []) if b["type"] == "header"), "")


@dataclass
class SlackRecorder:
    """What came so far; thread-safe enough for tests that poll."""

    url: str = ""
    posts: list[Post] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    choose: Callable[[int], str] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def taken(self) -> list[Post]:
        """The messages that were answered `ok`."""
        return [post for post in list(self.posts) if post.taken]

    def answer_for(self, body: dict[str, Any]) -> str:
        """The next answer; `invalid_blocks` for a message that Slack would not take."""
        if faults := list(faults_of(body)):
            self.faults += faults
            return "invalid_blocks"
        if self.choose is not None:
            return self.choose(len(self.posts))
        return self.answers.pop(0) if self.answers else "ok"


ANSWERS: dict[str, tuple[int, bytes]] = {
    "ok": (200, b"ok"),
    "invalid_payload": (400, b"invalid_payload"),
    "invalid_blocks": (400, b"invalid_blocks"),
    "action_prohibited": (403, b"action_prohibited"),
    "channel_not_found": (404, b"channel_not_found"),
    "no_service": (404, b"no_service"),
    "channel_is_archived": (410, b"channel_is_archived"),
    "rate_limited": (429, b"rate_limited"),
    "rate_limited_long": (429, b"rate_limited"),
    "rollup_error": (500, b"rollup_error"),
    "unavailable": (503, b"<html>unavailable</html>"),
    "teapot": (418, b"short and stout"),
    "html": (200, b"<!doctype html><title>Sign in to the network</title>"),
    "empty": (200, b""),
    "json_ok": (200, b'{"ok": true}'),
    "json_error": (200, b'{"ok": false, "error": "no_service"}'),
    "huge": (200, b"o" * 50_000_000),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    recorder: SlackRecorder

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        with self.recorder.lock:
            body = json.loads(raw)
            answer = self.recorder.answer_for(body)
            self.recorder.posts.append(Post(at=time.time(), path=self.path, body=body, answer=answer))
        self.close_connection = True
        match answer:
            case "hang":
                self.recorder.released.wait(60)
            case "drip":
                self._drip()
            case "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            case "half":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no")
            case "ok_packed":
                packed = "gzip" in self.headers.get("Accept-Encoding", "")
                self._say(
                    200, gzip.compress(b"ok") if packed else b"ok", **({"Content-Encoding": "gzip"} if packed else {})
                )
            case "redirect":
                self._say(302, b"", Location=self.path + "/elsewhere")
            case _:
                status, body_ = ANSWERS[answer]
                after = {"rate_limited": "1", "rate_limited_long": "30"}.get(answer)
                self._say(status, body_, **({"Retry-After": after} if after else {}))

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    def _drip(self) -> None:
        """A header that never ends, a byte at a time."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            while not self.recorder.released.wait(0.05):
                self.wfile.write(b"x")
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that went away is part of the test."""


@contextmanager
def slack(recorder: SlackRecorder | None = None) -> Iterator[SlackRecorder]:
    """A recorder that listens; `url` is what a webhook's address looks like."""
    recorder = recorder or SlackRecorder()
    handler = type("Handler", (_Handler,), {"recorder": recorder})
    server = _Server(("127.0.0.1", 0), handler)
    recorder.url = f"http://127.0.0.1:{server.server_address[1]}{PATH}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield recorder
    finally:
        recorder.released.set()
        server.shutdown()
        server.server_close()


def faults_of(body: dict[str, Any]) -> Iterator[str]:
    """What Slack would refuse, and what must never be in a message."""
    text = body.get("text", "")
    if not isinstance(text, str) or not text.strip():
        yield "no text"
    elif units(text) > 4000:
        yield f"text of {units(text)}"
    yield from _written(text, "text")
    blocks = body.get("blocks", [])
    if len(blocks) > 50:
        yield f"{len(blocks)} blocks"
    if body.get("unfurl_links") is not False or body.get("unfurl_media") is not False:
        yield "links are unfurled"
    for block in blocks:
        yield from _block(block)


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block:
        case {"type": "header", "text": text}:
            yield from _plain(text, 150)
        case {"type": "section", "text": text}:
            yield from _mrkdwn(text, 3000)
        case {"type": "section", "fields": fields}:
            if not 1 <= len(fields) <= 10:
                yield f"{len(fields)} fields"
            for each in fields:
                yield from _mrkdwn(each, 2000)
        case {"type": "context", "elements": elements}:
            if not 1 <= len(elements) <= 10:
                yield f"{len(elements)} elements"
            for each in elements:
                yield from _mrkdwn(each, 2000)
        case {"type": "actions", "elements": elements}:
            if not 1 <= len(elements) <= 25:
                yield f"{len(elements)} buttons"
            for each in elements:
                yield from _button(each)
        case _:
            yield f"unknown block {block.get('type')}"


def _button(button: dict[str, Any]) -> Iterator[str]:
    yield from _plain(button["text"], 75)
    if button["type"] != "button" or len(button["action_id"]) > 255:
        yield "no button"
    if not re.match(r"https?://", button["url"]) or len(button["url"]) > 3000:
        yield f"button leads to {button['url'][:40]}"


def _plain(text: dict[str, Any], limit: int) -> Iterator[str]:
    if text["type"] != "plain_text" or not text["text"].strip():
        yield "no plain text"
    shown = text["text"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if units(shown) > limit:
        yield f"plain text of {units(shown)}"


def _mrkdwn(text: dict[str, Any], limit: int) -> Iterator[str]:
    if text["type"] != "mrkdwn" or not text["text"].strip() or text.get("verbatim") is not True:
        yield "no verbatim mrkdwn"
    if units(text["text"]) > limit:
        yield f"mrkdwn of {units(text['text'])}"
    yield from _written(text["text"], "mrkdwn")


def _written(text: str, where: str) -> Iterator[str]:
    """Angle brackets only around links and dates of ours, whole entities, nobody pinged, nothing hidden."""
    if _ENTITY.search(text):
        yield f"{where}: a bare or broken &"
    yield from (f"{where}: <{token[:40]}>" for token in _TOKEN.findall(text) if not _OURS.match(token))
    if re.search(r"[<>]", _TOKEN.sub("", text)):
        yield f"{where}: a bare < or >"
    if re.search(r"@(?:here|channel|everyone)\b", text, re.IGNORECASE):
        yield f"{where}: pings"
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]", text):
        yield f"{where}: hidden characters"
