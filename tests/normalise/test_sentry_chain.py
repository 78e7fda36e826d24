"""The order of exceptions: the root first, read from the tree where the client numbers it."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from kiwame.core.event import Door, ErrorEvent
from kiwame.normalise import chain, decode
from kiwame.normalise.redact import redactor
from kiwame.normalise.sentry_event import to_event


def _order(values: Sequence[dict[str, Any] | None]) -> list[str | None]:
    return [value.type for value in chain.ordered(decode.decode_mapping({"exception": {"values": list(values)}}).event)]


def _numbered(name: str, number: int, parent: int | None, source: str | None = None, **more: Any) -> dict[str, Any]:
    return {"type": name, "mechanism": {"exception_id": number, "parent_id": parent, "source": source, **more}}


def test_a_plain_list_runs_from_the_root() -> None:
    assert _order([{"type": "Root"}, None, {}, {"type": "Middle"}, {"type": "Raised"}]) == ["Root", "Middle", "Raised"]


def test_numbers_count_more_than_the_order_of_the_list() -> None:
    values = [_numbered("Raised", 0, None), _numbered("Root", 7, 3, "cause"), _numbered("Middle", 3, 0, "cause")]
    assert _order(values) == ["Root", "Middle", "Raised"]


def test_members_of_a_group() -> None:
    values = [
        _numbered("SecondsCause", 5, 4, "__cause__"),
        _numbered("Second", 4, 1, "exceptions[1]"),
        _numbered("FirstsCause", 3, 2, "__cause__"),
        _numbered("First", 2, 1, "exceptions[0]"),
        _numbered("Group", 1, 0, "__cause__", is_exception_group=True),
        _numbered("Raised", 0, None),
    ]
    assert _order(values) == ["FirstsCause", "First", "SecondsCause", "Second", "Group", "Raised"]


def test_numbers_that_make_no_tree_leave_the_list_as_it_is() -> None:
    twice = [_numbered("A", 1, 0), _numbered("B", 1, 0)]
    circle = [_numbered("A", 1, 2), _numbered("B", 2, 1)]
    missing = [_numbered("A", 1, 0), {"type": "B"}]
    own = [_numbered("A", 1, 1), _numbered("B", 2, 1)]
    assert [_order(values) for values in (twice, circle, missing)] == [["A", "B"]] * 3
    assert _order(own) == ["B", "A"]


def test_a_thousand_exceptions_keep_both_ends() -> None:
    plain = [{"type": f"E{number}"} for number in range(1000)]
    numbered = [_numbered(f"E{999 - number}", number, number - 1 if number else None) for number in range(1000)]
    expected = [f"E{n}" for n in (*range(25), *range(975, 1000))]
    assert _order(list(plain)) == expected
    assert _order(list(numbered)) == expected


class _Kept(Transport):
    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            self.sent.append(json.dumps(event, default=str).encode())


def _captured(error: BaseException) -> ErrorEvent:
    transport = _Kept()
    client = sentry_sdk.Client(dsn="http://k@127.0.0.1:9/1", transport=transport, default_integrations=False)
    with sentry_sdk.isolation_scope() as scope:
        scope.set_client(client)
        scope.capture_exception(error)
    client.close()
    payload = decode.decode_event(transport.sent[0])
    kept = {"project": "1", "door": Door.ENVELOPE, "received_at": 4e9, "sent_at": None, "event_id": None}
    return to_event(payload, redactor=redactor(), **kept)  # type: ignore[arg-type]  # one value of each type


def _raised(act: Any) -> BaseException:
    try:
        act()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def test_a_chain_as_the_real_sdk_sends_it() -> None:
    def act() -> None:
        try:
            try:
                {"a": 1}["key"]
            except KeyError as error:
                raise ConnectionError("cut") from error
        except ConnectionError:
            raise RuntimeError("no answer")  # noqa: B904 the context is what is tested

    event = _captured(_raised(act))
    assert [(link.type, link.message) for link in event.chain] == [
        ("KeyError", "'key'"),
        ("ConnectionError", "cut"),
        ("RuntimeError", "no answer"),
    ]
    assert [frame.function for frame in event.chain[-1].frames][-1] == "act"
    assert event.sdk.startswith("sentry.python/")


def test_a_group_as_the_real_sdk_sends_it() -> None:
    async def failing(text: str) -> None:
        try:
            int(text)
        except ValueError as error:
            raise ConnectionError(text) from error

    async def main() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(failing("one"))
            tasks.create_task(failing("two"))

    event = _captured(_raised(lambda: asyncio.run(main())))
    assert [link.type for link in event.chain] == [
        "ValueError", "ConnectionError", "ValueError", "ConnectionError", "ExceptionGroup",
    ]  # fmt: skip
    assert [link.message for link in event.chain][1:4:2] == ["one", "two"]
    assert [link.is_group for link in event.chain] == [False, False, False, False, True]
