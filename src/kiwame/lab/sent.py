"""How the sample app uses sentry-sdk, and how the lab learns what was sent for which fault: without marking events."""

import contextvars
from typing import Any

import sentry_sdk
from sentry_sdk.integrations import Integration

order = contextvars.ContextVar("order", default=("", ""))
"""Name and seed of the fault that is being met."""


class Sent:
    """Which event was sent for which fault, in the order of sending."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []

    def note(self, event: Any, hint: Any) -> Any:
        """As sentry-sdk's `before_send`: notes the event's id and passes the event on unchanged."""
        self.events.append((event["event_id"], order.get()[0]))
        return event


def start_sentry(dsn: str, release: str, sent: Sent, *, facts: bool = False) -> None:
    """Initialise sentry-sdk as the readers of its documentation do: its AI integrations enable themselves.

    With `facts` an application that has Kiwame's integration too.
    """
    own: list[Integration] = []
    if facts:
        from kiwame.sdk import KiwameIntegration

        own.append(KiwameIntegration())
    sentry_sdk.init(
        dsn=dsn,
        environment="production",
        release=release,
        integrations=own,
        traces_sample_rate=0.1,
        attach_stacktrace=True,
        in_app_include=["kiwame.lab"],
        before_send=sent.note,
        transport_queue_size=2000,
    )
