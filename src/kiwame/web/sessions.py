"""Signed-in browsers: a session begins with a cookie that was never used before, and ends here, not at the browser."""

import hashlib
from collections.abc import Callable

from kiwame.core.ports import Sessions

SESSION_SECONDS = 7 * 86400
"""How long somebody stays signed in, counted from signing in: a cookie that was stolen ends by itself."""


class SignedIn:
    """Who is signed in. Every method waits on the database. `secret` gives 32 random bytes in base64url."""

    def __init__(self, sessions: Sessions, *, clock: Callable[[], float], secret: Callable[[], str]) -> None:
        self._sessions = sessions
        self._clock = clock
        self._secret = secret

    def begin(self, before: str) -> str:
        """A new session's cookie. The one that the browser showed `before` ends, so that none can be foisted."""
        if before:
            self._sessions.end(session_hash(before))
        cookie = self._secret()
        now = self._clock()
        self._sessions.create(session_hash(cookie), now, now + SESSION_SECONDS)
        return cookie

    def knows(self, cookie: str) -> bool:
        """Whether a cookie's session goes on."""
        return bool(cookie) and self._sessions.find(session_hash(cookie), self._clock()) is not None

    def end(self, cookie: str) -> None:
        """End a session: its cookie is worth nothing from now on."""
        if cookie:
            self._sessions.end(session_hash(cookie))


def session_hash(cookie: str) -> str:
    """What is kept of a cookie: its SHA-256, 64 hex digits."""
    return hashlib.sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()
