"""Text of events made fit to be read: what cannot be seen or turns a line's direction is shown by its number. Pure."""

import re
from unicodedata import category

from markupsafe import Markup, escape

_ODD = re.compile(r"[^\x09\x0a\x20-\x7e\xa1-\xac\xae-\u02ff\u3041-\u3163\u3165-\u9fff\uac00-\ud7a3\uff01-\uff9f\uffa1-\uffee]")
"""Characters that are worth a look; most texts have none."""

_NEVER_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
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

    >>> visible("a" + chr(0x200B) + "b")
    'a⟨U+200B⟩b'
    """
    if _ODD.search(text) is None:
        return text
    text = text.replace("\r\n", "\n")
    return "".join(mark(character) if is_hidden(text, place) else character for place, character in enumerate(text))


def shown(text: str) -> Markup:
    """`text` for a page: escaped, its direction kept to itself, each mark set apart from what the text says."""
    if _ODD.search(text) is None:
        return Markup("<bdi>{}</bdi>").format(text)
    text = text.replace("\r\n", "\n")
    parts = [
        f'<span class="unseen">{mark(character)}</span>' if is_hidden(text, place) else str(escape(character))
        for place, character in enumerate(text)
    ]
    return Markup("<bdi>" + "".join(parts) + "</bdi>")  # noqa: S704  each part is escaped or made of hex digits


def first_line(text: str, limit: int) -> str:
    """The first line that says something, at most `limit` characters, the last of a longer one an ellipsis."""
    line = next((line for line in text[: limit * 20].split("\n") if line.strip()), "").strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def is_web_address(url: str) -> bool:
    """True for what may be a link: http or https, with a host, and nothing in it that cannot be seen."""
    return re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]{1,255}(?:/[\x21-\x7e]{0,2000})?", url) is not None
