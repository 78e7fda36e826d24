"""Names of error classes: found at the head of a text, told apart from ordinary words, split into module and name."""

import re
from typing import NamedTuple

# Bounded and without nested repeats, so that a hostile line costs no more than its length.
_NAME = r"[A-Za-z_$*][\w.$\\]{0,200}(?:::\w{1,100}){0,8}(?:`\d{1,2})?"
_HEAD = re.compile(
    rf"({_NAME})(?: \[([\w.]{{1,80}})\])?(?: \((?:\d{{1,10}}|0x[0-9A-Fa-f]{{1,8}})\))?(?::(?![/:\\\d])|$)"
)
_WITHIN = re.compile(rf"(?<![\w.$\\/:@-])({_NAME})(?: \[([\w.]{{1,80}})\])?(?: \(\d{{1,10}}\))?:(?=\s)")
_ENDINGS = (
    "Error", "Exception", "Timeout", "TimeoutError", "Warning", "Interrupt", "Exit", "Failure", "Fault", "Refused",
    "Exhausted", "Unavailable", "NotFound", "DoesNotExist", "Denied", "Forbidden", "Unauthorized", "TooManyRequests",
    "Overloaded", "Cancelled", "Canceled", "Violation", "Aborted", "Expired", "Exceeded", "StopIteration",
    "StopAsyncIteration", "ExceptionGroup", "Throwable", "Rejection", "Disconnect",
)  # fmt: skip
_LOWER_CLASSES = frozenset({"socket.timeout", "socket.gaierror", "socket.herror", "socket.error", "select.error"})
_LEAD = re.compile(
    r"(?:Uncaught (?:\(in promise\) )?|Unhandled exception\. |Unhandled [Ee]xception: |Unhandled [Rr]ejection:? |"
    r"UnhandledPromiseRejectionWarning: |Exception in thread \"[^\"\n]{0,200}\" |PHP Fatal error:  Uncaught |"
    r"Fatal error: Uncaught )"
)
_STATUS_BEFORE = re.compile(r"\b[45]\d\d $")
"""Before an HTTP phrase that reads like a class: '403 Forbidden: no'."""
_DOTTED = re.compile(r"[A-Za-z_$][\w$]{0,100}(?:\.[A-Za-z_$][\w$]{0,100}){1,20}(?:`\d{1,2})?")


class Head(NamedTuple):
    """What stands at the head of an error's text: the class as written, a code in brackets after it, and the rest."""

    name: str
    code: str
    message: str


def head_of(line: str, *, sure: bool = False) -> Head | None:
    """The class at the very start of `line`, or None.

    `sure`: the place says that a class stands here (after the frames of a traceback), so any identifier will do; else
    the word itself must look like the name of an error class. Leading phrases such as "Uncaught " are passed over.
    """
    lead = _LEAD.match(line)
    start = lead.end() if lead else 0
    found = _HEAD.match(line, start)
    if found is None:
        return None
    return _head(found, line, sure=sure)


def head_within(line: str) -> Head | None:
    """The first error class before a colon anywhere in a log line, or None. A bare "Error" counts after ": " only."""
    for found in _WITHIN.finditer(line[:4096]):
        if _STATUS_BEFORE.search(line, max(0, found.start() - 8), found.start()):
            continue
        if found[1] == "Error" and not line[: found.start()].endswith((": ", "] ", "- ")) and found.start():
            continue
        head = _head(found, line, sure=False)
        if head is not None:
            return head
    return None


def _head(found: re.Match[str], line: str, *, sure: bool) -> Head | None:
    name, code = found[1], found[2] or ""
    # util.inspect of Node prints `name [code]`; the AI SDK's brackets hold the name that `err.name` has.
    if code and looks_like_class(code):
        name, code = code, ""
    if not sure and not looks_like_class(name):
        return None
    return Head(name, code, line[found.end() :].strip())


def looks_like_class(name: str) -> bool:
    """True where `name` by itself reads like an error class: by its ending, or as a path to a capitalised name."""
    if name in _LOWER_CLASSES:
        return True
    module, last = split_class(name)
    if not last[:1].isupper() and not last.startswith(("_", "$")):
        return False
    if last.endswith(_ENDINGS) and not last.isupper():
        return True
    # A dotted path in lower case that ends in a capitalised word: google.api_core.exceptions.ResourceExhausted.
    return bool(module) and module[:1].islower() and any(c.islower() for c in last) and "." in name


def split_class(name: str) -> tuple[str, str]:
    """(module, class) of a class as any language writes it.

    >>> split_class("litellm.RateLimitError"), split_class("GuzzleHttp\\\\Exception\\\\ConnectException")
    (('litellm', 'RateLimitError'), ('GuzzleHttp\\\\Exception', 'ConnectException'))
    >>> split_class("Error [ERR_MODULE_NOT_FOUND]"), split_class("*url.Error")
    (('', 'Error'), ('', '*url.Error'))
    """
    name = name.strip()
    if name.endswith("]") and " [" in name:
        outer, inner = name[:-1].split(" [", 1)
        name = inner if looks_like_class(inner) else outer
    for separator in ("\\", "::"):
        if separator in name:
            module, _, last = name.rpartition(separator)
            return module, last
    if _DOTTED.fullmatch(name) and not name.startswith("*"):
        module, _, last = name.rpartition(".")
        return module, last
    return "", name


def short_class(name: str) -> str:
    """The class's own name, without module, package or namespace, and without what a runtime adds in brackets.

    >>> short_class("java.net.SocketTimeoutException"), short_class("Error [ERR_MODULE_NOT_FOUND]")
    ('SocketTimeoutException', 'Error')
    """
    name = name.split("[", 1)[0].strip() if "[" in name else name.strip()
    for separator in ("\\", "::", ".", "$"):
        name = name.rpartition(separator)[2]
    return name
