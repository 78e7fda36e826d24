"""Who judges now: the cascade with the user's own rules and what people taught, built anew where either has changed."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kiwame.core.errors import SettingsError, StorageUnavailable
from kiwame.core.event import ErrorEvent
from kiwame.core.issue import KnownIssue
from kiwame.core.memory import Lesson, Lessons
from kiwame.core.ports import Project
from kiwame.core.verdict import Verdict
from kiwame.decide.cascade import Cascade, offline_cascade
from kiwame.decide.user_rules import UserRule
from kiwame.service.logs import logger
from kiwame.service.own_rules import own_rules, version_of
from kiwame.service.settings import Settings
from kiwame.service.settings_source import rules_in

_FRESH_SECONDS = 1.0
_TAUGHT_FRESH_SECONDS = 0.05
"""Of lessons: who corrects an issue and sends the next error at once expects it judged so. A look is one row."""

_log = logger(__name__)


class _Stamp(NamedTuple):
    written_at: int
    size: int
    inode: int


class JudgeBook:
    """Judges with today's rules and lessons: looks whether they changed, for rules once a second. One thread asks.

    `config_file` is where the settings' file is or would be, None where nothing is followed; `lessons` None for a
    store that keeps none; `clock` gives seconds that never go back; `projects` names them for rules that name one.
    Rules that cannot be used change nothing: those before go on, and the log says why once.
    """

    def __init__(
        self,
        settings: Settings,
        config_file: Path | None,
        lessons: Lessons | None,
        clock: Callable[[], float],
        *,
        projects: Callable[[], Sequence[Project]] = tuple,
    ) -> None:
        self._unclassified_below = settings.unclassified_below
        self._file = config_file
        self._lessons = lessons
        self._clock = clock
        self._projects = projects
        self._rules: tuple[UserRule, ...] = settings.user_rules
        self._names: Mapping[str, str] = {}
        self._taught: Sequence[Lesson] = ()
        self._taught_version: str | None = None
        # The settings were read when the command started; a worker that was restarted since looks at once.
        self._stamp: _Stamp | None = _Stamp(-1, -1, -1)
        self._was_away = False
        self._looked_at = self._asked_at = float("-inf")
        self._own_version = ""
        self._cascade = self._built()

    def judge(self, event: ErrorEvent) -> Verdict:
        """The verdict of one event."""
        self.refresh()
        return self._cascade.judge(event)

    def holds(self, issue: KnownIssue) -> bool:
        """Whether an issue's verdict stands: a person's does, a machine's while the user's own rules are the same.

        A newer table of ours changes no verdict by itself: `kiwame rejudge` is asked for that.
        """
        self.refresh()
        same = issue.rules_version.partition("+")[2] == self._own_version
        return issue.verdict_holds and (issue.by_human or same)

    def refresh(self) -> None:
        """Look for what changed, where the last look is a second ago; for lessons a twentieth of one."""
        now = self._clock()
        changed = False
        if now - self._asked_at >= _TAUGHT_FRESH_SECONDS:
            self._asked_at = now
            changed = self._read_lessons()
        if now - self._looked_at >= _FRESH_SECONDS:
            self._looked_at = now
            # Each of them is looked at, whichever changed.
            changed = any([changed, self._read_rules(), self._read_projects()])
        if changed:
            self._cascade = self._built()

    def _built(self) -> Cascade:
        self._own_version = version_of(self._rules)
        return offline_cascade(
            unclassified_below=self._unclassified_below,
            user_rules=own_rules(self._rules, projects=self._names),
            lessons=self._taught,
        )

    def _read_rules(self) -> bool:
        if self._file is None:
            return False
        stamp = _stamp_of(self._file)
        if stamp == self._stamp or self._is_being_written(stamp):
            return False
        self._stamp = stamp
        try:
            rules = rules_in(self._file)
        except SettingsError as error:
            _log.warning("rules_not_reloaded", error=str(error))
            return False
        if rules is None or rules == self._rules:
            return False
        self._rules = rules
        _log.info("rules_reloaded", rules=len(rules), version=version_of(rules))
        return True

    def _is_being_written(self, stamp: _Stamp | None) -> bool:
        """Whether a file is empty or away for the first time: many editors empty or replace what they write, and for
        that moment nothing must be unmuted. Where it is still so at the next look, it is meant."""
        first = (stamp is None or not stamp.size) and bool(self._rules) and not self._was_away
        self._was_away = first
        return first

    def _read_lessons(self) -> bool:
        if self._lessons is None:
            return False
        try:
            version = self._lessons.version()
            if version == self._taught_version:
                return False
            self._taught = self._lessons.all()
        except StorageUnavailable:
            return False
        self._taught_version = version
        return True

    def _read_projects(self) -> bool:
        asked = any(condition.what == "project" for rule in self._rules for condition in (*rule.match, *rule.unless))
        try:
            names = {project.id: project.name for project in self._projects()} if asked else {}
        except StorageUnavailable:
            return False
        if names == self._names:
            return False
        self._names = names
        return True


def _stamp_of(file: Path) -> _Stamp | None:
    """What changes whenever a file is written; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return _Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
