"""The Set-up page over HTTP: DSN, the first event, channels that people set, and who may."""

import re
from collections.abc import Callable

import pytest

from kiwame.core.alert import Channel, Delivery
from kiwame.web.findings import Finding, Mark
from tests.web.conftest import Door
from tests.web.visitor import FORM, Visitor

Start = Callable[..., Door]

SLACK = "https://hooks.slack.com/services/T0001/B0002/secretsecret"
OPERATORS = Channel(name="ops", kind="slack", url="http://10.0.0.9/operators-own-choice")


def here(door: Door) -> Visitor:
    """Somebody at the machine itself."""
    return Visitor(door.port, host="localhost")


def set_channel(visitor: Visitor, *, name: str = "slack", url: str = SLACK, severity: str = "critical") -> int:
    """The status of the form that sets a channel."""
    return visitor.post("/set-up/channels", name=name, url=url, severity=severity).status


def test_dsn_webhook_and_findings(door: Start) -> None:
    findings = (
        Finding(mark=Mark.WORKS, what="python", says="3.x"),
        Finding(mark=Mark.FAILS, what="store", says="<b>& it fails"),
    )
    page = here(door(site={"findings": lambda: findings}, public_url="https://kiwame.example.com")).ask("/set-up")
    assert page.status == 200
    assert f"https://{'ab' * 16}@kiwame.example.com/1" in page.text
    assert "https://kiwame.example.com/webhooks/sentry" in page.text
    assert "&lt;b&gt;&amp; it fails" in page.text
    assert "<b>& it" not in page.text


def test_without_a_public_address_the_dsn_has_the_one_that_was_asked(door: Start) -> None:
    started = door()
    assert f"http://{'ab' * 16}@localhost:{started.port}/1" in (
        Visitor(started.port, host=f"localhost:{started.port}").ask("/set-up").text
    )


def test_the_first_event_is_waited_for_project_by_project(door: Start) -> None:
    started = door()
    waiting = started.store.projects.create("quiet", "cd" * 16, started.now)
    visitor = here(started)
    page = visitor.ask("/set-up")
    assert f'data-first="{waiting.id}"' in page.text
    assert 'data-first="1"' not in page.text, "its first event has come: the page links to it"
    first = visitor.ask("/set-up/first-event").json()["first"]
    assert set(first) == {"1"}
    assert visitor.ask(first["1"]["url"]).status == 200
    assert first["1"]["headline"]
    started.store.projects.close(waiting.id)
    assert f'data-first="{waiting.id}"' not in visitor.ask("/set-up").text


def test_from_elsewhere_neither_page_nor_state(door: Start) -> None:
    visitor = Visitor(door().port)
    assert visitor.ask("/set-up").status == 303
    refused = visitor.ask("/set-up/first-event")
    assert refused.status == 401
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_a_channel_is_set_and_its_address_is_never_shown_again(door: Start) -> None:
    started = door()
    visitor = here(started)
    assert set_channel(visitor) == 303
    (kept,) = started.store.channels.all()
    assert (kept.name, kept.url, kept.from_page) == ("slack", SLACK, True)
    page = visitor.ask("/set-up")
    assert "Saved." in page.text
    assert "hooks.slack.com/services/T" not in page.text
    assert "secretsecret" not in page.text
    assert set_channel(visitor, url=SLACK + "2") == 303
    assert [channel.url for channel in started.store.channels.all()] == [SLACK + "2"], "the same name: replaced"


@pytest.mark.parametrize(
    "url",
    ["http://hooks.slack.com/services/T/B/x", "https://10.0.0.1/services/T/B/x", "https://hooks.slack.com:22/a/b",
     "https://hooks.slack.com@evil.example/a/b", "https://evil.example/a/b", ""],
)  # fmt: skip
def test_other_addresses_are_refused_with_what_was_typed_beside_them(door: Start, url: str) -> None:
    started = door()
    visitor = here(started)
    refused = visitor.post("/set-up/channels", name="our-team", url=url, severity="low")
    assert refused.status == 422
    assert 'value="our-team"' in refused.text
    assert re.search(r'value="low" checked', refused.text)
    assert not url or url not in refused.text
    assert started.store.channels.all() == []


def test_the_operators_channels_are_shown_masked_and_cannot_be_replaced_or_removed(door: Start) -> None:
    started = door(site={"operator_channels": (OPERATORS,)})
    visitor = here(started)
    page = visitor.ask("/set-up")
    assert "ops" in page.text
    assert "10.0.0.9" not in page.text
    assert set_channel(visitor, name="ops") == 422
    assert visitor.post("/set-up/channels/remove", name="ops").status == 404
    assert "ops" in visitor.ask("/set-up").text


def test_removing_twice_is_no_error(door: Start) -> None:
    started = door()
    visitor = here(started)
    set_channel(visitor)
    for _ in range(2):
        answer = visitor.post("/set-up/channels/remove", name="slack")
        assert (answer.status, answer.location) == (303, "/set-up#channels")
    assert started.store.channels.all() == []


@pytest.mark.parametrize("act", ["test", "retry"])
def test_a_channel_that_is_gone_is_said_to_be_gone(door: Start, act: str) -> None:
    answer = here(door(site={"send_test": lambda _: ""})).post(f"/set-up/channels/{act}", name="<i>gone")
    assert answer.status == 404
    assert "There is no channel of this name" in answer.text
    assert "issue with this id" not in answer.text


def test_a_test_message_and_why_it_did_not_arrive(door: Start) -> None:
    asked: list[str] = []

    def send(channel: Channel) -> str:
        asked.append(channel.url)
        return "" if len(asked) == 1 else "Slack says no_service <b>"

    visitor = here(door(site={"send_test": send}))
    set_channel(visitor)
    assert visitor.post("/set-up/channels/test", name="slack").status == 303
    assert "The test message was accepted." in visitor.ask("/set-up").text
    failed = visitor.post("/set-up/channels/test", name="slack")
    assert failed.status == 200
    assert "Slack says no_service &lt;b&gt;" in failed.text
    assert asked == [SLACK, SLACK]
    assert SLACK not in failed.text


def test_failed_deliveries_are_tried_again(door: Start) -> None:
    started = door()
    visitor = here(started)
    set_channel(visitor)
    (issue,) = visitor.ask("/api/v1/issues?limit=1").json()["issues"]
    deliveries = started.store.deliveries
    row = Delivery(issue_id=issue["id"], channel="slack", alert="new", state_version=1, due_at=started.now)
    deliveries.add([row])
    (claimed,) = deliveries.claim(started.now, 10, started.now + 15)
    deliveries.failed([claimed.id], "no_service", None, started.now)
    page = visitor.ask("/set-up")
    assert "no_service" in page.text
    assert "/set-up/channels/retry" in page.text
    assert visitor.post("/set-up/channels/retry", name="slack").status == 303
    assert deliveries.due(started.now) == {"slack": 1}
    assert "tried again: 1" in visitor.ask("/set-up").text


@pytest.mark.parametrize("role", ["viewer", "member"])
@pytest.mark.parametrize("path", ["/set-up/channels", "/set-up/channels/remove", "/set-up/channels/retry"])
def test_a_token_needs_the_role_admin(door: Start, role: str, path: str) -> None:
    started = door()
    assert set_channel(here(started)) == 303
    body = f"name=slack&severity=critical&url={SLACK}other".encode()
    bearer = ("Authorization", f"Bearer secret-{role}")
    answer = Visitor(started.port).ask(path, bearer, ("Content-Type", FORM), method="POST", body=body)
    assert answer.status == 403
    assert [channel.url for channel in started.store.channels.all()] == [SLACK]
