"""Whether an issue is spoken of after a batch, why or why not, and to whom. Pure: the store asks and writes."""

from collections.abc import Sequence
from enum import StrEnum

from kiwame.core.alert import Alert, AlertInputs, AlertPlan, Channel
from kiwame.notify.route import taking


class Why(StrEnum):
    """The named reason of a plan: the first three speak, the others are silent."""

    PENDING = "not_told_yet"
    ROSE = "rose_above_what_was_told"
    NO_CHANNEL = "no_channel_takes_it"
    MUTED = "muted"
    NOT_OPEN = "somebody_has_it"
    NOT_FRESH = "no_fresh_event"
    NOTHING_NEW = "nothing_to_tell"
    TOLD = "told_already"


def plan(inputs: AlertInputs, channels: Sequence[Channel]) -> AlertPlan:
    """What to tell of an issue. What no channel takes, or what a user's rule mutes, counts as told, so that a channel
    set later, or a rule taken out, brings no flood.

    What waits to be told (new, came back, its ignore ended) comes first; else a severity above the one that was told.
    """
    alert, why = _alert(inputs)
    if alert is None:
        return AlertPlan(alert=None, why=why)
    if inputs.muted:
        return AlertPlan(alert=alert, why=Why.MUTED)
    names = taking(channels, severity=inputs.severity, alert=alert, project=inputs.project)
    return AlertPlan(alert=alert, why=why if names else Why.NO_CHANNEL, channels=names)


def _alert(inputs: AlertInputs) -> tuple[Alert | None, Why]:
    rose = inputs.told is not None and inputs.severity.rank > inputs.told.rank
    if inputs.pending is None and inputs.told is None:
        return None, Why.NOTHING_NEW
    if inputs.pending is None and not rose:
        return None, Why.TOLD
    if not inputs.open:
        return None, Why.NOT_OPEN
    if not inputs.fresh:
        return None, Why.NOT_FRESH
    if inputs.pending is not None:
        return inputs.pending, Why.PENDING
    return Alert.ROSE, Why.ROSE
