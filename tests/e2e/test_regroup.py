"""Grouping by hand over a whole server: what was merged and split holds for events that come after a restart."""

import json
import uuid
from pathlib import Path
from typing import Any

from tests.e2e.running import Serving, serving, until


def report(server: Serving, function: str, message: str) -> str:
    """An event of the application's own code, raised in `function`; its id."""
    frame = {"function": function, "module": "shop.orders", "filename": "shop/orders.py", "in_app": True}
    error = {"type": "OrderError", "value": message, "stacktrace": {"frames": [frame]}}
    event_id = uuid.uuid4().hex
    assert server.send(event_id, exception={"values": [error]}) == 200
    return event_id


def counts(server: Serving) -> dict[str, int]:
    issues: list[dict[str, Any]] = server.get("/api/v1/issues")["issues"]
    return {issue["id"]: issue["count"] for issue in issues}


def named(server: Serving, words: str) -> str:
    """The issue whose title holds these words."""
    return next(str(issue["id"]) for issue in server.get("/api/v1/issues")["issues"] if words in issue["title"])


def act(server: Serving, path: str, value: object) -> None:
    body = json.dumps(value).encode()
    assert server.post(f"/api/v1/issues/{path}", body, **{"Content-Type": "application/json"}) == 200


def test_merges_and_splits_hold_after_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        report(server, "pay", "the card was declined")
        report(server, "ship", "no carrier")
        until(lambda: len(counts(server)) == 2, "two issues")
        pay, ship = (named(server, message) for message in ("declined", "carrier"))
        act(server, f"{pay}/merge", {"issues": [ship]})
        assert counts(server) == {pay: 2}
        report(server, "refund", "the bank is closed")
        until(lambda: len(counts(server)) == 2, "a third issue")
        (refund,) = counts(server).keys() - {pay}
        act(server, f"{refund}/split", {"by": "message"})
        assert server.end() == 0
    with serving(tmp_path / "data") as server:
        report(server, "ship", "no carrier")
        report(server, "refund", "the bank is closed")
        report(server, "refund", "the account is unknown")
        until(lambda: sum(counts(server).values()) == 6, "all events")
        assert sorted(counts(server).values()) == [1, 1, 1, 3]
        assert counts(server)[pay] == 3
        assert counts(server)[refund] == 1
        act(server, f"{refund}/split", {"by": None})
        act(server, f"{ship}/unmerge", {})
        report(server, "ship", "no carrier")
        until(lambda: counts(server).get(ship) == 1, "an issue of its own again")
