"""A stored event as today's reading would have it: its facts are read anew, for an upgrade may read better."""

from dataclasses import replace

from kiwame.core.event import ErrorEvent
from kiwame.normalise import facts

_HINT = "hint "


def reread(event: ErrorEvent) -> ErrorEvent:
    """`event` with its facts read again.

    Hints (strings out of contexts and extra) are not kept with an event; those that told a fact stand in its sources.
    """
    hints = {
        source.removeprefix(_HINT): str(getattr(event.facts, name))
        for name, source in event.facts.sources
        if source.startswith(_HINT)
    }
    return replace(event, facts=facts.read(event, hints))
