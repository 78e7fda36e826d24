"""The Dockerfile: clean, humble in what it may do; its very steps, command and health check work without an engine."""

import fnmatch
import os
import signal
import socket
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.running import envelope, until
from tests.house.source_tree import ROOT
from tests.ops.dockerfile import Root, Stage, stages

BUILD, FINAL = stages(ROOT / "Dockerfile")
NEEDS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="mount namespaces of another user's view need root")


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, "--no-color", ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_it_runs_as_nobody_with_one_volume_one_port_and_no_shell() -> None:
    assert BUILD.base == FINAL.base
    assert BUILD.base.startswith("python:3.")
    assert "slim" in BUILD.base
    assert [step.text for step in FINAL.all_of("USER")] == ["10001:10001"]
    assert [step.text for step in FINAL.all_of("VOLUME")] == [FINAL.environment()["KIWAME_DATA"]] == ["/data"]
    assert [step.text for step in FINAL.all_of("EXPOSE")] == ["8969"]
    assert [step.text for step in FINAL.all_of("STOPSIGNAL")] == ["SIGTERM"]
    assert FINAL.all_of("ENTRYPOINT")[0].words + FINAL.all_of("CMD")[0].words == ["kiwame", "serve"]
    names = [step.name for step in FINAL.steps]
    assert names.index("USER") > max(place for place, name in enumerate(names) if name == "RUN")


def test_every_install_is_locked() -> None:
    installs = [part for step in BUILD.all_of("RUN") for part in step.text.split("&&") if " install " in part]
    assert len(installs) == 3
    assert all("--require-hashes" in part or "--no-index" in part for part in installs)
    assert not any("pip" in step.text for step in FINAL.all_of("RUN"))


def test_the_context_holds_what_is_copied_and_no_more() -> None:
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    allowed = [rule[1:] for rule in rules if rule.startswith("!")]
    copied = [name for step in BUILD.all_of("COPY") for name in step.text.split()[:-1]]
    assert sorted(copied) == sorted(allowed)
    assert all((ROOT / name).exists() for name in copied)
    assert not any(fnmatch.fnmatch(".env", name) or fnmatch.fnmatch("kiwame-data", name) for name in allowed)


def health_check(stage: Stage) -> list[str]:
    """The words of HEALTHCHECK … CMD […]."""
    (step,) = stage.all_of("HEALTHCHECK")
    return type(step)(name="CMD", text=step.text.partition(" CMD ")[2]).words


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The final stage, after the steps of both."""
    folder = tmp_path_factory.mktemp("image")
    build, final = Root.fresh(folder / "build"), Root.fresh(folder / "final")
    build.build(BUILD, {})
    final.build(FINAL, {BUILD.name: build})
    return final


class Container:
    """The final stage's command, as an engine would run it read-only, without rights, as its user."""

    def __init__(self, image: Root) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.image = image
        self.env = {**FINAL.environment(), "KIWAME_PORT": str(self.port)}
        words = FINAL.all_of("ENTRYPOINT")[0].words + FINAL.all_of("CMD")[0].words
        self.process = subprocess.Popen(
            self.command(words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline()

    def command(self, words: list[str]) -> list[str]:
        """What runs `words` beside the server."""
        (user,) = FINAL.all_of("USER")
        return self.image.command(words, env=self.env, cwd="/data", user=user.text, locked=True)

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """`docker exec`."""
        return subprocess.run(self.command(list(words)), capture_output=True, text=True, check=False, timeout=30)

    def status(self, path: str, body: bytes | None = None, **headers: str) -> int:
        """The status of a request; 0 where nobody answers."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return int(answer.status)
        except OSError:
            return 0


@pytest.fixture
def container(image: Root) -> Iterator[Container]:
    """A running one."""
    started = Container(image)
    try:
        yield started
    finally:
        started.process.kill()
        started.process.communicate(timeout=30)


@NEEDS_ROOT
def test_it_serves_read_only_and_without_rights(container: Container) -> None:
    assert container.first_line.startswith("DSN: http://"), container.first_line
    until(lambda: container.status("/readyz") == 200, "not ready")
    said = Path(f"/proc/{container.process.pid}/status").read_text().splitlines()
    facts = {line.partition(":")[0]: line.partition(":")[2].split() for line in said}
    assert facts["Uid"] == ["10001"] * 4
    assert facts["NoNewPrivs"] == ["1"]
    assert facts["CapBnd"] == facts["CapEff"] == ["0" * 16]
    for place in ("/", "/opt/kiwame", "/usr/local", "/etc"):
        assert container.run("touch", f"{place}/x").returncode != 0
    key = container.first_line.partition("//")[2].partition("@")[0]
    auth = {"X-Sentry-Auth": f"Sentry sentry_key={key}, sentry_version=7"}
    assert container.status("/api/1/envelope/", envelope(uuid.uuid4().hex), **auth) == 200
    until(lambda: "1 issues, 1 events" in container.run("kiwame", "check").stdout, "no issue")
    made = container.run("kiwame", "backup", "/data/kiwame.tar")
    assert made.returncode == 0, made.stderr
    container.process.send_signal(signal.SIGTERM)
    assert container.process.wait(30) == 0


@NEEDS_ROOT
def test_the_health_check_tells_the_living_from_the_dead(container: Container) -> None:
    until(lambda: container.status("/healthz") == 200, "not up")
    assert container.run(*health_check(FINAL)).returncode == 0
    container.process.send_signal(signal.SIGTERM)
    container.process.wait(15)
    assert container.run(*health_check(FINAL)).returncode == 1


@NEEDS_ROOT
def test_nothing_of_the_build_is_left_and_the_database_driver_is_there(image: Root, container: Container) -> None:
    packages = {path.name for path in (image.own / "opt/kiwame/lib").glob("python3.*/site-packages/*")}
    assert {"kiwame", "psycopg", "uvicorn"} <= packages
    assert not {"pip", "hatchling", "pytest"} & packages
    assert container.run("python", "-c", "import psycopg, redis, re2, zlib_ng, msgspec").returncode == 0
