"""Finds the rules that can fire on an event without trying all of them.

Each rule is filed under what it cannot do without: a class, a code, a piece of `GRAM` characters of each of its
phrases, or the peer or client that it names. One pass over an event's text finds the pieces it holds, so the time is
linear in the text and hardly grows with the table.
"""

from collections import Counter
from collections.abc import Sequence

from kiwame.decide.rules.rule import NO_STATUS, Phrase, Rule
from kiwame.decide.view import View

GRAM = 4
"""Characters of a piece: long enough to be rare, short enough for the shortest Latin phrase but a few."""


STATUSES = 256
"""Statuses that are kept; a peer may send any number."""


class Index:
    """A table of rules, filed. Positions are those of the table."""

    def __init__(self, table: Sequence[Rule]) -> None:
        self._table = tuple(table)
        self._always: list[int] = []
        self._classes: dict[str, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._providers: dict[str, list[int]] = {}
        self._libraries: dict[str, list[int]] = {}
        self._params: list[int] = []
        self._grams: dict[str, list[tuple[int, Phrase]]] = {}
        self._short: list[tuple[int, Phrase]] = []
        self._short_foreign: list[tuple[int, Phrase]] = []
        common = Counter(gram for rule in table for words in rule.says for gram in _grams_of(words))
        for position, rule in enumerate(self._table):
            self._file_rule(position, rule, common)
        self._keys = frozenset(self._grams)
        self._suited: dict[int, bytes] = {}

    def _file_rule(self, position: int, rule: Rule, common: Counter[str]) -> None:
        if _filed(position, self._classes, rule.classes or rule.root) or _filed(position, self._codes, rule.codes):
            return
        if rule.says:
            for words in rule.says:
                self._file(position, words, common)
        elif not (
            _filed(position, self._providers, rule.providers) or _filed(position, self._libraries, rule.libraries)
        ):
            (self._params if rule.params else self._always).append(position)

    def _file(self, position: int, words: Phrase, common: Counter[str]) -> None:
        if grams := _grams_of(words):
            rarest = min(grams, key=lambda gram: (common[gram], gram))
            self._grams.setdefault(rarest, []).append((position, words))
        elif all(part.isascii() for part in words.parts):
            self._short.append((position, words))
        else:
            self._short_foreign.append((position, words))

    def candidates(self, view: View) -> list[tuple[int, Phrase | None]]:
        """Positions of the rules that may fire, in order, each with the phrase that was found (if that is why)."""
        found: dict[int, Phrase | None] = dict.fromkeys(self._always)
        for name in view.classes:
            found.update(dict.fromkeys(self._classes.get(name, ())))
        for code in view.codes:
            found.update(dict.fromkeys(self._codes.get(code, ())))
        found.update(dict.fromkeys(self._providers.get(view.provider, ())))
        found.update(dict.fromkeys(self._libraries.get(view.library, ())))
        if view.param:
            found.update(dict.fromkeys(self._params))
        text = view.text
        suits = self._suiting(view.status or NO_STATUS)
        for gram in sorted(_grams(text) & self._keys):
            for position, words in self._grams[gram]:
                if (
                    suits[position]
                    and words.parts[0] in text
                    and position not in found
                    and (words.plain or words.within(text))
                ):
                    found[position] = words
        for position, words in self._short if text.isascii() else (*self._short, *self._short_foreign):
            if suits[position] and position not in found and words.within(text):
                found[position] = words
        return sorted((item for item in found.items() if suits[item[0]]), key=lambda item: item[0])

    def _suiting(self, status: int) -> bytes:
        """A byte a rule: 1 where it may fire under `status`. Kept, since few statuses come, and come often."""
        suits = self._suited.get(status)
        if suits is None:
            suits = bytes(not rule.status or status in rule.status for rule in self._table)
            if len(self._suited) < STATUSES:
                self._suited[status] = suits
        return suits


def _filed(position: int, kept: dict[str, list[int]], keys: frozenset[str]) -> bool:
    for key in keys:
        kept.setdefault(key, []).append(position)
    return bool(keys)


def _grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def _grams_of(words: Phrase) -> set[str]:
    """The pieces of all parts of a phrase: every one of them stands in a text that holds the phrase."""
    return set().union(*(_grams(part) for part in words.parts))
