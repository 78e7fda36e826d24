"""What can be set: one frozen object, read once by `settings_source.load`, the only reader of the environment."""

from collections.abc import Sequence
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiwame.core.alert import Channel
from kiwame.core.verdict import UNCLASSIFIED_BELOW, UNSURE_BELOW
from kiwame.service import setting_kinds as kinds

if TYPE_CHECKING:
    from kiwame.decide.user_rules import UserRule

PREFIX = "KIWAME_"
MIB = 1 << 20


def _set(default: object, unit: str, doc: str, read: kinds.Read, *, secret: bool = False, table: str = "") -> Any:
    """One row of the table below. `table`: its place in kiwame.toml where that is not the top."""
    return field(default=default, metadata={"unit": unit, "doc": doc, "read": read, "secret": secret, "table": table})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set. A setting is KIWAME_<NAME> in the environment and <name> in kiwame.toml."""

    data: Path = _set(Path("kiwame-data"), "path", "The folder that holds everything Kiwame keeps.", kinds.path)  # noqa: RUF009 returns a field
    host: str = _set("127.0.0.1", "address", "Where to listen; 0.0.0.0 or :: for every interface.", kinds.host)
    port: int = _set(8969, "port", "The port to listen on; 0 takes a free one.", kinds.whole(0, 65535))
    public_url: str = _set("", "URL", "How others reach this server, for the DSN and for links.", kinds.url)
    database_url: str = _set(
        "", "URL", "PostgreSQL for the store; empty: SQLite in the data folder.", kinds.database, secret=True
    )
    sentry_client_secret: tuple[str, ...] = _set(
        (), "list", "Client secrets of the Sentry integration; several while one is replaced.", kinds.words, secret=True
    )
    sentry_projects: tuple[tuple[str, str], ...] = _set(
        (), "table", "Sentry's project number or slug → the project here.", kinds.projects, table="sentry.projects"
    )
    admin_password: str = _set(
        "", "text", "The password of the pages from other machines; empty: only this machine gets in.", kinds.password,
        secret=True,
    )  # fmt: skip
    allowed_hosts: tuple[str, ...] = _set(
        (), "list", "Further host names that pages and API answer to, beside this machine's and the public URL's.",
        kinds.host_names,
    )  # fmt: skip
    trusted_proxies: tuple[str, ...] = _set(
        (), "list", "Addresses or networks of reverse proxies whose X-Forwarded-For and -Proto are believed.",
        kinds.networks,
    )  # fmt: skip
    slack_webhook_url: str = _set(
        "", "URL", "Slack's incoming webhook: critical and high issues are posted there.", kinds.webhook, secret=True
    )
    channels: tuple[Channel, ...] = _set(
        (), "table", "Further channels, each with severities, alerts, projects and language of its own.",
        kinds.channels, secret=True, table="channel",
    )  # fmt: skip
    language: str = _set(
        "en", "en|ja|zh", "The language of headlines, causes and actions.", kinds.choice("en", "ja", "zh")
    )
    unclassified_below: float = _set(
        UNCLASSIFIED_BELOW, "0–1", "Below this confidence the best guess is not said.", kinds.share
    )
    llm_below: float = _set(UNSURE_BELOW, "0–1", "Below this confidence a verdict is marked unsure.", kinds.share)
    production_environments: tuple[str, ...] = _set(
        (), "list", "Environments that count as production beside prod, production and live.", kinds.words
    )
    user_rules: "tuple[UserRule, ...]" = _set(  # noqa: RUF009 returns a field
        (), "table", "Your own rules: what they match, and the category, team, severity or silence that they set.",
        kinds.own_rules, table="rule",
    )  # fmt: skip
    redact_patterns: tuple[str, ...] = _set(
        (), "list", "Regular expressions of your own secrets.", kinds.patterns, table="redact.patterns"
    )

    envelope_max_bytes: int = _set(20 * MIB, "bytes", "The largest request, as it is sent.", kinds.size(1024))
    envelope_max_decompressed_bytes: int = _set(
        100 * MIB, "bytes", "The largest envelope, decompressed.", kinds.size(1024)
    )
    event_max_bytes: int = _set(MIB, "bytes", "The largest event; a larger one goes to quarantine.", kinds.size(1024))
    header_line_max_bytes: int = _set(8 << 10, "bytes", "The longest header line of an envelope.", kinds.size(256))
    quota_events_per_minute: int = _set(
        60_000, "events/minute", "Events that one project may send in a minute.", kinds.whole(1, 100_000_000)
    )
    inbox_high_water_bytes: int = _set(
        2048 * MIB, "bytes", "Waiting bytes above which the doors answer 429.", kinds.size(MIB)
    )

    dedupe_days: int = _set(7, "days", "How long a counted event id is remembered.", kinds.whole(1, 365))
    event_days: int = _set(90, "days", "How long stored events are kept; counts stay.", kinds.whole(1, 36_500))
    database_max_bytes: int | None = _set(
        None, "bytes", "Drop the oldest stored events above this size; empty: no limit.", kinds.size_or_none(10 * MIB)
    )
    quarantine_days: int = _set(7, "days", "How long quarantined bytes are kept, at most 7.", kinds.whole(1, 7))

    log_level: str = _set(
        "info", "level", "debug, info, warning or error.", kinds.choice("debug", "info", "warning", "error")
    )
    log_format: str = _set("json", "json|text", "How log lines look.", kinds.choice("json", "text"))
    worker_batch: int = _set(200, "events", "How many events the worker processes at a time.", kinds.whole(1, 5_000))
    drain_seconds: int = _set(8, "seconds", "How long an ending process may finish what it began.", kinds.whole(1, 60))
    restarts_per_minute: int = _set(
        30, "restarts", "Deaths of the web or worker process within a minute that end the command.", kinds.whole(1, 100)
    )

    @property
    def inbox_path(self) -> Path:
        """The file that holds what was answered and is not processed yet."""
        return self.data / "inbox.sqlite"

    @property
    def store_address(self) -> str:
        """What the store is opened with: PostgreSQL's address, or SQLite's path in the data folder."""
        return self.database_url or str(self.data / "kiwame.sqlite")


def rows() -> Sequence["Field[Any]"]:
    """The table's rows, in its order."""
    return fields(Settings)


def name_of(row: "Field[Any]") -> str:
    """The setting's name in the environment."""
    return PREFIX + row.name.upper()


def describe() -> list[tuple[str, str, str, str]]:
    """Every setting as (name, default, unit, doc), for the documentation and for `kiwame check`."""
    return [(name_of(row), shown(row.default), row.metadata["unit"], row.metadata["doc"]) for row in rows()]


def shown(value: object) -> str:
    """A value as people write it; '' for nothing."""
    match value:
        case None | "" | ():
            return ""
        case tuple():
            return ", ".join(" → ".join(each) if isinstance(each, tuple) else str(each) for each in value)
        case int() if value >= MIB and value % MIB == 0:
            return f"{value // MIB} MiB"
        case _:
            return str(value)
