"""The head of a log line (time, level, logger), told apart from what the line says."""

import re

_TIME = (
    r"(?:\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[ ]?[+-]\d{2}:?\d{2})?"
    r"|\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?)"
)
_LEVEL = r"(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRITICAL|FATAL|error|err|warn|warning|info|critical|fatal)"
_HEAD = re.compile(
    rf"\s{{0,20}}(?:"
    rf"[\[(]?{_TIME}[\])]?[:|,]?[ \t]{{0,8}}(?:[|-][ \t]{{0,8}})?(?:\[?{_LEVEL}\]?(?![\w'\"])[:|]?[ \t]{{0,8}})?"
    rf"|\[?{_LEVEL}\]?(?![\w'\"])[:|]?[ \t]{{1,8}}(?:[\[(]?{_TIME}[\])]?[ \t]{{0,8}})?"
    rf"|{_LEVEL}:[\w.]{{1,80}}:[ \t]{{0,8}}"
    rf")"
)
_LOGGER = re.compile(r"(?:[\[(]?[\w./\-]{1,100}(?::\d{1,6})?[\])]?[ \t]{0,8}(?:[-|:…][ \t]{1,8}|:…[ \t]{0,4})){1}")


def starts_log_line(line: str) -> bool:
    """True where `line` begins with a time or a level as loggers print them: another record begins here."""
    found = _HEAD.match(line)
    return found is not None and (line[:1].isdigit() or line[:1] == "[" or found.end() < len(line))


def said(line: str) -> str:
    """What a log line says, without time, level, and logger's name; the line itself where nothing is left.

    >>> said("2026-11-23 10:00:00,123 ERROR app.llm: httpx.ReadTimeout: timed out")
    'httpx.ReadTimeout: timed out'
    """
    found = _HEAD.match(line)
    if found is None:
        return line
    rest = line[found.end() :].lstrip("-| \t")
    logger = _LOGGER.match(rest)
    # A dotted lower-case word before the colon is a logger's name, a capitalised last part is an error's class.
    if logger and not logger[0].strip(" \t-|:[]()…").rpartition(".")[2][:1].isupper():
        rest = rest[logger.end() :]
    return rest or line
