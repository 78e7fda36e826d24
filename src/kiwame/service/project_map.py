"""Which project a webhook's event belongs to: the one that [sentry.projects] names for it, else the default one."""

from collections.abc import Callable, Mapping, Sequence

from kiwame.core.errors import Unreadable
from kiwame.core.ports import Project

_FRESH_SECONDS = 2.0


class ProjectMap:
    """Answers from memory, read anew every two seconds. `projects` reads them all, `clock` gives seconds."""

    def __init__(
        self,
        *,
        sentry: Sequence[tuple[str, str]],
        projects: Callable[[], Sequence[Project]],
        clock: Callable[[], float],
    ) -> None:
        self._sentry = {theirs.casefold(): ours for theirs, ours in sentry}
        self._projects = projects
        self._clock = clock
        self._ids: Mapping[str, str] = {}
        self._default = ""
        self._read_at = float("-inf")

    def of_webhook(self, names: Sequence[str]) -> str:
        """The project's id for what Sentry calls its project (number, slug).

        Unreadable "unknown_project" where the mapped project is not here: better in quarantine than among another's
        issues. A closed project keeps what it is sent by a webhook: nobody else could say so to Sentry.
        """
        if self._clock() - self._read_at > _FRESH_SECONDS:
            self._refresh()
        mapped = next((self._sentry[name.casefold()] for name in names if name.casefold() in self._sentry), None)
        if mapped is None:
            return self._default
        if mapped.casefold() not in self._ids:
            self._refresh()  # it may be new
        if mapped.casefold() not in self._ids:
            raise Unreadable("unknown_project", "[sentry.projects] maps it to a project that is not here")
        return self._ids[mapped.casefold()]

    def _refresh(self) -> None:
        found = list(self._projects())
        self._ids = {project.name.casefold(): project.id for project in found} | {p.id: p.id for p in found}
        self._default = found[0].id if found else ""
        self._read_at = self._clock()
