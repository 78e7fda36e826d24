"""The user's own rules in a running server: changed without a restart, for new issues and for those there are."""

from pathlib import Path
from typing import Any

from tests.e2e.running import Serving, serving, until
from tests.e2e.test_slack import KEY, QUOTA, environment, issues, reports, send, taken
from tests.notify.slack_recorder import slack

MUTE_QUOTA = """
[[rule]]
id = "no-credit-is-known"
match.reason = "quota_exhausted"
set.mute = true
set.team = "Billing"
"""
KEYS_ARE_CONFIGURATION = """
[[rule]]
id = "vault"
match.status = 401
match.message_re = "(?i)incorrect api key"
set.reason = "configuration"
set.severity_ceiling = "high"
"""


def by_count(server: Serving) -> dict[int, dict[str, Any]]:
    """Issues by how often they were reported."""
    return {issue["reports"]: issue for issue in issues(server)}


def test_rules_change_while_the_server_runs_and_a_muted_issue_alerts_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    file = folder / "kiwame.toml"
    file.write_text(MUTE_QUOTA)
    with slack() as recorder, serving(folder, env=environment(recorder)) as server:
        send(server, QUOTA)
        until(lambda: reports(server) == 1, "the event is missing")
        send(server, KEY)
        (post,) = taken(recorder, 1)
        assert "key" in post.header  # and nothing was said of the credit, which came first

        # For an issue that is there already, and without a word to anybody.
        file.write_text(MUTE_QUOTA + KEYS_ARE_CONFIGURATION)

        def judged_anew() -> bool:
            send(server, KEY)
            return any(issue["decided_by"] == "rules:own.vault" for issue in issues(server))

        until(judged_anew, f"the new rule is not followed: {server.log}")
        (issue,) = [each for each in issues(server) if each["decided_by"] == "rules:own.vault"]
        assert (issue["category"], issue["reason"], issue["severity"]) == ("code_bug", "configuration", "high")

        # What cannot be used changes nothing, and is said.
        file.write_text(MUTE_QUOTA.replace("mute", "muet"))
        until(lambda: bool(send(server, KEY)) or "rules_not_reloaded" in server.log, "nothing was said")
        assert "did you mean set.mute?" in server.log
        send(server, QUOTA)
        count = reports(server)
        until(lambda: reports(server) == count, "events are missing")

        # The rule goes: what was muted counted as told.
        file.write_text("")
        until(lambda: send(server, QUOTA) or not issues_of(server, "quota_exhausted")["muted"], "muted for ever")
        assert len(recorder.posts) == 1


def issues_of(server: Serving, reason: str) -> dict[str, Any]:
    """The issue of this reason."""
    (issue,) = [each for each in issues(server) if each["reason"] == reason]
    return issue
