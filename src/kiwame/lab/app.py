"""The sample AI application: FastAPI, the real client libraries and the real sentry-sdk, as a user would run them.

`python -m kiwame.lab.app` reads its settings as one line of JSON from standard input (dsn, ports, release, facts),
prints its port, and ends when its standard input ends. What it sent, and for which fault, it notes beside the events,
never in them: the order comes in a header that is taken off before the application, and so the SDK, sees the request.
"""

import asyncio
import json
import socket
import sys
from collections.abc import Awaitable

import sentry_sdk
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from kiwame.lab.draw import Draw
from kiwame.lab.fault import FAULT_HEADER, Call, Ports
from kiwame.lab.faults.table import FAULTS
from kiwame.lab.sent import Sent, order, start_sentry


class Question(BaseModel):
    """What a user asks."""

    prompt: str


def make_app(ports: Ports) -> FastAPI:
    """The application as its users see it."""
    app = FastAPI(title="Sample AI application")

    @app.post("/chat")
    async def chat(question: Question) -> dict[str, str]:
        name, seed = order.get()
        call = Call(fault=name, seed=seed, ports=ports, draw=Draw(f"app:{seed}"))
        answer = await run_in_threadpool(FAULTS[name].run, call)
        if isinstance(answer, Awaitable):
            answer = await answer
        return {"answer": str(answer)}

    return app


class Lab:
    """Around the application: takes the order off each request, and tells what was sent (GET /lab/sent)."""

    def __init__(self, app: ASGIApp, sent: Sent) -> None:
        self._app = app
        self._sent = sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        if scope["type"] == "http" and scope["path"] == "/lab/sent":
            await asyncio.to_thread(sentry_sdk.flush, 20.0)
            headers = [(b"content-type", b"application/json")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": json.dumps(self._sent.events).encode()})
            return
        if scope["type"] == "http":
            wanted = FAULT_HEADER.encode()
            orders = [value.decode() for key, value in scope["headers"] if key == wanted]
            name, _, seed = "".join(orders).partition(":")
            order.set((name, seed))
            scope["headers"] = [(key, value) for key, value in scope["headers"] if key != wanted]
        await self._app(scope, receive, send)


def main() -> None:
    """Serve until standard input ends."""
    settings = json.loads(sys.stdin.readline())
    sent = Sent()
    start_sentry(settings["dsn"], settings["release"], sent, facts=settings["facts"])
    listener = socket.create_server(("127.0.0.1", 0))
    app = Lab(make_app(Ports(**settings["ports"])), sent)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    asyncio.run(_serve(server, listener))


async def _serve(server: uvicorn.Server, listener: socket.socket) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await asyncio.to_thread(sys.stdin.read)
    server.should_exit = True
    await serving


if __name__ == "__main__":
    main()
