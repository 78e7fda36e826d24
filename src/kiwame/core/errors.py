"""The one error tree. Every message says what happened, with what, and what to do about it.

KiwameError
├── UsageError            the command line or an argument is wrong            (exit status 2)
├── SettingsError         a setting cannot be used                            (exit status 2)
├── MissingExtra          an optional part is not installed                   (exit status 2)
├── Refused               a door turns a request away (status, headers)
├── Unreadable            bytes that were taken but cannot be read: quarantine, with a reason
├── NotFound · Conflict   a command names what is not there, or what has changed meanwhile
└── StorageError          the place where data lives failed
    ├── StorageUnavailable    for now: full disk, locked, no connection: try again
    └── StorageUnusable       for good: newer version, not writable, not ours
"""

from collections.abc import Mapping


class KiwameError(Exception):
    """Anything Kiwame itself raises."""


class UsageError(KiwameError):
    """A command or an argument that cannot be used as given."""


class SettingsError(KiwameError):
    """A setting whose value cannot be used; the message names the setting and a value that would do."""


class MissingExtra(KiwameError):
    """A part that `pip install kiwame` leaves out is needed.

    >>> str(MissingExtra("server", "kiwame serve"))
    "kiwame serve needs the extra 'server': pip install 'kiwame[server]'"
    """

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs the extra '{extra}': pip install 'kiwame[{extra}]'")
        self.extra = extra


class Refused(KiwameError):
    """A door turns a request away: `status` and `headers` are the answer, `detail` its sentence, `causes` more."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        causes: tuple[str, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.causes = causes
        self.headers = dict(headers or {})


class Unreadable(KiwameError):
    """Bytes that were answered 2xx and cannot be read. `reason` is a short stable name, the message says the rest."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class NotFound(KiwameError):
    """What a command or an address names is not there."""


class Conflict(KiwameError):
    """What a command wants to change has been changed meanwhile, or does not allow it."""


class StorageError(KiwameError):
    """The place where data lives failed."""


class StorageUnavailable(StorageError):
    """For now: a full disk, a lock, a lost connection. What was to be written is still wanted: try again."""


class StorageUnusable(StorageError):
    """For good: written by a newer version, not writable, not a Kiwame database."""


def place_of(error: BaseException) -> str:
    """The class of an exception and where it was raised, never what it says: that may be an event's text.

    >>> place_of(ValueError("sk-secret"))
    'ValueError'
    """
    trace = error.__traceback__
    if trace is None:
        return type(error).__name__
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    file = code.co_filename.rpartition("/")[2]
    return f"{type(error).__name__} at {file}:{trace.tb_lineno} in {code.co_name}"
