"""What must not be in the repository: addresses of package indexes, paths of one machine, unfinished work."""

import re

from tests.house.source_tree import relative, tracked

HERE = "tests/house/test_words.py"
FORBIDDEN = {
    "address of a package index": r"pythonhosted\.org|pypi\.org|registry\.npmjs\.org|deb\.debian\.org",
    "path of one machine": r"(?:^|[^a-zA-Z0-9_.])/(?:work|home/[a-z]+|root)/(?!\.\.\.)",
    "unfinished work": r"\b(?:TODO|FIXME|XXX)\b",
    "index option": r"--(?:extra-)?index-url",
}
TEXT_SUFFIXES = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".jsonl",
    ".mjs",
    ".yaml",
    ".yml",
    ".po",
    ".cfg",
    ".ini",
    "",
}
MACHINE_PATHS_ARE_DATA = ("tests/", "src/kiwame/lab/")
"""Stack traces of made-up events hold paths such as /home/app/…: there they are data."""


def test_forbidden_words_are_absent() -> None:
    found = []
    for path in tracked():
        name = relative(path)
        if path.suffix not in TEXT_SUFFIXES or name in (HERE, "LICENSE"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in FORBIDDEN.items():
            if what == "path of one machine" and name.startswith(MACHINE_PATHS_ARE_DATA):
                continue
            found += [f"{name}: {what}: {match.group(0)}" for match in re.finditer(pattern, text, re.MULTILINE)]
    assert not found
