"""Which channels take an alert. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiwame.core.alert import Alert, Channel
from kiwame.core.taxonomy import Severity

_NOWHERE = "no such project"
"""Stands for a name that no project has: a channel of projects that are gone must not become one of all projects."""


def taking(channels: Sequence[Channel], *, severity: Severity, alert: Alert, project: str) -> tuple[str, ...]:
    """Names of the channels that take `alert` of an issue of `severity` in project id `project`, in their order."""
    return tuple(
        channel.name
        for channel in channels
        if severity in channel.severities
        and alert in channel.alerts
        and (not channel.projects or project in channel.projects)
    )


def merged(operator: Sequence[Channel], page: Sequence[Channel]) -> tuple[Channel, ...]:
    """The operator's channels, then those set on the page; of one name the first holds: environment and file win."""
    found: dict[str, Channel] = {}
    for channel in (*operator, *page):
        found.setdefault(channel.name, channel)
    return tuple(found.values())


def with_project_ids(channels: Sequence[Channel], ids: Mapping[str, str]) -> tuple[Channel, ...]:
    """`channels` with ids in place of projects' names. `ids`: id, or case-folded name, to id."""
    return tuple(
        replace(channel, projects=tuple(ids.get(name.casefold(), _NOWHERE) for name in channel.projects))
        for channel in channels
    )
