"""`kiwame rejudge` beside a running server: its own rules judge, a person's words hold, and nobody is told."""

import json
from pathlib import Path

from tests.e2e.running import serving, until
from tests.e2e.test_slack import KEY, SLOW, change, environment, issues, reports, run, send, taken
from tests.notify.slack_recorder import slack

RULES = """
[[rule]]
id = "everything"
match.library = ["httpx", "openai"]
set.reason = "resource_exhausted"
set.severity_floor = "critical"
"""


def test_issues_change_and_nobody_is_told(tmp_path: Path) -> None:
    with slack() as recorder, serving(tmp_path / "data", env=environment(recorder)) as server:
        send(server, SLOW)
        send(server, KEY)
        taken(recorder, 1)
        until(lambda: reports(server) == 2, "events are missing")
        before = {issue["reason"]: issue for issue in issues(server)}
        slow, key = before["read_timeout"], before["invalid_api_key"]
        change(server, key["id"], reason="tls_error")
        (tmp_path / "data" / "kiwame.toml").write_text(RULES, encoding="utf-8")

        dry = run(server, recorder, "rejudge", "--dry-run")
        said = f"#{slow['id']}  timeout/read_timeout → code_bug/resource_exhausted  by rules:own.everything, was "
        assert (dry.returncode, dry.stdout.startswith(said)) == (0, True), dry.stdout + dry.stderr
        assert {issue["reason"] for issue in issues(server)} == {"read_timeout", "tls_error"}

        done = run(server, recorder, "rejudge", "--format", "jsonl")
        assert json.loads(done.stdout)["now"]["floor"] == "critical"
        assert done.stderr.endswith("2 issues judged again: 1 changed, 1 held by people\n")
        after = {issue["id"]: (issue["reason"], issue["severity"]) for issue in issues(server)}
        assert after[slow["id"]] == ("resource_exhausted", "critical")
        assert after[key["id"]][0] == "tls_error"

        send(server, SLOW)
        until(lambda: reports(server) == 3, "the event is missing")
        assert server.get(f"/api/v1/issues/{slow['id']}/deliveries") == {"deliveries": []}
        assert len(recorder.posts) == 1
