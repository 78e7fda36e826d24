"""Whether Sentry sent these bytes: HMAC-SHA256 of the raw body under the integration's client secret, in hex."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

HEADERS = (b"sentry-hook-signature", b"sentry-app-signature")
"""Webhooks carry the first, requests of UI components the second; the digest is the same."""


def given_signatures(headers: Mapping[bytes, bytes]) -> tuple[bytes, ...]:
    """The signatures that a request carries, under either name (header names in lower case)."""
    return tuple(headers[name] for name in HEADERS if name in headers)


def verify(secrets: Sequence[str], body: bytes, given: bytes) -> bool:
    """True where `given` signs `body` under one of `secrets` (several while one is being rotated).

    Over bytes, in constant time, trying every secret. Upper-case hex is refused: Sentry sends lower case, and one
    spelling for one signature leaves nothing to argue about.
    """
    good = False
    for secret in secrets:
        want = hmac.new(secret.encode("utf-8", "surrogatepass"), body, hashlib.sha256).hexdigest().encode("ascii")
        good |= hmac.compare_digest(want, given)
    return good and bool(secrets)
