"""What a process imports before it works: the time until it is ready."""

import subprocess
import sys

import pytest

from kiwame.store import upgrade


def test_the_newest_schema_is_the_newest_migration() -> None:
    assert upgrade.versions()[0] == upgrade.NEWEST


@pytest.mark.parametrize(
    ("module", "without"),
    [
        ("kiwame.service.cli", {"asyncio", "sqlalchemy", "fastapi", "ssl"}),
        ("kiwame.service.cli_serve", {"asyncio", "sqlalchemy", "fastapi", "structlog"}),
        ("kiwame.service.supervisor", {"asyncio", "sqlalchemy", "fastapi", "structlog"}),
        ("kiwame.service.worker_process", {"fastapi", "uvicorn", "alembic"}),
        ("kiwame.service.app", {"alembic"}),
    ],
)
def test_a_process_imports_only_what_it_needs(module: str, without: set[str]) -> None:
    script = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert without.isdisjoint(done.stdout.split())
