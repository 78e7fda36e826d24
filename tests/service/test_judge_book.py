"""Who judges: rules and lessons that change are followed, those that cannot be used change nothing."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from kiwame.core.errors import StorageUnavailable
from kiwame.core.issue import KnownIssue
from kiwame.core.memory import Lesson
from kiwame.core.ports import Project
from kiwame.service.judge_book import JudgeBook
from kiwame.service.settings_source import load
from kiwame.testing import FrozenClock, make_event

MUTED = '[[rule]]\nid = "quiet"\nmatch.provider = "openai"\nset.mute = true\n'
KNOWN = KnownIssue(id="1", reports=1, verdict_holds=True)


class Written:
    """A settings file and the book that follows it."""

    def __init__(self, folder: Path, text: str) -> None:
        self.file = folder / "kiwame.toml"
        self.clock = FrozenClock()
        self.writes = 0
        self.write(text)
        self.book = self.made()

    def made(self) -> JudgeBook:
        settings = load({}, options={"data": str(self.file.parent)}).settings
        return JudgeBook(settings, self.file, None, self.clock, projects=self.projects)

    def projects(self) -> Sequence[Project]:
        return [Project(id="1", name="Backend")]

    def write(self, text: str) -> None:
        """Write the file; each time counts as later than the one before."""
        self.writes += 1
        self.file.write_text(text)
        os.utime(self.file, (self.writes, self.writes))

    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that asked for something of an event, a second later."""
        self.clock.advance(1)
        return self.book.judge(make_event()).directive.rules


def test_changed_rules_are_followed_within_a_second(tmp_path: Path) -> None:
    written = Written(tmp_path, MUTED)
    assert written.rules() == ("quiet",)
    written.write(MUTED.replace("quiet", "silent"))
    assert written.book.judge(make_event()).directive.rules == ("quiet",)
    assert written.rules() == ("silent",)
    written.file.unlink()
    assert [written.rules(), written.rules()] == [("silent",), ()]
    written.write(MUTED)
    assert written.rules() == ("quiet",)


def test_a_file_that_is_empty_while_it_is_written_unmutes_nothing(tmp_path: Path) -> None:
    written = Written(tmp_path, MUTED)
    for _ in range(2):
        written.write("")
        assert written.rules() == ("quiet",)
        written.write(MUTED)
        assert written.rules() == ("quiet",)
    written.write("")
    assert [written.rules(), written.rules()] == [("quiet",), ()]


def test_what_was_written_before_a_worker_was_restarted_is_followed_at_once(tmp_path: Path) -> None:
    written = Written(tmp_path, "")
    settings = load({}, options={"data": str(tmp_path)}).settings
    written.write(MUTED)
    book = JudgeBook(settings, written.file, None, written.clock)
    assert book.judge(make_event()).directive.rules == ("quiet",)


def test_rules_that_cannot_be_used_are_said_once_and_those_before_go_on(tmp_path: Path) -> None:
    written = Written(tmp_path, MUTED)
    assert written.rules() == ("quiet",)
    written.write('admin_password = "hunter22"\n' + MUTED.replace("mute", "muet"))
    with capture_logs() as logs:
        assert written.rules() == written.rules() == ("quiet",)
    (warning,) = [line for line in logs if line["event"] == "rules_not_reloaded"]
    assert "did you mean set.mute?" in warning["error"]
    assert "hunter22" not in str(logs)
    written.write("not toml")
    assert written.rules() == ("quiet",)
    written.write(MUTED.replace("quiet", "again"))
    assert written.rules() == ("again",)


def test_a_verdict_holds_while_the_own_rules_are_the_same(tmp_path: Path) -> None:
    written = Written(tmp_path, "")
    assert written.book.holds(replace(KNOWN, rules_version="0"))
    assert not written.book.holds(replace(KNOWN, rules_version="0", verdict_holds=False))
    written.write(MUTED)
    written.clock.advance(1)
    assert not written.book.holds(replace(KNOWN, rules_version="0"))
    assert written.book.holds(replace(KNOWN, rules_version="0", by_human=True))
    version = written.book.judge(make_event()).versions.rules
    assert written.book.holds(replace(KNOWN, rules_version=version))
    written.write("# none")
    written.clock.advance(1)
    assert not written.book.holds(replace(KNOWN, rules_version=version))


def test_a_rule_may_name_a_project(tmp_path: Path) -> None:
    written = Written(tmp_path, MUTED.replace('provider = "openai"', 'project = "backend"'))
    assert written.rules() == ("quiet",)


def test_rules_of_the_environment_are_not_those_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIWAME_USER_RULES", "[]")
    assert Written(tmp_path, MUTED).rules() == ("quiet",)  # from the settings, which were read without it


class Taught:
    """Lessons that may be away."""

    def __init__(self) -> None:
        self.reads = 0
        self.now = "1"
        self.away = False

    def version(self) -> str:
        """The version."""
        if self.away:
            raise StorageUnavailable("away")
        return self.now

    def all(self) -> list[Lesson]:
        """None yet."""
        self.reads += 1
        return []

    def add(self, lessons: Sequence[Lesson]) -> int:
        """Not asked for."""
        raise NotImplementedError

    def forget(self, issue: str) -> None:
        """Not asked for."""
        raise NotImplementedError


def test_lessons_are_read_where_they_changed(tmp_path: Path) -> None:
    taught, clock = Taught(), FrozenClock()
    book = JudgeBook(load({}, options={"data": str(tmp_path)}).settings, None, taught, clock)
    for away, version, reads in ((False, "1", 1), (False, "1", 1), (True, "2", 1), (False, "2", 2)):
        taught.away, taught.now = away, version
        clock.advance(1)
        book.judge(make_event())
        assert taught.reads == reads


def test_what_was_taught_just_now_judges_the_next_event(tmp_path: Path) -> None:
    taught, clock = Taught(), FrozenClock()
    book = JudgeBook(load({}, options={"data": str(tmp_path)}).settings, None, taught, clock)
    book.judge(make_event())
    taught.now = "2"
    clock.advance(0.1)
    book.judge(make_event())
    assert taught.reads == 2
