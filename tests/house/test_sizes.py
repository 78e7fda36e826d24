"""Files stay below 400 lines, functions below 60, parameters at five; a longer one says why in allowed.toml."""

import statistics
import tomllib

import pytest

from tests.house.source_tree import ROOT, functions, python_files, relative

ALLOWED = tomllib.loads((ROOT / "tests/house/allowed.toml").read_text(encoding="utf-8"))
FILES = python_files("src/kiwame")
NAMES_TO_AVOID = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


def lines_of(path: str) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", [relative(path) for path in FILES])
def test_file_is_short_enough(path: str) -> None:
    assert lines_of(path) <= 400 or path in ALLOWED["files"], f"{path} wants a wall, or a reason in allowed.toml"


def test_the_median_file_is_short() -> None:
    assert statistics.median(lines_of(relative(path)) for path in FILES) <= 200


def test_functions_are_short() -> None:
    lengths = {
        f"{relative(path)}::{name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in FILES
        for name, node in functions(path)
    }
    too_long = {name: size for name, size in lengths.items() if size > 60 and name not in ALLOWED["functions"]}
    assert not too_long
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 40


def test_functions_take_few_positional_parameters() -> None:
    crowded = {}
    for path in FILES:
        for name, node in functions(path):
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            count = len([argument for argument in names if argument not in ("self", "cls")])
            key = f"{relative(path)}::{name}"
            if count > 5 and key not in ALLOWED["parameters"]:
                crowded[key] = count
    assert not crowded


def test_every_exception_in_allowed_toml_is_still_needed() -> None:
    stale = [path for path in ALLOWED["files"] if not (ROOT / path).exists() or lines_of(path) <= 400]
    sizes = {f"{relative(path)}::{name}": node for path in FILES for name, node in functions(path)}
    stale += [path for path in ALLOWED["reexports"] if not (ROOT / path).exists()]
    stale += [name for section in ("functions", "parameters") for name in ALLOWED[section] if name not in sizes]
    assert not stale


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [relative(path) for path in FILES if path.stem in NAMES_TO_AVOID]


def test_packages_reexport_nothing() -> None:
    for path in FILES:
        if path.name == "__init__.py" and relative(path) not in ALLOWED["reexports"]:
            lines = path.read_text(encoding="utf-8").splitlines()
            assert not [line for line in lines if line.startswith(("import ", "from "))], relative(path)
