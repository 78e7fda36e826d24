"""The examples in docstrings hold."""

import doctest
import importlib

import pytest

from tests.house.source_tree import ROOT, python_files, relative

WITH_EXAMPLES = [
    relative(path) for path in python_files("src/kiwame") if "    >>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", WITH_EXAMPLES)
def test_examples_hold(path: str) -> None:
    name = ".".join((ROOT / path).relative_to(ROOT / "src").with_suffix("").parts)
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert not result.failed
