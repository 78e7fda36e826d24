"""Which reader fits a text: the platform's own first, then the first whose marks are found in the text."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kiwame.normalise.stacks import dotnet, golang, java, javascript, php, python, ruby, rust
from kiwame.normalise.stacks.parsed import Parsed

MAX_TEXT = 512 * 1024
"""Characters of a stack text that are read; of a longer one the first and the last halves."""
MAX_LINES = 20_000
MAX_LINE = 20_000
_PREFIX = re.compile(r"\[\d{1,3}\] ?|\[[A-Za-z][\w:.\-]{0,30}\] |[a-z][\w.\-]{1,60} {0,20}\| ?")
"""What concurrently, foreman and docker compose write before each line of a program."""
_PREFIXED = 24


class Language(NamedTuple):
    """A row: the platforms it serves, the marks by which its texts are known, and its reader."""

    platforms: frozenset[str]
    marks: re.Pattern[str]
    read: Callable[[list[str]], list[Parsed]]


LANGUAGES = (
    Language(
        frozenset({"python"}),
        re.compile(r'Traceback \(most recent call last\)|^[ |]{0,100}File "[^"\n]{1,1000}", line \d|'
                   r"^The above exception was|^During handling of the above", re.MULTILINE),
        python.read,
    ),
    Language(
        frozenset({"rust", "native"}),
        re.compile(r"^[ \t]{0,20}thread '[^'\n]{0,200}'(?: \(\d{1,12}\))? panicked at |"
                   r"^Caused by:[ \t]{0,3}$", re.MULTILINE),
        rust.read,
    ),
    Language(
        frozenset({"java", "kotlin", "scala", "groovy", "clojure", "android"}),
        re.compile(r"^[ \t]{0,60}at [\w.$/<>@\-]{1,500}\((?:[\w$\-]{1,100}\.(?:java|kt|scala|groovy|clj):\d|"
                   r"Native Method|Unknown Source|<generated>)|"
                   r"^Caused by: [\w.$]{1,200}(?:Exception|Error)", re.MULTILINE),
        java.read,
    ),
    Language(
        frozenset({"csharp", "dotnet", "fsharp", "vb"}),
        re.compile(r"^ {1,8}(?:at|在|bei|à|場所) [\w.<>`+\[\],|$]{1,400}\([^\n]{0,500}\)(?: (?:in|位置) |[ \t]{0,2}$)|"
                   r" ---> [A-Z][\w.]{1,200}|^System\.[\w.]{1,100}Exception", re.MULTILINE),
        dotnet.read,
    ),
    Language(
        frozenset({"javascript", "node", "typescript"}),
        re.compile(r"^[ \t]{0,60}at (?:async )?[^\n]{1,600}(?::\d{1,9}:\d{1,9}\)?|\(<anonymous>\)|"
                   r"\(native[^\n]{0,20}\))|^[ \t]{0,60}\[?cause\]?: ", re.MULTILINE),
        javascript.read,
    ),
    Language(
        frozenset({"go"}),
        re.compile(r"^goroutine \d|^panic: |^fatal error: |^\t\S[^\n]{0,400}\.go:\d", re.MULTILINE),
        golang.read,
    ),
    Language(
        frozenset({"php"}),
        re.compile(r"^#\d{1,4} [^\n]{1,500}\(\d{1,9}\): |^#\d{1,4} \{main\}|^Stack trace:|\[object\] \(", re.MULTILINE),
        php.read,
    ),
    Language(
        frozenset({"ruby"}),
        re.compile(r":\d{1,9}:in [`'‘]"),
        ruby.read,
    ),
)  # fmt: skip


def read_stack(text: str, platform: str = "") -> list[Parsed]:
    """The chain that `text` prints, the root first; empty where no reader knows the text. Never raises; linear time.

    `platform` as Sentry names it ("python", "javascript", …), "" where it is unknown.
    """
    if not text:
        return []
    if len(text) > MAX_TEXT:
        # Half a line at the seam would read as something else.
        text = text[: MAX_TEXT // 2].rpartition("\n")[0] + "\n" + text[-MAX_TEXT // 2 :].partition("\n")[2]
    if any(_PREFIX.match(line) for line in text[:1000].split("\n", 2)[:2]):
        text = "\n".join(_without_prefix(text.split("\n")))
    own = [language for language in LANGUAGES if platform in language.platforms]
    for language in (*own, *(other for other in LANGUAGES if other not in own)):
        if language in own or language.marks.search(text):
            links = language.read(_lines(text))
            if links:
                return links
    return []


def _lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").split("\n")
    if len(lines) > MAX_LINES:
        lines = lines[: MAX_LINES // 2] + lines[-MAX_LINES // 2 :]
    return [line[:MAX_LINE].rstrip() for line in lines]


def _without_prefix(lines: list[str]) -> list[str]:
    """`lines` without what runs several programs side by side prints before each ('[0] ', 'api-1  | ')."""
    looked_at = [line for line in lines[:_PREFIXED] if line.strip()]
    with_it = sum(_PREFIX.match(line) is not None for line in looked_at)
    if with_it < 3 or with_it * 4 < len(looked_at) * 3:
        return lines
    return [line[found.end() :] if (found := _PREFIX.match(line)) else line for line in lines]
