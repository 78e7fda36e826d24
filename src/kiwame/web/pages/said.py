"""What a form did, said once on the next page: kept in a cookie as a code and numbers, never as text. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiwame.playbooks.playbook import N_
from kiwame.web.pages.words import Words

COOKIE = "kiwame_said"
SECONDS = 60
"""How long it waits for the next page."""


class Done(StrEnum):
    """What was done."""

    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    IGNORED = "ignored"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    MERGED = "merged"
    TAKEN_OUT = "taken_out"
    SPLIT = "split"
    NOT_SPLIT = "not_split"
    UNCHANGED = "unchanged"
    NOTHING_CHOSEN = "nothing_chosen"
    CHANNEL_SAVED = "channel_saved"
    CHANNEL_REMOVED = "channel_removed"
    MESSAGE_SENT = "message_sent"
    RETRIED = "retried"
    SIGNED_OUT = "signed_out"


_ONE: Mapping[Done, str] = {
    Done.ACKNOWLEDGED: N_("Acknowledged: it stays silent until it is resolved and comes back."),
    Done.RESOLVED: N_("Resolved: it opens again by itself when it comes back."),
    Done.IGNORED: N_("Ignored: it is counted and stays silent."),
    Done.REOPENED: N_("Opened again."),
    Done.CORRECTED: N_("Corrected: your word holds for this issue from now on."),
    Done.MERGED: N_("One issue now: its counts hold both, and what comes later of either counts here."),
    Done.TAKEN_OUT: N_("An issue of its own again: what comes from now on counts here."),
    Done.SPLIT: N_("From now on its events are told apart: each kind becomes an issue of its own."),
    Done.NOT_SPLIT: N_("From now on its events count here again."),
    Done.UNCHANGED: N_("Nothing was changed: it is so already."),
    Done.NOTHING_CHOSEN: N_("No issue was chosen: tick those that you mean."),
    Done.CHANNEL_SAVED: N_("Saved. Send a test message to see it arrive."),
    Done.CHANNEL_REMOVED: N_("Removed: nothing is sent there any more."),
    Done.MESSAGE_SENT: N_("The test message was accepted."),
    Done.RETRIED: N_("Failed deliveries are tried again: {changed}."),
    Done.SIGNED_OUT: N_("Signed out."),
}
_SEVERAL: Mapping[Done, str] = {
    Done.ACKNOWLEDGED: N_("Acknowledged: {changed}."),
    Done.RESOLVED: N_("Resolved: {changed}."),
    Done.IGNORED: N_("Ignored: {changed}."),
    Done.REOPENED: N_("Opened again: {changed}."),
    Done.MERGED: N_("Made one issue of {changed}."),
}
_MISSED = N_("Changed meanwhile by somebody else, and left as they are: {missed}.")
_GONE = N_("No longer there: {gone}.")

_VALUE = re.compile(r"([a-z_]{1,20})\.([01])\.([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message. `several`: a form over a list; `changed`, `missed` (changed meanwhile) and `gone` count issues."""

    done: Done
    several: bool = False
    changed: int = 0
    missed: int = 0
    gone: int = 0

    def value(self) -> str:
        """For the cookie."""
        return f"{self.done}.{int(self.several)}.{self.changed}.{self.missed}.{self.gone}"


def read(value: str) -> Said | None:
    """The cookie's message; None for none, and for what is none of ours.

    >>> read("resolved.1.3.1.0")
    Said(done=<Done.RESOLVED: 'resolved'>, several=True, changed=3, missed=1, gone=0)
    >>> read("<b>") is None
    True
    """
    match = _VALUE.fullmatch(value)
    if match is None or match[1] not in set(Done):
        return None
    changed, missed, gone = (int(number) for number in match.group(3, 4, 5))
    return Said(done=Done(match[1]), several=match[2] == "1", changed=changed, missed=missed, gone=gone)


def sentence(said: Said, words: Words) -> str:
    """What it says to people."""
    values = {name: words.number(getattr(said, name)) for name in ("changed", "missed", "gone")}
    template = _SEVERAL.get(said.done, _ONE[said.done]) if said.several else _ONE[said.done]
    parts = [words.say(template, **values)]
    if said.missed:
        parts.append(words.say(_MISSED, **values))
    if said.gone:
        parts.append(words.say(_GONE, **values))
    return (" " if words.language == "en" else "").join(parts)
