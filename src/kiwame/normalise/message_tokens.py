"""The forms of what varies in a message, in the order in which they are tried at each place.

Each is bounded or ends in one open run of a class of characters, so that a text is walked once: linear in its length.
"""

import re

_EDGE = r"(?<![0-9A-Za-z])"
_END = r"(?![0-9A-Za-z])"

_HOUR = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
_DAY = r"\d{4}[-/]\d{2}[-/]\d{2}"
_ZONE = r"(?:Z|[ ]?[+-]\d{2}:?\d{2}|[ ]UTC|[ ]GMT)?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?[ ])?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_NAMED_DAY = (
    rf"{_WEEKDAY}(?:\d{{1,2}}[ ]{_MONTH}|{_MONTH}[ ]\d{{1,2}}),?(?:[ ]\d{{4}})?"
    rf"(?:[ ]{_HOUR}(?:[ ](?:GMT|UTC|[+-]\d{{4}}))?)?"
)

_IPV4 = r"(?<![0-9A-Za-z.])(?:\d{1,3}\.){3}\d{1,3}(?![0-9A-Za-z.])"
_IPV6 = (
    r"\[?(?<![0-9A-Za-z:>])"
    r"(?:::(?:[0-9A-Fa-f]{1,4}:){0,6}|[0-9A-Fa-f]{1,4}:(?:[0-9A-Fa-f]{0,4}:){1,7})[0-9A-Fa-f]{0,4}"
    r"(?<=::|[0-9A-Fa-f]:|[0-9A-Fa-f][0-9A-Fa-f]|:[0-9A-Fa-f])(?![0-9A-Za-z:])\]?"
)
_UNITS = r"(?:\d{1,6}d)?(?:\d{1,6}h)?(?:\d{1,6}m(?!s))?(?:\d{1,9}(?:\.\d{1,9})?(?:ms|us|µs|ns|s))?"

_FORMS = {
    "plain": r"(?:[a-z]{1,40}(?:,? |\. (?=[a-z]))){1,60}",  # ordinary words, many at once: they are most of a text
    "mark": r"\[redacted:[a-z_]{1,20}\]",
    "echo": r"\[parameters:[ ]|input_value=|=\((?=[^()\s])",
    "url": r"(?:[A-Za-z][A-Za-z0-9+.-]{1,15}://|data:[a-z]{2,12}/|www\.)[^\s\"'`<>\])},;]+",
    "uuid": rf"{_EDGE}[0-9A-Fa-f]{{8}}(?:-[0-9A-Fa-f]{{4}}){{3}}-[0-9A-Fa-f]{{12}}{_END}",
    "dashed": rf"{_EDGE}(?=[0-9A-Fa-f-]{{0,60}}[0-9])(?:1-)?"
    r"[0-9A-Fa-f]{6,40}(?:-[0-9A-Fa-f]{4,40}){1,5}(?![0-9A-Za-z-])",
    "date": rf"(?<![0-9A-Za-z-])(?:{_DAY}(?:[T ]{_HOUR}{_ZONE})?|{_HOUR}(?:Z|[ ]?[AaPp][Mm]\b)?|{_NAMED_DAY})"
    r"(?![0-9A-Za-z:-])",
    "span": rf"(?<![0-9A-Za-z_.-])(?=\d){_UNITS}(?<=[a-z])(?![0-9A-Za-z_])",
    "ip": f"{_IPV4}|{_IPV6}",
    "hex": rf"{_EDGE}0[xX][0-9A-Fa-f]+|(?<![0-9A-Za-z_-])(?=[0-9]{{0,40}}[a-fA-F])(?=[a-fA-F]{{0,40}}[0-9])"
    r"[0-9A-Fa-f]{8,}(?![0-9A-Za-z_-])",
    "path": r"(?:(?<![^\s\"'`(=\[,])(?:~|\.{1,2})?/|(?<![0-9A-Za-z_.:~<)\]/-])/(?=[0-9A-Za-z_.~-]))"
    r"[^\s\"'`<>()\[\]{},;:|]+"
    rf"|{_EDGE}[A-Za-z]:\\[^\s\"'`<>()\[\]{{}},;|]+",
    "blob": r"(?<![0-9A-Za-z+/])[A-Za-z0-9+/]{40,}={0,2}",
    "word": r"[A-Za-z_$](?:[A-Za-z0-9_$]|[-./:@](?=[A-Za-z0-9_$]))*",
    "number": rf"[-+]?{_EDGE}\d+(?:[,_]\d{{3}})*(?:\.\d+)*(?:[eE][-+]?\d{{1,4}})?(?P<unit>[A-Za-z%][A-Za-z0-9_-]*)?",
    "quote": "[\"'`“‘「『«《]",
}  # fmt: skip

TOKEN = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))
"""One token of a message; `lastgroup` names its form ("unit" for a number with one)."""

CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "《": "》"}
"""Opening quotes that differ from the closing one."""

QUOTED = {
    mark: re.compile(rf"(?:[^{re.escape(end)}\\]|\\.)*+{re.escape(end)}", re.DOTALL)
    for mark, end in ({'"': '"', "'": "'", "`": "`"} | CLOSING).items()
}
"""By opening quote: the rest of a quoted text, with its closing quote."""
