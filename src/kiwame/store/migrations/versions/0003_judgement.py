"""What people taught, merged and split; what users' own rules ask for; the provider of an issue."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    text,
)

revision = "0003"
down_revision = "0002"

_ID = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    """Add columns and tables. An old issue's provider is filled in with its next event."""
    op.add_column("issues", Column("provider", Text, nullable=False, server_default=""))
    op.add_column("issues", Column("merged_into", BigInteger, nullable=True))
    op.create_index("ix_issues_provider", "issues", ["provider", "last_seen", "id"])
    merged = text("merged_into IS NOT NULL")
    op.create_index("ix_issues_merged", "issues", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
    op.add_column("verdicts", Column("calibration_version", Text, nullable=False, server_default=""))
    op.add_column("verdicts", Column("directive", Text, nullable=False, server_default="{}"))
    op.create_table(
        "lessons",
        Column("id", _ID, primary_key=True),
        Column("issue", Text, nullable=False),
        Column("category", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("at", Double, nullable=False),
        Column("traits", Text, nullable=False),
        PrimaryKeyConstraint("id", name="pk_lessons"),
        UniqueConstraint("issue", name="uq_lessons_issue"),
    )
    op.create_table(
        "splits",
        Column(
            "project_id",
            _ID,
            ForeignKey("projects.id", ondelete="CASCADE", name="fk_splits_project_id"),
            nullable=False,
        ),
        Column("fingerprint", Text, nullable=False),
        Column("split_by", Text, nullable=False),
        Column("actor", Text, nullable=False),
        Column("at", Double, nullable=False),
        PrimaryKeyConstraint("project_id", "fingerprint", name="pk_splits"),
        sqlite_with_rowid=False,
    )
