"""Python's printed tracebacks: the chain with its root first, the frames with the oldest call first."""

import asyncio
import json
import traceback
from collections.abc import Callable

from kiwame.normalise.stacks.parsed import Parsed
from kiwame.normalise.stacks.table import read_stack


def _chain(text: str, platform: str = "") -> list[tuple[str, str]]:
    return [(link.name, link.message) for link in read_stack(text, platform)]


def _places(link: Parsed) -> list[tuple[str, int | None, bool]]:
    return [(frame.function, frame.lineno, frame.in_app) for frame in link.frames]


def _printed(act: Callable[[], object]) -> str:
    try:
        act()
    except BaseException as error:
        return "".join(traceback.format_exception(error))
    raise AssertionError("nothing was raised")


def _cause() -> None:
    try:
        json.loads("{'a'")
    except ValueError as error:
        raise RuntimeError("the answer\ncannot be read") from error


def test_python_cause_context_and_notes() -> None:
    def act() -> None:
        try:
            _cause()
        except RuntimeError as error:
            error.add_note("while answering chat 7")
            raise LookupError("nothing left to try")  # noqa: B904 the context is what is tested

    links = read_stack(_printed(act))

    assert [(link.name, link.message) for link in links] == [
        ("json.decoder.JSONDecodeError", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("RuntimeError", "the answer\ncannot be read\nwhile answering chat 7"),
        ("LookupError", "nothing left to try"),
    ]
    assert [frame.function for frame in links[0].frames] == ["_cause", "loads", "decode", "raw_decode"]
    assert [frame.in_app for frame in links[0].frames] == [True, False, False, False]


def test_python_group_puts_its_members_before_it_and_the_first_leads() -> None:
    def act() -> None:
        members: list[Exception] = []
        calls: list[Callable[[], object]] = [_cause, lambda: int("x"), lambda: {"a": 1}["key"]]
        for call in calls:
            try:
                call()
            except Exception as error:
                members.append(error)
        try:
            raise ExceptionGroup("three calls failed", members)
        except ExceptionGroup as group:
            raise OSError("no answer") from group

    links = read_stack(_printed(act))

    assert [link.name for link in links] == [
        "json.decoder.JSONDecodeError",
        "RuntimeError",
        "ValueError",
        "KeyError",
        "ExceptionGroup",
        "OSError",
    ]
    assert links[4].message == "three calls failed (3 sub-exceptions)"
    assert [link.is_group for link in links] == [False, False, False, False, True, False]


def test_python_nested_groups_of_a_task_group() -> None:
    async def failing(text: str) -> None:
        raise ConnectionError(text)

    async def inner() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(failing("one"))
            tasks.create_task(failing("two"))

    async def outer() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(inner())

    assert _chain(_printed(lambda: asyncio.run(outer()))) == [
        ("ConnectionError", "one"),
        ("ConnectionError", "two"),
        ("ExceptionGroup", "unhandled errors in a TaskGroup (2 sub-exceptions)"),
        ("ExceptionGroup", "unhandled errors in a TaskGroup (1 sub-exception)"),
    ]


def test_python_syntax_error() -> None:
    name, message = _chain(_printed(lambda: compile("f(", "settings.py", "exec")))[-1]
    assert (name, message) == ("SyntaxError", "'(' was never closed")


def test_python_between_other_log_lines() -> None:
    text = (
        "INFO:     started\n"
        "Traceback (most recent call last):\n"
        '  File "/srv/app/main.py", line 3, in chat\n'
        "    return ask()\n"
        "           ^^^^^\n"
        "socket.gaierror: [Errno -2] Name or service not known\n"
        "INFO:     shutting down\n"
    )
    assert _chain(text) == [("socket.gaierror", "[Errno -2] Name or service not known")]


def test_python_frames_without_an_error_line() -> None:
    (link,) = read_stack('  File "/srv/app/a.py", line 7, in ask\n    x()\n')
    assert (link.name, link.message, _places(link)) == ("", "", [("ask", 7, True)])


def test_long_traces_are_read_at_both_ends() -> None:
    frame = '  File "/srv/app/loop.py", line 5, in again\n    again()\n'
    text = (
        "Traceback (most recent call last):\n" + frame * 30_000 + "RecursionError: maximum recursion depth exceeded\n"
    )
    assert _chain(text) == [("RecursionError", "maximum recursion depth exceeded")]
