"""The tables as they are now; `migrations/` is how they came to be, and a test holds the two together.

Times are Unix seconds (double), event ids 16 bytes, small documents JSON text, bodies of events compressed JSON.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

# Names come from a pattern, so that both dialects know every constraint by the same name.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

# SQLite numbers rows by itself only in a column that is exactly INTEGER.
_ID = BigInteger().with_variant(Integer, "sqlite")


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _time(name: str) -> Column[float]:
    return Column(name, Double, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _of(name: str, target: str) -> Column[int]:
    return Column(name, _ID, ForeignKey(target, ondelete="CASCADE"), nullable=False)


projects = Table(
    "projects",
    metadata,
    Column("id", _ID, primary_key=True),
    _text("name"),
    _flag("closed"),
    _time("created_at"),
    UniqueConstraint("name"),
)

project_keys = Table(
    "project_keys",
    metadata,
    Column("public_key", Text, primary_key=True),
    _of("project_id", "projects.id"),
    _number("position"),
)

issues = Table(
    "issues",
    metadata,
    Column("id", _ID, primary_key=True),
    _of("project_id", "projects.id"),
    _text("grouping_version"),
    _text("fingerprint"),
    _text("title"),
    _text("type"),
    _text("culprit"),
    _text("status"),
    _number("version"),
    _time("first_seen"),
    _time("last_seen"),
    _number("count"),
    _number("reports"),
    _number("user_count"),
    Column("verdict_id", BigInteger, nullable=True),
    _text("category"),
    Column("resolved_at", Double, nullable=True),
    _flag("regressed"),
    _flag("handled"),
    _text("environments"),
    _text("releases"),
    _text("severity"),
    _text("severity_base"),
    _text("severity_steps"),
    _text("severity_highest"),
    _flag("severity_human"),
    # What alerts need: the alert that waits for a fresh event, and the highest severity told so far; "" for none.
    _text("pending_alert"),
    _text("told_severity"),
    _number("severity_rank"),
    Column("ignored_until", Double, nullable=True),
    Column("ignored_until_count", BigInteger, nullable=True),
    _flag("resolved_in_next"),
    _text("provider"),
    # The issue that a person made this one part of: then it is listed no more, and its events go there.
    Column("merged_into", BigInteger, nullable=True),
    UniqueConstraint("project_id", "fingerprint", name="uq_issues_fingerprint"),
)
Index("ix_issues_seen", issues.c.last_seen, issues.c.id)
Index("ix_issues_project", issues.c.project_id, issues.c.last_seen, issues.c.id)
Index("ix_issues_status", issues.c.status, issues.c.last_seen, issues.c.id)
Index("ix_issues_category", issues.c.category, issues.c.last_seen, issues.c.id)
Index("ix_issues_needed", issues.c.severity_rank, issues.c.last_seen, issues.c.id)
Index("ix_issues_status_needed", issues.c.status, issues.c.severity_rank, issues.c.last_seen, issues.c.id)
Index("ix_issues_provider", issues.c.provider, issues.c.last_seen, issues.c.id)
_merged = issues.c.merged_into.is_not(None)
Index("ix_issues_merged", issues.c.merged_into, sqlite_where=_merged, postgresql_where=_merged)

# What never changes and is long stands apart: raising a count would else rewrite it with each batch.
issue_texts = Table(
    "issue_texts",
    metadata,
    Column("issue_id", _ID, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _text("fingerprint_parts"),
    _text("search_text"),
)

issue_users = Table(
    "issue_users",
    metadata,
    Column("issue_id", _ID, ForeignKey("issues.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _bytes("sketch"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", _ID, primary_key=True),
    _of("issue_id", "issues.id"),
    _time("at"),
    _text("category"),
    Column("reason", Text, nullable=True),
    Column("owner", Text, nullable=True),
    _time("confidence"),
    Column("decided_by", Text, nullable=True),
    _text("parameters"),
    _text("trace"),
    _flag("self_hosted"),
    _text("grouping_version"),
    _text("rules_version"),
    _text("model_version"),
    _text("prompt_version"),
    _text("calibration_version"),
    _text("directive"),
)
Index("ix_verdicts_issue", verdicts.c.issue_id, verdicts.c.id)

# kind: "first" (of the first hundred), "sample", "release" (the first of one), "newest" (replaced by the next).
events = Table(
    "events",
    metadata,
    Column("id", _ID, primary_key=True),
    _of("issue_id", "issues.id"),
    _time("timestamp"),
    _time("received_at"),
    _text("kind"),
    _bytes("body"),
)
Index("ix_events_issue", events.c.issue_id, events.c.timestamp, events.c.id)
Index("ix_events_received", events.c.received_at)

seen_events = Table(
    "seen_events",
    metadata,
    Column("project_id", _ID, nullable=False),
    _bytes("event_id"),
    _number("day"),
    PrimaryKeyConstraint("project_id", "event_id"),
    sqlite_with_rowid=False,
)
Index("ix_seen_events_day", seen_events.c.day)

pairables = Table(
    "pairables",
    metadata,
    Column("project_id", _ID, nullable=False),
    _bytes("event_id"),
    _text("trace_id"),
    _time("timestamp"),
    _time("received_at"),
    _text("links"),
    _of("issue_id", "issues.id"),
    _flag("paired"),
    PrimaryKeyConstraint("project_id", "event_id"),
    sqlite_with_rowid=False,
)
Index("ix_pairables_trace", pairables.c.project_id, pairables.c.trace_id, pairables.c.timestamp)
Index("ix_pairables_received", pairables.c.received_at)

# minute and hour: whole minutes and hours since 1970. users: 8-byte keys of the minute's users, at most 64.
issue_minutes = Table(
    "issue_minutes",
    metadata,
    _of("issue_id", "issues.id"),
    _number("minute"),
    _number("failures"),
    _bytes("users"),
    PrimaryKeyConstraint("issue_id", "minute"),
    sqlite_with_rowid=False,
)
Index("ix_issue_minutes_minute", issue_minutes.c.minute)

issue_hours = Table(
    "issue_hours",
    metadata,
    _of("issue_id", "issues.id"),
    _number("hour"),
    _text("environment"),
    _text("release"),
    _number("count"),
    _number("reports"),
    PrimaryKeyConstraint("issue_id", "hour", "environment", "release"),
    sqlite_with_rowid=False,
)
Index("ix_issue_hours_hour", issue_hours.c.hour)

provider_hours = Table(
    "provider_hours",
    metadata,
    _of("project_id", "projects.id"),
    _text("provider"),
    _number("hour"),
    _number("count"),
    _number("reports"),
    PrimaryKeyConstraint("project_id", "provider", "hour"),
    sqlite_with_rowid=False,
)
Index("ix_provider_hours_hour", provider_hours.c.hour)

sentry_issues = Table(
    "sentry_issues",
    metadata,
    Column("id", Text, primary_key=True),
    _text("project"),
    _text("title"),
    _text("status"),
    _text("substatus"),
    _number("count"),
    _number("user_count"),
    _text("url"),
    _time("updated_at"),
)

issue_sentry_issues = Table(
    "issue_sentry_issues",
    metadata,
    _of("issue_id", "issues.id"),
    _text("sentry_id"),
    _text("project"),
    _text("url"),
    PrimaryKeyConstraint("issue_id", "sentry_id"),
    sqlite_with_rowid=False,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", _ID, primary_key=True),
    _of("issue_id", "issues.id"),
    _text("channel"),
    _text("alert"),
    _number("state_version"),
    _time("due_at"),
    _text("state"),
    _number("tries"),
    _text("last_error"),
    Column("finished_at", Double, nullable=True),
    _time("created_at"),
    _text("message"),
    UniqueConstraint("issue_id", "channel", "alert", "state_version", name="uq_deliveries_once"),
)
Index("ix_deliveries_due", deliveries.c.state, deliveries.c.due_at)
Index("ix_deliveries_finished", deliveries.c.channel, deliveries.c.finished_at)

# Channels that people set on the Set-up page; `options` is JSON: severities, alerts, projects, language.
channels = Table(
    "channels",
    metadata,
    Column("name", Text, primary_key=True),
    _text("kind"),
    _text("url"),
    _text("options"),
    _text("actor"),
    _time("created_at"),
)

# kind: "release" or "environment". What filters offer, and when a release was first seen.
project_names = Table(
    "project_names",
    metadata,
    _of("project_id", "projects.id"),
    _text("kind"),
    _text("name"),
    _time("first_seen"),
    PrimaryKeyConstraint("project_id", "kind", "name"),
    sqlite_with_rowid=False,
)
Index("ix_project_names_kind", project_names.c.kind, project_names.c.first_seen)

# One correction of an issue each; `traits` is JSON (core.memory.Traits). An issue that goes does not unteach.
lessons = Table(
    "lessons",
    metadata,
    Column("id", _ID, primary_key=True),
    _text("issue"),
    _text("category"),
    _text("reason"),
    _text("actor"),
    _time("at"),
    _text("traits"),
    UniqueConstraint("issue"),
)

# Fingerprints that people want told apart further. (What they merged stands in `issues.merged_into`.)
splits = Table(
    "splits",
    metadata,
    _of("project_id", "projects.id"),
    _text("fingerprint"),
    _text("split_by"),
    _text("actor"),
    _time("at"),
    PrimaryKeyConstraint("project_id", "fingerprint"),
    sqlite_with_rowid=False,
)

sessions = Table(
    "sessions",
    metadata,
    Column("cookie_hash", Text, primary_key=True),
    _time("created_at"),
    _time("expires_at"),
)

key_values = Table("key_values", metadata, Column("name", Text, primary_key=True), _text("value"))

audit = Table(
    "audit",
    metadata,
    Column("id", _ID, primary_key=True),
    _of("issue_id", "issues.id"),
    _time("at"),
    _text("actor"),
    _text("action"),
    _text("before"),
    _text("after"),
)
Index("ix_audit_issue", audit.c.issue_id, audit.c.id)

counters = Table("counters", metadata, Column("name", Text, primary_key=True), _number("value"))

heartbeats = Table("heartbeats", metadata, Column("name", Text, primary_key=True), _time("at"))

tokens = Table(
    "tokens",
    metadata,
    Column("name", Text, primary_key=True),
    _text("role"),
    _text("token_hash"),
    _time("created_at"),
    UniqueConstraint("token_hash"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    _text("scope"),
    _bytes("key"),
    _number("day"),
    PrimaryKeyConstraint("scope", "key"),
    sqlite_with_rowid=False,
)
Index("ix_idempotency_keys_day", idempotency_keys.c.day)
