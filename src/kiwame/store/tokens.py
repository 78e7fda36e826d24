"""API tokens, kept as hashes only."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from kiwame.core.errors import Conflict, NotFound
from kiwame.core.ports import Token
from kiwame.store.database import Database
from kiwame.store.schema import tokens
from kiwame.store.seen import insert_or_ignore
from kiwame.store.text import clean

_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class SqlTokens:
    """`Tokens` on a database."""

    database: Database

    def create(self, name: str, role: str, token_hash: str, now: float) -> None:
        """Keep a new token. Conflict where the name is taken."""
        row = {"name": clean(name, _NAME_LENGTH), "role": role, "token_hash": token_hash, "created_at": now}
        with self.database.write() as connection:
            statement = insert_or_ignore(connection, tokens).returning(tokens.c.name)
            if connection.execute(statement, row).scalar_one_or_none() is None:
                raise Conflict(
                    f"There is a token named {name[:_NAME_LENGTH]!r} already: choose another name, or revoke it"
                )

    def find(self, token_hash: str) -> Token | None:
        """The token with this hash, or None."""
        with self.database.read() as connection:
            row = connection.execute(select(tokens).where(tokens.c.token_hash == clean(token_hash))).one_or_none()
        return None if row is None else Token(name=row.name, role=row.role, created_at=row.created_at)

    def all(self) -> list[Token]:
        """All tokens, oldest first."""
        with self.database.read() as connection:
            rows = connection.execute(select(tokens).order_by(tokens.c.created_at, tokens.c.name))
            return [Token(name=row.name, role=row.role, created_at=row.created_at) for row in rows]

    def revoke(self, name: str) -> None:
        """Forget a token. NotFound."""
        with self.database.write() as connection:
            if connection.execute(delete(tokens).where(tokens.c.name == clean(name, _NAME_LENGTH))).rowcount == 0:
                raise NotFound(f"There is no token named {name[:_NAME_LENGTH]!r}")
