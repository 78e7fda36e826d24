"""Which keys open which projects, held in memory for the doors and read anew every second."""

import asyncio
import hmac
from collections.abc import Sequence

from kiwame.core.errors import StorageError, place_of
from kiwame.core.ports import Project, Projects
from kiwame.ingest.routes import ProjectState
from kiwame.service import logs

_log = logs.logger(__name__)


class Keyring:
    """Asked in every request from the event loop; `hold` replaces what it knows in one step."""

    def __init__(self, projects: Sequence[Project] = ()) -> None:
        self._projects: dict[str, Project] = {}
        self.hold(projects)

    def hold(self, projects: Sequence[Project]) -> None:
        """Know these projects, oldest first, and no others."""
        self._default = projects[0].id if projects else ""
        self._projects = {project.id: project for project in projects}

    def project_of(self, key: str, project_id: str) -> ProjectState:
        """UNKNOWN for a wrong key and a wrong project alike; keys are compared in constant time."""
        project = self._projects.get(project_id)
        given = key.encode("utf-8", "surrogatepass")
        if project is None or not any(hmac.compare_digest(given, own.encode()) for own in project.public_keys):
            return ProjectState.UNKNOWN
        return ProjectState.CLOSED if project.closed else ProjectState.OPEN

    def default_project(self) -> str:
        """The oldest project's id."""
        return self._default


async def keep_fresh(keyring: Keyring, projects: Projects, *, every: float) -> None:
    """Read the projects anew every so many seconds, until cancelled.

    While they cannot be read the doors go by what they knew: an event is worth more than a closed project. No error
    ends the loop, or a revoked key would open its project for as long as the process lives.
    """
    failed = False
    while True:
        await asyncio.sleep(every)
        try:
            keyring.hold(await asyncio.to_thread(projects.all))
            failed = False
        except Exception as error:
            if not failed:
                _log.warning("keys_not_read", error=str(error) if isinstance(error, StorageError) else place_of(error))
                _log.debug("keys_not_read_because", exc_info=error)
            failed = True
