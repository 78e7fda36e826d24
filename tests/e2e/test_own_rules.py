"""The user's own rules in a running server: changed without a restart, for new issues and for those there are."""

from collections.abc import Callable
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


def issue_of(server: Serving, **fields: object) -> dict[str, Any] | None:
    """The issue with these values, None where there is none."""
    return next((each for each in issues(server) if all(each[key] == value for key, value in fields.items())), None)


def sent_until(server: Serving, fault: dict[str, str], true: Callable[[], bool], otherwise: str) -> None:
    """Send a fault again and again until something is so."""

    def sent() -> bool:
        if true():
            return True
        count = reports(server)
        send(server, fault)
        until(lambda: reports(server) > count, "an event is missing")
        return False

    until(sent, otherwise)


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
        by_own = {"decided_by": "rules:own.vault", "reason": "configuration", "severity": "high"}
        sent_until(server, KEY, lambda: issue_of(server, **by_own) is not None, f"not followed: {server.log}")

        # What cannot be used changes nothing, and is said.
        file.write_text(MUTE_QUOTA.replace("mute", "muet"))
        sent_until(server, KEY, lambda: "rules_not_reloaded" in server.log, "nothing was said")
        assert "did you mean set.mute?" in server.log
        credit = issue_of(server, reason="quota_exhausted")
        assert credit is not None
        assert (credit["muted"], credit["team"], credit["own_rules"]) == (True, "Billing", ["no-credit-is-known"])

        # The rule goes: what was muted counted as told.
        file.write_text("")
        free = {"reason": "quota_exhausted", "team": None}
        sent_until(server, QUOTA, lambda: issue_of(server, **free) is not None, "muted for ever")
        assert len(recorder.posts) == 1
