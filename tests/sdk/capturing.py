"""A real sentry-sdk client whose events end in a list, and what Kiwame's server reads off them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.integrations import Integration
from sentry_sdk.transport import Transport

from kiwame.core.event import Door, ErrorEvent
from kiwame.normalise.decode import decode_event
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_event
from kiwame.sdk import KiwameIntegration

DSN = f"http://{'b' * 32}@127.0.0.1:9/1"
_REDACTOR = redactor()


class Kept(Transport):
    """Keeps every event as the JSON that would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        for item in envelope.items:
            if item.type == "event":
                self.sent.append(item.payload.get_bytes())

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events as JSON's objects."""
        return [json.loads(body) for body in self.sent]

    @property
    def tags(self) -> list[dict[str, str]]:
        """The tags of each event."""
        return [event.get("tags") or {} for event in self.events]


@contextmanager
def capturing(*integrations: Integration, **options: Any) -> Iterator[Kept]:
    """While open, what the process reports is kept; with `KiwameIntegration` unless other integrations are given."""
    kept = Kept()
    client = sentry_sdk.Client(
        dsn=DSN,
        transport=kept,
        integrations=list(integrations or (KiwameIntegration(),)),
        auto_enabling_integrations=False,
        **options,
    )
    scope = sentry_sdk.get_global_scope()
    before = scope.client
    scope.set_client(client)
    try:
        with sentry_sdk.isolation_scope():
            yield kept
    finally:
        scope.set_client(before)
        client.close()


def read(body: bytes) -> ErrorEvent:
    """An event as the worker would see it."""
    return to_event(
        decode_event(body),
        project="1",
        door=Door.ENVELOPE,
        received_at=1_770_000_000.0,
        sent_at=None,
        event_id=None,
        redactor=_REDACTOR,
    )
