"""Rust: panics with their backtrace, and anyhow's or eyre's reports with `Caused by:`.

Rust prints no class names: a panic's type is "panic", a report's outermost is "Error" where it says so.
"""

import re

from kiwame.core.event import Frame
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_PANIC_NEW = re.compile(
    r"\s{0,20}thread '[^'\n]{0,200}'(?: \(\d{1,12}\))? panicked at ([^\s'][^\n]{0,400}):(\d{1,9}):\d{1,9}:$"
)
_PANIC_OLD = re.compile(r"\s{0,20}thread '[^'\n]{0,200}' panicked at '(.{0,6000})', ([^\n]{1,400}):(\d{1,9}):\d{1,9}$")
_FUNCTION = re.compile(r"\s{0,20}\d{1,5}: (?:0x[0-9a-f]{1,16} - )?(\S.{0,500})")
_AT = re.compile(r"\s{1,40}at (\S.{0,500}):(\d{1,9}):\d{1,9}$")
_CAUSE = re.compile(r"\s{1,20}(?:(\d{1,4}): )?(\S.{0,6000})")


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first."""
    for place, line in enumerate(lines):
        old = _PANIC_OLD.match(line)
        new = None if old else _PANIC_NEW.match(line)
        if old or new:
            return [_panic(lines[place + 1 :], old, new)]
        if line.strip() == "Caused by:":
            return _report(lines[:place], lines[place + 1 :])
    return []


def _panic(rest: list[str], old: re.Match[str] | None, new: re.Match[str] | None) -> Parsed:
    message: list[str] = [old[1]] if old else []
    frames: list[Frame] = []
    function = ""
    in_backtrace = False
    for line in rest:
        if line.startswith(("stack backtrace:", "note: ")):
            in_backtrace = True
        elif not in_backtrace:
            message.append(line)
        elif spot := _AT.match(line):
            frames.append(_frame(function, spot[1], spot[2]))
        elif named := _FUNCTION.match(line):
            function = named[1]
    if not frames:
        found = (old[2], old[3]) if old else (new[1], new[2]) if new else ("", "")
        frames.append(_frame("", *found))
    return Parsed(name="panic", message="\n".join(message).strip(), frames=tuple(reversed(frames)))


def _report(before: list[str], after: list[str]) -> list[Parsed]:
    """anyhow: the outermost error, then its causes; a cause's further lines stand deeper than its number."""
    outer = "\n".join(line for line in before if line.strip()).strip()
    name = "Error" if outer.startswith("Error: ") else ""
    links = [Parsed(name=name, message=outer.removeprefix("Error: "))] if outer else []
    causes: list[list[str]] = []
    for line in after:
        if line.startswith(("Location:", "Stack backtrace:", "stack backtrace:")):
            break
        found = _CAUSE.match(line)
        if found and (found[1] is not None or not causes):
            causes.append([found[2]])
        elif line.strip() and causes:
            causes[-1].append(line.strip())
    links += [Parsed(message="\n".join(cause)) for cause in causes]
    return links[::-1]


def _frame(function: str, path: str, line: str) -> Frame:
    module, _, last = function.rpartition("::")
    in_app = in_app_by_path(path, "", "rust")
    return Frame(function=last or function, module=module, filename=path, lineno=number(line), in_app=in_app)
