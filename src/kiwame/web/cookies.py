"""Our cookies: their names, how they are set, and how they are read. Pure.

Behind TLS their names begin with `__Host-`: a browser then takes them from this very host alone, and only over TLS.
"""

import re
from collections.abc import Sequence

SESSION = "kiwame_session"
"""Says who is signed in."""
FORM = "kiwame_form"
"""What forms are bound to where nobody is signed in: at this machine, and on the sign-in page."""

SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
"""The value of both: 32 random bytes in base64url."""


def name_of(cookie: str, *, secure: bool) -> str:
    """What a cookie is called at the browser."""
    return f"__Host-{cookie}" if secure else cookie


def read(headers: Sequence[str], cookie: str, *, secure: bool) -> str:
    """A cookie's value among Cookie headers, "" where it is not there or not as we make it; the first of several."""
    wanted = name_of(cookie, secure=secure)
    for header in headers:
        for part in header.split(";"):
            name, _, value = part.strip().partition("=")
            if name == wanted:
                return value if SECRET.fullmatch(value) else ""
    return ""


def written(cookie: str, value: str, *, secure: bool, seconds: int | None = None) -> str:
    """A Set-Cookie header. `seconds`: how long it is kept, None until the browser closes; 0 makes it forgotten.

    >>> written(SESSION, "abc", secure=True, seconds=60)
    '__Host-kiwame_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure'
    """
    age = "" if seconds is None else f"; Max-Age={seconds}"
    return (
        f"{name_of(cookie, secure=secure)}={value}; Path=/; HttpOnly; SameSite=Lax{age}{'; Secure' if secure else ''}"
    )
