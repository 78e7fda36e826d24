"""`kiwame memory`, as people call it: what was taught, forgotten, and taken to another installation."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.odd_errors import ODD_ERRORS, a_lesson

from kiwame.core.issue import Correction
from kiwame.core.memory import Lesson
from kiwame.core.taxonomy import Reason
from kiwame.service import cli
from kiwame.service.lesson_lines import MAX_LINE_BYTES
from kiwame.store.engine import open_store
from kiwame.testing import NOW, base_policy, make_recording

TAUGHT = [a_lesson(n + 1, event, Reason.OVERLOADED) for n, event in enumerate(ODD_ERRORS["Chinese"])]


def made(folder: Path, *lessons: Lesson) -> Path:
    """A data folder whose issue 1 was corrected, with further lessons."""
    folder.mkdir()
    store = open_store(folder / "kiwame.sqlite", severity=base_policy)
    store.projects.ensure_default("a" * 32, NOW)
    (issue_id,) = store.recorder.record([make_recording(1)], NOW).new_issues
    store.commands.correct(issue_id, Correction(reason=Reason.DAILY_LIMIT), "ann\x1b[31m", NOW)
    store.lessons.add(lessons)
    store.close()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "data")


@pytest.fixture
def line() -> dict[str, Any]:
    """A line that can be imported, to be broken."""
    return {
        "issue": "12",
        "category": "timeout",
        "reason": "read_timeout",
        "actor": "ann",
        "at": 1760000000.0,
        "traits": {"facts": [["status", "504"]], "classes": ["acme.E"], "words": ["tenant", "park"], "frames": []},
    }


def test_list_says_what_each_issue_taught(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["memory", "list", "--data", str(folder)]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert "\tissue 1\trate_limit/daily_limit\tann\tprovider openai, status 429, code insufficient_quota" in out
    assert "\x1b" not in out


def test_export_writes_into_what_is_no_plain_file(folder: Path, tmp_path: Path) -> None:
    fifo, behind, link = tmp_path / "fifo", tmp_path / "behind.jsonl", tmp_path / "link.jsonl"
    os.mkfifo(fifo)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(fifo.read_bytes)
        assert cli.main(["memory", "export", str(fifo), "--data", str(folder)]) == 0
        assert read.result(timeout=10).startswith(b'{"issue": "1"')
    assert fifo.is_fifo()
    link.symlink_to(behind)
    assert cli.main(["memory", "export", str(link), "--data", str(folder)]) == 0
    assert link.is_symlink()
    assert behind.read_bytes().startswith(b'{"issue": "1"')


@pytest.mark.parametrize(("args", "words"), [(("export", ""), "name a file"), (("import", "-"), "no standard input")])
def test_neither_an_empty_name_nor_a_closed_stdin_is_a_crash(
    args: tuple[str, str], words: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert cli.main(["memory", *args, "--data", str(folder)]) in (1, 2)
    assert words in capsys.readouterr().err


def test_what_was_exported_is_imported_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, there, file = made(tmp_path / "here", *TAUGHT[1:]), made(tmp_path / "there"), tmp_path / "lessons.jsonl"
    assert cli.main(["memory", "export", str(file), "--data", str(here)]) == 0
    assert file.read_bytes().isascii()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "lessons.jsonl", "there"]
    assert cli.main(["memory", "list", "--json", "--data", str(here)]) == 0
    assert capsys.readouterr().out == file.read_text()
    assert cli.main(["memory", "import", str(file), "--data", str(there)]) == 0
    # Issue 1 taught the same here and there, at the same moment.
    assert capsys.readouterr().out == "3 imported, 1 known already\n"
    assert cli.main(["memory", "import", str(file), "--data", str(there)]) == 0
    assert capsys.readouterr().out == "0 imported, 4 known already\n"
    store = open_store(there / "kiwame.sqlite", severity=base_policy)
    assert [lesson.issue for lesson in store.lessons.all()] == ["import:2", "import:3", "import:4", "1"]
    assert [lesson.traits for lesson in store.lessons.all()[:3]] == [lesson.traits for lesson in TAUGHT[1:]]
    store.close()
    assert cli.main(["memory", "forget", "import:3", "--data", str(there)]) == 0
    assert cli.main(["memory", "forget", "import:3", "--data", str(there)]) == 1
    assert "memory list" in capsys.readouterr().err


def without(key: str) -> Callable[[dict[str, Any]], Any]:
    return lambda line: {name: value for name, value in line.items() if name != key}


def changed(**values: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda line: line | values


def traits(**values: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda line: line | {"traits": line["traits"] | values}


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda _: "{", "not JSON"),
        (lambda _: '{"at": NaN}', "not JSON"),
        (lambda _: "[" * 30_000, "not JSON"),
        (lambda _: '{"at": ' + "9" * 5_000 + "}", "not JSON"),
        (lambda _: "\udcff", "not JSON"),
        (lambda _: [1], "no JSON object"),
        (lambda _: "x" * (MAX_LINE_BYTES * 3), "longer than 65536 bytes"),
        (without("traits"), "traits is missing"),
        (changed(more=1), "a key that a lesson has not"),
        (changed(category="unclassified"), "none of the eight"),
        (changed(category=["timeout"]), "none of the eight"),
        (changed(reason="slow"), "reason is unknown; those of timeout: connect_timeout"),
        (changed(reason=None), "reason is unknown"),
        (changed(reason="dns_failure"), "belongs to network_error, not to timeout"),
        (changed(issue=12), "issue must be an id"),
        (changed(issue="1\n2"), "issue must be an id"),
        (changed(issue="9" * 100), "issue must be an id"),
        (changed(actor="a" * 300), "actor must be a text"),
        (changed(actor="a\0"), "cannot be kept"),
        (changed(actor="\ud800"), "cannot be kept"),
        (changed(at="now"), "at must be a time"),
        (changed(at=True), "at must be a time"),
        (changed(at=-1), "at must be a time"),
        (changed(at=10**400), "at must be a time"),
        (changed(traits=[]), "traits must be an object"),
        (traits(words="tenant"), "traits.words must be a list of at most 80"),
        (traits(words=["w"] * 81), "traits.words must be a list of at most 80"),
        (traits(words=[""]), "each of traits.words must not be empty"),
        (traits(words=["w" * 61]), "each of traits.words must be a text of at most 60"),
        (traits(facts=["status"]), "each of traits.facts must be a pair"),
        (traits(facts=[["status", 504]]), "each of traits.facts must be a text"),
        (traits(frames=[1]), "each of traits.frames must be a text"),
        (lambda line: line, "the same issue as line 1"),
        (changed(issue="import:12"), "the same issue as line 1"),
    ],
)
def test_one_broken_line_and_nothing_is_imported(
    folder: Path,
    line: dict[str, Any],
    broken: Callable[[dict[str, Any]], Any],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made_of = broken(line)
    text = made_of if isinstance(made_of, str) else json.dumps(made_of)
    file = folder / "lessons.jsonl"
    file.write_bytes(f"{json.dumps(line)}\n\n{text}\n".encode(errors="surrogateescape"))
    assert cli.main(["memory", "import", str(file), "--data", str(folder)]) == 2
    first, last = capsys.readouterr().err.splitlines()
    assert "lessons.jsonl, line 3: " in first
    assert says in first
    assert len(first) < 600
    assert last.startswith("kiwame: nothing was imported: 1 line of ")
    store = open_store(folder / "kiwame.sqlite", severity=base_policy)
    assert [lesson.issue for lesson in store.lessons.all()] == ["1"]
    store.close()


def test_many_broken_lines_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "lessons.jsonl"
    file.write_text("secret sk-123\n" * 50)
    assert cli.main(["memory", "import", str(file), "--data", str(folder)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 21
    assert "50 lines" in err
    assert "sk-123" not in err


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_files_that_cannot_be_read(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert cli.main(["memory", "import", name, "--data", str(folder)]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert cli.main(["memory", "export", "absent/x", "--data", str(folder)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_it_is_the_same_in_another_process(folder: Path) -> None:
    def call(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kiwame.service.cli", "memory", *words, "--data", str(folder)]
        return subprocess.run(command, input=given, capture_output=True, text=True, check=False)

    exported = call("export")
    assert exported.returncode == 0
    assert json.loads(exported.stdout)["reason"] == "daily_limit"
    assert call("forget", "1").stdout == "forgotten\n"
    assert "nothing was taught yet" in call("list").stderr
    assert call("import", "-", given=exported.stdout).stdout == "1 imported, 0 known already\n"
    assert "\tissue import:1\t" in call("list").stdout
