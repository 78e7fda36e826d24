"""Finds the rules that can fire on an event without trying all of them.

Each rule is filed under what it cannot do without: a class, a code, or, for a rule of phrases, a piece of `GRAM`
characters of each phrase. One pass over an event's text finds the pieces it holds, so the time is linear in the text
and hardly grows with the table.
"""

from collections import Counter
from collections.abc import Sequence

from kiwame.decide.rules.rule import Phrase, Rule
from kiwame.decide.view import View

GRAM = 4
"""Characters of a piece: long enough to be rare, short enough for the shortest Latin phrase but a few."""


class Index:
    """A table of rules, filed. Positions are those of the table."""

    def __init__(self, table: Sequence[Rule]) -> None:
        self._table = tuple(table)
        self._always: list[int] = []
        self._classes: dict[str, list[int]] = {}
        self._codes: dict[str, list[int]] = {}
        self._grams: dict[str, list[tuple[int, Phrase]]] = {}
        self._short: list[tuple[int, Phrase]] = []
        self._short_foreign: list[tuple[int, Phrase]] = []
        common = Counter(gram for rule in table for words in rule.says for gram in _grams(_longest(words)))
        for position, rule in enumerate(self._table):
            if rule.classes or rule.root:
                for name in rule.classes or rule.root:
                    self._classes.setdefault(name, []).append(position)
            elif rule.codes:
                for code in rule.codes:
                    self._codes.setdefault(code, []).append(position)
            elif rule.says:
                for words in rule.says:
                    self._file(position, words, common)
            else:
                self._always.append(position)

        self._keys = frozenset(self._grams)

    def _file(self, position: int, words: Phrase, common: Counter[str]) -> None:
        part = _longest(words)
        if len(part) >= GRAM:
            rarest = min(_grams(part), key=lambda gram: (common[gram], gram))
            self._grams.setdefault(rarest, []).append((position, words))
        elif part.isascii():
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
        text = view.text
        for gram in sorted(_grams(text) & self._keys):
            for position, words in self._grams[gram]:
                if position not in found and words.within(text):
                    found[position] = words
        for position, words in self._short if text.isascii() else (*self._short, *self._short_foreign):
            if position not in found and words.within(text):
                found[position] = words
        return sorted(found.items(), key=lambda item: item[0])


def _grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def _longest(words: Phrase) -> str:
    return max(words.parts, key=len)
