"""Projects and their DSN keys."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from kiwame.core.errors import Conflict, NotFound, UsageError
from kiwame.core.ports import Project
from kiwame.store.database import Database
from kiwame.store.schema import project_keys, projects
from kiwame.store.seen import insert_or_ignore, project_number
from kiwame.store.text import clean

DEFAULT_NAME = "default"


def _missing(project_id: str) -> NotFound:
    return NotFound(f"There is no project {project_id[:40]!r}: kiwame check lists the projects")


@dataclass(frozen=True, slots=True)
class SqlProjects:
    """`Projects` on a database."""

    database: Database

    def create(self, name: str, public_key: str, now: float) -> Project:
        """A new project with its first key. Conflict where the name or the key is taken, UsageError for no name."""
        with self.database.write() as connection:
            return _create(connection, name, public_key, now)

    def ensure_default(self, public_key: str, now: float) -> Project:
        """The default project (the first one), made with `public_key` where there is none yet."""
        with self.database.write() as connection:
            # Two processes that start together: the second finds the name taken and then the first's project.
            first = _all(connection)
            if not first:
                statement = insert_or_ignore(connection, projects).returning(projects.c.id)
                row = {"name": DEFAULT_NAME, "closed": False, "created_at": now}
                number = connection.execute(statement, row).scalar_one_or_none()
                if number is not None:
                    _add_key(connection, number, public_key)
                first = _all(connection)
            return first[0]

    def all(self) -> list[Project]:
        """All projects, oldest first, closed ones too."""
        with self.database.read() as connection:
            return _all(connection)

    def close(self, project_id: str) -> None:
        """Refuse events of this project from now on. NotFound."""
        self._set_closed(project_id, closed=True)

    def reopen(self, project_id: str) -> None:
        """Take events again. NotFound."""
        self._set_closed(project_id, closed=False)

    def _set_closed(self, project_id: str, *, closed: bool) -> None:
        number = project_number(project_id)
        with self.database.write() as connection:
            done = connection.execute(update(projects).where(projects.c.id == number).values(closed=closed))
            if done.rowcount == 0:
                raise _missing(project_id)

    def add_key(self, project_id: str, public_key: str) -> None:
        """A further key. NotFound; Conflict where the key is taken."""
        number = project_number(project_id)
        with self.database.write() as connection:
            if connection.scalar(select(projects.c.id).where(projects.c.id == number)) is None:
                raise _missing(project_id)
            _add_key(connection, number, public_key)

    def revoke_key(self, public_key: str) -> None:
        """Refuse this key from now on. NotFound."""
        with self.database.write() as connection:
            done = connection.execute(delete(project_keys).where(project_keys.c.public_key == clean(public_key)))
            if done.rowcount == 0:
                raise NotFound("There is no such key: kiwame check lists the projects and their keys")


def _create(connection: Connection, name: str, public_key: str, now: float) -> Project:
    kept = clean(name.strip(), 200)
    if not kept:
        raise UsageError("A project needs a name")
    statement = insert_or_ignore(connection, projects).returning(projects.c.id)
    row = {"name": kept, "closed": False, "created_at": now}
    number = connection.execute(statement, row).scalar_one_or_none()
    if number is None:
        raise Conflict(f"There is a project named {kept!r} already: choose another name")
    _add_key(connection, number, public_key)
    return Project(id=str(number), name=kept, public_keys=(public_key,))


def _add_key(connection: Connection, project: int, public_key: str) -> None:
    if connection.scalar(select(project_keys.c.public_key).where(project_keys.c.public_key == public_key)):
        raise Conflict("This key is in use already: make another one")
    last = select(func.coalesce(func.max(project_keys.c.position), 0)).where(project_keys.c.project_id == project)
    position = (connection.scalar(last) or 0) + 1
    connection.execute(insert(project_keys), {"public_key": public_key, "project_id": project, "position": position})


def _all(connection: Connection) -> list[Project]:
    keys: dict[int, list[str]] = {}
    rows = connection.execute(select(project_keys).order_by(project_keys.c.position))
    for row in rows:
        keys.setdefault(row.project_id, []).append(row.public_key)
    return [
        Project(id=str(row.id), name=row.name, closed=row.closed, public_keys=tuple(keys.get(row.id, ())))
        for row in connection.execute(select(projects).order_by(projects.c.id))
    ]
