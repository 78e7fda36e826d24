"""An issue's audit trail in words. Pure."""

from markupsafe import Markup

from kiwame.core.issue import AuditEntry, Status
from kiwame.core.taxonomy import Owner, Severity
from kiwame.playbooks.playbook import N_
from kiwame.web.pages.visible import shown
from kiwame.web.pages.words import Words

_STATUS = {
    Status.OPEN: N_("opened it again"),
    Status.ACKNOWLEDGED: N_("acknowledged it"),
    Status.RESOLVED: N_("resolved it"),
    Status.IGNORED: N_("ignored it"),
}
_UNTIL = N_("ignored it until {until}")
_MORE = N_("ignored it for {n} more events")
_NEXT = N_("resolved it in the next release")
_CONFIRMED = N_("confirmed the severity")
_DECIDED = N_("took over from {before}")
_THINGS = {
    "category": N_("category: {before} → {after}"),
    "reason": N_("reason: {before} → {after}"),
    "owner": N_("who acts: {before} → {after}"),
    "severity": N_("severity: {before} → {after}"),
    "split_by": N_("events told apart by: {before} → {after}"),
}
_MERGED = N_("made {parts} part of it")
_TAKEN_OUT = N_("took {parts} out of it")
_PART_OF = N_("made it part of {whole}")
_OWN_AGAIN = N_("took it out of {whole}")
_OTHER = N_("{action}: {before} → {after}")
_ACTORS = {"local": N_("somebody at this machine"), "admin": N_("admin")}
_TOKEN = N_("token {name}")


def actor_of(entry: AuditEntry, words: Words) -> str:
    """Who did it."""
    kind, _, name = entry.actor.partition(":")
    if kind == "token" and name:
        return words.say(_TOKEN, name=name)
    return words.say(_ACTORS[entry.actor]) if entry.actor in _ACTORS else entry.actor


def sentence_of(entry: AuditEntry, words: Words) -> Markup:
    """What was done, as it follows the actor's name."""
    if entry.action == "status":
        return shown(_status(entry.after, words))
    if entry.action == "severity" and entry.after == "confirmed":
        return words.markup(_CONFIRMED)
    if entry.action == "decided_by" and entry.after == "human":
        return words.markup(_DECIDED, before=shown(words.decider(entry.before) or "–"))
    if entry.action in ("merged", "merged_into"):
        return _merged(entry, words)
    template = _THINGS.get(entry.action, _OTHER)
    return words.markup(
        template,
        action=shown(entry.action),
        before=shown(_value(entry.action, entry.before, words)),
        after=shown(_value(entry.action, entry.after, words)),
    )


def _merged(entry: AuditEntry, words: Words) -> Markup:
    """What became part of what: the entry names issues by their ids."""
    numbers = shown(", ".join(f"#{number.strip()}" for number in (entry.after or entry.before).split(",")))
    if entry.action == "merged":
        return words.markup(_MERGED if entry.after else _TAKEN_OUT, parts=numbers)
    return words.markup(_PART_OF if entry.after else _OWN_AGAIN, whole=numbers)


def _status(after: str, words: Words) -> str:
    status, _, how = after.partition(":")
    name, _, value = how.partition("=")
    match name:
        case "until" if value.isdecimal():
            return words.say(_UNTIL, until=words.exact(float(value)))
        case "more" if value.isdecimal():
            return words.say(_MORE, n=words.number(int(value)))
        case "next_release":
            return words.say(_NEXT)
        case _:
            return words.say(_STATUS[Status(status)]) if status in set(Status) else after


def _value(action: str, value: str, words: Words) -> str:
    if action == "owner" and value in set(Owner):
        return words.owner(Owner(value))
    if action == "severity" and value in set(Severity):
        return words.severity(Severity(value))
    return value or "–"
