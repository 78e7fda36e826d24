"""One failure that an SDK's integration reports and the framework again: one issue, one failure, two reports."""

import io
import json
import time

import pytest

from kiwame.lab.compare import stored_reports
from kiwame.lab.progress import Progress
from kiwame.lab.sample import Order, SampleApp
from kiwame.lab.served import direct, served

pytestmark = pytest.mark.prove
ROUNDS = 3
TWICE = ("openai-wrapped", "httpx-read-timeout")
"""The application wraps what an integration has reported; the application captures, then raises HTTPException."""


def test_a_failure_reported_twice_counts_once() -> None:
    with served(Progress(io.StringIO())) as (server, dsn):
        with SampleApp(dsn) as app:
            app.meet(Order(fault=fault, seed=f"{turn}.{fault}") for turn in range(ROUNDS) for fault in TWICE)
            sent = app.sent()
        assert len(sent) == 2 * ROUNDS * len(TWICE)
        deadline = time.monotonic() + 20
        while stored_reports(server) < len(sent) and time.monotonic() < deadline:
            time.sleep(0.05)
        with direct.open(f"{server}/api/v1/issues", timeout=10) as answer:
            issues = json.load(answer)["issues"]
    assert sorted((issue["category"], issue["count"], issue["reports"]) for issue in issues) == [
        ("provider_error", ROUNDS, 2 * ROUNDS),
        ("timeout", ROUNDS, 2 * ROUNDS),
    ]
