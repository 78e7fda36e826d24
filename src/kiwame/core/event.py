"""What arrives, and what is read off it: `normalise` makes an `ErrorEvent` of raw bytes, which nothing later sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Door(StrEnum):
    """The way an event came in. `BACKFILL` is no door: fetched, imported or replayed later, counted and never told."""

    ENVELOPE = "envelope"
    STORE = "store"
    WEBHOOK = "webhook"
    SPOTLIGHT = "spotlight"
    BACKFILL = "backfill"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEvent:
    """Bytes as they came through a door, not yet decoded. Lives in the inbox only.

    `project` is Kiwame's project id ("" for a webhook: the worker maps it), `encoding` the Content-Encoding
    ("" for none), `received_at` Unix seconds, `resource` the webhook's unsigned Sentry-Hook-Resource.
    """

    project: str
    door: Door
    body: bytes
    received_at: float
    encoding: str = ""
    resource: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One stack frame. Frames run from the oldest call to the one that raised."""

    function: str = ""
    module: str = ""
    filename: str = ""
    lineno: int | None = None
    in_app: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSource:
    """The source text around a frame, kept for people to read; never judged, never hashed."""

    abs_path: str = ""
    pre_context: tuple[str, ...] = ()
    context_line: str = ""
    post_context: tuple[str, ...] = ()
    variables: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One exception of a chain: its class, where the class lives, what it said, and where it was raised.

    `message` is redacted. `mechanism` is who captured it ("openai", "logging", …); `handled` None when unsaid.
    """

    type: str = ""
    module: str = ""
    message: str = ""
    mechanism: str = ""
    handled: bool | None = None
    is_group: bool = False
    frames: tuple[Frame, ...] = ()


class Deadline(StrEnum):
    """Whose deadline passed, in which phase."""

    CONNECT = "connect"
    READ = "read"
    WRITE = "write"
    POOL = "pool"
    GATEWAY = "gateway"
    TASK = "task"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What can be read off an error without judging it. Empty string or None: not said.

    `provider` is a canonical id ("openai", "azure_openai", "anthropic", "google", "postgresql", …), `host` the peer's
    name where one is named; `error_code`, `error_type`, `error_param`, `error_message` come from the provider's body;
    `library` is the client whose error it is ("openai", "httpx", …), `retry_after` is in seconds,
    `self_hosted` True where the server is one the team runs itself (Ollama, vLLM, a loopback or private address).
    `sources` says for each fact where it was read ("chain[0].message body", "tag llm_provider", …).
    """

    provider: str = ""
    host: str = ""
    model: str = ""
    http_status: int | None = None
    error_code: str = ""
    error_type: str = ""
    error_param: str = ""
    error_message: str = ""
    library: str = ""
    request_id: str = ""
    retry_after: float | None = None
    deadline: Deadline | None = None
    self_hosted: bool = False
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentryLink:
    """The issue at Sentry that an event or a webhook names: its id, its address for people, its project there."""

    issue_id: str
    url: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEvent:
    """One error, in the one form that everything after `normalise` knows. Redacted.

    `chain` runs from the root cause (first) to the exception that was finally raised (last); it is empty for a plain
    message. `message` is the log entry or legacy message, `params_template` its unformatted template where the SDK sent
    one. `timestamp` is Unix seconds, corrected by the sender's clock drift and kept within the storable range;
    `received_at` is when our door took it. `user_key` is a one-way key of the user, never the user. `level` is one of
    fatal, error, warning, info, debug. `fingerprint` is the client's own, as sent.
    """

    event_id: str
    project: str
    timestamp: float
    received_at: float
    door: Door = Door.ENVELOPE
    platform: str = ""
    level: str = "error"
    logger: str = ""
    message: str = ""
    params_template: str = ""
    chain: tuple[Link, ...] = ()
    threads_frames: tuple[Frame, ...] = ()
    culprit: str = ""
    transaction: str = ""
    server_name: str = ""
    release: str = ""
    dist: str = ""
    environment: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    user_key: str = ""
    trace_id: str = ""
    sdk: str = ""
    fingerprint: tuple[str, ...] = ()
    facts: Facts = field(default_factory=Facts)
    sentry: SentryLink | None = None

    @property
    def root(self) -> Link | None:
        """The first cause, or None where the event carries no exception."""
        return self.chain[0] if self.chain else None

    @property
    def outermost(self) -> Link | None:
        """The exception that was finally raised, or None."""
        return self.chain[-1] if self.chain else None

    @property
    def handled(self) -> bool:
        """True where the outermost exception that says so was handled by the application."""
        for link in reversed(self.chain):
            if link.handled is not None:
                return link.handled
        return False

    @property
    def title(self) -> str:
        """Class and first line of what was raised, or the first line of the message; at most 200 characters."""
        link = self.outermost
        words = link.message if link else self.message
        line = words.strip().split("\n", 1)[0].strip()
        kind = link.type if link else ""
        text = f"{kind}: {line}" if kind and line else kind or line or "(no message)"
        return text if len(text) <= 200 else text[:199] + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breadcrumb:
    """One thing that happened before the error."""

    timestamp: str = ""
    category: str = ""
    level: str = ""
    message: str = ""
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetail:
    """The rest of an event, for people to read on its page. Redacted; made only for events that are stored.

    `sources[i][j]` belongs to `chain[i].frames[j]`.
    """

    sources: tuple[tuple[FrameSource, ...], ...] = ()
    breadcrumbs: tuple[Breadcrumb, ...] = ()
    contexts: Mapping[str, Json] = field(default_factory=dict)
    extra: Mapping[str, Json] = field(default_factory=dict)
    request: Mapping[str, Json] = field(default_factory=dict)
    modules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Which issue an event belongs to: the hash (32 hex digits), the mechanism's version, and the parts hashed.

    `parts` are (name, value) pairs in hashing order, for people to see why two events are one issue or two.
    """

    value: str
    version: str
    parts: tuple[tuple[str, str], ...]
