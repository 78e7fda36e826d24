"""Every package's docstring is its map, which names each module; and every module says what it is for."""

import ast

import pytest

from tests.house.source_tree import ROOT, python_files, relative

PACKAGES = sorted(relative(path.parent) for path in python_files("src/kiwame") if path.name == "__init__.py")

ALIKE = {
    f"src/kiwame/{name}"
    for name in ("decide/rules", "lab/clients", "lab/faults", "lab/provider", "playbooks", "store/migrations/versions")
}
"""Packages of files of one kind, each named after what it is about: the map says the kind."""


@pytest.mark.parametrize("package", PACKAGES)
def test_the_map_names_every_module(package: str) -> None:
    folder = ROOT / package
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    modules = {path.stem for path in python_files(package) if path.parent == folder} - {"__init__"}
    unnamed = {name for name in modules if f"`{name}`" not in said and f"`{name.partition('_')[0]}_*`" not in said}
    assert said, f"{package} has no map"
    assert not unnamed or package in ALIKE, f"{package}: {', '.join(sorted(unnamed))}"


@pytest.mark.parametrize("path", [relative(path) for path in python_files("src/kiwame")])
def test_every_module_says_what_it_is_for(path: str) -> None:
    assert ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))
