"""Text of events made fit to be read: what cannot be seen or turns a line's direction is shown by its number. Pure."""

import re
from itertools import groupby
from unicodedata import category

from markupsafe import Markup, escape

_ODD = re.compile(
    r"[^\x09\x0a\x20-\x7e\xa1-\xac\xae-\u02ff\u3041-\u3163\u3165-\u9fff\uac00-\ud7a3\uff01-\uff9f\uffa1-\uffee]"
)
"""Characters that are worth a look; most texts have none."""

_NEVER_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MOST_APART = 20
_MOST_ALIKE = 3
"""A longer run of one hidden character is told by its number."""
_JOINERS = "\u200c\u200d"
_LEFT = frozenset("\t\n")
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
"""Letters and marks that look like nothing."""


def mark(character: str) -> str:
    """How a character that cannot be seen is written.

    >>> mark(chr(0x202E))
    '⟨U+202E⟩'
    """
    return f"⟨U+{ord(character):04X}⟩"


def is_hidden(text: str, place: int) -> bool:
    """True where the character at `place` cannot be seen or changes how others are. Joiners between letters that
    need them (Persian, Hindi, emoji) are left alone."""
    character = text[place]
    if character in _LEFT:
        return False
    if character in _JOINERS:
        around = (text[place - 1 : place] or "a") + (text[place + 1 : place + 2] or "a")
        return any(one.isascii() or one in _JOINERS for one in around)
    return character in _BLANK or category(character) in _NEVER_SHOWN


def visible(text: str) -> str:
    """`text` with a mark for each character that cannot be seen; line ends and tabs stay.

    >>> visible("a" + chr(0x200B) + "b"), visible(chr(0x202E) * 9)
    ('a⟨U+200B⟩b', '⟨U+202E ×9⟩')
    """
    return "".join(piece for piece, _ in _pieces(text))


def shown(text: str) -> Markup:
    """`text` for a page: escaped, its direction kept to itself, each mark set apart from what the text says."""
    pieces = _pieces(text)
    # Where there are very many marks, setting each apart would make the page large and tell nothing more.
    apart = sum(is_mark for _, is_mark in pieces) <= _MOST_APART
    parts = [
        f'<span class="unseen">{piece}</span>' if is_mark and apart else str(escape(piece)) for piece, is_mark in pieces
    ]
    return Markup("<bdi>" + "".join(parts) + "</bdi>")  # noqa: S704  each part is escaped or made of hex digits


def _pieces(text: str) -> list[tuple[str, bool]]:
    """(text, False) and (mark, True) in turn."""
    if _ODD.search(text) is None:
        return [(text, False)]
    text = text.replace("\r\n", "\n")
    found: list[tuple[str, bool]] = []
    for hidden, places in groupby(range(len(text)), key=lambda place: text[place] if is_hidden(text, place) else ""):
        run = list(places)
        if not hidden:
            found.append((text[run[0] : run[-1] + 1], False))
        elif len(run) <= _MOST_ALIKE:
            found += [(mark(hidden), True)] * len(run)
        else:
            found.append((f"{mark(hidden)[:-1]} ×{len(run)}⟩", True))
    return found


def fitting(text: str, most: int) -> str:
    """As much of `text` as takes at most `most` bytes once it is shown, the last of a longer one an ellipsis."""
    if len(text) * 4 <= most and _ODD.search(text) is None:
        return text
    size = 0
    for place, character in enumerate(text):
        size += len(mark(character).encode()) if is_hidden(text, place) else len(str(escape(character)).encode())
        if size > most - 3:
            return text[:place] + "…"
    return text


def first_line(text: str, limit: int) -> str:
    """The first line that says something, at most `limit` characters, the last of a longer one an ellipsis."""
    line = next((line for line in text[: limit * 20].split("\n") if line.strip()), "").strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def is_web_address(url: str) -> bool:
    """True for what may be a link: http or https, with a host, and nothing in it that cannot be seen."""
    return re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]{1,255}(?:/[\x21-\x7e]{0,2000})?", url) is not None
