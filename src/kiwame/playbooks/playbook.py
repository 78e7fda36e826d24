"""The shape of a playbook: wordings, richest first, so that a text never names what is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import TypeAlias

Wordings: TypeAlias = tuple[str, ...]
"""One text in several wordings. The first whose `{parameters}` are all known is used; the last needs none."""


def N_(text: str) -> str:  # noqa: N802  (gettext's own name for a text that is marked here and translated when shown)
    """Mark a text for translation."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Headline (a sentence), cause (one or two sentences), one to four actions (each begins with a verb)."""

    headline: Wordings
    cause: Wordings
    actions: tuple[Wordings, ...]


def parameters_in(text: str) -> frozenset[str]:
    """The names in `{braces}` of a wording."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def choose(wordings: Wordings, parameters: Mapping[str, str]) -> str:
    """The richest wording whose parameters are all known and not empty."""
    known = {name for name, value in parameters.items() if value}
    return next(text for text in wordings if parameters_in(text) <= known)
