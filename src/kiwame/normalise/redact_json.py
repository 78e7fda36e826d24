"""Redaction of JSON values: every text and every key in one pass, and everything under a key that says secret."""

from collections.abc import Callable, Sequence

from kiwame.core.event import Json
from kiwame.normalise.redact_keys import label_for, says_secret
from kiwame.normalise.redact_spans import MARK, mark

DEEPEST = 100
"""Levels of nesting that are looked into; what lies deeper is left out."""

TOO_DEEP = "[too deep]"

_NAMES = ("key", "name", "header", "field")
_Holder = list["Json"] | dict[str, "Json"]


class _Walk:
    """A copy of a value in the making: its texts are gathered first, and put in place when all are redacted."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.slots: list[tuple[_Holder, int | str]] = []
        self.todo: list[tuple[list[Json] | dict[str, Json], _Holder, int]] = []
        self.keyed: list[dict[str, Json]] = []

    def copied(self, value: Json, key: str, holder: _Holder, place: int | str, depth: int) -> Json:
        """The value's copy, as far as it can be made now; texts and what is nested follow."""
        if key and value is not None and value != "" and says_secret(key):
            return value if isinstance(value, str) and MARK.fullmatch(value) else mark(label_for(key))
        if isinstance(value, str):
            self.texts.append(value)
            self.slots.append((holder, place))
            return value
        if isinstance(value, (list, dict)):
            if depth >= DEEPEST:
                return TOO_DEEP
            copy: _Holder = [] if isinstance(value, list) else {}
            self.todo.append((value, copy, depth + 1))
            return copy
        return value

    def list_into(self, value: list[Json], copy: list[Json], depth: int) -> None:
        """Copy a list; in a pair of name and value, such as a header, the name counts as the value's key."""
        first = value[0] if value else None  # a name: `says_secret` is False for anything with other signs in it
        name = first if len(value) == 2 and isinstance(first, str) else ""
        for at, item in enumerate(value):
            copy.append(None)
            copy[at] = self.copied(item, name if at else "", copy, at, depth)

    def dict_into(self, value: dict[str, Json], copy: dict[str, Json], depth: int) -> None:
        """Copy an object; in {"name": "Cookie", "value": …} the name counts as the value's key."""
        named = next((name for name in _NAMES if isinstance(value.get(name), str)), "") if "value" in value else ""
        for key, item in value.items():
            known_as = value[named] if named and key == "value" else key
            copy[key] = None
            copy[key] = self.copied(item, str(known_as), copy, key, depth)
        self.keyed.append(copy)


def redact_json(value: Json, key: str, texts: Callable[[Sequence[str]], list[str]]) -> Json:
    """A redacted copy of `value`, which stands under `key`. `texts` redacts many texts at once.

    None and "" under a key that says secret stay: that nothing was set is what the reader needs to know.
    """
    walk = _Walk()
    root: list[Json] = [None]
    root[0] = walk.copied(value, key, root, 0, 0)
    while walk.todo:
        source, copy, depth = walk.todo.pop()
        if isinstance(source, list) and isinstance(copy, list):
            walk.list_into(source, copy, depth)
        elif isinstance(source, dict) and isinstance(copy, dict):
            walk.dict_into(source, copy, depth)
    names = list(dict.fromkeys(name for mapping in walk.keyed for name in mapping))
    redacted = texts([*walk.texts, *names])
    for (holder, place), text in zip(walk.slots, redacted, strict=False):
        holder[place] = text  # type: ignore[index]  # a list with its index or a dict with its key
    renamed = {old: new for old, new in zip(names, redacted[len(walk.texts) :], strict=True) if old != new}
    if renamed:
        for mapping in walk.keyed:
            if not renamed.keys().isdisjoint(mapping):
                items = [(renamed.get(name, name), item) for name, item in mapping.items()]
                mapping.clear()
                mapping.update(items)
    return root[0]
