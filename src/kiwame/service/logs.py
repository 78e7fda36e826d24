"""Structured logs on stderr: an event's name and key-values; no secret ever, no text of events above debug."""

import logging
import sys
import traceback
from collections.abc import Callable
from typing import Protocol

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from kiwame.core.errors import place_of
from kiwame.core.event import Json

_OWN_WORDS = frozenset({"event", "level", "timestamp", "logger", "client"})
"""What is written as it is. `client` is who tried to sign in, by address: an operator must see whom to keep out."""
_FIRST = ("timestamp", "level", "process", "event")
_QUIET = {
    "uvicorn.access": logging.CRITICAL,
    "uvicorn.error": logging.WARNING,
    "alembic": logging.WARNING,
    "httpx": logging.WARNING,  # it logs whole addresses, and a webhook's address is a secret
    "httpcore": logging.WARNING,
    "asyncio": logging.WARNING,
}


class Redacts(Protocol):
    """The part of `normalise.redactor.Redactor` that the last net needs."""

    def text(self, text: str) -> str:
        """`text` without secrets."""

    def json(self, value: Json, key: str = "") -> Json:
        """`value` without secrets."""


def set_up(*, level: str, form: str, process: str, redactor: Redacts) -> None:
    """Send every log line of this process, uvicorn's and SQLAlchemy's too, through one chain to stderr.

    `form` is "json" or "text", `process` the name that each line carries. Called once per process.
    """
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _named(process),
        _without_exception_text(level == "debug"),
        _last_net(redactor),
        _in_reading_order,
    ]
    last: Processor = structlog.processors.JSONRenderer(ensure_ascii=True, default=str)
    if form == "text":
        last = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[*shared[:1], *shared[2:], structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(max(quiet, root.level))


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound


def _in_reading_order(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """When, how grave, who and what first: logs are read by eye as well."""
    first = {word: line[word] for word in _FIRST if word in line}
    return {**first, **line}


def _named(process: str) -> Callable[[WrappedLogger, str, EventDict], EventDict]:
    def add(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
        line["process"] = process
        return line

    return add


def _without_exception_text(debug: bool) -> Callable[[WrappedLogger, str, EventDict], EventDict]:
    """At debug the traceback; above it, the class and the place alone."""

    def change(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
        given: ExcInfo | BaseException | bool | None = line.pop("exc_info", None)
        error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
        if isinstance(error, BaseException):
            line["exception"] = "".join(traceback.format_exception(error)) if debug else place_of(error)
        return line

    return change


def _last_net(redactor: Redacts) -> Callable[[WrappedLogger, str, EventDict], EventDict]:
    """Redacts every value. What reaches a log is already redacted; this holds where that was forgotten."""

    def change(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
        for key, value in line.items():
            if key.startswith("_") or (key in _OWN_WORDS and key != "event"):
                continue
            if isinstance(value, str):
                line[key] = redactor.text(value)
            elif isinstance(value, dict | list):
                line[key] = redactor.json(value, key)
        return line

    return change
