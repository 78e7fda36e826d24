"""The token in every form of ours, which a page of another site cannot know. Pure.

It is bound to a cookie (the session's, else one for forms alone), so that nobody's own token fits somebody else, and
differs on each page, so that no compression of pages gives it away.
"""

import hmac
import re

_TOKEN = re.compile(r"(?P<salt>[A-Za-z0-9_-]{16,64})\.(?P<seal>[0-9a-f]{64})", re.ASCII)


class FormSeal:
    """Makes tokens and knows them again, by a key that is kept with the data."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def token(self, bound_to: str, salt: str) -> str:
        """A token for whoever holds what `bound_to` names. `salt`: 16 to 64 random characters of base64url."""
        return f"{salt}.{self._seal(bound_to, salt)}"

    def fits(self, token: str, bound_to: str) -> bool:
        """Whether a token was made by us for the same `bound_to`."""
        match = _TOKEN.fullmatch(token)
        return match is not None and hmac.compare_digest(match["seal"], self._seal(bound_to, match["salt"]))

    def _seal(self, bound_to: str, salt: str) -> str:
        return hmac.new(self._key, f"form:{salt}:{bound_to}".encode("utf-8", "surrogatepass"), "sha256").hexdigest()
