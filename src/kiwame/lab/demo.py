"""The demo: a server of its own, the sample app, its faults, and what the server made of them."""

import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

from kiwame.lab import second
from kiwame.lab.compare import Result, compare, stored_reports
from kiwame.lab.fault import Environment
from kiwame.lab.faults.table import FAULTS, faults_of
from kiwame.lab.mixture import Mixture
from kiwame.lab.progress import Progress
from kiwame.lab.sample import LabFailed, Order, SampleApp
from kiwame.lab.served import served

ENOUGH = 0.95
"""The share of reports that must be judged as injected."""
_SEED = 20_260_101
_STORED_SECONDS = 60.0


def run(*, events: int = 300, stay: bool = False, every: bool = False) -> int:
    """Send `events` events and compare; 0 where all were stored and enough were judged as injected, else 1.

    With `stay` the server stays up afterwards, until Ctrl-C. With `every` the second environment's clients take part.
    The last line of all output is `demo: sent N stored N issues N matched N`, after every process has ended.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell starts what is in its background with SIGINT ignored
        signal.signal(number, _interrupt)
    progress = Progress(sys.stderr)
    sent, result = 0, Result(stored=0, issues=0, matched=0)
    try:
        python = _second_environment(progress) if every else None
        with served(progress) as (server, dsn):
            progress.done()
            _tell(sys.stdout, f"what Kiwame makes of it: {server}/")
            fault_of = _send(dsn, events, python, progress)
            sent = len(fault_of)
            _wait_until_stored(server, sent, progress)
            result = compare(server, fault_of, FAULTS)
            progress.done()
            _report(result)
            if stay:
                _stay(server)
    except KeyboardInterrupt:
        progress.done()
    except LabFailed as error:
        progress.done()
        _tell(sys.stderr, f"demo: {error}")
    _tell(sys.stdout, f"demo: sent {sent} stored {result.stored} issues {result.issues} matched {result.matched}")
    return 0 if 0 < sent == result.stored and result.matched >= ENOUGH * sent else 1


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _second_environment(progress: Progress) -> Path:
    progress.say("setting up the second environment (litellm, langchain-openai, openai 2)")
    return second.set_up()


def _send(dsn: str, events: int, python: Path | None, progress: Progress) -> dict[str, str]:
    """Let the sample app meet faults until `events` events are sent; (event id: fault)."""
    progress.say("starting the sample app")
    wrapped: list[tuple[str, str]] = []
    with SampleApp(dsn) as app:
        if python is not None:
            progress.say("starting the second environment's part of the sample app")
            with second.WrappedApp(python, dsn, app.ports) as script:
                orders = [Order(fault=fault.name, seed=f"{_SEED}.w") for fault in faults_of(Environment.WRAPPERS)]
                script.meet(orders[: events // 2])
                wrapped = script.sent()
        mixture = Mixture(faults_of(Environment.MAIN), _SEED)
        sent = [*wrapped]
        while (missing := events - len(sent)) > 0:
            counter = progress.counter("events sent", len(sent), events)
            app.meet(mixture.next_batch(missing, sent), progress=counter)
            sent = [*wrapped, *app.sent()]
    return dict(sent)


def _wait_until_stored(server: str, sent: int, progress: Progress) -> None:
    """Until the server holds what was sent, or nothing more comes for a long while: the comparison then says so."""
    deadline = time.monotonic() + _STORED_SECONDS
    while (stored := stored_reports(server)) < sent and time.monotonic() < deadline:
        progress.say(f"{stored} of {sent} events stored")
        time.sleep(0.2)


def _report(result: Result) -> None:
    """What was judged otherwise than injected, and which issues hold several faults."""
    for fault, said, count in result.others:
        wanted = FAULTS[fault]
        wrong = f"{fault} is {wanted.category}/{wanted.reason}, said {said} ({count} reports)"
        _tell(sys.stdout, f"judged otherwise: {wrong}")
    for names in result.mixed:
        _tell(sys.stdout, f"one issue of several faults: {', '.join(names)}")


def _stay(server: str) -> None:
    _tell(sys.stdout, f"Kiwame stays at {server}/; Ctrl-C ends it")
    threading.Event().wait()


def _tell(stream: TextIO, line: str) -> None:
    stream.write(f"{line}\n")
    stream.flush()
