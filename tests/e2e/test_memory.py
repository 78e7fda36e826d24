"""What people taught, with everything real: three corrections by the API, a kill, and the fourth is judged right."""

import json
import urllib.request
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiwame.core.event import ErrorEvent
from tests.e2e.running import Serving, serving, until
from tests.odd_errors import ODD_ERRORS, an_error

ODD = ODD_ERRORS["an own class"]


def _send(server: Serving, event: ErrorEvent) -> None:
    values = [{"type": link.type, "module": link.module, "value": link.message} for link in event.chain]
    assert server.send(uuid.uuid4().hex, exception={"values": values}) == 200


def _issues(server: Serving) -> Mapping[str, dict[str, Any]]:
    return {issue["title"]: issue for issue in server.get("/api/v1/issues?limit=50")["issues"]}


def _correct(server: Serving, issue_id: str) -> None:
    request = urllib.request.Request(
        f"{server.url}/api/v1/issues/{issue_id}",
        data=json.dumps({"reason": "concurrency_limit"}).encode(),
        method="PATCH",
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


def test_three_corrections_judge_the_fourth_at_once_and_outlive_a_kill(tmp_path: Path) -> None:
    later, other = (
        an_error("acme.GatewayError", "quota ledger parked tenant stark"),
        an_error("RuntimeError", "fax jam"),
    )
    with serving(tmp_path / "data") as first:
        for event in ODD[:3]:
            _send(first, event)
        until(lambda: len(_issues(first)) == 3, "the three odd errors are not three issues")
        for issue in _issues(first).values():
            assert issue["reason"] != "concurrency_limit"
            _correct(first, issue["id"])
        _send(first, ODD[3])
        until(lambda: len(_issues(first)) == 4, "the fourth is no issue")
        found = _issues(first)
        fourth = found[ODD[3].title]
        assert fourth["reason"] == "concurrency_limit"
        assert fourth["confidence"] >= 0.9
        assert fourth["decided_by"].startswith("memory:")
        (won, *_) = first.get(f"/api/v1/issues/{fourth['id']}/trace")["trace"]
        assert sorted(won["taught_by"]) == sorted(found[event.title]["id"] for event in ODD[:3])
        first.kill("worker", "web", "command")
        first.command.wait(10)
    with serving(tmp_path / "data") as second:
        _send(second, later)
        _send(second, other)
        until(lambda: len(_issues(second)) == 6, "the later errors are no issues")
        found = _issues(second)
        assert found[later.title]["reason"] == "concurrency_limit"
        assert found[later.title]["confidence"] >= 0.9
        assert found[other.title]["reason"] != "concurrency_limit"
