"""The shop's API in FastAPI."""

import asyncio
import contextlib
from functools import cache
from typing import Any

from pydantic import BaseModel

from kiwame.lab.fault import Ports
from kiwame.lab.ordinary.wsgi import ask_asgi


class Article(BaseModel):
    """What the shop sells."""

    number: int
    title: str
    price: float


async def last_item(number: int) -> dict[str, Any]:
    """The last item of an order."""
    items: list[str] = []
    return {"item": items[-1]}


async def article(number: int) -> Any:
    """An article, without its price."""
    return {"number": number, "title": None}


async def supplier(number: int) -> Any:
    """A supplier's record, read as an article."""
    return Article.model_validate({"number": "twelve", "title": "Ink", "price": number})


def category(number: int) -> dict[str, int]:
    """How deep a category lies."""
    return {"depth": _depth({number: number}, number)}


def _depth(parents: dict[int, int], number: int) -> int:
    return 1 + _depth(parents, parents[number])


async def dashboard(number: int) -> dict[str, Any]:
    """Several figures at once."""

    async def visitors() -> int:
        return int(f"{number} visitors")

    async def _all() -> list[Any]:
        import anyio

        async with anyio.create_task_group() as group:
            group.start_soon(visitors)
        return []

    return {"figures": await _all()}


async def imports(number: int) -> dict[str, str]:
    """A file that somebody sent."""
    return {"text": "Größe".encode("latin-1").decode()}


async def _left(number: int) -> dict[str, int]:
    return {"left": number}


async def stock(number: int) -> dict[str, int]:
    """What is left of an article."""
    found: Any = _left(number)
    try:
        return {"left": found["left"]}
    finally:
        found.close()


async def sync(number: int) -> dict[str, int]:
    """What is left, by a function for scripts."""
    work = _left(number)
    try:
        return asyncio.run(work)
    finally:
        work.close()


async def locked(number: int) -> dict[str, int]:
    """Wait for what another loop is to say."""
    other = asyncio.new_event_loop()
    try:
        return await other.create_future()  # type: ignore[no-any-return]
    finally:
        other.close()


async def forecast(number: int) -> dict[str, int]:
    """A forecast, within the shop's own patience."""

    async def compute() -> int:
        await asyncio.sleep(30)
        return number

    return {"forecast": await asyncio.wait_for(compute(), 0.02)}


@cache
def _application() -> Any:
    from fastapi import FastAPI

    application = FastAPI(title="Shop")
    application.get("/orders/{number}/last-item")(last_item)
    application.get("/articles/{number}", response_model=Article)(article)
    application.get("/suppliers/{number}")(supplier)
    application.get("/categories/{number}")(category)
    application.get("/dashboard/{number}")(dashboard)
    application.get("/imports/{number}")(imports)
    application.get("/stock/{number}")(stock)
    application.get("/sync/{number}")(sync)
    application.get("/locked/{number}")(locked)
    application.get("/forecast/{number}")(forecast)
    return application


def meet(where: str, ports: Ports) -> None:
    """Ask the API; what it raises has been reported by then, a server would log it."""
    with contextlib.suppress(Exception):
        asyncio.run(ask_asgi(_application(), where))
