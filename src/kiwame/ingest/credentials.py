"""The DSN key a request brings: in the header X-Sentry-Auth, in the query, or as `dsn` in the envelope."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from kiwame.core.errors import Refused

_MOST_FIELDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Dsn:
    """A DSN's parts that a door needs."""

    public_key: str
    project: str


def key_in_header(header: str) -> str:
    """`sentry_key` out of `Sentry sentry_version=7, sentry_key=…`: any order, spaces or none; "" if unsaid."""
    words = header.strip()
    if words[:6].lower() == "sentry" and words[6:7] in {" ", "\t"}:
        words = words[7:]
    for part in words.split(",", _MOST_FIELDS):
        name, _, value = part.partition("=")
        if name.strip().lower() == "sentry_key":
            return value.strip()
    return ""


def key_in_query(query: bytes) -> str:
    """`sentry_key` out of a query string; "" where it is not said or the query cannot be read."""
    if b"sentry_key" not in query:
        return ""
    try:
        pairs = parse_qsl(query.decode("latin-1"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return ""
    return next((value for name, value in pairs if name == "sentry_key"), "")


def parse_dsn(dsn: str) -> Dsn | None:
    """The key and project of `scheme://key[:secret]@host[/path]/project`; None where it is no DSN."""
    try:
        parts = urlsplit(dsn)
        key = parts.username or ""
    except ValueError:
        return None
    project = parts.path.rstrip("/").rpartition("/")[2]
    if parts.scheme not in {"http", "https"} or not key or not project:
        return None
    return Dsn(public_key=key, project=project)


def agreed_key(project: str, keys: tuple[str, ...], dsn: str) -> str:
    """The one key that all places name. `keys` from header and query ("" for none), `dsn` the envelope's ("" for none).

    Raises Refused 403: no key at all, keys that differ, or an envelope whose DSN names another project.
    """
    named = {key for key in keys if key}
    parsed = parse_dsn(dsn) if dsn else None
    if parsed is not None:
        named.add(parsed.public_key)
        if parsed.project != project:
            raise Refused(403, "The envelope's dsn names another project than the address.", causes=("dsn_project",))
    if not named:
        raise Refused(
            403,
            "No DSN key: send sentry_key in X-Sentry-Auth or in the query, or a dsn in the envelope's header.",
            causes=("missing_key",),
        )
    if len(named) > 1:
        raise Refused(403, "The request names more than one DSN key, and they differ.", causes=("keys_differ",))
    return named.pop()
