"""The application of `examples/` under a real uvicorn, and a model's API that fails it in the ways that are wanted."""

import asyncio
import http.client
import os
import re
import subprocess
import sys
import threading
import urllib.parse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from kiwame.lab.draw import Draw
from kiwame.lab.provider import openai
from kiwame.lab.provider.answer import Answer, Ending, Make, ending, json_answer
from kiwame.lab.provider.http import HttpPeer
from tests.house.source_tree import ROOT

NOWHERE = "http://llm-gateway.invalid/v1"
PATIENCE = "2.0"
"""Seconds that the application waits for the model: enough for a busy machine to connect and to ask."""
CANARY = "sk-proj-Q7d2mZ0xVtYw3PbKq9LsR8uNf4HaJcEe1TgXi6Ov"


ANSWERS: dict[str, Make] = {
    "quota": openai.error(
        429,
        "You exceeded your current quota, please check your plan and billing details.",
        kind="insufficient_quota",
        code="insufficient_quota",
    ),
    "key": openai.error(
        401,
        lambda draw: (
            f"Incorrect API key provided: sk-proj-****{draw.base62(4)}. You can find your API key at your page."
        ),
        code="invalid_api_key",
    ),
    "silence": ending(Ending.HANG),
    "word": openai.chat("Good day"),
}


class ModelApi:
    """Answers each request by the next of `kinds`, round and round. `asked` counts them."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self.asked: Counter[str] = Counter()
        self._kinds = kinds

    def _answer(self, path: str, headers: dict[str, str]) -> Answer:
        if path != "/v1/chat/completions" or headers.get("authorization") != f"Bearer {CANARY}":
            return json_answer(404, {"error": "no such path"})
        kind = self._kinds[self.asked.total() % len(self._kinds)]
        self.asked[kind] += 1
        return ANSWERS[kind](Draw(f"{kind}:{self.asked[kind]}"))

    @contextmanager
    def running(self) -> Iterator[str]:
        """Its base address, while it listens."""
        loop = asyncio.new_event_loop()
        server = loop.run_until_complete(asyncio.start_server(HttpPeer(self._answer), "127.0.0.1", 0))
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        finally:
            loop.call_soon_threadsafe(server.close)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(5)


class ChatApp:
    """The running application."""

    def __init__(self, dsn: str, base_url: str, *, environment: str = "production") -> None:
        plain = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KIWAME_", "SENTRY_", "LLM_")) and not name.lower().endswith("_proxy")
        }
        settings = {
            "SENTRY_DSN": dsn,
            "ENVIRONMENT": environment,
            "LLM_BASE_URL": base_url,
            "LLM_API_KEY": CANARY,
            "LLM_TIMEOUT_SECONDS": PATIENCE,
            "RES_OPTIONS": "attempts:1 timeout:2",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "--app-dir", "examples", "chat_app:app", "--port", "0"],
            cwd=ROOT,
            env=plain | settings,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stderr is not None
        self.log: list[str] = []
        for line in self._process.stderr:
            self.log.append(line)
            if found := re.search(r"running on http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                break
        else:
            raise AssertionError(f"the application did not start: {''.join(self.log)}")
        self._reader = threading.Thread(target=lambda: self.log.extend(self._process.stderr or ()), daemon=True)
        self._reader.start()

    def ask(self, number: int) -> int:
        """One user's request; the status of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", f"/chat?prompt={urllib.parse.quote(f'question {number}')}")
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def ask_all(self, numbers: Iterable[int]) -> Counter[int]:
        """Many requests, twelve at a time; how often each status came."""
        with ThreadPoolExecutor(12) as pool:
            return Counter(pool.map(self.ask, numbers))

    def end(self) -> None:
        """Let it end in order, so that its SDK sends what it holds."""
        self._process.terminate()
        self._process.wait(20)
        self._reader.join(5)


@contextmanager
def chat_app(dsn: str, base_url: str, **named: str) -> Iterator[ChatApp]:
    """The application, running."""
    app = ChatApp(dsn, base_url, **named)
    try:
        yield app
    finally:
        app.end()
