"""Text as Slack takes it: on one line, nothing hidden in it, nobody pinged by it, cut to a limit as Slack counts. Pure.

Lengths are UTF-16 units of the escaped text, the strictest of the ways in which Slack is seen to count.
"""

import re
import unicodedata

_ODD = re.compile(r"[^\x20-\x7e\xa1-\xac\xae-\u02ff\u3041-\u9fff\uac00-\ud7a3\uff01-\uff9f]")
_BROADCAST = re.compile(r"@(?=(?:here|channel|everyone|group|all)\b)", re.IGNORECASE)
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
_HIDDEN = frozenset({"Cf", "Co", "Cn"})
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_MARKS = frozenset({"Mn", "Me"})
_MOST_MARKS = 3
_READ = 4000
"""Characters that are looked at: more than any place for a text holds."""


def plain(text: str) -> str:
    """`text` on one line, without what cannot be seen or would turn the line; @here and its like ping nobody.

    Marks piled upon a letter are thinned out. Text that runs from right to left keeps to itself.

    >>> plain("a" + chr(0x202E) + "b" + chr(10) + "c @here")
    'ab c ＠here'
    """
    text = text[:_READ]
    if _ODD.search(text):
        text = _seen(text)
    text = _BROADCAST.sub("＠", " ".join(text.split()))
    if text.isascii() or not any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text):
        return text
    return f"\u2068{text}\u2069"


def _seen(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in _MARKS else 0
        if kind in _SPACES:
            kept.append(" ")
        elif kind == "Cs":
            kept.append("\ufffd")
        elif kind not in _HIDDEN and character not in _BLANK and marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def escaped(text: str) -> str:
    """`text` so that Slack reads it as text: no mention, no link.

    >>> escaped("<!channel> & <http://evil.example|login>")
    '&lt;!channel&gt; &amp; &lt;http://evil.example|login&gt;'
    """
    return "".join(_ESCAPES.get(character, character) for character in text)


def units(text: str) -> int:
    """How long Slack says that `text` is: UTF-16 units."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def cut(text: str, limit: int) -> str:
    """`text`, or its beginning and …, so that it is at most `limit` long once it is escaped. Itself not escaped."""
    if len(text) * 5 <= limit or units(escaped(text)) <= limit:
        return text
    isolated = text.startswith("\u2068")
    room = limit - (2 if isolated else 1)
    end = 0
    for character in text:
        room -= units(_ESCAPES.get(character, character))
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + "…" + ("\u2069" if isolated else "")


def said(text: str, limit: int) -> str:
    """Text of ours or an event's for mrkdwn: made plain, cut to `limit`, then escaped."""
    return escaped(cut(plain(text), limit))


def mono(text: str, limit: int) -> str:
    """`text` in a code span that it cannot end; "" where there is none."""
    shown = said(text.replace("`", "'"), limit - 2)
    return f"`{shown}`" if shown else ""


def web_address(url: str, limit: int = 3000) -> str:
    """`url` where a link may lead there: http(s), printable, not too long; else ""."""
    usable = url.startswith(("https://", "http://")) and url.isascii() and url.isprintable() and len(url) <= limit
    return url if usable and not any(mark in url for mark in " <>|\"'`\\") else ""


def link(url: str, words: str, limit: int) -> str:
    """A link in mrkdwn of at most `limit`; the words alone where the address is none to link to."""
    address = escaped(web_address(url))
    shown = plain(words).replace("|", "¦") or "…"  # a link without words is none
    room = limit - len(address) - 3
    if not address or room < 20:
        return escaped(cut(shown, limit))
    return f"<{address}|{escaped(cut(shown, room))}>"
