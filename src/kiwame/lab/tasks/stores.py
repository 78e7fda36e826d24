"""The sample app's own stores: PostgreSQL, Redis, SQLite."""

import sqlite3
from typing import Any

from kiwame.lab.fault import Call


def in_postgres(call: Call, *, database: str, port: int = 0) -> object:
    """Look up a document in PostgreSQL."""
    import psycopg

    with psycopg.connect(
        host="127.0.0.1", port=port or call.ports.postgres, dbname=database, user="sample", password="lab",
        sslmode="disable", connect_timeout=5, autocommit=True,
    ) as connection:  # fmt: skip
        return connection.execute(f"SELECT body FROM documents WHERE id = {call.draw.number(1, 9999)}").fetchone()


def in_redis(call: Call, *, database: int, port: int = 0) -> object:
    """Keep an answer in Redis."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    client = redis.Redis(
        host="127.0.0.1", port=port or call.ports.redis, db=database, socket_timeout=5, retry=Retry(NoBackoff(), 0)
    )
    with client:
        return client.set(f"answer:{call.draw.uuid()}", call.draw.prompt(), ex=600)


def no_such_table(call: Call) -> object:
    """Read a table that no migration made."""
    with sqlite3.connect(":memory:") as connection:
        return connection.execute("SELECT body FROM prompts WHERE id = ?", (call.draw.number(1, 9999),)).fetchone()


def same_twice(call: Call) -> object:
    """Insert one conversation twice."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE conversations (id TEXT PRIMARY KEY)")
        row: Any = (call.draw.uuid(),)
        connection.execute("INSERT INTO conversations VALUES (?)", row)
        return connection.execute("INSERT INTO conversations VALUES (?)", row)
