"""The order of an event's exceptions: the root cause first, the one that was finally raised last."""

from collections import defaultdict

from kiwame.normalise.payload import SentEvent, SentException

MAX_LINKS = 50
"""Exceptions kept of a chain: the 25 next to the root and the 25 next to what was raised."""


def ordered(event: SentEvent) -> list[SentException]:
    """The exceptions of `event`, the root first; linear in their number.

    Clients list them from the oldest to the newest (PROTOCOLS §2.5). Those that number them (`exception_id`,
    `parent_id`) are read as a tree: before an exception stands what it came from; of a group the first member's own
    chain leads, the other members follow it, then the group.
    """
    values = _values(event)
    return [value for place in _order(values) if (value := values[place]) is not None]


def order(event: SentEvent) -> list[int]:
    """The places, in the list that was sent, of the exceptions that `ordered` gives."""
    return _order(_values(event))


def _order(values: list[SentException | None]) -> list[int]:
    found = [(place, value) for place, value in enumerate(values) if value is not None and not _blank(value)]
    places = _by_tree(found) if len(found) > 1 else None
    if places is None:
        places = [place for place, _ in found]
    if len(places) > MAX_LINKS:
        places = [*places[: MAX_LINKS // 2], *places[-MAX_LINKS // 2 :]]
    return places


def is_group(value: SentException) -> bool:
    """True for an exception that holds others beside each other."""
    if value.mechanism is not None and value.mechanism.is_exception_group:
        return True
    return (value.type or "").endswith(("ExceptionGroup", "AggregateError"))


def _values(event: SentEvent) -> list[SentException | None]:
    match event.exception:
        case None:
            return []
        case list() as values:
            return values
        case SentException(values=list() as values):
            return values
        case single:
            return [single]


def _blank(value: SentException) -> bool:
    return not value.type and not value.value and not (value.stacktrace and value.stacktrace.frames)


def _by_tree(found: list[tuple[int, SentException]]) -> list[int] | None:
    """The tree in post-order (what caused it, then the exception itself), or None where the numbers make no tree."""
    nodes: dict[int, SentException] = {}
    places: dict[int, int] = {}
    children: defaultdict[int, list[int]] = defaultdict(list)
    tops: list[int] = []
    for place, value in found:
        mechanism = value.mechanism
        if mechanism is None or mechanism.exception_id is None or mechanism.exception_id in nodes:
            return None
        nodes[mechanism.exception_id] = value
        places[mechanism.exception_id] = place
    for number, value in nodes.items():
        parent = _parent(number, value, nodes)
        if parent is None or parent not in nodes or parent == number:
            tops.append(number)
        else:
            children[parent].append(number)
    walk: list[int] = []
    pending = tops[::-1]
    # Node before children, the last child first: read backwards this is post-order with the first child leading.
    while pending:
        number = pending.pop()
        walk.append(places[number])
        pending.extend(sorted(children[number], key=lambda child: _rank(nodes[child])))
    return walk[::-1] if len(walk) == len(nodes) else None


def _parent(number: int, value: SentException, nodes: dict[int, SentException]) -> int | None:
    """Whom an exception caused, or whose member it is.

    sentry-sdk 2.75 gives every cause inside of a group the parent 0. It numbers a cause right after what it caused.
    """
    mechanism = value.mechanism
    if mechanism is None:
        return None
    if mechanism.source in ("__cause__", "__context__") and number - 1 in nodes:
        return number - 1
    return mechanism.parent_id


def _rank(child: SentException) -> tuple[int, int]:
    """Members of a group in their order before a cause or context; `exceptions[3]` has rank (0, 3)."""
    source = (child.mechanism.source or "") if child.mechanism else ""
    number = source[source.find("[") + 1 : -1] if source.endswith("]") and "[" in source else ""
    if number.isascii() and number.isdigit() and len(number) <= 9:
        return 0, int(number)
    return 1, 0
