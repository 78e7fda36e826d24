"""The systemd unit: systemd reads it without complaint and finds it little exposed; what it hands over are settings."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiwame.service.settings import Settings, name_of, rows
from tests.house.source_tree import ROOT

UNIT = ROOT / "packaging/kiwame.service"
SECRETS = ROOT / "packaging/kiwame.service.d/secrets.conf"
EXPOSURE = 20
"""Tenths of systemd's exposure level, 0 to 100; a unit without any protection has 96."""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with its drop-in, and a program in the place of ours, which is not installed in /opt here."""
    if shutil.which("systemd-analyze") is None:
        pytest.fail("systemd is not installed: python -m tests.setup.services, as root")
    text = UNIT.read_text(encoding="utf-8")
    assert "ExecStart=/opt/kiwame/bin/kiwame serve\n" in text
    written = tmp_path / UNIT.name
    written.write_text(text.replace("/opt/kiwame/bin/kiwame serve", "/bin/true"))
    shutil.copytree(SECRETS.parent, tmp_path / SECRETS.parent.name)
    return written


def _analyze(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["systemd-analyze", *map(str, words)], capture_output=True, text=True, check=False)


def test_systemd_reads_it(unit: Path) -> None:
    done = _analyze("verify", "--man=no", unit)
    assert (done.returncode, done.stderr) == (0, "")
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSystm=strict"))
    assert "ProtectSystm" in _analyze("verify", "--man=no", unit).stderr


def test_it_is_little_exposed(unit: Path) -> None:
    done = _analyze("security", "--offline=yes", f"--threshold={EXPOSURE}", "--no-pager", unit)
    assert done.returncode == 0, done.stdout
    assert _analyze("security", "--offline=yes", "--threshold=1", "--no-pager", unit).returncode != 0


def test_each_secret_comes_as_a_credential_and_is_a_setting() -> None:
    secret = {name_of(row) for row in rows() if row.metadata["secret"]}
    text = SECRETS.read_text(encoding="utf-8")
    named = re.findall(r"^Environment=(KIWAME_\w+)_FILE=%d/(\w+)$", text, re.MULTILINE)
    assert named
    assert {name for name, _ in named} <= secret
    assert [name for _, name in named] == re.findall(r"^LoadCredential=(\w+):/etc/kiwame/\1$", text, re.MULTILINE)


def test_it_waits_for_the_drain_and_does_not_repeat_a_wrong_setting() -> None:
    text = UNIT.read_text(encoding="utf-8")
    drain = Settings().drain_seconds
    (stop,) = re.findall(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)
    assert int(stop) > drain
    assert "\nRestartPreventExitStatus=2\n" in text
