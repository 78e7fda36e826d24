"""Signed-in browsers, kept as hashes of their cookies only."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from kiwame.core.ports import Session
from kiwame.store.database import Database
from kiwame.store.schema import sessions
from kiwame.store.text import clean


@dataclass(frozen=True, slots=True)
class SqlSessions:
    """`Sessions` on a database."""

    database: Database

    def create(self, cookie_hash: str, now: float, expires_at: float) -> None:
        """Keep a new session; those that have expired by `now` are forgotten."""
        row = {"cookie_hash": clean(cookie_hash), "created_at": now, "expires_at": expires_at}
        with self.database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
            connection.execute(insert(sessions), row)

    def find(self, cookie_hash: str, now: float) -> Session | None:
        """The session of this cookie, None where there is none or it has expired."""
        query = select(sessions).where(sessions.c.cookie_hash == clean(cookie_hash), sessions.c.expires_at > now)
        with self.database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Session(created_at=row.created_at, expires_at=row.expires_at)

    def end(self, cookie_hash: str) -> None:
        """Forget a session; unknown ones are ignored."""
        with self.database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.cookie_hash == clean(cookie_hash)))

    def end_all(self) -> None:
        """Forget every session: the password was changed."""
        with self.database.write() as connection:
            connection.execute(delete(sessions))
