"""A Slack channel as it is set on the Set-up page: what may be, and what is refused with which words. Pure.

Whoever may use the page may not thereby make the server post to any address: only Slack's own are taken here. Others
are the operator's choice, in environment or file.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from kiwame.core.alert import TOLD_SEVERITIES, Channel
from kiwame.core.taxonomy import Severity
from kiwame.playbooks.playbook import N_
from kiwame.web.forms import Form

BAD_NAME = N_("Give it a name of letters, digits, '.', '_' and '-', at most 64.")
TAKEN_NAME = N_("The operator has set a channel of this name in environment or file: choose another name.")
NO_ADDRESS = N_("Copy the webhook's address from Slack; it is not shown here again.")
OTHER_ADDRESS = N_(
    "Only addresses of Slack's incoming webhooks are taken here: https://hooks.slack.com/services/T…/B…/… Another "
    "address is the operator's choice: KIWAME_SLACK_WEBHOOK_URL, or a [[channel]] table in kiwame.toml."
)
NO_SEVERITY = N_("Choose at least one severity.")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_SLACK = re.compile(r"https://hooks\.(?:slack|slack-gov)\.com(?:/[A-Za-z0-9_-]{1,200}){2,6}", re.ASCII)
"""The whole address, character by character: no port, no credentials, no query, nothing that a parser may read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form that was sent. `faults` are marked texts by field; `channel` is None where there are any."""

    name: str = ""
    severities: tuple[Severity, ...] = TOLD_SEVERITIES
    faults: dict[str, str] = field(default_factory=dict)
    channel: Channel | None = None


def read(form: Form, *, operators: Collection[str]) -> Asked:
    """What a form asks for. `operators`: the names of channels from environment and file."""
    name, address = form.one("name"), form.one("url")
    severities = tuple(severity for severity in Severity if severity in form.all("severity"))
    faults = {}
    if not _NAME.fullmatch(name):
        faults["name"] = BAD_NAME
    elif name in operators:
        faults["name"] = TAKEN_NAME
    if not address:
        faults["url"] = NO_ADDRESS
    elif not _SLACK.fullmatch(address):
        faults["url"] = OTHER_ADDRESS
    if not severities:
        faults["severity"] = NO_SEVERITY
    if faults:
        return Asked(name=name[:64], severities=severities, faults=faults)
    channel = Channel(name=name, kind="slack", url=address, severities=severities, from_page=True)
    return Asked(name=name, severities=severities, channel=channel)
