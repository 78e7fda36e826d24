"""What signed webhooks say, and that any body under any resource header is read or unreadable."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiwame.core.errors import Unreadable
from kiwame.core.event import Door, RawEvent
from kiwame.ingest.limits import MIB
from kiwame.ingest.sentry_webhook import Counted, WebhookEvent, WebhookIssue, read_webhook
from tests.ingest.client import EVENT_ID
from tests.ingest.test_parsers import FEW, reason


def webhook(resource: str, data: object, action: str = "created", **changes: object) -> RawEvent:
    body = json.dumps({"action": action, "data": data}).encode()
    return RawEvent(project="", door=Door.WEBHOOK, received_at=5.0, resource=resource, body=changes.get("body", body))  # type: ignore[arg-type]  # bytes, as the caller gives them


def test_error_and_event_alert_carry_an_event() -> None:
    url = "https://sentry.io/api/0/projects/acme/shop/events/1/"
    event = {"event_id": EVENT_ID, "project": 42, "url": url, "issue_id": "77", "web_url": "https://x/77"}
    for resource, data in (("error", {"error": event}), ("event_alert", {"event": event, "triggered_rule": "r"})):
        read = read_webhook(webhook(resource, data))
        assert isinstance(read, WebhookEvent)
        assert read.payload == event
        assert read.sentry_projects == ("42", "shop")
        assert isinstance(read_webhook(webhook("", data)), WebhookEvent)


def test_an_issue_is_kept_without_an_event() -> None:
    issue = {
        "id": "9", "title": "T", "count": "12", "userCount": 3, "permalink": "https://x/9", "web_url": "javascript:x",
        "project": {"id": "42", "slug": "shop"},
    }  # fmt: skip
    read = read_webhook(webhook("issue", {"issue": issue}, "resolved"))
    assert isinstance(read, WebhookIssue)
    assert (read.issue.issue_id, read.issue.count, read.issue.user_count) == ("9", 12, 3)
    assert (read.issue.url, read.issue.status, read.issue.updated_at) == ("https://x/9", "resolved", 5.0)
    assert read.sentry_projects == ("42", "shop")


@pytest.mark.parametrize(
    ("resource", "data", "name"),
    [
        ("metric_alert", {"metric_alert": {}}, "webhook:metric_alert.created"),
        ("activity_alert", {"issue": {}, "activity": {}}, "webhook:activity_alert.created"),
        ("comment", {"comment_id": 1}, "webhook:comment.created"),
        ("installation", {"installation": {}}, "webhook:installation.created"),
        ("seer", {"run_id": 1}, "webhook:seer.created"),
        ("New\x00 Thing<b>", {"x": 1}, "webhook:new_thing_b.created"),
        ("unheard_of" * 20, None, "webhook:" + ("unheard_of" * 4) + ".created"),
        ("", {"fields": []}, "webhook:created"),
    ],
)
def test_everything_else_is_counted_by_name(resource: str, data: object, name: str) -> None:
    assert read_webhook(webhook(resource, data)) == Counted(name=name)


def test_an_empty_body_is_counted() -> None:
    assert read_webhook(webhook("error", None, body=b"")) == Counted(name="webhook:empty")


@pytest.mark.parametrize(
    ("resource", "data", "want"),
    [
        ("issue", {"error": {}}, "resource_mismatch"),
        ("comment", {"error": {}}, "resource_mismatch"),
        ("made_up", {"error": {}}, "resource_mismatch"),
        ("error", {"comment_id": 1}, "resource_mismatch"),
        ("error", {}, "resource_mismatch"),
        ("error", None, "wrong_shape"),
        ("error", {"error": []}, "wrong_shape"),
        ("issue", {"issue": {"title": "no id"}}, "wrong_shape"),
        ("error", {"error": {"x": "y" * (2 * MIB)}}, "event_too_large"),
    ],
)
def test_webhooks_that_do_not_fit_are_unreadable(resource: str, data: object, want: str) -> None:
    assert reason(lambda: read_webhook(webhook(resource, data))) == want


@FEW
@given(
    resource=st.sampled_from(["error", "event_alert", "issue", "comment", "", "?"]),
    body=st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda kids: (
            st.lists(kids, max_size=3)
            | st.dictionaries(
                st.sampled_from(["action", "data", "error", "event", "issue", "id", "project", "url"]), kids
            )
        ),
        max_leaves=12,
    )
    .map(json.dumps)
    .map(str.encode),
)
def test_any_webhook_is_read_or_unreadable(resource: str, body: bytes) -> None:
    with suppress(Unreadable):
        read_webhook(webhook(resource, None, body=body))
