"""The one password: kept as an Argon2id hash, so that a changed one is seen and ends every session."""

from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from kiwame.core.ports import KeyValues, Sessions

_KEPT = "admin_password"
_MOST_CHARACTERS = 1000

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's parameters for small machines: 19 MiB and some 20 ms a try, whether it is right or wrong."""


class Password:
    """What a try is compared with. `is_set` is False where there is no password: then no try is right."""

    def __init__(self, kept: str) -> None:
        self._kept = kept
        self.is_set = bool(kept)

    def matches(self, tried: str) -> bool:
        """Whether it is this password. Takes some 20 ms of a thread, whatever was tried."""
        return self.is_set and _matches(self._kept, tried)


def settle(password: str, *, key_values: KeyValues, sessions: Sessions) -> Password:
    """The password of the settings ("" for none), kept as a hash; where it is another than before, all sessions end.

    StorageError.
    """
    kept = key_values.get(_KEPT) or ""
    if password and kept and _matches(kept, password):
        return Password(kept)
    if not password and not kept:
        return Password("")
    made = _HASHER.hash(_plain(password)) if password else ""
    sessions.end_all()
    key_values.put(_KEPT, made)
    return Password(made)


def _matches(kept: str, tried: str) -> bool:
    try:
        return _HASHER.verify(kept, _plain(tried))
    except (Argon2Error, InvalidHashError):
        return False


def _plain(password: str) -> bytes:
    # The same letters in the same form, however a keyboard composes them; a longer one is wrong at the same cost.
    cut = password if len(password) <= _MOST_CHARACTERS else password[:_MOST_CHARACTERS] + "\0"
    return normalize("NFC", cut).encode("utf-8", "replace")
