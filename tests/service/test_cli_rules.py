"""`kiwame rules`, and classify by the user's own rules: on the base install, as processes."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.service.test_classify import QUOTA, SENTRY, run

RULES = """
[[rule]]
id = "vault"
match.provider = "openai"
match.class = "*RateLimit*"
set.reason = "configuration"
set.team = "Payments"
[[rule]]
id = "quiet"
match.category = "code_bug"
set.mute = true
set.severity_floor = "critical"
[[rule]]
id = "late"
match.status = "4xx"
set.reason = "database"
set.team = "Stores"
set.severity_ceiling = "low"
"""
CASES = json.dumps(QUOTA) + "\nnot json\n" + json.dumps({"id": "b", "message": "KeyError: 'x'"}) + "\n"


@pytest.fixture
def config(tmp_path: Path) -> str:
    file = tmp_path / "mine.toml"
    file.write_text(RULES)
    return str(file)


def lines(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_trial_shows_what_fired_what_won_and_what_was_asked_for(config: str) -> None:
    done = run("rules", "test", "--config", config, "--format", "jsonl", stdin=CASES)
    assert done.returncode == 3
    assert done.stderr.startswith(b"kiwame: line 2: not JSON")
    case, other = lines(done.stdout)
    assert (case["id"], case["decided_by"], case["severity"]) == ("a", "rules:own.vault", "critical")
    own = [(each["rule"], each["outcome"]) for each in case["fired"] if each["rule"].startswith("own.")]
    assert own == [("own.vault", "won"), ("own.quiet", ""), ("own.late", "lost")]
    table = [each for each in case["fired"] if each["says"] == "rate_limit/quota_exhausted"]
    assert table
    assert table[0]["outcome"] == "lost"
    assert table[0]["why"]
    assert ("team", "Stores", "lost", "rule vault above it says Payments") in [
        (each["thing"], each["value"], each["outcome"], each["why"]) for each in case["asked"]
    ]
    assert case["directive"] == {
        "team": "Payments", "severity_floor": "critical", "severity_ceiling": None, "mute": True,
        "rules": ["vault", "quiet"],
    }  # fmt: skip
    assert [each["rule"] for each in other["fired"] if each["rule"].startswith("own.")] == (
        ["own.quiet"] if other["category"] == "code_bug" else []
    )


def test_a_trial_for_people(config: str, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(SENTRY))
    done = run("rules", "test", str(file), "--config", config)
    assert done.returncode == 0
    assert done.stdout.decode().startswith(
        f"case {SENTRY['event_id']}: ReadTimeout: The read operation timed out\n  1. "
    )
    text = run("rules", "test", "--config", config, stdin=json.dumps(QUOTA)).stdout.decode()
    assert "own.vault code_bug/configuration: won (" in text
    assert "own.late asks for ceiling low: lost (rule quiet above it sets the floor critical)" in text
    assert "team Payments, floor critical, muted: nobody is told" in " ".join(text.split())


def test_without_own_rules_the_table_is_tried(tmp_path: Path) -> None:
    done = run("rules", "test", "--data", str(tmp_path), "--format", "jsonl", stdin=json.dumps(QUOTA))
    assert (done.returncode, b"no rules of your own" in done.stderr) == (0, True)
    (case,) = lines(done.stdout)
    assert case["fired"]
    assert case["asked"] == []


def test_rules_are_listed_in_the_order_in_which_they_count(config: str) -> None:
    all_rules = lines(run("rules", "list", "--config", config, "--format", "jsonl").stdout)
    own = lines(run("rules", "list", "--own", "--config", config, "--format", "jsonl").stdout)
    assert all_rules[: len(own)] == own
    assert [row["rule"] for row in own] == ["own.vault", "own.quiet", "own.late"]
    assert own[1]["about"] == "category code_bug → floor critical, mute true"
    assert all({"rule", "says", "confidence", "about"} == row.keys() for row in all_rules)
    assert b"own.late" in run("rules", "list", "--config", config).stdout
    assert b"no rules of your own" in run("rules", "list", "--own", "--data", "/nonexistent").stderr


def test_a_regular_expression_names_the_extra_that_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[rule]]\nid = "a"\nmatch.message_re = "x+"\nset.mute = true\n')
    for words in (("rules", "list"), ("rules", "test"), ("check",)):
        done = run(*words, "--config", str(file), stdin="boom")
        assert done.returncode == 2
        assert b"rule 1 ('a') has match.message_re" in done.stderr
        assert b"pip install 'kiwame[server]'" in done.stderr


def test_classify_and_explain_apply_own_rules(config: str) -> None:
    env = {"KIWAME_CONFIG": config}
    (case,) = lines(run("classify", stdin=json.dumps(QUOTA), env=env).stdout)
    assert (case["decided_by"], case["severity"]) == ("rules:own.vault", "critical")
    assert (case["team"], case["muted"], case["rules"]) == ("Payments", True, ["vault", "quiet"])
    text = " ".join(run("explain", "--format", "text", stdin=json.dumps(QUOTA), env=env).stdout.decode().split())
    assert "Payments: The operator" in text
    assert "Nobody is told: muted by your rule vault, quiet." in text
    assert "a rule of yours sets a floor" in text
    (plain,) = lines(run("classify", stdin=json.dumps(QUOTA)).stdout)
    assert "team" not in plain
