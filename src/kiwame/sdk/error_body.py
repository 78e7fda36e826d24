"""What an error's body calls the error: its code and its kind. Never its message, which may repeat a prompt."""

import json
import re
from typing import Any

LONGEST = 8192
"""Bytes of a body; a longer one is no error body."""

_NAME = re.compile(r"[A-Za-z][\w.\-/]{1,79}|[1-9]\d{2,7}", re.ASCII)
_INNER = ("error", "Error", "err", "fault", "detail")
_CODES = ("code", "Code", "error_code", "errorCode", "err_code", "errcode", "__type")
_KINDS = ("type", "status", "error_type", "errorType")


def names_in(body: object) -> tuple[str, str]:
    """(code, kind) of a body as bytes, as text or as JSON's objects; "" for each that it does not name.

    >>> names_in(b'{"error": {"message": "You exceeded it", "type": "requests", "code": "rate_limit_exceeded"}}')
    ('rate_limit_exceeded', 'requests')
    >>> names_in({"error": {"code": 429, "message": "…", "status": "RESOURCE_EXHAUSTED"}})
    ('', 'RESOURCE_EXHAUSTED')
    """
    value = _parsed(body)
    if type(value) is list and value:
        value = value[0]
    code = kind = ""
    for _ in range(3):
        if type(value) is not dict:
            break
        code = _first(value, _CODES) or code
        kind = _first(value, _KINDS) or kind
        code = code or name_in(value.get("error"))
        value = next((inner for key in _INNER if type(inner := value.get(key)) is dict), None)
    return code, kind if kind != "error" else ""


def _parsed(body: object) -> Any:
    if (
        (type(body) is bytes or type(body) is str)
        and len(body) <= LONGEST
        and body.lstrip()[:1] in (b"{", b"[", "{", "[")
    ):
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return None
    return body


def _first(value: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if (found := name_in(value.get(key)))), "")


def name_in(value: object) -> str:
    """A code as text, "" for what is none. A number that is an HTTP status is none: it is told as the status."""
    if type(value) is int:
        value = str(value) if abs(value) < 10**8 else ""
    if type(value) is not str or len(value) > 80 or not _NAME.fullmatch(value):
        return ""
    return "" if len(value) == 3 and value[0] in "12345" and value.isdigit() else value
