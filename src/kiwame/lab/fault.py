"""A fault that the lab can inject: what it is, because it was injected, and how the sample app meets it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kiwame.core.taxonomy import CATEGORY_OF, Category, Reason
from kiwame.lab.draw import Draw
from kiwame.lab.provider.answer import Answer

FAULT_HEADER = "x-lab-fault"
"""The request header that tells the fake provider what to answer. No client puts request headers into its errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where the lab's peers listen on 127.0.0.1. `closed` refuses connections, `full` never completes one."""

    http: int
    tls: int
    proxy: int
    postgres: int
    redis: int
    full: int
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One raising of a fault, as the sample app sees it. `seed` decides every value that varies."""

    fault: str
    seed: str
    ports: Ports
    draw: Draw = field(repr=False)

    @property
    def url(self) -> str:
        """The fake provider's address, without a path."""
        return f"http://127.0.0.1:{self.ports.http}"

    @property
    def headers(self) -> dict[str, str]:
        """What must be sent along for the fake provider to know its part."""
        return {FAULT_HEADER: f"{self.fault}:{self.seed}"}


class Environment(StrEnum):
    """Which set of client libraries a fault needs: the demo's own, or the one with openai below 3."""

    MAIN = "main"
    WRAPPERS = "wrappers"


Run = Callable[[Call], object]
"""What the sample app does: a plain function, or a coroutine function. It raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault. `provider` and `client` are for the reader ("" where there is none); `how` says what goes wrong.

    `answer` is what the fake provider answers, None where the fault needs no answer from it.
    """

    name: str
    reason: Reason
    provider: str
    client: str
    how: str
    run: Run
    answer: Callable[[Draw], Answer] | None = None
    environment: Environment = Environment.MAIN

    @property
    def category(self) -> Category:
        """The category that `reason` belongs to."""
        return CATEGORY_OF[self.reason]
