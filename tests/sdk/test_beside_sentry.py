"""The recipe of docs/how-to/beside-sentry.md, taken from the page and run: both get the event, under one id."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from kiwame.lab.capture import text_of
from kiwame.lab.record import Recorder
from tests.e2e.running import serving, until
from tests.house.source_tree import ROOT

FAILS = """
import httpx

def ask():
    request = httpx.Request("POST", "https://api.openai.com/v1/chat/completions", json={"model": "gpt-4.1"})
    said = {"error": {"message": "no", "code": "insufficient_quota"}}
    httpx.Response(429, json=said, request=request).raise_for_status()

for _ in range(2):
    try:
        ask()
    except httpx.HTTPStatusError as error:
        sentry_sdk.capture_exception(error)
"""


def recipe() -> str:
    found = re.search(r"```python\n(.*?)```", (ROOT / "docs/how-to/beside-sentry.md").read_text("utf-8"), re.DOTALL)
    assert found, "the page has no recipe"
    return found[1]


def run(sentry: str, kiwame: str) -> "subprocess.CompletedProcess[str]":
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("SENTRY_", "KIWAME_"))}
    env = plain | {"SENTRY_DSN": sentry, "KIWAME_DSN": kiwame, "SENTRY_RELEASE": "shop@1.4.2", "NO_PROXY": "*"}
    return subprocess.run([sys.executable, "-c", recipe() + FAILS], capture_output=True, text=True, timeout=60, env=env)


def test_both_get_every_event_under_one_id(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server, Recorder() as sentry:
        done = run(sentry.dsn, server.dsn)
        assert (done.returncode, done.stderr) == (0, "")
        sent = [json.loads(text_of(*each).split(b"\n")[2]) for each in sentry.kept]
        assert len(sent) == 2

        def reports() -> int:
            return sum(issue["reports"] for issue in server.get("/api/v1/issues")["issues"])

        until(lambda: reports() == 2, f"{reports()} of 2 events arrived")
        (issue,) = server.get("/api/v1/issues")["issues"]
        assert (issue["category"], issue["reason"]) == ("rate_limit", "quota_exhausted")
        events = server.get(f"/api/v1/issues/{issue['id']}/events")["events"]
        assert {event["event_id"] for event in events} == {event["event_id"] for event in sent}
        assert {event["tags"]["error_code"] for event in sent} == {"insufficient_quota"}


def test_sentry_gets_its_events_though_kiwame_is_down() -> None:
    with Recorder() as sentry:
        done = run(sentry.dsn, f"http://{'a' * 32}@127.0.0.1:9/1")
        assert done.returncode == 0
        assert len(sentry.kept) == 2
