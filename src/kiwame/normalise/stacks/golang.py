"""Go: panics with their goroutine, and errors printed with their stack (`%+v`, root first).

An error that Go code has wrapped is one text, "a: b: c". It stays one link: where one error ends and the next begins
cannot be told from the text (addresses, JSON bodies and URLs hold ": " as well), and the text in full loses nothing.
"""

import re

from kiwame.core.event import Frame
from kiwame.normalise.frames import in_app_by_path
from kiwame.normalise.stacks.parsed import Parsed, number

_PANIC = re.compile(r"\s{0,20}(panic|fatal error): (.{0,8000})")
_PLACE = re.compile(r"\s{1,20}(\S[^\n]{0,500}\.(?:go|s)):(\d{1,9})(?: \+0x[0-9a-f]{1,16})?\s{0,5}$")
_GOROUTINE = re.compile(r"goroutine \d{1,12} ")


def read(lines: list[str]) -> list[Parsed]:
    """The chain printed in `lines`, the root first; only the first goroutine's frames, which is the one that failed."""
    links: list[Parsed] = []
    name = ""
    message: list[str] = []
    frames: list[Frame] = []
    goroutines = 0

    def close() -> None:
        nonlocal name
        if frames or name:
            links.append(Parsed(name=name, message="\n".join(message).strip(), frames=tuple(reversed(frames))))
        name = ""
        message.clear()
        frames.clear()

    for place, line in enumerate(lines):
        panic = _PANIC.match(line) if "panic: " in line or "fatal error: " in line else None
        if _GOROUTINE.match(line):
            goroutines += 1
            if goroutines > 1:
                break
        elif panic:
            name = panic[1]
            message.append(panic[2].removesuffix(" [recovered]"))
        elif spot := _PLACE.match(line):
            frames.append(_frame(lines[place - 1] if place else "", spot[1], spot[2]))
        elif place + 1 < len(lines) and _PLACE.match(lines[place + 1]):
            continue
        elif line.strip() and not goroutines and not line.startswith("[signal "):
            if frames:
                close()
            message.append(line.strip())
    close()
    return links


def _frame(call: str, path: str, line: str) -> Frame:
    """A frame of `package/path.(*Type).method(0x…)` and its file."""
    call = call.strip().removeprefix("created by ").split(" in goroutine ", 1)[0]
    call = call[: call.rfind("(")] if call.endswith(")") else call
    folder, slash, last = call.rpartition("/")
    package, _, function = last.partition(".")
    module = f"{folder}{slash}{package}"
    return Frame(
        function=function or last,
        module=module,
        filename=path,
        lineno=number(line),
        in_app=in_app_by_path(path, module, "go"),
    )
