"""PHP's traces: `#0 file(line): call()`, previous exceptions before `Next`; Laravel's and Symfony's log form too."""

import re

from kiwame.core.event import Frame
from kiwame.normalise.class_name import head_of
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_FRAME = re.compile(r"\s{0,20}#\d{1,5} (?:(.{1,500}?)\((\d{1,9})\): |\[internal function\]: )(.{0,500})")
_PLACE = re.compile(r" in (/\S{1,400}|[A-Z]:\\[^\n]{1,400}):(\d{1,9})$")
_OBJECT = re.compile(r"\[object\] \(([A-Z][\w\\]{0,200})\(code: [^)\n]{1,20}\): ")


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first."""
    links: list[Parsed] = []
    name = ""
    message: list[str] = []
    frames: list[Frame] = []
    outermost_first = False
    in_stack = False

    def close() -> None:
        nonlocal name, in_stack
        if name or frames:
            links.append(Parsed(name=name, message="\n".join(message).strip(), frames=tuple(reversed(frames))))
        name, in_stack = "", False
        message.clear()
        frames.clear()

    for line in lines:
        if "[object]" in line:
            # Inside of JSON, as Laravel logs it, a backslash is written twice.
            line = line.replace("\\\\", "\\")
        text = line.strip()
        found = _FRAME.match(line) if "#" in line else None
        if found:
            in_stack = True
            frames.append(_frame(found[1] or "", found[2] or "", found[3].replace("\\\\", "\\")))
        elif text.startswith(("#", "Stack trace:", "[stacktrace]", "thrown in")):
            in_stack = True
        elif thing := _OBJECT.search(line[:8000]):
            close()
            outermost_first = True
            name = thing[1]
            said, _, place = line[thing.end() :].rpartition(" at ")
            path, _, number_text = place.removesuffix(")").rpartition(":")
            message.append(said or place)
            if said and path:
                frames.append(_frame(path, number_text, ""))
        elif text and (not name or in_stack):
            head = head_of(text.removeprefix("Next "), sure=text.startswith("Next "))
            if head:
                close()
                name = head.name
                message.append(_without_place(head.message, frames))
        elif text:
            message.append(_without_place(text, frames))
    close()
    return links[::-1] if outermost_first else links


def _without_place(text: str, frames: list[Frame]) -> str:
    """The message without the ` in file:line` that PHP adds to it, which becomes the newest frame."""
    found = _PLACE.search(text[-900:])
    if found is None:
        return text
    frames.append(_frame(found[1], found[2], ""))
    return text[: len(text) - len(text[-900:]) + found.start()]


def _frame(path: str, line: str, call: str) -> Frame:
    call = call.partition("(")[0]
    for separator in ("->", "::"):
        if separator in call:
            module, _, function = call.rpartition(separator)
            break
    else:
        module, function = "", call
    in_app = in_app_by_path(path, module, "php")
    return Frame(function=function, module=module, filename=path, lineno=number(line), in_app=in_app)
