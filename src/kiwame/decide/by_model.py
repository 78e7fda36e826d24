"""The local model as a decider: category and reason with a calibrated confidence, offline, or nothing."""

from functools import cache
from typing import Any

from kiwame.core.event import ErrorEvent
from kiwame.core.verdict import Answer
from kiwame.decide.model.artifact import FILE, REMEDY, ModelUnusable, unpacked
from kiwame.decide.model.model import Distribution, Model
from kiwame.decide.view import View

ABSTAINS_BELOW = 0.2
"""Less sure than this of its best category, the model says nothing."""
_MOST_ANSWERS = 3
_WORTH_SAYING = 0.02
"""Further guesses that are less likely than this are not said."""


class ByModel:
    """Answers by a model; pure, some 100 µs an event."""

    name = "model"

    def __init__(self, model: Model) -> None:
        self.model = model
        self.version = model.version

    def answers(self, event: ErrorEvent, view: View | None = None) -> tuple[Answer, ...]:
        """The likeliest reason of each of the likeliest categories, best first; `view` where the caller has one.

        An answer's confidence is the calibrated probability that its category is right.
        """
        found = self.model.distribution(view or View(event))
        return () if found is None else self.said(found)

    def said(self, found: Distribution) -> tuple[Answer, ...]:
        """A distribution as answers; none where even the best category is unlikely."""
        if found.categories[0][1] < ABSTAINS_BELOW:
            return ()
        said: list[Answer] = []
        for category, confidence in found.categories[:_MOST_ANSWERS]:
            if said and confidence < _WORTH_SAYING:
                break
            said.append(
                Answer(
                    decided_by=f"model:{self.version}",
                    category=category,
                    reason=found.best_of(category),
                    confidence=confidence,
                    evidence=() if said else found.evidence,
                )
            )
        return tuple(said)


def shipped() -> ByModel:
    """The model that ships with this release, read once. ModelUnusable where its file is missing or damaged."""
    found = _shipped()
    if isinstance(found, ModelUnusable):
        raise found
    return found


@cache
def _shipped() -> ByModel | ModelUnusable:
    """Kept also where it is unusable: to find that out once is enough."""
    try:
        return ByModel(Model(unpacked(_read())))
    except ModelUnusable as error:
        return error


def _read() -> bytes:
    """The bytes of the file beside the package `model`; the loader reads from a zip as well as from a folder."""
    from kiwame.decide.model import artifact

    loader: Any = artifact.__spec__.loader if artifact.__spec__ else None
    path = artifact.__file__.removesuffix("artifact.py") + FILE
    try:
        data: bytes = loader.get_data(path)
    except (OSError, AttributeError):
        raise ModelUnusable(f"the model's file {FILE} is missing: {REMEDY}") from None
    return data
