"""Keys that have been seen, for some days, in the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from kiwame.store.database import Database
from kiwame.store.retention import drop
from kiwame.store.schema import idempotency_keys
from kiwame.store.seen import DAY, insert_or_ignore
from kiwame.store.text import clean


def _packed(key: str) -> bytes:
    # 16 bytes whatever the key: a key may be long, and an index entry may not.
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class SqlIdempotencyKeys:
    """`IdempotencyKeys` on a database."""

    database: Database

    def add(self, scope: str, keys: Sequence[str], now: float) -> set[str]:
        """Remember `keys` within `scope` at `now`; those that were not known before."""
        named = {_packed(key): key for key in keys}
        if not named:
            return set()
        day = int(now // DAY)
        rows = [{"scope": clean(scope, 100), "key": packed, "day": day} for packed in sorted(named)]
        with self.database.write() as connection:
            statement = insert_or_ignore(connection, idempotency_keys).returning(idempotency_keys.c.key)
            return {named[bytes(packed)] for packed in connection.execute(statement, rows).scalars()}

    def forget_before(self, at: float) -> None:
        """Drop keys remembered before the day of `at` (whole UTC days); at most 400,000 in one call."""
        drop(self.database, idempotency_keys, idempotency_keys.c.day < int(at // DAY))
