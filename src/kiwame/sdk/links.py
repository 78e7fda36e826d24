"""The exceptions behind an exception: causes, contexts and the members of groups, bounded, circles left out."""

MOST = 50
"""Exceptions that are looked at."""
MEMBERS = 10
"""Members of a group that are looked at."""

_CAUSE = BaseException.__dict__["__cause__"]
_CONTEXT = BaseException.__dict__["__context__"]
_SUPPRESSED = BaseException.__dict__["__suppress_context__"]
_MEMBERS = BaseExceptionGroup.__dict__["exceptions"]
_MRO = type.__dict__["__mro__"]


def shown(error: BaseException) -> list[BaseException]:
    """The chain as a traceback shows it, the root first; of a group the first member's own chain leads."""
    pending, seen = [error], {id(error)}
    walk: list[BaseException] = []
    while pending and len(walk) < MOST:
        link = pending.pop()
        walk.append(link)
        for child in _children(link):
            if id(child) not in seen:
                seen.add(id(child))
                pending.append(child)
    return walk[::-1]


def hidden(chain: list[BaseException]) -> list[BaseException]:
    """What `raise … from None` leaves out of a chain that `shown` gave; the nearest first."""
    seen = {id(link) for link in chain}
    found: list[BaseException] = []
    for link in reversed(chain):
        context = _CONTEXT.__get__(link) if _SUPPRESSED.__get__(link) and _CAUSE.__get__(link) is None else None
        while context is not None and id(context) not in seen and len(found) < MOST:
            seen.add(id(context))
            found.append(context)
            cause = _CAUSE.__get__(context)
            context = _CONTEXT.__get__(context) if cause is None else cause
    return found


def _children(link: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    if BaseExceptionGroup in _MRO.__get__(type(link)):
        found += _MEMBERS.__get__(link)[:MEMBERS]
    cause = _CAUSE.__get__(link)
    if cause is None and not _SUPPRESSED.__get__(link):
        cause = _CONTEXT.__get__(link)
    if cause is not None:
        found.append(cause)
    return found
