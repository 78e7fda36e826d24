"""The compose file: what the specification allows, Kiwame alone unless asked, as few rights as the image needs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kiwame.service.settings import Settings, name_of, rows
from tests.house.source_tree import ROOT
from tests.ops.dockerfile import stages

FILE = ROOT / "compose.yaml"
COMPOSE: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
SERVICES: dict[str, Any] = COMPOSE["services"]


def _schema_check(file: Path) -> "subprocess.CompletedProcess[str]":
    """By the schema of the specification, which the package carries."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_specification_allows_it(tmp_path: Path) -> None:
    done = _schema_check(FILE)
    assert done.returncode == 0, done.stdout
    wrong = tmp_path / "compose.json"
    wrong.write_text(json.dumps({**COMPOSE, "services": {"kiwame": {"imag": "kiwame"}}}))
    assert _schema_check(wrong).returncode == 1


def test_kiwame_is_alone_unless_a_profile_asks_for_more() -> None:
    assert [name for name, service in SERVICES.items() if not service.get("profiles")] == ["kiwame"]
    assert SERVICES["postgres"]["profiles"] == ["postgres"]
    assert SERVICES["kiwame"]["depends_on"]["postgres"]["required"] is False
    assert COMPOSE["networks"]["store"] == {"internal": True}
    assert "ports" not in SERVICES["postgres"]


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_has_few_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "pid", "ipc", "network_mode", "devices"} & set(service)


def test_it_fits_the_image() -> None:
    image = stages(ROOT / "Dockerfile")[-1]
    service = SERVICES["kiwame"]
    assert service["volumes"] == [f"data:{image.all_of('VOLUME')[0].text}"]
    (port,) = service["ports"]
    assert port.startswith("127.0.0.1:")
    assert port.endswith(f":{image.all_of('EXPOSE')[0].text}")
    # SIGTERM comes first, and what was begun is finished: the engine must wait longer than the longest default.
    drain = Settings().drain_seconds
    assert int(service["stop_grace_period"].removesuffix("s")) > drain


def test_what_it_sets_are_settings_and_secrets_are_files() -> None:
    known = {name_of(row): row.metadata["secret"] for row in rows()}
    for name, value in SERVICES["kiwame"]["environment"].items():
        setting = name.removesuffix("_FILE")
        assert setting in known, name
        assert known[setting] == name.endswith("_FILE"), name
        if known[setting]:
            assert value.removeprefix("/run/secrets/") in SERVICES["kiwame"]["secrets"]
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].endswith(":-/dev/null}")
    assert {*SERVICES["kiwame"]["secrets"], *SERVICES["postgres"]["secrets"]} == set(COMPOSE["secrets"])


def _unset(value: str) -> str:
    """What `${NAME:-default}` is without NAME."""
    return value.partition(":-")[2].removesuffix("}")


def test_what_is_not_set_is_empty_and_a_secret_an_empty_file(tmp_path: Path) -> None:
    written = SERVICES["kiwame"]["environment"].items()
    env = {name: "/dev/null" if name.endswith("_FILE") else _unset(value) for name, value in written}
    command = [sys.executable, "-m", "kiwame.service.cli", "check", "--data", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env | {"PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(set, not shown)" not in done.stdout
