"""Alerts and their channels, what the pages filter and sort by, ignores that end, sessions."""

import json

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Double,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Text,
    false,
    text,
)

revision = "0002"
down_revision = "0001"

_ID = BigInteger().with_variant(Integer, "sqlite")
_MOST_NAMES = 5_000
"""Names written at once."""


def upgrade() -> None:
    """Add columns and tables. What is there already counts as told: an upgrade must not alert of old issues."""
    for column in (
        Column("pending_alert", Text, nullable=False, server_default=""),
        Column("told_severity", Text, nullable=False, server_default=""),
        Column("severity_rank", BigInteger, nullable=False, server_default="0"),
        Column("ignored_until", Double, nullable=True),
        Column("ignored_until_count", BigInteger, nullable=True),
        Column("resolved_in_next", Boolean, nullable=False, server_default=false()),
    ):
        op.add_column("issues", column)
    op.execute(
        "UPDATE issues SET told_severity = severity, severity_rank = CASE severity "
        "WHEN 'critical' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END"
    )
    op.create_index("ix_issues_needed", "issues", ["severity_rank", "last_seen", "id"])
    op.create_index("ix_issues_status_needed", "issues", ["status", "severity_rank", "last_seen", "id"])
    op.add_column("deliveries", Column("created_at", Double, nullable=False, server_default="0"))
    op.add_column("deliveries", Column("message", Text, nullable=False, server_default=""))
    op.create_index("ix_deliveries_finished", "deliveries", ["channel", "finished_at"])
    op.execute("ALTER TABLE issue_minutes RENAME COLUMN reports TO failures")
    _create_tables()
    _fill_names(op.get_bind())


def _create_tables() -> None:
    op.create_table(
        "channels",
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("url", Text, nullable=False),
        Column("options", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("created_at", Double, nullable=False),
        PrimaryKeyConstraint("name", name="pk_channels"),
    )
    op.create_table(
        "project_names",
        Column(
            "project_id",
            _ID,
            ForeignKey("projects.id", ondelete="CASCADE", name="fk_project_names_project_id"),
            nullable=False,
        ),
        Column("kind", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("first_seen", Double, nullable=False),
        PrimaryKeyConstraint("project_id", "kind", "name", name="pk_project_names"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_project_names_kind", "project_names", ["kind", "first_seen"])
    op.create_table(
        "sessions",
        Column("cookie_hash", Text, nullable=False),
        Column("created_at", Double, nullable=False),
        Column("expires_at", Double, nullable=False),
        PrimaryKeyConstraint("cookie_hash", name="pk_sessions"),
    )
    op.create_table(
        "key_values",
        Column("name", Text, nullable=False),
        Column("value", Text, nullable=False),
        PrimaryKeyConstraint("name", name="pk_key_values"),
    )


def _fill_names(connection: Connection) -> None:
    """The releases and environments that issues named so far, each first seen with its oldest issue."""
    found: dict[tuple[int, str, str], float] = {}
    query = text("SELECT project_id, first_seen, environments, releases FROM issues ORDER BY first_seen DESC")
    for project, first_seen, environments, releases in connection.execute(query):
        for kind, names in (("environment", environments), ("release", releases)):
            for name in json.loads(names):
                if name:
                    found[project, kind, name] = first_seen
    rows = [{"project": project, "kind": kind, "name": name, "at": at} for (project, kind, name), at in found.items()]
    statement = text(
        "INSERT INTO project_names (project_id, kind, name, first_seen) VALUES (:project, :kind, :name, :at)"
    )
    for at in range(0, len(rows), _MOST_NAMES):
        connection.execute(statement, rows[at : at + _MOST_NAMES])
