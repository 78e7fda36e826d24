"""What a message tells, of the outbox' rows it carries: the issues as they are now, those that are still open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiwame.core.alert import Alert, Channel, Delivery
from kiwame.core.errors import NotFound
from kiwame.core.issue import Status
from kiwame.core.ports import Reader
from kiwame.core.verdict import UNSURE_BELOW
from kiwame.notify.slack.blocks import Message
from kiwame.notify.slack.digest import digest_message
from kiwame.notify.slack.render import Look, Told

_BY_WEIGHT = (Alert.NEW, Alert.REGRESSED, Alert.RETURNED, Alert.ROSE)
"""Of several reasons to speak of one issue the first is said: who was not told that it is there must hear that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """Makes messages of rows. `project_name`: of a project id, "" where it need not be said. StorageError."""

    reader: Reader
    project_name: Callable[[str], str]
    address: str
    unsure_below: float = UNSURE_BELOW

    def message(self, rows: Sequence[Delivery], channel: Channel) -> tuple[Message, list[Delivery]] | None:
        """The message of `rows` and the rows that it carries; None where no issue of theirs is open any more."""
        alerts: dict[str, Alert] = {}
        for row in rows:
            alert = _alert(row)
            alerts[row.issue_id] = min(alerts.get(row.issue_id, alert), alert, key=_BY_WEIGHT.index)
        told = [one for issue, alert in alerts.items() if (one := self._told(issue, alert)) is not None]
        if not told:
            return None
        if len(told) == 1:
            told = [self._in_full(told[0])]
        carried = {one.issue.id for one in told}
        return digest_message(told, self.look(channel)), [row for row in rows if row.issue_id in carried]

    def look(self, channel: Channel) -> Look:
        """How messages to a channel are written."""
        return Look(language=channel.language or "en", address=self.address, unsure_below=self.unsure_below)

    def _told(self, issue_id: str, alert: Alert) -> Told | None:
        try:
            issue = self.reader.issue(issue_id)
        except NotFound:
            return None
        return Told(issue=issue, alert=alert) if issue.status is Status.OPEN else None

    def _in_full(self, told: Told) -> Told:
        """With the newest event, Sentry's issue and the project's name: what a digest has no room for."""
        events = self.reader.events(told.issue.id, 1, None).events
        return Told(
            issue=told.issue,
            alert=told.alert,
            event=events[0].event if events else None,
            sentry_url=next((link.url for link in self.reader.sentry_links(told.issue.id) if link.url), ""),
            project=self.project_name(told.issue.project),
        )


def _alert(row: Delivery) -> Alert:
    """A row that a newer version wrote may have a reason that this one does not know."""
    return Alert(row.alert) if row.alert in set(Alert) else Alert.NEW
