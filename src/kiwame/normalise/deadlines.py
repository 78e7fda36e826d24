"""Deadlines: whose passed (a client's, a gateway's, a task's), and in which phase of a call."""

from collections.abc import Iterable

from kiwame.core.event import Deadline, Link
from kiwame.normalise.class_name import short_class

_BY_CLASS = {
    **dict.fromkeys(
        ("connecttimeout", "connecttimeouterror", "connectiontimeouterror", "httpconnecttimeoutexception",
         "opentimeout", "connecttimeoutexception", "serverselectiontimeouterror", "mongoserverselectionerror"),
        Deadline.CONNECT,
    ),
    **dict.fromkeys(
        ("pooltimeout", "emptypoolerror", "poolacquiretimeoutexception", "connectionrequesttimeoutexception",
         "connectionpooltimeoutexception", "pooltimeouterror", "sequelizeconnectionacquiretimeouterror"),
        Deadline.POOL,
    ),
    **dict.fromkeys(("writetimeout", "writetimeouterror", "writetimeoutexception"), Deadline.WRITE),
    **dict.fromkeys(
        ("readtimeout", "readtimeouterror", "readtimeoutexception", "sockettimeoutexception", "sockettimeouterror",
         "servertimeouterror", "serverttimeouterror", "headerstimeouterror", "bodytimeouterror", "httptimeoutexception",
         "apitimeouterror", "apiconnectiontimeouterror", "apiconnectiontimeout", "apiuseraborttimeout",
         "modeltimeoutexception"),
        Deadline.READ,
    ),
    **dict.fromkeys(
        ("timeoutrejectedexception", "asynctimeouterror", "softtimelimitexceeded", "timelimitexceeded",
         "jobtimeoutexception", "executiontimeout", "workertimeout", "timeoutexpired", "workflowtimeouterror"),
        Deadline.TASK,
    ),
    **dict.fromkeys(("gatewaytimeout", "gatewaytimeouterror", "deadlineexceeded"), Deadline.GATEWAY),
    **dict.fromkeys(
        ("timeouterror", "timeout", "timeoutexception", "sockettimeout", "timedout", "operationtimedouterror"),
        Deadline.UNSAID,
    ),
}  # fmt: skip
"""Classes in lower case; a client's own class for its whole call is a deadline while it reads."""

_SAID = (
    (Deadline.POOL, ("queuepool", "connection pool", "from pool", "from the pool", "pool timeout", "pool#acquire",
                     "acquiring a connection", "acquiring connection")),
    (Deadline.GATEWAY, ("gateway time", "upstream request timeout", "upstream timed out", "deadline_exceeded",
                        "stream timeout", "504 ", "error code 524", "function_invocation_timeout")),
    (Deadline.READ, ("read timed out", "read timeout", "while reading", "out reading", "timeout reading",
                     "on reading", "awaiting headers", "waiting for response",
                     "waiting for a response", "headers timeout", "body timeout", "headers_timeout", "body_timeout",
                     "read etimedout", "socket timeout", "client.timeout", "httpclient.timeout", "networktimeout",
                     "esockettimedout", "exceeded while executing", "operation timed out after",
                     "bytes received", "read operation")),
    (Deadline.CONNECT, ("connect timeout", "connect timed out", "connection timed out", "connection timeout",
                        "connect etimedout", "connect_timeout", "dial tcp", "while connecting", "connecting to",
                        "connect to", "to connect", "tcp connect", "errno 110", "os error 110", "10060",
                        "opening handshake", "tls handshake timeout", "server selection")),
    (Deadline.TASK, ("context deadline exceeded", "aborted due to timeout", "time limit", "workflow", "task ", "job ",
                     "step ", "execution timed out", "execution time", "terminal signal within")),
    (Deadline.READ, ("request timed out", "request timeout", "timeout of ", "api timeout", "response timed out",
                     "call timed out", "milliseconds exceeded")),
    (Deadline.GATEWAY, ("deadline exceeded", "deadline expired")),
)  # fmt: skip
"""Words that name the phase, the surest first; looked for only where a text speaks of a timeout at all."""

_SPEAKS = ("timeout", "timed out", "timed-out", "deadline", "etimedout", "time limit", "errno 110", "10060", "超时",
           "タイムアウト", "terminal signal within")  # fmt: skip
"""Words of which a text has one where it speaks of a deadline at all."""
_HINTS = ("time", "deadline", "110", "10060", "signal")
"""What each of `_SPEAKS` has in it, but for those that are not ASCII."""
_PASSED = ("timed out", "timed-out", "etimedout", "timeout exceeded", "deadline exceeded", "超时", "タイムアウト")
"""Words that say that a deadline passed; "timeout" alone may be a setting's name."""


def read(links: Iterable[Link], texts: Iterable[tuple[str, str]], status: int | None) -> tuple[Deadline | None, str]:
    """(deadline, where it was read), the root's class first, then words, then the status; (None, "") where none passed.

    `texts` are what the event says in lower case, without echoes, the root first. A class that names no phase counts
    last: words and status say more.
    """
    unsaid = ""
    cancelled = False
    for link in links:
        name = short_class(link.type).lower()
        deadline = _BY_CLASS.get(name)
        if deadline is Deadline.UNSAID:
            unsaid = unsaid or ("task" if cancelled and "." not in link.type else "class")
        elif deadline is not None:
            return deadline, "class"
        cancelled = cancelled or name == "cancellederror"
    for where, text in texts:
        if (
            "time" in text
            or "deadline" in text
            or "110" in text
            or "10060" in text
            or "signal" in text
            or not text.isascii()
        ):
            for deadline, phrases in _SAID if any(word in text for word in _SPEAKS) else ():
                if any(phrase in text for phrase in phrases):
                    return deadline, where
            if any(word in text for word in _PASSED):
                unsaid = unsaid or where
    if status in (504, 524, 522):
        return Deadline.GATEWAY, "status"
    if unsaid == "task":
        return Deadline.TASK, "class"
    return (Deadline.UNSAID, unsaid) if unsaid else (None, "")
