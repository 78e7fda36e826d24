"""A webhook's address is a secret: looked for in all that Kiwame says, while its channels fail in every way.

None of the addresses is Slack's, so that no pattern of redaction can hide a leak.
"""

import json
import subprocess
import sys
import tarfile
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.running import Serving, serving, until
from tests.e2e.test_slack import QUOTA, issues, send
from tests.notify.slack_recorder import PATH, SlackRecorder, slack

WRONG = ("no_service", "invalid_payload", "rate_limited_long", "rollup_error", "html", "reset", "half", "redirect")
SECRETS = ("verysecretpart", "B0SECRET", "T0SECRET")
PAGES = (
    "/", "/issues", "/issues/1", "/set-up", "/sign-in", "/nowhere", "/metrics", "/healthz", "/readyz", "/openapi.json",
    "/api/v1/issues", "/api/v1/issues/1", "/api/v1/issues/1/deliveries", "/api/v1/issues/1/audit", "/api/v1/nowhere",
)  # fmt: skip


def page(server: Serving, path: str) -> str:
    """What a GET says, errors too."""
    try:
        with urllib.request.urlopen(server.url + path, timeout=20) as answer:
            return str(answer.headers) + str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return str(error.headers) + error.read().decode()


def command(folder: Path, env: Mapping[str, str], *words: str) -> str:
    """All that a command says."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-m", "kiwame.service.cli", *words, "--data", str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", **env},
    )
    return done.stdout + done.stderr


def assert_no_secret(said: str, where: str) -> None:
    """Nothing of an address is in it."""
    for secret in SECRETS:
        at = said.find(secret)
        assert at < 0, f"{where}: …{said[max(0, at - 200) : at + 40]}"


@pytest.mark.timeout(120)
def test_a_webhooks_address_is_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ExitStack() as stack:
        recorders = {answer: stack.enter_context(slack(SlackRecorder(answers=[answer]))) for answer in WRONG}
        nobody, ours = f"http://nobody.invalid{PATH}", recorders["half"].url
        addresses = {answer: recorder.url for answer, recorder in recorders.items()} | {
            "no-name": nobody,
            "no-one": f"http://127.0.0.1:1{PATH}",
            "no-tls": ours.replace("http:", "https:"),
        }
        env = {
            "KIWAME_CHANNELS": json.dumps([{"name": name, "url": url} for name, url in addresses.items()]),
            "KIWAME_SLACK_WEBHOOK_URL": ours,
            "KIWAME_LOG_LEVEL": "debug",
            "PYTHONASYNCIODEBUG": "1",
        }
        server = stack.enter_context(serving(folder, env=env))
        send(server, QUOTA)
        until(lambda: issues(server), "no issue")
        until(
            lambda: all(f"channel={name} " in server.log or f'"{name}"' in server.log for name in addresses), "untried"
        )
        assert "no-tls" in page(server, "/set-up")
        assert "tls_failed" in command(folder, env, "check")
        for path in PAGES:
            assert_no_secret(page(server, path), path)
        for words in (["check"], ["check", "--send", "no-tls"], ["check", "--send", "nobody"], ["delivery", "list"]):
            assert_no_secret(command(folder, env, *words), " ".join(words))
        backup = tmp_path / "backup.tar"
        assert_no_secret(command(folder, env, "backup", str(backup)), "backup")
    assert_no_secret(server.log, "log")
    with tarfile.open(backup) as kept:
        for member in kept:
            found = kept.extractfile(member)
            assert_no_secret(found.read().decode("latin-1") if found else "", member.name)


@pytest.mark.parametrize(
    "url", ["hooks.slack.com/verysecretpart", "ftp://x/verysecretpart", "https://[::/verysecretpart"]
)
def test_an_address_that_cannot_be_is_refused_without_saying_it(tmp_path: Path, url: str) -> None:
    for env in (
        {"KIWAME_SLACK_WEBHOOK_URL": url},
        {"KIWAME_CHANNELS": json.dumps([{"name": "x", "url": url}])},
        {"KIWAME_CHANNELS": json.dumps([{"name": "x", "url": "https://x/verysecretpart", "severities": ["worst"]}])},
        {"KIWAME_CHANNELS": json.dumps([{"url": "https://x/verysecretpart"}]) + "}"},
    ):
        said = command(tmp_path, env, "check")
        assert_no_secret(said, "check")
        assert "KIWAME_" in said, said
