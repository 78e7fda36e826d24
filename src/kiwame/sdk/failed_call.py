"""A failed call as its exceptions tell it, put together from the links of a chain, and as tags."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from kiwame.core import tags

_WORD = re.compile(r"[A-Za-z0-9][\w.:/@+=\-]{0,199}|\[[0-9a-f:.]{2,45}\](?::\d{1,5})?", re.ASCII)
"""A tag's value: a name or a number. No blanks and no quotes, so no sentence and no piece of JSON."""
_SECRET = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:sk|pk|rk|gsk|hf|gh[a-z]|github_pat|xai|xox[a-z]|key|pplx|r8)[-_]|AIza|AKIA|ASIA|eyJ)"
    r"[-_A-Za-z0-9]{14,}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedCall:
    """Facts of one call; "" and 0 for what is not known. `code` and `kind` are the error body's own words."""

    provider: str = ""
    host: str = ""
    model: str = ""
    status: int = 0
    code: str = ""
    kind: str = ""
    request_id: str = ""
    retry_after: str = ""
    retold: bool = False
    """Told by a library that calls by others, whose status is at times its own invention."""


_NAMES = tuple(field.name for field in fields(FailedCall))


def of_links(calls: Iterable[FailedCall]) -> FailedCall:
    """One call of what the links of a chain tell, the root first: a later one adds what the earlier left open.

    A link that names another host, or another status, is about another call (the one before a retry elsewhere), and
    adds nothing.
    """
    found = FailedCall()
    for call in calls:
        if found == FailedCall():
            found = call
        elif not (_differ(found.host, call.host) or (_differ(found.status, call.status) and not call.retold)):
            found = FailedCall(**{name: getattr(found, name) or getattr(call, name) for name in _NAMES})
    return found


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)


def as_tags(call: FailedCall, root_class: str) -> list[tuple[tuple[str, ...], str]]:
    """(names of a tag, the one to set first; its value) for everything known; no value that is not one plain word."""
    found = (
        (tags.PROVIDER, call.provider),
        (tags.HOST, call.host),
        (tags.MODEL, call.model),
        (tags.HTTP_STATUS, str(call.status or "")),
        (tags.ERROR_CODE, call.code or call.kind),
        (tags.ERROR_TYPE, call.kind if call.code and call.kind != call.code else ""),
        (tags.REQUEST_ID, call.request_id),
        (tags.RETRY_AFTER, call.retry_after),
        (tags.ROOT_CLASS, root_class),
    )
    return [(names, value) for names, value in found if _WORD.fullmatch(value) and not _SECRET.search(value)]
