"""An error as a program hands it over: objects of any class, made plain and bounded texts, or refused."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from kiwame.normalise.bounds import MAX_TAGS

UNKNOWN = "Unknown"
"""What programs write for the class of an error whose class they do not know."""
LONGEST = 1 << 20
"""Characters of a text that are read: of a longer one the first and the last halves."""
_MOST_LINES = 20_000


class Given(NamedTuple):
    """An error's texts, "" for what was not given."""

    type: str
    message: str
    stacktrace: str
    tags: dict[str, str]

    @property
    def size(self) -> int:
        """Characters of all texts."""
        return sum(map(len, (self.type, self.message, self.stacktrace, *self.tags.values())))


class Unfit(Exception):
    """`field` ("" for the error as a whole) is of the class `kind`, and neither text nor, if `wants_dict`, a dict."""

    def __init__(self, field: str, value: object, *, wants_dict: bool = False) -> None:
        super().__init__(field)
        self.field = field
        self.kind = type(value).__name__[:60]
        self.wants_dict = wants_dict


def read(error_type: object, error_message: object, stacktrace: object, tags: object) -> Given:
    """What was given, None for nothing; a stack trace may be a list of lines.

    Raises Unfit for an object of another class, and whatever a hostile one raises when it is looked at.
    """
    kind = _text("type", error_type)
    if isinstance(stacktrace, list | tuple):
        lines = (_text("stacktrace", line) for line in stacktrace[:_MOST_LINES])
        stacktrace = "".join(line if line.endswith("\n") else line + "\n" for line in lines)
    if tags is not None and not isinstance(tags, Mapping):
        raise Unfit("tags", tags, wants_dict=True)
    return Given(
        type="" if kind.strip() == UNKNOWN else kind,
        message=_text("message", error_message),
        stacktrace=_text("stacktrace", stacktrace),
        tags=dict(_tags(tags or {})),
    )


def _text(field: str, value: object) -> str:
    """`value` as a plain, bounded text: a subclass of str may do anything when its own methods are called."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unfit(field, value)
    size = str.__len__(value)
    if size <= LONGEST:
        return str.__getitem__(value, slice(0, size))
    half = LONGEST // 2
    return str.__getitem__(value, slice(0, half)) + "\n" + str.__getitem__(value, slice(size - half, size))


def _tags(tags: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """The tags whose values are texts, numbers or truths; nothing else can be a tag."""
    for key, value in islice(tags.items(), MAX_TAGS):
        if isinstance(value, bool):
            value = "true" if value else "false"
        elif type(value) in (int, float):
            value = repr(value)
        if isinstance(key, str) and isinstance(value, str):
            yield _text("tags", key), _text("tags", value)
