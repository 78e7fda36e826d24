"""The kinds of value a setting can have: each reads text (environment) or a TOML value, or says what would do."""

import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import SplitResult, urlsplit

from kiwame.core.alert import TOLD_SEVERITIES, Alert, Channel
from kiwame.core.taxonomy import Severity

if TYPE_CHECKING:
    from kiwame.decide.user_rules import UserRule

Chosen = TypeVar("Chosen", bound=StrEnum)
Read = Callable[[object], object]
"""Reads a value as it was written; ValueError whose message completes 'must be …'."""

_SIZE = re.compile(r"(\d{1,15})\s*(B|KB|KiB|MB|MiB|GB|GiB|TB|TiB)?\Z", re.IGNORECASE)
_UNITS = {
    "": 1, "b": 1, "kb": 1000, "kib": 1 << 10, "mb": 1000**2, "mib": 1 << 20,
    "gb": 1000**3, "gib": 1 << 30, "tb": 1000**4, "tib": 1 << 40,
}  # fmt: skip
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?\Z")


def text(value: object) -> str:
    """Any text without NUL or line break."""
    if not isinstance(value, str) or any(mark in value for mark in "\0\r\n"):
        raise ValueError("one line of text")
    return value.strip()


def path(value: object) -> Path:
    """A path; `~` is the home folder."""
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError("a path such as ./kiwame-data")
    return Path(value.strip()).expanduser()


def host(value: object) -> str:
    """An address or name to listen on: 127.0.0.1, 0.0.0.0, ::, localhost."""
    words = text(value).strip("[]") if isinstance(value, str) else ""
    try:
        return str(ipaddress.ip_address(words))
    except ValueError:
        if _HOST.match(words) and not words.replace(".", "").isdigit():
            return words
    raise ValueError("an address or host name such as 127.0.0.1, 0.0.0.0 or ::")


def whole(low: int, high: int) -> Read:
    """A whole number from `low` to `high`."""

    def read(value: object) -> int:
        if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) <= 18:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return value

    return read


def size(low: int) -> Read:
    """Bytes, as a number or with a unit: 1048576, 1MiB, 20 MB."""

    def read(value: object) -> int:
        found = (
            _SIZE.match(str(value).strip()) if isinstance(value, str | int) and not isinstance(value, bool) else None
        )
        amount = int(found[1]) * _UNITS[(found[2] or "").lower()] if found else -1
        if amount < low:
            raise ValueError(f"a number of bytes such as 1048576, 1MiB or 20MiB, at least {low}")
        return amount

    return read


def size_or_none(low: int) -> Read:
    """Bytes, or nothing for no limit."""

    def read(value: object) -> int | None:
        return None if value in ("", "none", 0, "0") else size(low)(value)  # type: ignore[return-value]  # reads an int

    return read


def share(value: object) -> float:
    """A number from 0 to 1."""
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else -1.0
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise ValueError("a number from 0 to 1 such as 0.35")
    return number


def choice(*choices: str) -> Read:
    """One of a few words, in any case."""

    def read(value: object) -> str:
        for each in choices:
            if isinstance(value, str) and value.strip().lower() == each.lower():
                return each
        raise ValueError("one of " + ", ".join(choices))

    return read


def words(value: object) -> tuple[str, ...]:
    """A comma-separated list, or a TOML list of texts; empty entries are left out."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise ValueError("a list of texts, comma separated in the environment")
    return tuple(text(part) for part in parts if part.strip())


def url(value: object) -> str:
    """An http(s) address without credentials, query and fragment; no slash at its end. Empty: none."""
    written = text(value)
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
        parts = urlsplit("")
    if not usable or parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("an address such as https://kiwame.example.com, without credentials or query")
    return _in_ascii(parts).geturl().rstrip("/")


def _in_ascii(parts: SplitResult) -> SplitResult:
    """The address with its name as browsers send it: 見極め.example is xn--ebkv82obeu.example."""
    if parts.netloc.isascii():
        return parts
    try:
        name = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError("an address whose name is a host name such as https://kiwame.example.com") from None
    return parts._replace(netloc=name + (f":{parts.port}" if parts.port else ""))


def database(value: object) -> str:
    """A PostgreSQL address (postgresql://user:password@host/name), or empty for SQLite in the data folder."""
    written = text(value)
    if not written.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")) and written:
        raise ValueError("an address such as postgresql://user:password@host:5432/kiwame, or empty for SQLite")
    return written


def patterns(value: object) -> tuple[str, ...]:
    """Regular expressions of the user's own; a TOML list of texts (a comma would cut a pattern in two)."""
    written = [value] if isinstance(value, str) and value else value or []
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        raise ValueError("a list of regular expressions")
    for each in written:
        try:
            re.compile(each)
        except (re.error, RecursionError, OverflowError) as error:
            raise ValueError(f"a list of regular expressions; {each!r} is none: {error}") from None
    return tuple(written)


def projects(value: object) -> tuple[tuple[str, str], ...]:
    """Sentry's project number or slug to Kiwame's project id or name, as pairs; a TOML table."""
    if not isinstance(value, Mapping) or not all(isinstance(each, str | int) for each in value.values()):
        raise ValueError('a table: under [sentry.projects] lines such as "backend" = "1"')
    return tuple((str(sentry), str(ours)) for sentry, ours in value.items())


def password(value: object) -> str:
    """A password of at least eight characters, or empty for none."""
    written = text(value)
    if written and not 8 <= len(written) <= 1000:
        raise ValueError("a password of 8 to 1,000 characters, or empty for none")
    return written


def host_names(value: object) -> tuple[str, ...]:
    """Host names without scheme and port, in lower case."""
    found = tuple(host(each).lower() for each in words(value))
    return tuple(name.rstrip(".") for name in found)


def networks(value: object) -> tuple[str, ...]:
    """Addresses or networks: 10.0.0.7, 10.0.0.0/8, fd00::/8."""
    try:
        return tuple(str(ipaddress.ip_network(each, strict=False)) for each in words(value))
    except ValueError:
        raise ValueError("a list of addresses or networks such as 10.0.0.7, 10.0.0.0/8") from None


def webhook(value: object) -> str:
    """An http(s) address that is posted to; the operator may name a private one. Empty: none."""
    written = text(value)
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
        parts = urlsplit("")
    if not usable or parts.username or parts.password or parts.fragment:
        raise ValueError("an address such as https://hooks.slack.com/services/T…/B…/…")
    return written


def channels(value: object) -> tuple[Channel, ...]:
    """[[channel]] tables of kiwame.toml: name, type, url, and what it takes; in the environment the same as JSON."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip() else []
        except ValueError:
            raise ValueError("a JSON list of objects, each a channel; or [[channel]] tables in kiwame.toml") from None
    if not isinstance(value, list):
        raise ValueError("[[channel]] tables, each with name, type and url")  # noqa: TRY004 the table's own error
    found = tuple(_channel(each, number) for number, each in enumerate(value, 1))
    names = [channel.name for channel in found]
    if len(set(names)) != len(names):
        raise ValueError("[[channel]] tables with different names")
    return found


_CHANNEL_KEYS = frozenset({"name", "type", "url", "severities", "alerts", "projects", "language"})
_CHANNEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


def _channel(value: object, number: int) -> Channel:
    """One channel; what is wrong is said with its number, and never with its address."""
    try:
        if not isinstance(value, Mapping):
            raise ValueError("a table with name, type and url")  # noqa: TRY004 the table's own error
        unknown = sorted(set(map(str, value)) - _CHANNEL_KEYS)
        if unknown:
            raise ValueError(f"without {unknown[0]!r}: a channel has {', '.join(sorted(_CHANNEL_KEYS))}")
        name = text(value.get("name"))
        if not _CHANNEL_NAME.match(name):
            raise ValueError("given a name of letters, digits, '.', '_' and '-'")
        address = webhook(value.get("url", ""))
        if not address:
            raise ValueError("given a url, such as https://hooks.slack.com/services/T…/B…/…")
        return Channel(
            name=name,
            kind=choice("slack")(value.get("type", "slack")),  # type: ignore[arg-type]  # reads a str
            url=address,
            severities=_some("severities", Severity, value.get("severities"), TOLD_SEVERITIES),
            alerts=_some("alerts", Alert, value.get("alerts"), tuple(Alert)),
            projects=words(value.get("projects", [])),
            language=choice("", "en", "ja", "zh")(value.get("language", "")),  # type: ignore[arg-type]  # reads a str
        )
    except ValueError as error:
        raise ValueError(f"usable: channel {number} must be {error}") from None


def _some(key: str, kind: type[Chosen], value: object, otherwise: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    if value is None:
        return otherwise
    try:
        return tuple(kind(each.lower()) for each in words(value))
    except ValueError:
        raise ValueError(f"given {key} out of {', '.join(kind)}") from None


def own_rules(value: object) -> "tuple[UserRule, ...]":
    """[[rule]] tables of kiwame.toml: the user's own rules."""
    from kiwame.service.rule_kinds import rules  # with the deciders' modules, which few commands need

    return rules(value)
