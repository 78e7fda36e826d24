"""Everything that is installed is locked with hashes, for every Python from 3.11.0, and no address is written."""

import re
import tomllib

import pytest

from tests.house.source_tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(\[[^\]]*\])?==", re.MULTILINE)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> set[str]:
    return {canonical(match.group(1)) for match in REQUIREMENT.finditer(text)}


def wanted() -> list[str]:
    extras = PROJECT["project"]["optional-dependencies"]
    lists = [*extras.values(), PROJECT["dependency-groups"]["dev"]]
    return [requirement for entries in lists for requirement in entries if not requirement.startswith("kiwame[")]


def test_the_base_install_has_no_dependency() -> None:
    assert PROJECT["project"]["dependencies"] == []


@pytest.mark.parametrize("requirement", wanted())
def test_dependencies_have_a_lower_bound_and_are_locked(requirement: str) -> None:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    assert ">=" in requirement, "pin by lower bound"
    assert canonical(name.group(0)) in locked((ROOT / "requirements/dev.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_hashes_and_no_address(path: object) -> None:
    text = (ROOT / "requirements" / str(getattr(path, "name", ""))).read_text(encoding="utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert entries
    for entry in entries:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_node_lock_has_integrity_and_no_address() -> None:
    text = (ROOT / "tests/node/package-lock.json").read_text(encoding="utf-8")
    assert "integrity" in text
    assert '"resolved"' not in text
